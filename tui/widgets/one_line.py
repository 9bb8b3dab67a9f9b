"""A one-line input without a border: the base of form fields, searches and the palette."""

from collections.abc import Collection, Sequence
from typing import Any

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input


def editing(bindings: Sequence[BindingType], without: Collection[str] = ()) -> list[BindingType]:
    """Textual's editing keys without these; without names, as F1 would show them in English."""
    kept: list[BindingType] = []
    for binding in bindings:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in without]
            if keys:
                kept.append(Binding(",".join(keys), binding.action, show=False))
    return kept


class OneLine(Input):
    """Nothing blinks, and typing a letter repaints one line only."""

    def __init__(self, placeholder: str = "", **options: Any) -> None:
        super().__init__(placeholder=placeholder, compact=True, **options)
        self.cursor_blink = False

    def _watch_value(self, value: str) -> None:
        """As Textual's, except that a letter neither lays the screen out again nor computes styles again."""
        self.set_reactive(Widget.virtual_size, Size(self.content_width, 1))
        self.post_message(self.Changed(self, value))
        self.cursor_position = len(value) if self._initial_value else self.cursor_position
        self._initial_value = False
