"""How long a stranger may take, and how much may come: for a whole request, not for each of its bytes."""

import http.client
import io
import socket
from time import monotonic
from typing import Any

_MOST = 256 * 1024
"""Bytes that are read of one request or one answer, its head and whatever frames it included."""


class Deadline:
    """A moment until which something has to be done."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    def left(self) -> float:
        """How many seconds, always some. Raises `TimeoutError` where there are none."""
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left


class Bounded(io.RawIOBase):
    """Reads what a socket's own file reads, until the deadline; then raises `TimeoutError`.

    What is longer than anybody's answer ends there, as where the line breaks.
    """

    def __init__(self, whole: Any, sock: socket.socket, deadline: Deadline) -> None:
        self._whole = whole
        self._sock = sock
        self._deadline = deadline
        self._may_come = _MOST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left())
        read: int | None = self._whole.raw.readinto(memoryview(buffer)[: self._may_come])
        self._may_come -= read or 0
        return read

    def close(self) -> None:
        self._whole.close()
        super().close()


class _Within:
    """A connection of which each request is sent and answered before the deadline that it was given last."""

    sock: Any
    deadline: Deadline

    def send(self, data: Any) -> None:
        self.sock.settimeout(self.deadline.left())
        super().send(data)  # type: ignore[misc]

    def response_class(self, sock: socket.socket, *args: Any, **kwargs: Any) -> http.client.HTTPResponse:
        response = http.client.HTTPResponse(sock, *args, **kwargs)
        response.fp = io.BufferedReader(Bounded(response.fp, sock, self.deadline))
        return response


class Plain(_Within, http.client.HTTPConnection):  # type: ignore[misc]
    """To a host on this machine, or one that is trusted as it is."""


class Secure(_Within, http.client.HTTPSConnection):  # type: ignore[misc]
    """To a host that shows who it is."""
