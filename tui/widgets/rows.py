"""`Rows`: a list that reads only its visible rows (keyset pagination), so that a list of a million costs
what a list of forty does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from textwrap import wrap
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

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
from tui.terminal.inert import inert
from tui.widgets.columns import GAP, Column, Laid, cell, fit, lay_out
from tui.widgets.window import Window

Row = TypeVar("Row")
Change: TypeAlias = Callable[[Window[Row]], None]
"""A change of what is visible; it may read rows."""

STYLES = ("plain", "strong", "quiet", "owes", "credit", "warns", "blue", "violet", "turquoise")
"""The meanings of a cell; the theme gives each a style."""
_MARKER = "▌"
_ABOVE, _BELOW, _BOTH = "▲", "▼", "↕"
"""Before the first and the last visible line, if the list continues there."""
_ASCENDING, _DESCENDING = "▲", "▼"

STEERING: list[BindingType] = [
    Binding("up", "steer('up')", N_("Up"), show=False, id="rows.up"),
    Binding("down", "steer('down')", N_("Down"), show=False, id="rows.down"),
    Binding("pageup", "steer('page_up')", N_("Page up"), show=False, id="rows.page_up"),
    Binding("pagedown", "steer('page_down')", N_("Page down"), show=False, id="rows.page_down"),
    Binding("home", "steer('home')", N_("First"), show=False, id="rows.home"),
    Binding("end", "steer('end')", N_("Last"), show=False, id="rows.end"),
]
"""The keys that move in a list. A screen whose focus is elsewhere (in a search field) takes them too, and
passes each on with `rows.steer(where)`.
"""


class Rows(Widget, Generic[Row], can_focus=True):
    """A list of rows, read from a `Listing` a window at a time.

    If the list is longer than the window, a triangle stands before its first or last line.
    Posts `Opened` and `Moved`.

    | Key | Description |
    | :- | :- |
    | up, down | Move the cursor by one row. |
    | pageup, pagedown | Move by a window. |
    | home, end | Move to the first or last row. |
    | enter | Post `Opened` for the row under the cursor. |
    """

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
        """The cursor moved to this row; None if the list is empty."""

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
        heading: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Makes an empty list; `show` fills it.

        Args:
            columns: the columns, from left to right.
            empty: the text of an empty list, in the user's language.
            identity: identifies a row after it was read again.
            heading: whether the titles of the columns are shown.
        """
        super().__init__(id=id, classes=classes)
        self.columns = columns
        self._empty = empty
        self._heads = 1 if heading else 0
        self._seen: Window[Row] = Window(identity)
        self._sorted: tuple[str, bool] = ("", False)
        self._laid: list[Laid[Row]] = []
        self._laid_for = (0, 0)
        self._strips: list[Strip] = []
        # By the row's identity; the row itself is kept too, as identities may be reused.
        self._drawn: dict[tuple[int, str, bool], tuple[Row, Strip]] = {}
        self._looks: dict[str, Style] = {}

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._seen.current

    @property
    def window(self) -> Sequence[Row]:
        """The visible rows."""
        return tuple(self._seen.rows)

    @property
    def laid_out(self) -> bool:
        """Whether it has a size, and so has read its rows."""
        return self._laid_for != (0, 0)

    @property
    def left_out(self) -> list[Column[Row]]:
        """The columns for which this width has no room."""
        shown = {column.key for column, _width in self._laid}
        return [column for column in self.columns if column.key not in shown]

    @property
    def full(self) -> bool:
        """Whether there may be more rows than are visible."""
        return len(self._seen.rows) >= self._seen.height

    @property
    def listing(self) -> Listing[Row] | None:
        """The present listing."""
        return self._seen.listing

    def show(self, listing: Listing[Row], *, keep_cursor: bool = False, at: Row | None = None) -> None:
        """Shows a listing from its start; around the row under the cursor (`keep_cursor`); or with
        the cursor on a row (`at`).
        """
        if keep_cursor:
            self._do(lambda seen: seen.change(listing))
        else:
            self._do(lambda seen: seen.open(listing, at=at))

    def read_again(self) -> None:
        """Reads the same listing once more, and paints what changed."""
        self._do(Window.read_again)

    def say_when_empty(self, sentence: str) -> None:
        """Sets the text of an empty list: what would be there, and which key makes the first one."""
        if sentence != self._empty:
            self._empty = sentence
            if not self._seen.rows:
                self._paint()

    @property
    def _said_when_empty(self) -> str:
        return self._empty

    def use(self, columns: Sequence[Column[Row]]) -> None:
        """Shows these columns from now on."""
        if columns is not self.columns:
            self.columns = columns
            if self.laid_out:
                self._laid = lay_out(columns, max(self._laid_for[0] - 1, 1))
                self._paint()

    def mark_sorted(self, key: str, descending: bool) -> None:
        """Marks the sorted column in the heading."""
        self._sorted = (key, descending)
        self._paint()

    def steer(self, where: str) -> None:
        """Moves the cursor: up, down, page_up, page_down, home, end."""
        moves: dict[str, Change[Row]] = {
            "up": lambda seen: seen.move(-1),
            "down": lambda seen: seen.move(1),
            "page_up": Window.page_up,
            "page_down": Window.page_down,
            "home": Window.home,
            "end": Window.end,
        }
        self._do(moves[where], moved=True)

    def move(self, by: int) -> None:
        """Moves the cursor by so many rows; the window follows."""
        self._do(lambda seen: seen.move(by), moved=True)

    def _do(self, change: Change[Row], *, moved: bool = False) -> None:
        """Changes what is visible, and paints it; `moved`: only positions changed, the rows are the same."""
        before = self._seen.current
        change(self._seen)
        self._paint(moved=moved)
        if self._seen.current != before:
            self.post_message(self.Moved(self, self._seen.current))

    def action_steer(self, where: str) -> None:
        self.steer(where)

    def action_open(self) -> None:
        row = self.current
        if row is not None:
            self.post_message(self.Opened(self, row))

    def on_resize(self, event: events.Resize) -> None:
        if self._fit_size():
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
        self._strips = []
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        # The first paint comes before the resize event: reading here saves painting twice.
        self._fit_size()
        if not self._strips:
            self._strips = self._rendered()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def _fit_size(self) -> bool:
        """Lays the columns out for the present size, and reads as many rows; returns
        whether the size changed.
        """
        size = (self.size.width, self.size.height)
        if size == self._laid_for:
            return False
        self._laid_for = size
        self._laid = lay_out(self.columns, max(size[0] - 1, 1))
        self._strips = []
        self._drawn.clear()
        self._resize(max(size[1] - self._heads, 1))
        return True

    def _resize(self, height: int) -> None:
        """Reads as many rows as are visible."""
        before = self._seen.current
        self._seen.resize(height)
        if self._seen.current != before:
            self.post_message(self.Moved(self, self._seen.current))

    def _paint(self, *, moved: bool = False) -> None:
        """Repaints only the lines that differ from the screen."""
        if not self._strips:
            self.refresh()
            return
        if not moved:
            self._drawn.clear()
        before, now = self._strips, self._rendered()
        self._strips = now
        changed = [y for y, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, self._laid_for[0], 1) for y in changed))

    def _rendered(self) -> list[Strip]:
        width, height = self._laid_for
        lines = [self._heading(width)] if self._heads else []
        lines += self._lines(width)
        if not self._seen.rows and self._seen.listing is not None:
            said = [
                part
                for text in self._said_when_empty.splitlines()
                for part in wrap(inert(text), max(width - 4, 1))
            ]
            lines += [self._one(f"  {text}", "quiet", width) for text in ("", *said)]
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

    def _lines(self, width: int) -> list[Strip]:
        """The painted rows; an unchanged row is taken from the cache."""
        before, drawn = self._drawn, {}
        strips = []
        for index, row in enumerate(self._seen.rows):
            more, at_cursor = self._more(index), index == self._seen.cursor
            how = (id(row), more, at_cursor)
            drawn[how] = before.get(how) or (row, self._line(row, more, at_cursor, width))
            strips.append(drawn[how][1])
        self._drawn = drawn
        return strips

    def _more(self, index: int) -> str:
        """The mark on this line if the list continues beyond it."""
        above = self._seen.above and index == 0
        below = self._seen.below and index == len(self._seen.rows) - 1
        return _BOTH if above and below else _ABOVE if above else _BELOW if below else ""

    def _line(self, row: Row, more: str, at_cursor: bool, width: int) -> Strip:
        if at_cursor:
            text = (" " * GAP).join(cell(column, row, share) for column, share in self._laid)
            marker = Segment(more or _MARKER, self._look("marker"))
            return _strip([marker, Segment(fit(text, width - 1), self._look("cursor"))], width)
        runs: list[tuple[str, str]] = [(more, "marker") if more else (" ", "plain")]
        for column, share in self._laid:
            text = cell(column, row, share) + " " * GAP
            style = column.style(row) if column.style is not None and not text.isspace() else "plain"
            last, its_style = runs[-1]
            if style == its_style:
                runs[-1] = (last + text, style)
            else:
                runs.append((text, style))
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
