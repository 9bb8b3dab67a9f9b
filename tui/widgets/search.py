"""The search field: it keeps the focus while the arrows move in the list."""

import asyncio
from typing import Any, ClassVar, cast

from textual.binding import BindingType
from textual.events import Key
from textual.widgets import Input

from models.refusals import TooLong
from models.store.text import limit_of
from tui.frame.base import BaseScreen, Desk
from tui.widgets.one_line import OneLine, editing

_LEFT_TO_THE_SCREEN = {"home", "end", "enter"}


async def painted_together() -> None:
    """Paints a changed list together with the letter it follows.

    A widget reports in its own turn what it has to paint, so the screen would otherwise be painted for the
    letter, and again for the list.
    """
    await asyncio.sleep(0)


class SearchField(OneLine, inherit_bindings=False):
    """A text to search; the list follows while the person types (typeahead)."""

    BINDINGS: ClassVar[list[BindingType]] = editing(Input.BINDINGS, _LEFT_TO_THE_SCREEN)
    HOLDS = "search"
    """Its name in `models`, which limits the length."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(placeholder, select_on_focus=False, id=id)

    def on_key(self, event: Key) -> None:
        """A badge scanned while something else is searched opens its client."""
        place = cast(BaseScreen[Any], self.screen)
        code = place.officine.ahead.scanned.strip() if event.key == "enter" else ""
        if code and code in self.value and place.is_elsewhere(code):
            event.stop()
            event.prevent_default()
            self.value = ""
            cast(Desk[Any], place).meet(code)

    def replace(self, text: str, start: int, end: int) -> None:
        """As Textual's, except that text that does not fit is not taken, and that this is reported."""
        length, limit = len(self.value) - abs(end - start) + len(text), limit_of(self.HOLDS)
        if text and length > limit:
            cast(BaseScreen[Any], self.screen).refuse(TooLong(self.HOLDS, length, limit))
        else:
            super().replace(text, start, end)
