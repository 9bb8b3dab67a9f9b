"""The base class of input widgets, and the one for a single line of text."""

from abc import abstractmethod
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from locales import _
from models.refusals import Missing, TooLong
from tui.forms.fields import Field, TypedField
from tui.widgets.one_line import OneLine, editing

_LEFT_TO_THE_FORM = {"enter", "ctrl+c", "super+c", "ctrl+x"}
"""Enter moves on; and nothing is copied from a field that may hold a code."""


class Entry(Widget):
    """A field on the screen."""

    class Edited(Message):
        """The content of the field changed."""

        def __init__(self, entry: "Entry") -> None:
            super().__init__()
            self.entry = entry

    class Full(Message):
        """The text does not fit: nothing of what was typed or pasted was taken."""

        def __init__(self, entry: "Entry", why: TooLong) -> None:
            super().__init__()
            self.entry = entry
            self.why = why

    field: Field

    @abstractmethod
    def read(self) -> Any:
        """The value. Raises a `Refused` if the text has none."""

    @abstractmethod
    def put(self, value: Any) -> None:
        """Shows a value."""

    @property
    @abstractmethod
    def typed(self) -> Any:
        """The present text, right or wrong, in a form that JSON can store."""

    @abstractmethod
    def retype(self, typed: Any) -> None:
        """Puts back what `typed` said."""

    def tidy(self) -> None:
        """Shows the value in its standard form. Raises a `Refused` if it cannot be read."""

    def come_to(self) -> None:
        """Called when the focus comes by Tab or because of a fault: the next letter replaces the text of a
        one-line field, and is added to that of a longer one.
        """

    @property
    def untaken(self) -> str:
        """Input that could not be taken; the form does not answer before it is cleared."""
        return ""

    def said(self) -> None:
        """Reports the change to the form."""
        self.post_message(self.Edited(self))


class TextEntry(OneLine, Entry, inherit_bindings=False):
    """A line of text."""

    BINDINGS: ClassVar[list[BindingType]] = editing(Input.BINDINGS, _LEFT_TO_THE_FORM)

    def __init__(self, field: TypedField) -> None:
        super().__init__(_(field.hint), password=field.hidden, select_on_focus=True)
        self.kind = field
        self.field = field

    def read(self) -> Any:
        if not self.value.strip():
            if self.kind.required:
                raise Missing(self.kind.name)
            return self.kind.empty
        return self.kind.read(self.value)

    def put(self, value: Any) -> None:
        self.value = self.kind.show(value)

    @property
    def typed(self) -> str:
        return self.value

    def retype(self, typed: Any) -> None:
        self.value = str(typed)
        if self.has_focus:
            self.come_to()

    def come_to(self) -> None:
        self.action_select_all()

    def tidy(self) -> None:
        if self.value.strip() and not self.kind.hidden:
            shown = self.kind.show(self.read())
            if shown != self.value:
                self.value = shown

    def replace(self, text: str, start: int, end: int) -> None:
        """As Textual's, except that a text that is too long can be shortened, and that text that
        does not fit is reported.
        """
        length = len(self.value) - abs(end - start) + len(text)
        if not text or length <= self.field.limit:
            super().replace(text, start, end)
        else:
            self.post_message(self.Full(self, TooLong(self.field.name, length, self.field.limit)))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.said()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        event.stop()
