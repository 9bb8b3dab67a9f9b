"""An answer over HTTP that has to be there whole within a time, however slowly its bytes come."""

import http.client
import io
import socket
from time import monotonic
from typing import Any


class _Bounded(io.RawIOBase):
    """Reads what a socket's own file reads, until the time is over; then raises `TimeoutError`."""

    def __init__(self, whole: Any, sock: socket.socket, until: float) -> None:
        self._whole = whole
        self._sock = sock
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        read: int | None = self._whole.raw.readinto(buffer)
        return read

    def close(self) -> None:
        self._whole.close()
        super().close()


class WithinTime(http.client.HTTPResponse):
    """A response that is read within the socket's timeout as a whole, not that long for each of its bytes."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        within = sock.gettimeout()
        if within is not None:
            self.fp = io.BufferedReader(_Bounded(self.fp, sock, monotonic() + within))
