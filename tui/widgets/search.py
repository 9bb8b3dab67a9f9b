"""The search field: it keeps the focus while the arrows move in the list."""

import asyncio
from typing import Any, ClassVar, cast

from textual.binding import BindingType
from textual.events import Key
from textual.widgets import Input

from models.refusals import TooLong
from models.store.text import limit_of
from tui.frame.base import Desk, Place
from tui.widgets.one_line import OneLine, editing

_LEFT_TO_THE_SCREEN = {"home", "end", "enter"}


async def painted_together() -> None:
    """Lets a list that just changed tell its screen, so that it is painted with the letter it follows.

    A widget says in its own turn what it has to paint: else the screen would be painted for the letter, and
    then again for the list.
    """
    await asyncio.sleep(0)


class SearchField(OneLine, inherit_bindings=False):
    """What is typed to find something."""

    BINDINGS: ClassVar[list[BindingType]] = editing(Input.BINDINGS, _LEFT_TO_THE_SCREEN)
    HOLDS = "search"
    """What it is to models, which say how long that may be."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(placeholder, select_on_focus=False, id=id)

    def on_key(self, event: Key) -> None:
        """A badge that is scanned while something else is looked for opens its client all the same."""
        place = cast(Place[Any], self.screen)
        code = place.officine.ahead.scanned.strip() if event.key == "enter" else ""
        if code and code in self.value and place.is_elsewhere(code):
            event.stop()
            event.prevent_default()
            self.value = ""
            cast(Desk[Any], place).meet(code)

    def replace(self, text: str, start: int, end: int) -> None:
        """As Textual's; but what does not fit is not taken, and that is said."""
        length, limit = len(self.value) - abs(end - start) + len(text), limit_of(self.HOLDS)
        if text and length > limit:
            cast(Place[Any], self.screen).refuse(TooLong(self.HOLDS, length, limit))
        else:
            super().replace(text, start, end)
