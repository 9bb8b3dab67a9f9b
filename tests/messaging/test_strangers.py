"""What strangers send ends nothing: an answer is in doubt, or is not heard, and nobody waits for ever."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest

from messaging import incoming, receiver, strangers
from messaging.calls import KeptConnection, NoAnswer, NotHandedOver, Place
from messaging.gateways.http import FIELDS, Http
from messaging.journal import GroupCommit
from messaging.receipt_address import ReceiptAddress
from messaging.receiver import Receiver
from messaging.secrets import Secret
from models.outbox.messages import receipts
from models.outbox.messages.table import Message
from tests.kannel import free_ports
from tests.messaging.conftest import Outbox, Scripted, address_of, worker

DEEP = 60_000
OK = "HTTP/1.1 200 OK\r\n"


@contextmanager
def answering(answer: bytes, *, pieces: Callable[[Any], None] | None = None) -> Iterator[str]:
    """The address of a host that answers each request with these bytes, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    caller = listening.accept()[0]
                except OSError:
                    return
                with suppress(OSError), caller:
                    caller.recv(65536)
                    caller.sendall(answer)
                    if pieces:
                        pieces(caller)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def provider(url: str, **values: str) -> Http:
    defaults = {each.name: each.default for each in FIELDS if not each.secret}
    paths = {"id_path": "id", "error_path": "error"}
    return Http({**defaults, **paths, "url": url, **values}, Secret("word"), sender="Atlas", port=13014)


def whole(body: str | bytes) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return f"{OK}Content-Length: {len(raw)}\r\n\r\n".encode() + raw


