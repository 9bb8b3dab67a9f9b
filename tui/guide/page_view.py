"""`PageView`: one page of the guide, with its marks. It scrolls by itself, and keeps its place when the
terminal changes its size.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui.guide.layout import Laid, Marks, lay_out
from tui.guide.pages import Page
from tui.widgets.text_lines import Line, Lines, Reading

_WIDEST = 92
"""Cells of a line: longer ones are tiring to read."""
_ABOVE = 3
"""Lines that stay above what is gone to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in the guide."""

    page: Page
    block: int = 0
    """The block at the top of the view."""
    below: int = 0
    """How many of its lines are above the view."""
    link: int | None = None
    """The link that Enter follows."""
    here: int | None = None
    """The block that was gone to."""


class PageView(Lines, can_focus=True, inherit_bindings=False):
    """Shows a page; the arrows scroll it. Posts `Moved` when more or less of it is in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in ("label", "link", "mark", "found")}
    BINDINGS: ClassVar[list[BindingType]] = Reading.BINDINGS

    class Moved(Message):
        """Another part of the page is in sight."""

    def __init__(self, place: Place) -> None:
        super().__init__(self._drawn)
        self._page = place.page
        self._marks = Marks(link=place.link, here=place.here)
        self._laid = Laid()
        self._at = (place.block, place.below)

    @property
    def place(self) -> Place:
        """Where it is: `show` comes back there."""
        return Place(self._page, *self._at, self._marks.link, self._marks.here)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    @property
    def above(self) -> bool:
        """Whether there is more above."""
        return self._top > 0

    @property
    def below(self) -> bool:
        """Whether there is more below."""
        return self._top < self._last_top

    def show(self, place: Place) -> None:
        """Shows a place."""
        self._page, self._at = place.page, (place.block, place.below)
        self._marks = Marks(link=place.link, here=place.here)
        self._paint()

    def mark(self, marks: Marks) -> None:
        """Marks something else on the same page, and comes to the hit or the link that is new."""
        before, self._marks = self._marks, marks
        self._paint()
        if marks.here is not None and marks.here != before.here:
            self._reveal(self._laid.starts[marks.here])
        elif marks.link is not None:
            self._reveal(self._laid.links[marks.link])

    def next_link(self, step: int) -> int | None:
        """The link after the chosen one, or before it; where none is chosen in sight, the first in sight."""
        links = self._laid.links
        if not links:
            return None
        chosen = self._marks.link
        if chosen is not None and self._in_sight(links[chosen]):
            return (chosen + step) % len(links)
        start = self._top
        if self._marks.here is not None and self._in_sight(self._laid.starts[self._marks.here]):
            start = self._laid.starts[self._marks.here]
        return next((number for number, line in links.items() if line >= start), 0)

    @property
    def marks(self) -> Marks:
        """What is marked."""
        return self._marks

    @property
    def chosen(self) -> str:
        """The address of the chosen link, if it is in sight; else empty."""
        number = self._marks.link
        if number is None or not self._in_sight(self._laid.links[number]):
            return ""
        return self._page.links[number].address

    @property
    def _top(self) -> int:
        """The first line in sight."""
        block, below = self._at
        starts = self._laid.starts
        return min(starts[block] + below, self._last_top) if block < len(starts) else 0

    @property
    def _last_top(self) -> int:
        return max(len(self._laid.lines) - self.size.height, 0)

    def _in_sight(self, line: int) -> bool:
        return self._top <= line < self._top + self.size.height

    def _reveal(self, line: int) -> None:
        if not self._in_sight(line):
            self._go_to(line - _ABOVE)

    def _go_to(self, line: int) -> None:
        top = max(min(line, self._last_top), 0)
        block = max((n for n, start in enumerate(self._laid.starts) if start <= top), default=0)
        self._at = (block, top - self._laid.starts[block] if self._laid.starts else 0)
        self._paint()

    def _paint(self) -> None:
        if self._width:
            self._lines = self._drawn(self._width)
        self.refresh()
        self.post_message(self.Moved())

    def _drawn(self, width: int) -> list[Line]:
        self._laid = lay_out(self._page.blocks, min(width, _WIDEST), self._marks)
        return self._laid.lines

    def render_line(self, y: int) -> Strip:
        self._lay(self.content_size.width)
        return super().render_line(y + self._top)

    def on_resize(self) -> None:
        self._lay(self.content_size.width)
        self.post_message(self.Moved())

    def action_scroll_up(self) -> None:
        self._go_to(self._top - 1)

    def action_scroll_down(self) -> None:
        self._go_to(self._top + 1)

    def action_page_up(self) -> None:
        self._go_to(self._top - max(self.size.height - 1, 1))

    def action_page_down(self) -> None:
        self._go_to(self._top + max(self.size.height - 1, 1))

    def action_scroll_home(self) -> None:
        self._go_to(0)

    def action_scroll_end(self) -> None:
        self._go_to(self._last_top)
