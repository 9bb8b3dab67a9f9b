"""A line that is typed into, without a box: what the fields of forms, searches and the palette share."""

from collections.abc import Collection, Sequence
from typing import Any

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input


def editing(bindings: Sequence[BindingType], without: Collection[str] = ()) -> list[BindingType]:
    """The keys with which Textual edits text, but some; nameless, as F1 would say their names in English."""
    kept: list[BindingType] = []
    for binding in bindings:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in without]
            if keys:
                kept.append(Binding(",".join(keys), binding.action, show=False))
    return kept


class OneLine(Input):
    """Nothing blinks in it, and a letter costs the painting of a line."""

    def __init__(self, placeholder: str = "", **options: Any) -> None:
        super().__init__(placeholder=placeholder, compact=True, **options)
        self.cursor_blink = False

    def _watch_value(self, value: str) -> None:
        """As Textual's, but a letter neither lays the whole screen out again nor looks for styles anew."""
        self.set_reactive(Widget.virtual_size, Size(self.content_width, 1))
        self.post_message(self.Changed(self, value))
        self.cursor_position = len(value) if self._initial_value else self.cursor_position
        self._initial_value = False
