"""Whoever waits to write a SQLite file gets a turn.

SQLite has no queue: who waits looks again after up to a tenth of a second, and who writes without a pause
has begun anew by then. So whoever is about to begin holds a file beside the database until they have begun;
who has just ended finds it held, and comes after them. The system lets go of it when a process is killed.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import uniform
from time import monotonic, sleep

LONGEST = 30
"""Seconds after which who waits to write is told that it is busy."""
SUFFIX = "-turn"
_SHORT, _LONG = (0.001, 0.004), (0.01, 0.03)
"""Seconds between two looks, by chance, so that of several each has the same; more where a write is long."""
_PATIENT = 1.0


class Turns:
    """Those who write one file."""

    def __init__(self, database: Path) -> None:
        self._file = f"{database}{SUFFIX}"
        self.longest: float = LONGEST

    def take(self) -> int | None:
        """Waits for one's turn; what to `give_back` after having begun. Raises `TimeoutError`.

        None where there is no such file to be had, as on a disk that may only be read: SQLite then decides.
        """
        if sys.platform == "win32":
            return None
        import fcntl

        try:
            held = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError:
            return None
        try:
            self._wait(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(held)
            raise
        return held

    @staticmethod
    def give_back(held: int | None) -> None:
        """The next one may begin to begin."""
        if held is not None:
            os.close(held)

    def _wait(self, held: int, how: int) -> None:
        import fcntl

        began = monotonic()
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(held, how)
                return
            waited = monotonic() - began
            if waited > self.longest:
                raise TimeoutError
            sleep(uniform(*(_SHORT if waited < _PATIENT else _LONG)))


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within this block nobody else is in one about this folder; who comes second waits.

    The folder itself is locked: a lock file would stay beside the database, and closing the database once
    more would let go of the locks that SQLite holds on it.
    """
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
