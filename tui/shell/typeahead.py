"""Keys typed ahead go where they were meant; and bursts, which no hand types, are recognized.

Textual delivers a key to the widget that has the focus when the key arrives, not when its turn
comes: if a Tab, a name and Enter are typed faster than they are handled, the name would arrive
before the Tab took effect. So a key that comes while another is being handled, or while a screen is
opening, waits here for its turn.

A burst is keys that follow one another faster than fingers type: from a scanner, or pasted without the
terminal saying so. Where letters are commands, a letter waits for a moment; if a burst follows, all of it is
given to the screen as one text (`tui/terminal/bursts.py`). And a dialog whose answer is final asks `apart`,
so that the rest of the burst that opened it does not confirm it.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from time import monotonic

from textual import events
from textual._time import get_time
from textual.message_pump import MessagePump
from textual.widget import Widget

from tui.frame.base import BaseScreen
from tui.frame.host import Host
from tui.terminal.bursts import TakesBursts, is_code
from tui.widgets.search import SearchField

Typed = events.Key | events.Paste

FAST = 0.04
"""The most seconds between two keys of a burst. Fingers need twice that, even at a hundred words a minute; a
scanner sends a key in one to sixteen milliseconds.
"""
_REPEATED = 0.02
"""The seconds after which a repeated key is one that is held down, and no scanner."""
_SHORTEST = 4
"""The least letters of a scanned code."""
_ENDS = ("enter", "ctrl+j", "tab")
"""What scanners send after a code: CR, LF, both, or a Tab."""
_QUIET_ROUNDS = 3
"""So many rounds of the event loop without work mean that the effects of a key are over."""
_SPIN = 50
_PAUSE = 0.005
_LONGEST = 2.0
"""The most seconds a key waits for an action that opens no dialog; then it goes on, as it
may be meant to cancel it.
"""
_LONGEST_OPENING = 5.0
"""The most seconds a key waits for a screen that is opening."""


class TypeAhead:
    """The keys that wait."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._kept: deque[Typed] = deque()
        self._released: list[Typed] = []
        self._last = 0.0
        self._last_key = ""
        self._began = 0.0
        self._burst_of: dict[Typed, float] = {}
        """For each waiting key: when its burst began."""
        self._current = 0.0
        """When the burst of the present key began."""
        self._text = ""
        self._whole = False
        self._taken = 0.0
        """When the burst began that a screen took as one text, including the key that ended it."""
        self._alone = 0
        """The number of next keys that are known to be no burst."""
        self._into: Widget | None = None
        self._task: asyncio.Task[None] | None = None
        self._acting = 0

    def keeps(self, event: Typed) -> bool:
        """Whether this key must wait; it is then posted again later."""
        if event in self._released:
            self._released.remove(event)
            return False
        if event.time - self._last > FAST or not FAST:
            self._began = event.time
        elif self._ends_a_line_again(event):
            return True
        self._last, self._last_key = event.time, getattr(event, "key", "")
        if self._task is None and self._goes_at_once(event):
            self._handing(event, self._began)
            return False
        self._burst_of[event] = self._began
        self._kept.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._hand_out())
        return True

    def _ends_a_line_again(self, event: Typed) -> bool:
        """Whether this is the line feed after a carriage return: one Enter of a scanner, not two."""
        return isinstance(event, events.Key) and event.character == "\n" and self._last_key == "enter"

    def _goes_at_once(self, event: Typed) -> bool:
        if self._is_command(event) or self._ends_taken(event, self._began):
            return False
        return self._flows(event) or not self._busy()

    @property
    def scanned(self) -> str:
        """The burst of keys just before the present key, which ends it; else empty."""
        return self._text if self._whole and len(self._text) >= _SHORTEST else ""

    def apart(self, moment: float) -> bool:
        """Whether the present key came after this time, and not in a burst that began before."""
        return self._current > moment

    def begin(self) -> None:
        """Counts an action that may open a dialog, before its task starts."""
        self._acting += 1

    def end(self) -> None:
        """The action is over."""
        self._acting -= 1

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Marks that such an action waits for an answer: keys go to the dialog."""
        self._acting -= 1
        try:
            yield
        finally:
            self._acting += 1

    async def _hand_out(self) -> None:
        try:
            while self._kept:
                if not self._flows(self._kept[0]):
                    await self._settled()
                event = self._kept[0]
                if self._ends_taken(event, self._burst_of[event]):
                    self._drop(1)
                elif not await self._took_burst(event):
                    self._release()
        finally:
            self._task = None

    def _release(self) -> None:
        event = self._kept.popleft()
        self._alone = max(self._alone - 1, 0)
        self._handing(event, self._burst_of.pop(event))
        self._released.append(event)
        self._app.post_message(event)

    def _drop(self, count: int) -> None:
        for _key in range(count):
            del self._burst_of[self._kept.popleft()]

    def _handing(self, event: Typed, began: float) -> None:
        """This key's turn has come."""
        self._into = self._eater(event)
        if began != self._current or self._whole:
            self._text = ""
        self._current = began
        self._tab_ends_a_scan(event)
        text = _text_of(event)
        self._whole = not text and bool(self._text)
        self._text += text
        if text:
            self._taken = 0.0

    def _tab_ends_a_scan(self, event: Typed) -> None:
        """A Tab that ends a scan counts as Enter: otherwise the next code would go into another field."""
        if not isinstance(event, events.Key) or event.key != "tab" or not is_code(self._text):
            return
        if isinstance(self._app.focused, SearchField):
            event.key = "enter"

    async def _took_burst(self, event: Typed) -> bool:
        """Gives a burst that begins with this key to its screen; False if the key stands alone."""
        if self._alone or not self._is_command(event):
            return False
        run = await self._gathered()
        text = "".join(key.character or "" for key in run)
        taker = self._taker()
        if len(set(text)) < 2 or taker is None or not taker.takes_burst(text):
            self._alone = len(run)
            return False
        began = self._burst_of[event]
        self._drop(len(run))
        self._current, self._text, self._whole = began, text, False
        if taker.WHOLE:
            self._taken = began
        return True

    async def _gathered(self) -> list[events.Key]:
        """The letters of the burst, once no more follow."""
        while True:
            run = self._run()
            rest = FAST - (get_time() - run[-1].time)
            if len(run) < len(self._kept) or rest <= 0 or _is_held_down(run):
                return run
            await asyncio.sleep(rest)
            await asyncio.sleep(0)  # Keys that arrived meanwhile are on their way here.

    def _run(self) -> list[events.Key]:
        run: list[events.Key] = []
        for event in self._kept:
            if not isinstance(event, events.Key) or not event.is_printable:
                break
            if run and event.time - run[-1].time > FAST:
                break
            run.append(event)
        return run

    def _taker(self) -> TakesBursts | None:
        here = self._app.focused or self._app.screen
        return next((each for each in here.ancestors_with_self if isinstance(each, TakesBursts)), None)

    def _is_command(self, event: Typed) -> bool:
        """Whether this letter goes into no field, and so may be a command."""
        if not FAST or not isinstance(event, events.Key) or not event.is_printable:
            return False
        return bool(self._app.screen_stack) and self._eater(event) is None

    def _ends_taken(self, event: Typed, began: float) -> bool:
        """Whether this is the Enter of a burst that a screen took as one text."""
        return isinstance(event, events.Key) and event.key in _ENDS and began == self._taken != 0

    async def _settled(self) -> None:
        began = monotonic()
        quiet = rounds = 0
        while quiet < _QUIET_ROUNDS:
            await asyncio.sleep(0 if rounds < _SPIN else _PAUSE)
            rounds += 1
            quiet = 0 if self._busy() else quiet + 1
            if monotonic() - began > (_LONGEST_OPENING if self._opening() else _LONGEST):
                return

    def _flows(self, event: Typed) -> bool:
        """Whether this letter follows another into the same field: nothing
        between them can move the focus.
        """
        return self._into is not None and self._into is self._eater(event) and not self._opening()

    def _eater(self, event: Typed) -> Widget | None:
        """The field that takes this key as a letter."""
        field = self._app.focused
        if field is None or not isinstance(event, events.Key) or not event.is_printable:
            return None
        return field if field.check_consume_key(event.key, event.character) else None

    def _busy(self) -> bool:
        return self._opening() or self._acting > 0 or self._handling()

    def _opening(self) -> bool:
        stack = self._app.screen_stack
        return not (stack and isinstance(stack[-1], BaseScreen) and stack[-1].is_mounted)

    def _handling(self) -> bool:
        """Whether any widget between the focus and the application has messages to handle."""
        here = self._app.focused or self._app.screen
        return any(_has_messages(node) for node in (self._app, *here.ancestors_with_self))


def _text_of(event: Typed) -> str:
    if isinstance(event, events.Paste):
        return event.text
    return (event.character or "") if event.is_printable else ""


def _is_held_down(run: list[events.Key]) -> bool:
    """Whether these are one key that is held: the program does not wait for its release."""
    return (
        len(run) > 1
        and len({key.key for key in run}) == 1
        and all(after.time - before.time > _REPEATED for before, after in pairwise(run))
    )


def _has_messages(node: MessagePump) -> bool:
    """Textual may have taken one message out of the queue already, perhaps the key before this one."""
    return node.message_queue_size > 0 or node._pending_message is not None
