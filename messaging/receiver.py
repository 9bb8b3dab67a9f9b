"""A small HTTP server on loopback: receipts from gateways, and answers from clients.

    /receipt/<number>/<mark>/<token>?…    a receipt for a message; the token is that of `receipt_address`
    /incoming/<secret>?from=…&text=…&id=…    a message from a client

Everything is written before it is answered, so nothing is lost with a gateway that repeats unanswered calls.
"""

import hmac
import io
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import urlsplit

from messaging import strangers
from messaging.journal import NOT_FOUND, Defect, GroupCommit
from messaging.patience import Bounded, Deadline
from messaging.protocol import Gateway
from messaging.receipt_address import HOST
from messaging.secrets import Secret
from messaging.strangers import Fields
from models.outbox.messages import receipts

_SECONDS = 5.0
"""The most seconds of a call; a slower one is dropped, so that stopping never waits for it."""
_MOST_AT_ONCE = 64
"""The most calls at the same time; gateways repeat the others."""

Incoming = Callable[[str, str, str], object]
"""Called with the sender of a message, its text and the gateway's id for it, inside a transaction."""


class Receiver:
    """Listens in its own threads, while the database is open."""

    def __init__(
        self, gateway: Gateway, port: int, *, incoming: Incoming, secret: Secret | None, defect: Defect
    ) -> None:
        """Without a secret, incoming messages are not accepted."""
        self._gateway = gateway
        self._port = port
        self._incoming = incoming
        self._secret = secret
        self._server: ThreadingHTTPServer | None = None
        self._journal = GroupCommit(defect)

    def start(self) -> bool:
        """Starts listening. False if another program already does: it receives for all."""
        try:
            server = _Server((HOST, self._port), _handler(self._heard))
        except OSError:
            return False
        self._server = server
        self._journal.start()
        Thread(target=server.serve_forever, args=(0.1,), name="listener", daemon=True).start()
        return True

    def stop(self) -> None:
        """Stops listening; calls in progress are still written."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
            self._journal.stop()

    def _heard(self, path: str, fields: Fields) -> int:
        match path.strip("/").split("/"):
            case ["receipt", number, mark, token] if strangers.is_number(number):
                return self._receipt(receipts.Addressed(int(number), mark), token, fields)
            case ["incoming", word] if self._is_secret(word):
                text = [fields.get(name, "") for name in ("from", "text", "id")]
                return self._journal.write(lambda: self._stopped(*text))
        return NOT_FOUND

    def _stopped(self, *text: str) -> bool:
        self._incoming(*text)
        return True

    def _receipt(self, message: receipts.Addressed, token: str, fields: Fields) -> int:
        address = self._gateway.receipts
        if address is None or not address.is_token(message, token):
            return NOT_FOUND
        receipt = self._gateway.read_receipt(fields)
        return self._journal.write(lambda: receipts.receive_addressed(message, receipt.state, receipt.said))

    def _is_secret(self, word: str) -> bool:
        return self._secret is not None and hmac.compare_digest(word.encode(), self._secret.reveal().encode())


class _Server(ThreadingHTTPServer):
    # `server_close` waits for the threads, so calls in progress are written.
    daemon_threads = False

    def __init__(self, *where: Any) -> None:
        self._free = BoundedSemaphore(_MOST_AT_ONCE)
        super().__init__(*where)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignores broken connections; prints nothing, as the address may hold a secret."""


def _handler(heard: Callable[[str, Fields], int]) -> type[BaseHTTPRequestHandler]:
    # http.server builds a handler object for each request, so its dependencies are passed by building the
    # class.
    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "officine", ""

        def setup(self) -> None:
            super().setup()
            whole = Bounded(self.rfile, self.connection, Deadline(_SECONDS))
            self.rfile = io.BufferedReader(whole)

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            lengths = set(self.headers.get_all("Content-Length", []))
            length = lengths.pop() if lengths else None
            if "Transfer-Encoding" in self.headers or length is None:
                self._say(411)
            elif lengths or not strangers.is_number(length):
                self._say(400)
            elif int(length) > strangers.MOST_TOLD:
                self._say(413)
            else:
                self._take(int(length))

        def _take(self, length: int) -> None:
            body = self.rfile.read(length)
            if len(body) < length:
                self._say(400)  # A client that hung up in the middle of a call has reported nothing.
            else:
                self._answer(strangers.posted(body))

        def _answer(self, posted: Fields) -> None:
            try:
                address = urlsplit(self.path)
            except ValueError:
                self._say(400)
                return
            self._say(heard(address.path, {**strangers.query(address.query), **posted}))

        def _say(self, status: int) -> None:
            # No body: Kannel would send it to the client as an answer.
            with suppress(OSError):
                self.connection.settimeout(_SECONDS)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def send_error(self, code: int, *words: Any) -> None:
            """An invalid request is answered in the same way."""
            self.close_connection = True
            self._say(int(code))

        def log_message(self, format: str, *arguments: object) -> None:
            """Logs nothing: the address holds tokens, numbers and texts."""

    return Handler
