"""The names of the tabs: ↑ and ↓ move between them, Enter or → goes into one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from locales import N_, _
from tui.widgets.columns import fit

_MARKER = "▌"
_ABOVE, _BELOW = "▲", "▼"


class Sidebar(Widget, can_focus=True):
    """One line for each tab: its key, its name, the number of its rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"sidebar--{name}" for name in ("tab", "sign", "cursor", "here", "marker")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,right",
            "enter",
            N_("Go in"),
            id="sidebar.enter",
            show=False,
            tooltip=N_("Go into the tab"),
        ),
        Binding("up", "move(-1)", N_("Previous tab"), id="sidebar.up", show=False),
        Binding("down", "move(1)", N_("Next tab"), id="sidebar.down", show=False),
        Binding("home", "go(0)", N_("First tab"), id="sidebar.home", show=False),
        Binding("end", "go(-1)", N_("Last tab"), id="sidebar.end", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Another tab is to be shown; `enter` where it is to get the focus."""

        number: int
        enter: bool

    def __init__(self, titles: Sequence[str], signs: Sequence[str], shown: int) -> None:
        """`signs`: the key that opens each tab."""
        super().__init__()
        self._titles = titles
        self._signs = signs
        self.counts: Sequence[str] = [""] * len(titles)
        """The text beside each name."""
        self.shown = shown
        """The index of the present tab, from 0."""
        self._looks: dict[str, Style] = {}

    def put(self, counts: Sequence[str], shown: int) -> None:
        """Shows these counts, one for each tab, and which tab is open."""
        if (counts, shown) != (self.counts, self.shown):
            self.counts, self.shown = counts, shown
            self.refresh()

    def action_enter(self) -> None:
        self.post_message(self.Chosen(self.shown, enter=True))

    def action_move(self, step: int) -> None:
        self.action_go(max(0, min(self.shown + step, len(self._titles) - 1)))

    def action_go(self, number: int) -> None:
        self.post_message(self.Chosen(number % len(self._titles), enter=False))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        width, first = self.size.width, self._top()
        more = self._edge(y, first)
        y += first
        if y >= len(self._titles):
            return Strip.blank(width, self._look("tab"))
        count = self.counts[y]
        sign = self._signs[y]
        count = f" {count}" if count else ""
        title = fit(_(self._titles[y]), max(width - 4 - len(count), 0))
        if y != self.shown:
            edge = Segment(more or " ", self._look("marker"))
            run = [edge, Segment(f"{sign} ", self._look("sign"))]
            run.append(Segment(f"{title}{count} ", self._look("tab")))
        else:
            look = self._look("cursor" if self.has_focus else "here")
            run = [Segment(more or _MARKER, self._look("marker")), Segment(f"{sign} {title}{count} ", look)]
        return Strip(run).adjust_cell_length(width, run[-1].style)

    def _top(self) -> int:
        """The first visible tab. An alert and a long balance may leave fewer lines than tabs; the present tab
        and its neighbours stay visible.
        """
        last = max(len(self._titles) - self.size.height, 0)
        return max(0, min(self.shown + 2 - self.size.height, last))

    def _edge(self, y: int, first: int) -> str:
        """The mark on this line for tabs beyond it."""
        if y == 0 and first:
            return _ABOVE
        hidden = first + self.size.height < len(self._titles)
        return _BELOW if hidden and y == self.size.height - 1 else ""

    def _look(self, name: str) -> Style:
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self.get_component_rich_style(f"sidebar--{name}")
        return look