@pytest.mark.parametrize(
    "answer",
    [
        whole("[" * DEEP),
        whole("[" * DEEP + "]" * DEEP),
        whole('{"id":' * DEEP),
        whole('{"error": ' + "[" * 200 + "]" * 200 + "}"),
        whole('{"id": "\\ud800 \\u0000"}'),
        whole('{"error": "\\udfff\\u0000"}'),
        whole(b'{"id": "\xff\xfe\x00"}'),
        whole('{"error": 1e999, "id": ' + "9" * 20_000 + "}"),
        whole('{"id": ' + "9" * 20_000 + "}"),
        whole('"' + '\\"' * 30_000),
        b"",
        b"\r\n" * 5000,
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000,
        f"{OK}Content-Length: -5\r\n\r\n{{}}".encode(),
        f"{OK}Content-Length: {'9' * 6000}\r\n\r\n{{}}".encode(),
        f"{OK}Content-Length: 100000\r\n\r\n{{".encode(),
        f"{OK}Transfer-Encoding: chunked\r\n\r\n-1\r\n".encode() + b"x" * 500_000,
        f"{OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n".encode(),
        f"{OK}Transfer-Encoding: chunked\r\n\r\n{'f' * 5000}\r\n".encode(),
        f"{OK}Transfer-Encoding: chunked\r\n\r\n".encode() + b"1\r\nx\r\n" * 100_000,
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=lambda answer: repr(answer[:60]),
)
def test_whatever_a_gateway_answers_the_sender_goes_on(outbox: Outbox, answer: bytes) -> None:
    """Each message has an end that both engines keep, and the worker comes back."""
    outbox.put("un", "deux")
    with answering(answer) as url:
        worker(provider(url)).empty()
    kept = list(Message.select(Message.worker, Message.words, Message.gateway_id).tuples())
    assert all(not held and len(words) <= 200 and len(name) <= 200 for held, words, name in kept)


def test_a_reference_keeps_its_digits(outbox: Outbox) -> None:
    number = "1" * 30
    outbox.put("un")
    with answering(whole(f'{{"id": {number}}}')) as url:
        worker(provider(url)).empty()
    assert Message.get().gateway_id == number


def test_a_whole_request_has_one_deadline_however_the_answer_drips() -> None:
    """Headers, a body, the frames of a body and a handshake, a byte at a time."""

    def drip(caller: Any) -> None:
        for _turn in range(400):
            caller.sendall(b"1")
            sleep(0.02)

    for begins in (b"", OK.encode() + b"X: ", OK.encode() + b"Transfer-Encoding: chunked\r\n\r\n"):
        with answering(begins, pieces=drip) as url, pytest.raises(NoAnswer, match="timed out"):
            KeptConnection(Place.of(url), seconds=0.3).ask("GET", "/")
    with answering(b"\x16\x03\x03\x40\x00", pieces=drip) as url, pytest.raises(NotHandedOver):
        KeptConnection(Place.of(url.replace("http:", "https:")), seconds=0.3).ask("GET", "/")


def test_who_does_not_read_what_is_sent_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = KeptConnection(Place.of(f"http://127.0.0.1:{listening.getsockname()[1]}/"), seconds=0.3)
        with pytest.raises(NoAnswer, match="timed out"):
            line.ask("POST", "/", body=b"x" * 50_000_000)


@pytest.mark.parametrize("host", ["é" * 70, "a" * 70, "a..b", "xn--a"])
def test_a_host_that_cannot_be_one_is_nobody(host: str) -> None:
    with pytest.raises(NotHandedOver):
        KeptConnection(Place.of(f"http://{host}/"), seconds=5).ask("GET", "/")


class Told:
    """The listener, and raw bytes told to it."""

    def __init__(self, port: int) -> None:
        self.address = ReceiptAddress(port, b"key")
        self.defects: list[Exception] = []

    def begin(self, raw: bytes) -> socket.socket:
        caller = socket.create_connection(("127.0.0.1", self.address.port), timeout=20)
        caller.sendall(raw)
        return caller

    def tell(self, raw: bytes) -> bytes:
        """The first line of the answer; nothing where it hung up."""
        with self.begin(raw) as caller, suppress(OSError):
            caller.shutdown(socket.SHUT_WR)
            return caller.recv(65536).split(b"\r\n")[0]
        return b""

    def receipt(self, query: str, *, head: str = "", body: str = "", method: str = "GET") -> bytes:
        path = address_of(self.address, 1).partition(str(self.address.port))[2]
        return f"{method} {path}{query} HTTP/1.0\r\n{head}\r\n{body}".encode()


@pytest.fixture
def told(outbox: Outbox) -> Iterator[Told]:
    (port,) = free_ports(1)
    heard = Told(port)
    gateway = Scripted(receipts=heard.address)
    listener = Receiver(
        gateway, port, incoming=incoming.receive, secret=Secret("word"), defect=heard.defects.append
    )
    assert listener.start()
    outbox.put("un")
    worker(gateway).empty()
    yield heard
    listener.stop()


def test_whatever_is_told_to_the_listener_it_goes_on_hearing(told: Told) -> None:
    deep, huge = "[" * DEEP, "9" * 6000
    posted = {
        "deep": ("Content-Length: 16000\r\n", "[" * 16_000),
        "deeper than is read": (f"Content-Length: {DEEP}\r\n", deep),
        "huge": (f"Content-Length: {huge}\r\n", "x"),
        "negative": ("Content-Length: -1\r\n", "x"),
        "two lengths": ("Content-Length: 1\r\nContent-Length: 2\r\n", "xy"),
        "no length": ("", "state=failed"),
        "chunked": ("Transfer-Encoding: chunked\r\n", "c\r\nstate=failed\r\n0\r\n\r\n"),
        "too short": ("Content-Length: 500\r\n", "state=failed"),
        "many fields": ("Content-Length: 16000\r\n", "&".join(["a=b"] * 4000)[:16_000]),
    }
    for name, (head, body) in posted.items():
        answer = told.tell(told.receipt("", head=head, body=body, method="POST"))
        assert b" 200 " not in answer or name in {"deep", "many fields"}, name
    for raw in (
        b"\r\n\r\n",
        b"\x00" * 1000,
        b"GET /" + b"x" * 200_000,
        b"GET //[bad HTTP/1.0\r\n\r\n",
        b"GET /receipt/" + huge.encode() + b"/x HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.0\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"BREW / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/99999999999.1\r\n\r\n",
    ):
        assert b" 200 " not in told.tell(raw)
    assert b" 200 " in told.tell(told.receipt("?state=delivered&words=%00%ED%A0%80%FF"))
    (row,) = [found for found in receipts.of(1) if found.state == "delivered"]
    assert "\x00" not in row.words
    assert not told.defects


def test_what_cannot_be_written_keeps_nothing_from_the_others(outbox: Outbox) -> None:
    """Told at the same moment, they are one transaction."""
    defects: list[Exception] = []
    journal = GroupCommit(defects.append)
    first, waiting = Event(), Event()

    def broken() -> bool:
        raise ZeroDivisionError

    def slow() -> bool:
        first.set()
        return waiting.wait(20)

    journal.start()
    answers: dict[str, int] = {}
    threads = [Thread(target=lambda: answers.update(slow=journal.write(slow)))]
    threads[0].start()
    assert first.wait(20)
    for name, writing in (("broken", broken), ("well", lambda: outbox.states() == [])):
        threads.append(Thread(target=lambda n=name, w=writing: answers.update({n: journal.write(w)})))
        threads[-1].start()
    while journal._waiting.qsize() < 2:
        sleep(0.01)
    waiting.set()
    for thread in threads:
        thread.join()
    journal.stop()
    assert answers == {"slow": 200, "broken": 503, "well": 200}
    assert [type(error) for error in defects] == [ZeroDivisionError]


def test_who_tells_a_byte_every_now_and_then_keeps_nobody_from_leaving(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than are heard at once; whoever stops the listener waits for the deadline, not for them."""
    monkeypatch.setattr(receiver, "_SECONDS", 0.5)
    monkeypatch.setattr(receiver, "_MOST_AT_ONCE", 4)
    (port,) = free_ports(1)
    second = Receiver(
        Scripted(receipts=ReceiptAddress(port, b"key")),
        port,
        incoming=incoming.receive,
        secret=None,
        defect=told.defects.append,
    )
    assert second.start()
    callers = [socket.create_connection(("127.0.0.1", port)) for _turn in range(8)]
    ended = Event()

    def drip() -> None:
        while not ended.wait(0.05):
            for caller in callers:
                with suppress(OSError):
                    caller.sendall(b"G")

    dripping = Thread(target=drip)
    dripping.start()
    sleep(0.2)
    stopping = Thread(target=second.stop)
    stopping.start()
    stopping.join(20)
    assert not stopping.is_alive()
    ended.set()
    dripping.join()
    for caller in callers:
        caller.close()


@pytest.mark.parametrize("depth", [strangers.DEEPEST, strangers.DEEPEST + 1])
def test_a_tree_is_read_to_the_depth_that_was_chosen(depth: int) -> None:
    raw = '{"a": "[[[", "b": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"
    assert isinstance(strangers.tree(raw), dict) is (depth <= strangers.DEEPEST)


def test_reading_what_has_no_end_takes_no_longer_than_reading_what_has_one() -> None:
    """A pattern that begins anew at each quote takes a time that grows with the square."""

    def took(text: str) -> float:
        began = monotonic()
        strangers.tree(text)
        return monotonic() - began

    unended = '"' + '\\"' * 30_000
    assert min(took(unended) for _ in range(3)) < 50 * max(
        min(took(json.dumps("x" * 60_000)) for _ in range(3)), 0.001
    )
