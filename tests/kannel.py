"""A real Kannel on private ports: bearerbox, smsbox, and fakesmsc, which plays the operator.

`arrived` is what the operator got, long texts put together again.
"""

import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote_plus, unquote_to_bytes
from urllib.request import urlopen

FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
USER, PASSWORD, ADMIN = "officine", "pässword &=%d", "admin"
PATIENCE = 30.0

CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {ADMIN}
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
log-level = 3
store-type = spool
store-location = {folder}/spool
dlr-storage = spool
dlr-spool = {folder}/reports

group = smsc
smsc = fake
smsc-id = operator
port = {operator}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-level = 3
http-request-retry = 20
http-queue-delay = 1

group = sendsms-user
username = {USER}
password = "{PASSWORD}"
concatenation = true
max-messages = 10
omit-empty = true

group = sms-service
keyword = default
catch-all = true
get-url = "http://127.0.0.1:{receipts}/incoming/{incoming}?from=%p&text=%a&id=%I"
omit-empty = true
max-messages = 0
"""


class Arrived(NamedTuple):
    """A text as a phone would show it."""

    sender: str
    recipient: str
    text: str


def installed() -> bool:
    return FAKESMSC.exists() and all(shutil.which(box, path=PATH) for box in ("bearerbox", "smsbox"))


def until(found: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """What `found` finds, as soon as it finds something."""
    end = time.monotonic() + patience
    while True:
        value = found()
        if value:
            return value
        assert time.monotonic() < end, f"not within {patience} s: {what}"
        time.sleep(0.02)


class Kannel:
    """The three programs. `receipts` is the port to which reports and incoming messages are sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._admin, self._boxes, self._operator, self.sendsms, self.receipts = free_ports(5)
        self.incoming = "word-of-the-house"
        self._file = folder / "kannel.conf"
        self._log = folder / "fakesmsc.log"
        self._log.touch()
        self._seen = 0
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        for name in ("spool", "reports"):
            (folder / name).mkdir()
        ports = {"admin": self._admin, "boxes": self._boxes, "operator": self._operator}
        self._file.write_text(
            CONFIGURATION.format(
                **ports,
                sendsms=self.sendsms,
                receipts=self.receipts,
                incoming=self.incoming,
                folder=folder,
                USER=USER,
                PASSWORD=PASSWORD,
                ADMIN=ADMIN,
            ),
            encoding="utf-8",
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.sendsms}/cgi-bin/sendsms"

    def start(self) -> None:
        """All three run and know one another."""
        for box in ("bearerbox", "smsbox"):
            self._start(box, str(shutil.which(box, path=PATH)), str(self._file))
            until(lambda: self._status() is not None, "bearerbox answers")
        self._start_operator()

    def stop(self) -> None:
        """bearerbox is asked to end, and takes the others along."""
        self._end("bearerbox")
        self._end("smsbox")
        self._end("operator")

    def hears(self, sender: str, text: str) -> None:
        """The operator brings a message from a phone."""
        self._end("operator")
        until(lambda: "operator" not in self._online(), "bearerbox misses the operator")
        self._start_operator("-m", "1", "-i", "0.01", f"{sender} 123 text {quote_plus(text)}")

    def is_heard(self) -> bool:
        """Whether somebody listens to reports and incoming messages."""
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.receipts)) == 0

    def forget(self) -> None:
        """What arrived so far is not shown again."""
        self._seen = self._log.stat().st_size

    def arrived(self) -> list[Arrived]:
        with self._log.open("rb") as log:
            log.seek(self._seen)
            whole, _, _ = log.read().rpartition(b"\n")
        return list(_put_together(whole.decode("utf-8")))

    def _start(self, name: str, *command: str) -> None:
        with (self._folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self._folder
            )

    def _start_operator(self, *more: str) -> None:
        command = [str(FAKESMSC), "-H", "127.0.0.1", "-r", str(self._operator), "-i", "0.01"]
        with self._log.open("ab") as log:
            self._running["operator"] = subprocess.Popen(
                [*command, *(more or ("-m", "0", "1 2 text x"))],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        until(lambda: {"operator", "smsbox"} <= self._online(), "smsbox and the operator are there")

    def _end(self, name: str) -> None:
        process = self._running.pop(name, None)
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _status(self) -> str | None:
        try:
            with urlopen(f"http://127.0.0.1:{self._admin}/status.txt?password={ADMIN}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return None

    def _online(self) -> set[str]:
        status = self._status() or ""
        found = {"smsbox"} if "smsbox:" in status else set()
        return found | ({"operator"} if re.search(r"operator.*\(online", status) else set())


@contextmanager
def running(folder: Path) -> Iterator[Kannel]:
    """A Kannel that is gone afterwards."""
    kannel = Kannel(folder)
    try:
        kannel.start()
        yield kannel
    finally:
        kannel.stop()


def free_ports(count: int) -> list[int]:
    """Ports that nobody listened on a moment ago."""
    with ExitStack() as held:
        found = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in found:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in found]


_GOT = re.compile(r"Got message \d+: <(\S*) (\S+) (.*)>$", re.MULTILINE)


def _put_together(log: str) -> Iterator[Arrived]:
    parts: dict[tuple[str, bytes], dict[int, bytes]] = {}
    for sender, recipient, content in _GOT.findall(log):
        kind, _, rest = content.partition(" ")
        if kind == "text":
            yield Arrived(sender, recipient, rest)
        elif kind == "ucs-2":
            yield Arrived(sender, recipient, _bytes(rest).decode("utf-16-be"))
        elif kind == "udh":
            header, _, rest = rest.partition(" ")
            *_, reference, total, number = _bytes(header)
            whole = parts.setdefault((recipient, bytes([reference])), {})
            whole[number] = _bytes(rest.partition(" ")[2])
            if len(whole) == total:
                del parts[recipient, bytes([reference])]
                yield Arrived(sender, recipient, _text(b"".join(part for _, part in sorted(whole.items()))))


def _bytes(quoted: str) -> bytes:
    return unquote_to_bytes(quoted.replace("+", " "))


def _text(joined: bytes) -> str:
    """fakesmsc does not say in which letters a part is: UCS-2 would be full of control characters."""
    try:
        text = joined.decode("utf-8")
    except UnicodeDecodeError:
        return joined.decode("utf-16-be")
    return text if text.isprintable() or "\x00" not in text else joined.decode("utf-16-be")
