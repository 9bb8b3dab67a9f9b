"""What Textual's tools for tests do hundreds of times for nothing.

After a key they sleep forty milliseconds at least, until the process looks idle. Here they look at the event
loop instead: when nothing is ready to run, no timer is about to ring and no thread is at work, nothing more
will come of that key. And each program of a test reads the same style sheets again: here the first one does.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from time import process_time
from typing import Any

import pytest
import textual.app
import textual.pilot
import textual.screen
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

SOON = 0.02
"""Seconds: Textual waited as long for a timer, or for a thread that uses no processor."""
LONGEST = 1.0
"""Seconds after which we wait no more for what never comes to rest, as Textual did."""
MOMENT = 0.001

_rules: dict[Any, list[RuleSet]] = {}
_parse_rules = Stylesheet._parse_rules


async def settled(*_least_and_most: float) -> None:
    """Waits until what follows from what was done is done."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    end, threads = loop.time() + LONGEST, _Threads(loop)
    while (now := loop.time()) < end:
        rings = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=end)
        if loop._ready:
            await asyncio.sleep(0)
        elif rings < now + SOON:
            await asyncio.sleep(max(0, rings - now))
        elif threads.are_at_work():
            await asyncio.sleep(MOMENT)
        else:
            return


class _Threads:
    """The threads that the event loop lends to who works beside it."""

    def __init__(self, loop: Any) -> None:
        self._loop = loop
        self._used = process_time()
        self._still = 0.0

    def are_at_work(self) -> bool:
        """Whether one is busy, and not merely waiting for something else."""
        pool: ThreadPoolExecutor | None = self._loop._default_executor
        if pool is None or (pool._work_queue.empty() and len(pool._threads) <= pool._idle_semaphore._value):
            return False
        before, self._used = self._used, process_time()
        self._still = 0.0 if self._used - before > MOMENT / 10 else self._still + MOMENT
        return self._still < SOON


def _rules_read_once(sheet: Stylesheet, css: str, *place: Any, **more: Any) -> list[RuleSet]:
    """The rules of a style sheet, for these variables (those of the theme)."""
    key = css, place, tuple(more.items()), frozenset(sheet._variables.items())
    if key not in _rules:
        _rules[key] = _parse_rules(sheet, css, *place, **more)
    return _rules[key]


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Puts these in the place of Textual's own."""
    patch.setattr(textual.app, "wait_for_idle", settled)
    patch.setattr(textual.pilot, "wait_for_idle", settled)
    patch.setattr(textual.screen, "UPDATE_PERIOD", MOMENT)
    patch.setattr(Stylesheet, "_parse_rules", _rules_read_once)
