"""A queue for the writers of a SQLite file.

SQLite has none: a waiting writer looks again after up to a tenth of a second, and one that writes
without a pause has begun again by then. So a writer locks a file beside the database before it begins,
and until it has begun; the one that has just ended finds it locked, and comes after. The system
releases the lock of a killed process.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import uniform
from time import monotonic, sleep

from models.store.place.names import TURNS

LONGEST = 30
"""The seconds after which a waiting writer is told that the file is busy."""
_SHORT, _LONG = (0.001, 0.004), (0.01, 0.03)
"""The seconds between two looks, random so that all waiting writers have the same chance;
more during a long write.
"""
_PATIENT = 1.0


class Turns:
    """The queue of one file."""

    def __init__(self, database: Path) -> None:
        self._file = f"{database}{TURNS}"
        self.longest: float = LONGEST

    def take(self) -> int | None:
        """Waits for the turn; returns what to `give_back` after having begun. Raises `TimeoutError`.

        None if the lock file cannot be made, as on a read-only disk: then SQLite decides.
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
        """Releases the turn to the next writer."""
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
    """Takes an exclusive lock on this folder for the block; a second one waits.

    The folder itself is locked: a lock file would remain beside the database, and closing the database once
    more would release the locks that SQLite holds on it.
    """
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
