"""A provider described by templates: what it gets, and what each of its answers means, from a real server."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from messaging.calls import KeptConnection, NoAnswer, NotAnAddress, Place
from messaging.gateways.http import FIELDS, Http
from messaging.protocol import Accepted, Outcome, Rejected, Uncertain, Unreachable
from messaging.request_check import NotAHeader, NotAMethod, NotInRequest, PasswordInClear, UnknownMark
from messaging.secrets import Secret
from models.outbox.channels.channel import Channel
from models.outbox.channels.gsm import measure
from models.outbox.messages.table import ReceiptState
from models.outbox.sending import Outgoing
from models.refusals import Refused

TEXT = 'Chère "Jeanne", reçu {secret} 1 250,00 € \\ & مرحبا\n'
PASSWORD = "s3cret &/é"


@dataclass
class Provider:
    """Answers what it is told to, and remembers what it was asked."""

    url: str = ""
    status: int = 200
    answer: str = "{}"
    hangs_up: bool = False
    asked: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)


@pytest.fixture
def provider() -> Iterator[Provider]:
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            told.asked.append((self.command, self.path, dict(self.headers), body))
            if told.hangs_up:
                self.close_connection = True
                return
            said = told.answer.encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        told.url = f"http://127.0.0.1:{server.server_port}/v1/sms"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield told
        server.shutdown()


def gateway(url: str, **values: str) -> Http:
    defaults = {each.name: each.default for each in FIELDS if not each.secret}
    return Http({**defaults, "url": url, **values}, Secret(PASSWORD), sender="Atlas", port=13014)


def send(through: Http, text: str = TEXT) -> Outcome:
    measured = measure(text)
    return through.send(
        Outgoing(7, Channel.SMS, "+212612345678", text, measured.encoding, measured.segments, 1, "a request")
    )


def test_json_arrives_as_it_was_written(provider: Provider) -> None:
    headers = "Content-Type: application/json\nAuthorization: Bearer {secret}\nX-Id: {number}"
    provider.answer = '{"messages": [{"id": 42}]}'
    outcome = send(gateway(provider.url, headers=headers, id_path="messages.0.id"))
    assert outcome == Accepted("42")
    (method, path, got, body) = provider.asked[0]
    assert (method, path) == ("POST", "/v1/sms")
    assert json.loads(body) == {"to": "+212612345678", "from": "Atlas", "text": TEXT}
    assert got["Authorization"].encode("latin-1").decode("latin-1") == f"Bearer {PASSWORD}"
    assert got["X-Id"] == "7"


def test_an_address_is_filled_in_quoted(provider: Provider) -> None:
    url = provider.url + "?to={to_digits}&text={text}&key={secret}"
    assert send(gateway(url, method="GET", headers="", body="")) == Accepted()
    assert parse_qs(urlsplit(provider.asked[0][1]).query) == {
        "to": ["212612345678"],
        "text": [TEXT],
        "key": [PASSWORD],
    }


def test_a_form_is_filled_in_quoted(provider: Provider) -> None:
    headers = "Content-Type: application/x-www-form-urlencoded"
    send(gateway(provider.url, headers=headers, body="to={to}&text={text}"))
    assert parse_qs(provider.asked[0][3]) == {"to": ["+212612345678"], "text": [TEXT]}


def test_without_a_header_that_says_what_the_body_is_nothing_breaks_out_of_it(provider: Provider) -> None:
    send(gateway(provider.url, headers="", body='{"to": "{to}", "text": "{text}"}'))
    assert json.loads(provider.asked[0][3])["text"] == TEXT
    send(gateway(provider.url, headers="", body="to={to}&text={text}"))
    assert parse_qs(provider.asked[1][3])["text"] == [TEXT]
    send(gateway(provider.url, headers="", body='<sms to="{to}">{text}</sms>'), "1 < 2 & 3")
    assert provider.asked[2][3] == '<sms to="+212612345678">1 &lt; 2 &amp; 3</sms>'


@pytest.mark.parametrize(
    ("status", "answer", "outcome"),
    [
        (201, '{"error": null}', Accepted()),
        (200, '{"error": "no such number"}', Rejected("no such number")),
        (422, '{"error": {"code": 3}}', Rejected('{"code": 3}')),
        (400, "<html>", Rejected("HTTP 400")),
        (429, "{}", Rejected("HTTP 429", temporary=True)),
        (503, "", Rejected("HTTP 503", temporary=True)),
        (500, "{}", Uncertain("HTTP 500")),
        (502, "{}", Uncertain("HTTP 502")),
    ],
)
def test_what_an_answer_means(provider: Provider, status: int, answer: str, outcome: Outcome) -> None:
    """What may have been taken is never tried again by itself"""
    provider.status, provider.answer = status, answer
    assert send(gateway(provider.url, error_path="error")) == outcome


def test_an_answer_without_the_reference_that_was_promised_is_no_acceptance(provider: Provider) -> None:
    """A page of somebody else at a wrong address says 200 too: nobody may believe that it left."""
    provider.answer = "<html>Welcome</html>"
    assert isinstance(send(gateway(provider.url, id_path="id")), Uncertain)
    provider.answer = '{"id": 7}'
    assert send(gateway(provider.url, id_path="id")) == Accepted("7")


@pytest.mark.parametrize("status", [301, 307, 401, 403, 404])
def test_a_wrong_address_or_password_concerns_every_message(provider: Provider, status: int) -> None:
    provider.status = status
    assert isinstance(send(gateway(provider.url)), Unreachable)
    assert len(provider.asked) == 1, "no redirect is followed: it would take the password elsewhere"


def test_a_line_that_breaks_after_the_request_leaves_it_unknown(provider: Provider) -> None:
    provider.hangs_up = True
    assert isinstance(send(gateway(provider.url)), Uncertain)
    assert len(provider.asked) == 1, "asked once"


@pytest.mark.parametrize(
    "before", ["HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"]
)
def test_an_answer_that_comes_byte_by_byte_is_not_waited_for_without_end(before: str) -> None:
    """In its head or in its text; who leaves the program waits for the message in hand."""
    sent: list[int] = []

    def drip() -> None:
        with suppress(OSError), listening.accept()[0] as caller:
            caller.recv(65536)
            caller.sendall(before.encode())
            for number in range(200):
                caller.sendall(b"x")
                sent.append(number)
                sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        dripping = Thread(target=drip)
        dripping.start()
        line = KeptConnection(Place.of(f"http://127.0.0.1:{listening.getsockname()[1]}/"), seconds=0.5)
        with pytest.raises(NoAnswer, match="timed out"):
            line.ask("GET", "/")
        dripping.join()
    assert 0 < len(sent) < 200, "given up while it still came"


def test_nobody_there_has_seen_nothing() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        through = gateway(f"http://127.0.0.1:{taken.getsockname()[1]}/")
        assert isinstance(send(through), Unreachable)
        assert not through.answers()


def test_a_connection_is_kept_and_one_that_was_closed_is_not_used(provider: Provider) -> None:
    through = gateway(provider.url)
    assert [send(through), send(through)] == [Accepted(), Accepted()]
    provider.hangs_up = True
    assert isinstance(send(through), Uncertain)
    provider.hangs_up = False
    assert send(through) == Accepted()


def test_a_secret_that_is_echoed_is_not_kept(provider: Provider) -> None:
    provider.status, provider.answer = 400, json.dumps({"error": f"bad key {PASSWORD}"})
    outcome = send(gateway(provider.url, error_path="error"))
    assert outcome == Rejected("bad key •••")
    assert PASSWORD not in repr(gateway(provider.url).__dict__["_secret"])


@pytest.mark.parametrize("url", ["", "ftp://example.org/", "example.org", "https:///x"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(NotAnAddress):
        gateway(url)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"status": "DELIVRD"}, ReceiptState.DELIVERED),
        ({"state": "delivered"}, ReceiptState.DELIVERED),
        ({"state": "EXPIRED"}, ReceiptState.EXPIRED),
        ({"state": "undeliv"}, ReceiptState.FAILED),
        ({"state": "enroute"}, ReceiptState.UNKNOWN),
        ({}, ReceiptState.UNKNOWN),
    ],
)
def test_receipts_speak_the_words_of_smpp(fields: dict[str, Any], state: ReceiptState) -> None:
    assert gateway("http://127.0.0.1/").read_receipt(fields).state is state


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"method": "Content-Type: application/json"}, NotAMethod),
        ({"headers": "Content-Type application/json"}, NotAHeader),
        ({"headers": "Authorization: Bearer abc123"}, PasswordInClear),
        ({"body": '{"to": "{to}", "text": "{texte}"}'}, UnknownMark),
        ({"body": '{"to": "{to}"}'}, NotInRequest),
        ({"body": '{"text": "{text}"}'}, NotInRequest),
        ({"method": "GET"}, NotInRequest),
    ],
)
def test_a_request_in_which_everybody_would_get_nothing_or_braces_is_refused_before_it_leaves(
    values: dict[str, str], refused: type[Refused]
) -> None:
    with pytest.raises(refused):
        gateway("http://127.0.0.1:9/v1", **values)
