"""The installed program in a pseudo-terminal: real bytes of keys in, the screen they make out."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyte

PATIENCE = 30.0
"""Seconds after which what was waited for will not come; a slow machine never needs them."""
READING = 0.08
"""Seconds from a key until somebody who read the answer types the next: who types faster did not read it."""
A_TURN = 0.05
"""Seconds that a look at the terminal lasts at most."""

# What pyte would write as text: kitty's key modes, and xterm's.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]")
_UNFINISHED = re.compile(rb"\x1b(\[[0-9;:?<>=$]*)?$")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])[0-9]*u")

CURSOR, WRAPS, ALTERNATE = 25, 7, 1049


def program() -> list[str]:
    """The installed program, as its users start it."""
    installed = Path(sys.executable).with_name("officine")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "officine"]


def environment(home: Path, **changed: str) -> dict[str, str]:
    """What a login on a server gives, with nothing of this machine's settings; in English."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    given = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "OFFICINE_LANG": "en",
        **folders,
        **changed,
    }
    return {name: value for name, value in given.items() if value}


class Terminal:
    """One terminal, with the program running in it. `raw` is every byte it wrote."""

    def __init__(
        self,
        arguments: Sequence[str],
        home: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        command: Sequence[str] | None = None,
        **changed: str,
    ) -> None:
        """`command`: instead of the installed program. `changed`: variables of the environment; an empty one
        is not there."""
        self.raw = b""
        self._typed_at = 0.0
        self._unfinished = b""
        self._emulator = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._emulator)
        self._master, self._slave = pty.openpty()
        self._size(columns, rows)
        self._before = self._line_settings()
        self.process = subprocess.Popen(
            [*(command or program()), *arguments],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=environment(home, **changed),
            cwd=home,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __str__(self) -> str:
        return "\n".join(f"|{line}|" for line in self._rows())

    def press(self, *keys: str | bytes) -> "Terminal":
        """Types, as fast as the line takes it; waits for nothing."""
        for key in keys:
            rest = key.encode() if isinstance(key, str) else key
            while rest:
                self._listen(0)
                _, writable, _ = select.select([], [self._master], [], PATIENCE)
                assert writable, "the program stopped reading"
                rest = rest[os.write(self._master, rest[:512]) :]
        self._typed_at = time.monotonic()
        return self

    def resize(self, *sizes: tuple[int, int]) -> None:
        """As when a window is dragged, columns and rows: what no longer fits is lost, and the program is told
        by a signal; of several sizes, only of the last."""
        for columns, rows in sizes:
            self._emulator.resize(rows, columns)
        self._size(*sizes[-1])
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """The line drops: nobody is at the other end any more."""
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, without the blanks at the ends."""
        return [line.rstrip() for line in self._rows()]

    @property
    def text(self) -> str:
        """The screen as one text; what a line break splits is said with one space."""
        return re.sub(r"\s+", " ", " ".join(self.lines))

    @property
    def cells(self) -> Any:
        """The screen, cell by cell: `cells[line][column].reverse` and so on."""
        return self._emulator.buffer

    def line(self, text: str) -> str:
        """The first line that has this."""
        return next((line for line in self.lines if text in line), "")

    def see(self, *texts: str, patience: float = PATIENCE) -> "Terminal":
        """Waits until all of this is on the screen, and as long as it takes to read it."""
        self.until(lambda: all(text in self.text for text in texts), f"to see {texts}", patience)
        time.sleep(max(0.0, self._typed_at + READING - time.monotonic()))
        return self

    def gone(self, *texts: str) -> "Terminal":
        """Waits until none of this is on the screen."""
        self.until(lambda: not any(text in self.text for text in texts), f"{texts} to go")
        return self

    def until(self, holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Waits until something holds, looking after each thing the program writes."""
        deadline = time.monotonic() + patience
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain {what}; the screen was\n{self}")
            if self.process.poll() is not None and not self._listen(A_TURN):
                assert holds(), f"it left with {self.process.returncode} instead {what}:\n{self}"
                return
            self._listen(A_TURN)

    def bytes_within(self, seconds: float) -> int:
        """How many bytes the program writes in this time."""
        before = len(self.raw)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._listen(A_TURN)
        return len(self.raw) - before

    def leaves(self, code: int) -> None:
        """Waits until the program has left with this code, and holds it to a restored terminal."""
        left_with = self.exit_code()
        assert left_with == code, f"it left with {left_with}:\n{self}"
        if self._master >= 0:
            assert self._still_on() == set(), "modes that the program turned on and left on"
            assert WRAPS not in self._turned_off(), "lines no longer wrap"
            assert not self._emulator.cursor.attrs.reverse, "text stays reversed"
            assert pyte.modes.DECTCEM in self._emulator.mode, "the cursor stays hidden"
            assert self._line_settings() == self._before, "the line is not as it was (echo, signals…)"

    def exit_code(self) -> int:
        """Waits until the program has left."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self._listen(A_TURN)
        while self._listen(A_TURN):
            pass
        assert self.process.poll() is not None, "the program does not leave"
        return self.process.returncode

    def close(self) -> None:
        """Ends the program, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self._master, self._slave):
            with contextlib.suppress(OSError):
                os.close(end)
        self._master = self._slave = -1

    def _listen(self, patience: float) -> bool:
        """Shows what was written meanwhile; whether anything was."""
        if self._master < 0:
            time.sleep(patience)
            return False
        readable, _, _ = select.select([self._master], [], [], patience)
        if not readable:
            return False
        chunk = os.read(self._master, 1 << 16)
        self.raw += chunk
        shown = _UNKNOWN_TO_PYTE.sub(b"", self._unfinished + chunk)
        cut = _UNFINISHED.search(shown)
        self._unfinished = cut.group() if cut else b""
        self._stream.feed(shown[: len(shown) - len(self._unfinished)])
        return True

    def _rows(self) -> list[str]:
        """pyte's own `display` fails on half a wide letter."""
        columns = range(self._emulator.columns)
        return [
            "".join(self.cells[line][column].data for column in columns)
            for line in range(self._emulator.lines)
        ]

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _line_settings(self) -> list[Any]:
        return termios.tcgetattr(self._slave)

    def _switched(self) -> dict[int, bool]:
        """The private modes the program touched, and how it left them."""
        modes: dict[int, bool] = {}
        for numbers, way in _MODE.findall(self.raw):
            modes |= {int(number): way == b"h" for number in numbers.split(b";")}
        return modes

    def _still_on(self) -> set[int | str]:
        on: set[int | str] = {mode for mode, state in self._switched().items() if state}
        pushed = [way == b">" for way in _KITTY.findall(self.raw)]
        if pushed.count(True) > pushed.count(False):
            on.add("kitty")
        return on - {CURSOR, WRAPS}

    def _turned_off(self) -> set[int]:
        return {mode for mode, state in self._switched().items() if not state}
