"""One HTTP request to a gateway, and whether the gateway can have got it: if not, it may be sent again.

Uses the standard library's client, which follows no redirect and uses no proxy, so a password goes
only where it is meant to go.
"""

import http.client
import select
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar, NamedTuple
from urllib.parse import urlsplit

from locales import N_
from messaging import strangers
from messaging.patience import Deadline, Plain, Secure
from models.refusals import Refused

SECONDS = 15.0
"""The most seconds of a whole request, from resolving the host to the last byte of the answer."""
IDLE = 3.0
"""The most seconds an idle connection is reused: later, the gateway may just be closing it."""
_USUAL_PORT = {True: 443, False: 80}


class NotHandedOver(Exception):
    """There was no connection: the gateway got nothing of the request."""


class NoAnswer(Exception):
    """The request began to leave, but no whole answer came."""


class Answer(NamedTuple):
    """A gateway's answer; a long text is cut."""

    status: int
    text: str


@dataclass
class NotAnAddress(Refused):
    """The address cannot be that of a gateway."""

    text: str
    field: ClassVar[str] = "url"
    sentence: ClassVar[str] = N_("“{text}” is not an address that begins with https:// or http://.")


@dataclass(frozen=True, slots=True)
class Place:
    """The host to call, and how."""

    secure: bool
    host: str
    port: int | None

    @classmethod
    def of(cls, url: str) -> "Place":
        """Raises `NotAnAddress`."""
        try:
            parts = urlsplit(url)
            if parts.scheme in {"http", "https"} and parts.hostname:
                return cls(parts.scheme == "https", parts.hostname, parts.port)
        except ValueError:
            pass
        raise NotAnAddress(url)


def target_of(url: str) -> str:
    """The path and query of an address."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


class KeptConnection:
    """A connection to one host, reused for requests that follow one another closely."""

    def __init__(self, place: Place, *, seconds: float = SECONDS) -> None:
        self._place = place
        self._seconds = seconds
        self._open: Plain | Secure | None = None
        self._used = 0.0

    def ask(
        self, method: str, target: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """The answer to one request. Raises `NotHandedOver` or `NoAnswer`."""
        connection = self._connection()
        try:
            connection.request(method, target, body=body, headers=dict(headers or {}))
        except (http.client.InvalidURL, ValueError) as error:
            # Raised before the first byte leaves. Its message would hold the address, secrets included.
            self.close()
            raise NotHandedOver(type(error).__name__) from None
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(_said(error)) from None
        return self._answer(connection)

    def _answer(self, connection: http.client.HTTPConnection) -> Answer:
        try:
            response = connection.getresponse()
            text = strangers.text(response.read(strangers.MOST_ANSWERED))
            whole = response.isclosed()
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(_said(error)) from None
        if whole and not response.will_close:
            self._used = monotonic()
        else:
            self.close()
        return Answer(response.status, text)

    def is_answered(self) -> bool:
        """Whether a connection can be made; sends nothing."""
        try:
            self._connection()
        except NotHandedOver:
            return False
        return True

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> Plain | Secure:
        """An open connection, with the full time for one request."""
        deadline = Deadline(self._seconds)
        if self._open is not None and not self._is_fresh(self._open):
            self.close()
        if self._open is None:
            self._open, self._used = self._connect(deadline), monotonic()
        self._open.deadline = deadline
        return self._open

    def _connect(self, deadline: Deadline) -> Plain | Secure:
        place = self._place
        connection = (Secure if place.secure else Plain)(place.host, place.port)
        try:
            connection.sock = _reach(place, deadline)
        except (OSError, ValueError) as error:  # An impossible host name is a ValueError.
            raise NotHandedOver(_said(error)) from None
        return connection

    def _is_fresh(self, connection: http.client.HTTPConnection) -> bool:
        """Whether the other side still listens: if something can be read, it hung up or is out of step."""
        if connection.sock is None or monotonic() - self._used > IDLE:
            return False
        with suppress(OSError, ValueError):
            readable, _, _ = select.select([connection.sock], [], [], 0)
            return not readable
        return False


def _reach(place: Place, deadline: Deadline) -> socket.socket:
    """A connection to the first address of the host that answers. Raises `OSError` or `ValueError`."""
    failed = OSError()
    port = _USUAL_PORT[place.secure] if place.port is None else place.port
    for family, kind, protocol, _name, address in socket.getaddrinfo(
        place.host, port, type=socket.SOCK_STREAM
    ):
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(deadline.left())
            line.connect(address)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if not place.secure:
                return line
            line.settimeout(deadline.left())
            return ssl.create_default_context().wrap_socket(line, server_hostname=place.host)
        except OSError as error:
            line.close()
            failed = error
    raise failed


def _said(error: Exception) -> str:
    """What went wrong, in the system's words, which never hold what was sent."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__ if not isinstance(error, TimeoutError) else "timed out"
