"""All details of one row of a list: opened by Enter, read, and closed."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _
from tui.frame.base import Dialog
from tui.widgets.columns import GAP, Column, cell, fit, lay_out
from tui.widgets.text_lines import Line, Lines, Reading, Run

Row = TypeVar("Row")

_AROUND = 9
"""The lines that the frame, the heading, the keys and the client's name need."""


class DetailDialog(Dialog[None]):
    """Shows lines that may be longer than the screen, and says where there are more. It covers
    the list, not the balance.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,left", "cancel", N_("Close"), id="detail.close"),
    ]

    @abstractmethod
    def drawing(self, width: int) -> list[Line]:
        """What is shown, for a width in cells."""

    def whole(self, width: int) -> list[Line]:
        """The same, with what a subclass shows below."""
        return self.drawing(width)

    def content(self) -> ComposeResult:
        reading = Reading(Lines(self.whole))
        reading.styles.max_height = self._room(self.app.size.height)
        yield reading

    @on(Reading.Scrolled)
    def mark(self, event: Reading.Scrolled) -> None:
        """Shows in the frame that there is more above or below."""
        arrows, more = "▲" * event.above + "▼" * event.below, _("more")
        self.query_one(".dialog").border_subtitle = f"{arrows} {more}" if arrows else ""

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(Reading).styles.max_height = self._room(event.size.height)

    def _room(self, height: int) -> int:
        return max(height - _AROUND, 1)


def table(columns: Sequence[Column[Row]], rows: Sequence[Row], width: int) -> list[Line]:
    """A heading and its rows, aligned as in a list."""
    laid = lay_out(columns, width)
    space: Run = (" " * GAP, "plain")
    heading: Line = []
    for column, share in laid:
        heading += [(fit(_(column.title), share, right=column.right), "quiet"), space]
    lines = [heading]
    for row in rows:
        line: Line = []
        for column, share in laid:
            meaning = column.style(row) if column.style else "plain"
            line += [(cell(column, row, share), meaning), space]
        lines.append(line)
    return lines
