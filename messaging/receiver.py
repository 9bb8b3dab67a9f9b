"""A small listener on loopback: what gateways tell of messages, and what clients answer.

    /receipt/<message>/<token>?…    a receipt; the token is that of `receipt_address`
    /incoming/<secret>?from=…&text=…&id=…    a message that a client sent

What was told is written before it is answered, so a gateway that repeats what went unanswered loses nothing.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from messaging.journal import NOT_FOUND, Defect, Journal
from messaging.protocol import Gateway
from messaging.receipt_address import HOST
from messaging.secrets import Secret
from models.outbox import receipts

_MOST = 16 * 1024
_SECONDS = 5

Fields = Mapping[str, str]
Incoming = Callable[[str, str, str], object]
"""Called with who sent a message, its text and the gateway's name for it, inside a transaction."""


class Receiver:
    """Listens in threads of its own, while the database is open."""

    def __init__(
        self, gateway: Gateway, port: int, *, incoming: Incoming, secret: Secret | None, defect: Defect
    ) -> None:
        """Without a secret, incoming messages are not heard."""
        self._gateway = gateway
        self._port = port
        self._incoming = incoming
        self._secret = secret
        self._server: ThreadingHTTPServer | None = None
        self._journal = Journal(defect)

    def start(self) -> bool:
        """Begins to listen. False where somebody does already: another sender hears for all."""
        try:
            server = _Server((HOST, self._port), _handler(self._heard))
        except OSError:
            return False
        self._server = server
        self._journal.start()
        Thread(target=server.serve_forever, args=(0.1,), name="listener", daemon=True).start()
        return True

    def stop(self) -> None:
        """What is being told is written; nothing more is heard."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
            self._journal.stop()

    def _heard(self, path: str, fields: Fields) -> int:
        match path.strip("/").split("/"):
            case ["receipt", number, token]:
                return self._receipt(number, token, fields)
            case ["incoming", word] if self._is_secret(word):
                told = [fields.get(name, "") for name in ("from", "text", "id")]
                return self._journal.write(lambda: self._stopped(*told))
        return NOT_FOUND

    def _stopped(self, *told: str) -> bool:
        self._incoming(*told)
        return True

    def _receipt(self, number: str, token: str, fields: Fields) -> int:
        address = self._gateway.receipts
        if address is None or not _is_number(number) or not address.is_token(int(number), token):
            return NOT_FOUND
        told = self._gateway.read_receipt(fields)
        return self._journal.write(lambda: receipts.receive(int(number), told.state, told.said))

    def _is_secret(self, word: str) -> bool:
        return self._secret is not None and hmac.compare_digest(word.encode(), self._secret.reveal().encode())


class _Server(ThreadingHTTPServer):
    # Threads are waited for in `server_close`: what somebody told is written.
    daemon_threads = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A line that broke is nobody's business; the address may hold a secret, so nothing is printed."""


def _handler(heard: Callable[[str, Fields], int]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _SECONDS
        server_version, sys_version = "officine", ""

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "0")
            if not _is_number(length) or int(length) > _MOST:
                self._say(413)
                return
            self._answer(_fields_of(self.rfile.read(int(length))))

        def _answer(self, posted: Fields) -> None:
            address = urlsplit(self.path)
            fields = {**dict(parse_qsl(address.query)), **posted}
            self._say(heard(address.path, fields))

        def _say(self, status: int) -> None:
            # No body: Kannel would send it to the client as an answer.
            with suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: the address holds tokens, numbers and texts."""

    return Handler


def _fields_of(body: bytes) -> dict[str, str]:
    """The fields of a form, or of a flat JSON object."""
    text = body.decode("utf-8", "replace")
    with suppress(ValueError):
        found = json.loads(text)
        if isinstance(found, dict):
            return {str(name): str(value) for name, value in found.items()}
    return dict(parse_qsl(text))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16
