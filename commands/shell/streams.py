"""What the program reads from and writes to: closed, full or gone is one sentence and the right exit code."""

import errno
import os
import sys

_LOST = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def take() -> bool:
    """Makes the three streams usable; whether anybody can see an answer.

    A stream that is closed gets the null device: else the first file that is opened would take its number,
    and what is printed would be written into the database.
    """
    closed = {number for number in range(3) if not _is_open(number)}
    for number in sorted(closed):
        os.open(os.devnull, os.O_RDONLY if number == 0 else os.O_WRONLY)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        # A name in Arabic on a Latin-1 terminal is shown as well as can be, and ends nothing.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    return 1 not in closed


def is_lost(error: OSError) -> bool:
    """Whether it is the answer that could not be written; what a file could not be names it."""
    return error.errno in _LOST and error.filename is None


def let_go() -> None:
    """Whatever is still in the buffer goes nowhere, instead of failing once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
