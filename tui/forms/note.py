"""Text of several lines."""

from typing import Any, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Location
from textual.widgets import TextArea

from models.refusals import Missing, TooLong
from tui.forms.entry import Entry
from tui.forms.fields import NoteField
from tui.widgets.one_line import editing


class NoteEntry(TextArea, Entry, inherit_bindings=False):
    """A few lines of text. Enter begins a new one; ↑ on the first and ↓ on the last leave it, as Tab does.
    Page↑ and Page↓ turn the groups of the form, as in its other fields.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Declared so that the key bar does not promise that Enter confirms.
        Binding("enter,ctrl+j", "new_line", show=False),
        *editing(TextArea.BINDINGS, {"pageup", "pagedown"}),
    ]

    def __init__(self, field: NoteField) -> None:
        super().__init__(compact=True, show_line_numbers=False, soft_wrap=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.styles.height = field.lines
        self.kind = field
        self.field = field

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        """As Textual's, except that text that does not fit is not taken, and that this is reported."""
        length = len(self.text) - len(self.get_text_range(start, end)) + len(insert)
        if not insert or length <= self.field.limit:
            return super()._replace_via_keyboard(insert, start, end)
        self.post_message(self.Full(self, TooLong(self.field.name, length, self.field.limit)))
        return None

    def action_new_line(self) -> None:
        self.insert("\n")

    def read(self) -> str:
        if self.kind.required and not self.text.strip():
            raise Missing(self.kind.name)
        return self.text.strip()

    def put(self, value: Any) -> None:
        self.text = value or ""
        self.come_to()

    @property
    def typed(self) -> str:
        return self.text

    def retype(self, typed: Any) -> None:
        self.text = str(typed)
        self.come_to()

    def come_to(self) -> None:
        self.move_cursor(self.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.said()

    def action_cursor_up(self, select: bool = False) -> None:
        if self.cursor_at_first_line and not select:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        if self.cursor_at_last_line and not select:
            raise SkipAction
        super().action_cursor_down(select)
