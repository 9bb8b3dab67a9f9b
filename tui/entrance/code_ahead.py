"""A code typed before the screens exist: it is checked while they are made, so that the
client list is shown first.

Until then the terminal keeps what is typed, line by line. If the login would ask for a code and nothing else,
the first whole line is that code. Any other line is passed to the screens as keys.
"""

import os
import select
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import NamedTuple

from machine.last_login import expected
from models.people.staff import codes
from models.people.staff import login as staff
from tui.frame.session import Session, log_in

_LONGEST = 4096
"""The most bytes of a line, at which the terminal cuts too."""


class TypedBefore(NamedTuple):
    """What was typed before the screens exist: a code, other keys, or (mostly) nothing."""

    checking: Future[Session] | None = None
    """The session that the code opens, or the refusal, once known."""
    keys: bytes = b""


def read() -> TypedBefore:
    """Reads the first line, if there is one, and starts checking it."""
    terminal = sys.stdin.fileno()
    if sys.platform == "win32" or not select.select([terminal], [], [], 0)[0]:
        return TypedBefore()
    member = expected(staff.members())
    if member is None:
        return TypedBefore()
    line = os.read(terminal, _LONGEST)
    code = line.decode(errors="replace").removesuffix("\n")
    if not code.strip() or not code.isprintable():
        return TypedBefore(keys=line)
    codes.prepare_to_check()
    thread = ThreadPoolExecutor(1)
    checking = thread.submit(log_in, member.name, code)
    thread.shutdown(wait=False)
    return TypedBefore(checking)


@contextmanager
def unechoed() -> Iterator[None]:
    """Turns the terminal's echo off within the block, as a code may be typed."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = [*before]
    quiet[tty.LFLAG] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        with suppress(termios.error):  # The connection dropped.
            termios.tcsetattr(terminal, termios.TCSANOW, before)
