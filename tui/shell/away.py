"""Waiting for a database that is away or locked: reported on the last lines, retried, and continued.

A read happens in the middle of handling a key, and cannot be left half done. So the program waits where it
is: fields keep their text, keys typed meanwhile stay in their queue, and everything continues when the
database is back. Ctrl+Q, the end of the terminal and a signal end the waiting, and the program with it. Other
threads wait by themselves while the screens stay responsive.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import wrap

from rich.cells import set_cell_size

from locales import _
from locales.inert import inert
from locales.sentences import explain
from models.store.place.problems import StoreProblem
from tui.frame.host import Host

AGAIN_AFTER = 1.0
"""Seconds between two tries."""
LEAVING_KEYS = frozenset({"ctrl+q", "f10", "ctrl+c"})
_SIGNALS = (signal.SIGTERM, signal.SIGINT) + ((signal.SIGHUP,) if sys.platform != "win32" else ())
_BELOW = "\x1b7\x1b[{row};1H\x1b[0;7m{text}\x1b[0m\x1b8"
"""A line of the terminal, painted past Textual, which cannot paint while the program waits."""


class Away:
    """Who waits, and whether anybody still wants to."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._leaves = threading.Event()
        self._said = ""
        self.code = 0
        """The exit code of the program if the wait is ended."""
        self.holds = False
        """Whether the screens wait, so that only the driver sees keys."""

    def wait(self, problem: StoreProblem) -> None:
        """Returns for another try; raises the problem if the user leaves."""
        if self._leaves.is_set():
            raise problem
        if threading.current_thread() is threading.main_thread():
            self._hold(problem)
        else:
            self._wait_beside(problem)

    @property
    def leaving(self) -> bool:
        """Whether the program ends: errors of half-done screens are then ignored."""
        return self._leaves.is_set()

    def leave(self, code: int = 0) -> None:
        """Ends the waiting. Callable from any thread and from a signal."""
        if not self.leaving:
            self.code = code
        self._leaves.set()

    def heard(self, key: str) -> None:
        """Runs in the driver's thread: a key was pressed that the screens may not see for a while."""
        if self.holds and key in LEAVING_KEYS:
            self.leave()
            self._app.call_later(self._app.leave)

    def _hold(self, problem: StoreProblem) -> None:
        self._paint(explain(problem))
        self.holds = True
        try:
            with _signals_end(self.leave):
                given_up = self._leaves.wait(AGAIN_AFTER)
        finally:
            self.holds = False
        if given_up:
            raise problem

    def _wait_beside(self, problem: StoreProblem) -> None:
        self._app.call_later(self._app.warn, explain(problem))
        if self._leaves.wait(AGAIN_AFTER):
            raise problem

    def _paint(self, sentence: str) -> None:
        driver = self._app._driver
        if sentence == self._said or driver is None or self._app.is_headless:
            return
        if not self._said:
            self._app.call_later(self._back)
        self._said = sentence
        columns, rows = self._app.size
        hint = _("It is tried again until it is back; what was typed stays. Ctrl+Q leaves.")
        lines = [line for text in (sentence, hint) for line in wrap(inert(text), max(columns - 2, 1))]
        for row, line in enumerate(lines, rows - len(lines) + 1):
            driver.write(_BELOW.format(row=row, text=set_cell_size(f" {line}", columns)))
        driver.flush()

    def _back(self) -> None:
        """Removes the line after the wait."""
        self._said = ""
        self._app.action_repaint()


@contextmanager
def _signals_end(leave: Callable[[int], None]) -> Iterator[None]:
    """While asyncio does not run, its signal handlers do not either; it hears of the signals afterwards."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    try:
        for number in before:
            signal.signal(number, lambda told, _frame: leave(128 + told))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
