"""The real program in a real pseudo-terminal: bad bytes, signals, lost lines; and the cost in bytes."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from models.people import bulk
from models.people.clients import ClientFields
from models.store import connection
from tui.session import Session

PROGRAM = """
import sys
from models.store.connection import open_database
from tui.app import open_screens
from tui.session import Session
open_database(sys.argv[1])
sys.exit(open_screens(Session(1, "S. Amrani", "Pharmacie Atlas")))
"""
ROOT = Path(__file__).parents[2]


class Terminal:
    """A pseudo-terminal with the program in it, and what it shows."""

    def __init__(self, database: Path, **environment: str) -> None:
        columns, rows = 80, 24
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.resize(columns, rows)
        self.pid = os.fork()
        if not self.pid:
            os.login_tty(self.slave) if hasattr(os, "login_tty") else _login(self.slave)
            os.chdir(ROOT)
            os.execve(
                sys.executable,
                [sys.executable, "-c", PROGRAM, str(database)],
                {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment},
            )

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, until: Callable[[], bool], seconds: float = 30.0) -> None:
        """Reads until it is so."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "\n".join(self.screen.display)
            self.read(0.05)

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds."""
        got, end = b"", time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                break
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            got += data
            self.stream.feed(data)
        self.sent += got
        return got

    def shows(self, text: str) -> Callable[[], bool]:
        return lambda: text in "\n".join(self.screen.display)

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def ended(self) -> int:
        """The exit code, once the program is over."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                self.read(0.1)
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it does not end")

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for end in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(end)


def _login(slave: int) -> None:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(slave, number)


@pytest.fixture
def terminal(session: Session, clients: list[int], sqlite_target: Path) -> Iterator[Terminal]:
    connection.close()
    opened = Terminal(sqlite_target)
    try:
        opened.wait(opened.shows("Alaoui"))
        opened.wait(opened.shows("5 of 5"))
        yield opened
    finally:
        opened.close()


def test_a_latin_1_byte_is_survived(terminal: Terminal) -> None:
    terminal.type(b"\xe9")
    terminal.type(b"\x7fmart")
    terminal.wait(terminal.shows("2 of 5"))


@pytest.mark.parametrize(
    "code", [b"\x1b[112:80;2u", b"\x1b[99999999999u", b"\x1b[1;99u", b"\x1b[<0;0;0M", b"\x1b[;u"]
)
def test_a_key_code_that_cannot_be_read_is_survived(terminal: Terminal, code: bytes) -> None:
    terminal.type(code)
    terminal.read(0.3)
    terminal.type(b"\x1b")
    terminal.read(0.3)
    terminal.type(b"mart")
    terminal.wait(terminal.shows("2 of 5"))


def test_a_paste_that_never_ends_is_ended(terminal: Terminal) -> None:
    terminal.type(b"\x1b[200~mar")
    terminal.wait(terminal.shows("2 of 5"))
    terminal.type(b"tinez")
    terminal.wait(terminal.shows("1 of 5"))


def test_a_tiny_terminal_is_survived(terminal: Terminal) -> None:
    terminal.resize(20, 5)
    terminal.type(b"m")
    terminal.read(0.5)
    terminal.screen.resize(24, 80)
    terminal.screen.reset()
    terminal.resize(80, 24)
    terminal.type(b"art")
    terminal.wait(terminal.shows("2 of 5"))


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_leaves_with_the_terminal_restored(terminal: Terminal, number: int, code: int) -> None:
    os.kill(terminal.pid, number)
    assert terminal.ended() == code
    assert b"\x1b[?1049l" in terminal.sent
    assert b"\x1b[?25h" in terminal.sent
    assert termios.tcgetattr(terminal.slave) == terminal.before


@pytest.mark.parametrize("keys", [b"\x11", b"\x1b[21~"])
def test_ctrl_q_and_f10_leave(terminal: Terminal, keys: bytes) -> None:
    terminal.type(keys)
    assert terminal.ended() == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_when_the_line_drops_the_program_ends(terminal: Terminal) -> None:
    os.close(terminal.slave)
    os.close(terminal.master)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            terminal.pid = 0
            assert os.waitstatus_to_exitcode(status) == 129
            return
        time.sleep(0.05)
    raise AssertionError("it does not end")


def test_nothing_is_sent_when_nobody_types(terminal: Terminal) -> None:
    terminal.read(0.5)
    assert terminal.read(3.0) == b""


def test_one_row_down_costs_few_bytes(terminal: Terminal) -> None:
    terminal.read(0.5)
    terminal.type(b"\x1b[B")
    assert 0 < len(terminal.read(0.5)) < 300


def test_a_name_never_reaches_the_terminal_as_a_command(session: Session, sqlite_target: Path) -> None:
    names = ["A\x1b]52;c;QUJD\x07", "B\x1b]0;title\x07", "C\x9b31m", "D\x1b[2J", "E\u202egnp.exe"]
    with connection.transaction():
        bulk.insert([bulk.NewClient(ClientFields(last_name=name)) for name in names])
    connection.close()
    terminal = Terminal(sqlite_target)
    try:
        terminal.wait(terminal.shows("5 of 5"))
        for command in (b"]52;c;QUJD\x07", b"\x1b]0;title", b"\x1b[2J", b"\xc2\x9b", "\u202e".encode()):
            assert command not in terminal.sent
    finally:
        terminal.close()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "vt100"}, False), ({"OFFICINE_THEME": "none"}, False)],
)
def test_no_colour_is_sent_where_none_is_wanted(
    session: Session, clients: list[int], sqlite_target: Path, environment: dict[str, str], coloured: bool
) -> None:
    connection.close()
    terminal = Terminal(sqlite_target, **environment)
    try:
        terminal.wait(terminal.shows("5 of 5"))
        assert (
            re.search(rb"\x1b\[(\d+;)*(3[0-8]|4[0-8]|9[0-7])(;\d+)*m", terminal.sent) is not None
        ) is coloured
        assert "▌" in "\n".join(terminal.screen.display)
    finally:
        terminal.close()
