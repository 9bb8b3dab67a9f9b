"""Keys typed ahead, each to where it was meant for.

Textual hands every key to the widget that has the focus when the key arrives, not when its turn comes: of a
Tab, a name and Enter typed faster than they are handled, the name would land before the Tab. So a key that
comes while another is still being handled, or while a screen is opening, waits here for its turn.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.widget import Widget

from tui.base import Place

if TYPE_CHECKING:
    from tui.app import OfficineApp

Typed = events.Key | events.Paste

_QUIET_ROUNDS = 3
"""Turns of the event loop in a row without work after which what a key set off is over."""
_SPIN = 50
_PAUSE = 0.005
_LONGEST = 2.0
"""Seconds a key waits for an action that opens no dialog; then it goes, as it may be meant to cancel it."""
_LONGEST_OPENING = 5.0
"""Seconds a key waits for a screen that is opening."""


class TypeAhead:
    """The keys that wait."""

    def __init__(self, app: "OfficineApp") -> None:
        self._app = app
        self._kept: deque[Typed] = deque()
        self._released: list[Typed] = []
        self._into: Widget | None = None
        self._task: asyncio.Task[None] | None = None
        self._acting = 0

    def keeps(self, event: Typed) -> bool:
        """Whether this key has to wait; then it is posted again later."""
        if event in self._released:
            self._released.remove(event)
            return False
        if self._task is None and (self._flows(event) or not self._busy()):
            self._into = self._eater(event)
            return False
        self._kept.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._hand_out())
        return True

    def begin(self) -> None:
        """An action that may open a dialog is going to run: counted before its task has started."""
        self._acting += 1

    def end(self) -> None:
        """The action is over."""
        self._acting -= 1

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While such an action waits for an answer: keys are for the dialog."""
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
                event = self._kept.popleft()
                self._into = self._eater(event)
                self._released.append(event)
                self._app.post_message(event)
        finally:
            self._task = None

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
        """Whether this letter follows another into the same field: nothing in between can move the focus."""
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
        return not (stack and isinstance(stack[-1], Place) and stack[-1].is_mounted)

    def _handling(self) -> bool:
        """Whether anything on the way from the focus to the application has messages to handle."""
        here = self._app.focused or self._app.screen
        return any(_has_messages(node) for node in (self._app, *here.ancestors_with_self))


def _has_messages(node: MessagePump) -> bool:
    """Textual takes one message out of the queue ahead of its turn: the key before this one, maybe."""
    return node.message_queue_size > 0 or node._pending_message is not None
