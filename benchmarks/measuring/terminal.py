"""A program in a pseudo-terminal, with the time of every byte it writes."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_HOME = Path(__file__).resolve().parents[2] / "build" / "benchmarks" / "home"
_SURROUNDINGS = {
    "TERM": "xterm-256color",
    "XDG_CONFIG_HOME": str(_HOME),
    "XDG_STATE_HOME": str(_HOME),
    "FZF_DEFAULT_OPTS": "",
}
"""Nobody's own settings are measured; what is compiled is kept, as where it is installed."""
QUIET = 0.25
"""Seconds without a byte after which an answer is taken to be whole."""
_PIECE = 256
"""Bytes that a slow line takes at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A slow line: seconds that a byte is on its way, and the bytes it takes a second from the program."""

    delay: float
    rate: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What followed a key: seconds until the last byte, and how many bytes."""

    seconds: float
    size: int


class Terminal:
    """Runs a command at a size; `press` says how long its answer took."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        folder: Path | None = None,
        line: Line | None = None,
        group: Path | None = None,
    ) -> None:
        """Begins it in this folder; `line`: how its terminal is reached; `group`: what holds it back."""
        self.started = time.perf_counter()
        self._chunks: list[tuple[float, bytes]] = []
        self._line = line
        self.process, self._master = pty.fork()
        if self.process == 0:
            os.environ.update(_SURROUNDINGS)
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            if folder is not None:
                os.chdir(folder)
            if group is not None:
                group.write_text(str(os.getpid()))
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._master)

    def write(self, keys: bytes) -> None:
        """Types, and waits for nothing but the way to the program."""
        if self._line is not None:
            time.sleep(self._line.delay)
        os.write(self._master, keys)

    def seconds_until(self, text: str, timeout: float = 60) -> float:
        """How long after the start this text was first written."""
        pattern = re.compile(re.escape(text).encode())
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            seen = b""
            for when, chunk in list(self._chunks):
                seen += chunk
                if pattern.search(seen):
                    return when - self.started
            time.sleep(0.002)
        raise TimeoutError(f"{text!r} was never written; last: {seen[-300:]!r}")

    def settle(self, quiet: float = QUIET) -> None:
        """Waits until nothing was written for a while."""
        while not self._chunks or time.perf_counter() - self._chunks[-1][0] < quiet:
            time.sleep(0.01)

    def press(self, keys: bytes, quiet: float = QUIET, patience: float = 10) -> Answer:
        """Types, and measures until the last byte of the answer."""
        before = len(self._chunks)
        asked = time.perf_counter()
        self.write(keys)
        while time.perf_counter() - asked < patience:
            answered = len(self._chunks) > before
            if answered and time.perf_counter() - self._chunks[-1][0] > quiet:
                break
            if not answered and time.perf_counter() - asked > 4 * quiet:
                return Answer(0.0, 0)
            time.sleep(0.002)
        new = self._chunks[before:]
        return Answer(new[-1][0] - asked, sum(len(chunk) for _, chunk in new))

    def bytes_within(self, seconds: float) -> int:
        """How many bytes are written while nobody types."""
        before = len(self._chunks)
        time.sleep(seconds)
        return sum(len(chunk) for _, chunk in self._chunks[before:])

    def proportional_memory(self) -> int:
        """The bytes of memory that are this process's share (PSS)."""
        rollup = Path(f"/proc/{self.process}/smaps_rollup").read_text()
        (kilobytes,) = re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        return int(kilobytes) * 1024

    def _listen(self) -> None:
        while True:
            try:
                select.select([self._master], [], [])
                chunk = os.read(self._master, _PIECE if self._line else 1 << 16)
            except (OSError, ValueError):
                return
            if not chunk:
                return
            self._chunks.append((self._arrival(chunk), chunk))
            self._answer_queries(chunk)

    def _arrival(self, chunk: bytes) -> float:
        """When the last byte of it is there; a slow line takes no more meanwhile."""
        if self._line is None:
            return time.perf_counter()
        time.sleep(len(chunk) / self._line.rate)
        return time.perf_counter() + self._line.delay

    def _answer_queries(self, chunk: bytes) -> None:
        """As a real terminal does: programs that ask for its state or the cursor's place wait for it."""
        if b"\x1b[6n" in chunk:
            os.write(self._master, b"\x1b[1;1R")
