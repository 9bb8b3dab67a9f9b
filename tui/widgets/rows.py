"""`Rows`: a window on a query. It holds the rows that can be seen and reads others as it moves;
a list of a million costs what a list of forty does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from locales import N_, _
from models.store.listing import Listing
from tui.inert import inert
from tui.widgets.columns import GAP, Column, Laid, cell, fit, lay_out

Row = TypeVar("Row")

STYLES = ("plain", "strong", "quiet", "owes", "credit", "warns")
"""What a cell can mean; the theme says how each looks."""
_HEADING = 1
_MARKER = "▌"
_ASCENDING, _DESCENDING = "▲", "▼"

STEERING: list[BindingType] = [
    Binding("up", "steer('up')", N_("Up"), show=False, id="rows.up"),
    Binding("down", "steer('down')", N_("Down"), show=False, id="rows.down"),
    Binding("pageup", "steer('page_up')", N_("Page up"), show=False, id="rows.page_up"),
    Binding("pagedown", "steer('page_down')", N_("Page down"), show=False, id="rows.page_down"),
    Binding("home", "steer('home')", N_("First"), show=False, id="rows.home"),
    Binding("end", "steer('end')", N_("Last"), show=False, id="rows.end"),
]
"""The keys that move in a list. A screen whose focus stays elsewhere (in a search field) takes them too,
and passes each on with `rows.steer(where)`."""


class Rows(Widget, Generic[Row], can_focus=True):
    """A list. `show` gives it a `Listing`; it says `Opened` and `Moved`; arrows, pages, Home and End move."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--heading",
        "rows--cursor",
        "rows--marker",
        *(f"rows--{name}" for name in STYLES),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *STEERING,
        Binding("enter", "open", N_("Open"), id="rows.open"),
    ]

    @dataclass
    class Opened(Message):
        """Enter was pressed on this row."""

        rows: "Rows[Any]"
        row: Any

        @property
        def control(self) -> "Rows[Any]":
            return self.rows

    @dataclass
    class Moved(Message):
        """The cursor is now on this row; None when the list is empty."""

        rows: "Rows[Any]"
        row: Any

        @property
        def control(self) -> "Rows[Any]":
            return self.rows

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        empty: str = "",
        identity: Callable[[Row], Any] = attrgetter("id"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`empty`: what an empty list says, already in the user's language. `identity`: what makes a row
        the same one after it was read again.
        """
        super().__init__(id=id, classes=classes)
        self.columns = columns
        self.empty = empty
        self.listing: Listing[Row] | None = None
        self._identity = identity
        self._window: list[Row] = []
        self._cursor = 0
        self._sorted: tuple[str, bool] = ("", False)
        self._laid: list[Laid[Row]] = []
        self._strips: list[Strip] = []
        self._looks: dict[str, Style] = {}

    # ------------------------------------------------------------------ what is shown

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self._window[self._cursor] if self._window else None

    @property
    def window(self) -> Sequence[Row]:
        """The rows that can be seen."""
        return tuple(self._window)

    def show(self, listing: Listing[Row], *, keep_cursor: bool = False) -> None:
        """Shows a listing from its start, or around the row the cursor is on."""
        before = self.current
        top = self._window[0] if self._window and keep_cursor else None
        self.listing = listing
        height = self._height
        rows = list(listing.read(height, at=top))
        if len(rows) < height and top is not None:
            rows = list(listing.last(height))
        self._cursor = self._found(rows, before) if keep_cursor else 0
        self._put(rows, before)

    def read_again(self) -> None:
        """Reads the same listing once more, and paints what changed."""
        if self.listing is not None:
            self.show(self.listing, keep_cursor=True)

    def mark_sorted(self, key: str, descending: bool) -> None:
        """Shows in the heading by which column the rows are sorted."""
        self._sorted = (key, descending)
        self._paint()

    def _found(self, rows: Sequence[Row], wanted: Row | None) -> int:
        if wanted is not None:
            for index, row in enumerate(rows):
                if self._identity(row) == self._identity(wanted):
                    return index
        return max(0, min(self._cursor, len(rows) - 1))

    def _put(self, rows: list[Row], before: Row | None) -> None:
        self._window = rows
        self._cursor = max(0, min(self._cursor, len(rows) - 1))
        self._paint()
        if self.current != before:
            self.post_message(self.Moved(self, self.current))

    # ------------------------------------------------------------------ moving

    def steer(self, where: str) -> None:
        """Moves: up, down, page_up, page_down, home, end."""
        {
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "page_up": lambda: self.page(-1),
            "page_down": lambda: self.page(1),
            "home": self.home,
            "end": self.end,
        }[where]()

    def move(self, by: int) -> None:
        """The cursor, by so many rows; the window follows."""
        if self.listing is None or not self._window or not by:
            return
        before = self.current
        target = self._cursor + by
        rows = self._window
        if target >= len(rows):
            more = list(self.listing.read(target - len(rows) + 1, after=rows[-1]))
            rows = [*rows, *more][-max(self._height, 1) :]
            self._cursor = len(rows) - 1
        elif target < 0:
            more = list(self.listing.read(-target, before=rows[0]))
            rows = [*more, *rows][: max(self._height, 1)]
            self._cursor = 0
        else:
            self._cursor = target
        self._put(rows, before)

    def page(self, by: int) -> None:
        """A whole window down (1) or up (-1); at the edge the cursor goes to the last or the first row."""
        if self.listing is None or not self._window:
            return
        before, height, rows = self.current, self._height, self._window
        if by > 0:
            more = list(self.listing.read(height, after=rows[-1]))
            if len(more) < height:
                more = list(self.listing.last(height))
                self._cursor = len(more) - 1
        else:
            more = list(self.listing.read(height, before=rows[0]))
            if len(more) < height:
                more = list(self.listing.read(height))
                self._cursor = 0
        self._put(more, before)

    def home(self) -> None:
        """The first row."""
        if self.listing is not None:
            before, self._cursor = self.current, 0
            self._put(list(self.listing.read(self._height)), before)

    def end(self) -> None:
        """The last row."""
        if self.listing is not None:
            before = self.current
            rows = list(self.listing.last(self._height))
            self._cursor = len(rows) - 1
            self._put(rows, before)

    def action_steer(self, where: str) -> None:
        self.steer(where)

    def action_open(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Opened(self, row))

    # ------------------------------------------------------------------ painting

    @property
    def _height(self) -> int:
        """How many rows can be seen."""
        return max(self.size.height - _HEADING, 1)

    def on_resize(self, event: events.Resize) -> None:
        self._laid = lay_out(self.columns, max(event.size.width - 1, 1))
        self._strips = []
        if self.listing is not None:
            self.show(self.listing, keep_cursor=True)
        else:
            self._paint()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._strips = []

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if len(self._strips) != self.size.height or (self._strips and self._strips[0].cell_length != width):
            self._strips = self._rendered()
        return self._strips[y] if y < len(self._strips) else Strip.blank(width)

    def _paint(self) -> None:
        """Asks for the lines that differ from what is on the screen, and no others."""
        if not self.size:
            return
        before, now = self._strips, self._rendered()
        self._strips = now
        if len(before) != len(now):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _rendered(self) -> list[Strip]:
        width, height = self.size
        lines = [self._heading(width)]
        cursor = self._cursor
        for index, row in enumerate(self._window[: height - _HEADING]):
            lines.append(self._line(row, index == cursor, width))
        if not self._window:
            said = ("", *self.empty.splitlines())
            lines += [self._one(f"  {inert(text)}", "quiet", width) for text in said]
        blank = self._one("", "plain", width)
        lines += [blank] * (height - len(lines))
        return lines[:height]

    def _heading(self, width: int) -> Strip:
        cells = []
        for column, share in self._laid:
            title = _(column.title)
            if column.key == self._sorted[0]:
                title += f" {_DESCENDING if self._sorted[1] else _ASCENDING}"
            cells.append(fit(title, share, right=column.right))
        return self._one(" " + (" " * GAP).join(cells), "heading", width)

    def _line(self, row: Row, at_cursor: bool, width: int) -> Strip:
        if at_cursor:
            text = (" " * GAP).join(cell(column, row, share) for column, share in self._laid)
            marker = Segment(_MARKER, self._look("marker"))
            return _strip([marker, Segment(fit(text, width - 1), self._look("cursor"))], width)
        runs: list[tuple[str, str]] = [(" ", "plain")]
        for column, share in self._laid:
            text = cell(column, row, share)
            style = column.style(row) if column.style is not None and text.strip() else "plain"
            last, its_style = runs[-1]
            if style == its_style:
                runs[-1] = (last + text + " " * GAP, style)
            else:
                runs.append((text + " " * GAP, style))
        return _strip([Segment(text, self._look(style)) for text, style in runs], width)

    def _one(self, text: str, style: str, width: int) -> Strip:
        return Strip([Segment(fit(text, width), self._look(style))], width)

    def _look(self, name: str) -> Style:
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self.get_component_rich_style(f"rows--{name}")
        return look


def _strip(segments: list[Segment], width: int) -> Strip:
    return Strip(segments).adjust_cell_length(width, segments[-1].style)
