"""The search field: it keeps the focus while the arrows move in the list."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input

from models.people.text import limit_of
from models.refusals import TooLong
from tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from tui.base import Desk, Place

_LEFT_TO_THE_SCREEN = {"home", "end", "enter"}


def _editing() -> list[BindingType]:
    """Textual's editing keys, without those that a screen with a list needs: Home, End, Enter."""
    kept: list[BindingType] = []
    for binding in Input.BINDINGS:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in _LEFT_TO_THE_SCREEN]
            if keys:
                kept.append(Binding(",".join(keys), binding.action, show=False))
    return kept


class SearchField(OneLine, inherit_bindings=False):
    """What is typed to find something."""

    BINDINGS: ClassVar[list[BindingType]] = _editing()
    HOLDS = "search"
    """What it is to models, which say how long that may be."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(placeholder, select_on_focus=False, id=id)

    def on_key(self, event: Key) -> None:
        """A badge that is scanned while something else is looked for opens its client all the same."""
        place = cast("Place", self.screen)
        code = place.officine.ahead.scanned.strip() if event.key == "enter" else ""
        if code and code in self.value and place.is_elsewhere(code):
            event.stop()
            event.prevent_default()
            self.value = ""
            cast("Desk", place).meet(code)

    def replace(self, text: str, start: int, end: int) -> None:
        """As Textual's; but what does not fit is not taken, and that is said."""
        length, limit = len(self.value) - abs(end - start) + len(text), limit_of(self.HOLDS)
        if text and length > limit:
            cast("Place", self.screen).refuse(TooLong(self.HOLDS, length, limit))
        else:
            super().replace(text, start, end)
