"""Limits of time and size for a whole request from outside, not for each of its bytes."""

import http.client
import io
import socket
from time import monotonic
from typing import Any

_MOST = 256 * 1024
"""The most bytes read of one request or answer, with its head and framing."""


class Deadline:
    """A time by which something must be done."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    def left(self) -> float:
        """The remaining seconds, above 0. Raises `TimeoutError` if there are none."""
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left


class Bounded(io.RawIOBase):
    """Reads from a socket's file until the deadline; then raises `TimeoutError`.

    At the size limit it behaves as if the connection broke.
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
    """A connection whose requests must each be sent and answered before the last deadline it was given."""

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
    """To a host on this machine, or one that is trusted without a certificate."""


class Secure(_Within, http.client.HTTPSConnection):  # type: ignore[misc]
    """To a host that proves its identity."""
