"""The standard streams: if one is closed, full or gone, that is one sentence and the right exit code."""

import errno
import os
import sys
from typing import TextIO

_LOST = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def take() -> bool:
    """Makes the three streams usable; returns whether anybody can see an answer.

    A closed stream is replaced by the null device: otherwise the first file opened would get its number, and
    output would be written into the database.
    """
    closed = {number for number in range(3) if not _is_open(number)}
    for number in sorted(closed):
        os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        # A name in Arabic on a Latin-1 terminal is shown as well as possible, and is no error.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    return 1 not in closed


def is_lost(error: OSError) -> bool:
    """Whether the output failed; an error with a file name is about that file."""
    return error.errno in _LOST and error.filename is None


def let_go(stream: TextIO) -> None:
    """Discards what is left in the buffer of a stream, which would fail once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def end_errors() -> None:
    """Writes what was said on standard error; where that is full too, the exit code alone says it."""
    try:
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
