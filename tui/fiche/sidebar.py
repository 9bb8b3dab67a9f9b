"""The names of the tabs, under those of their groups: ↑ and ↓ move between them, Enter or → goes into one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from locales import N_, _
from tui.fiche.parts.pane import Group, Tab
from tui.widgets.columns import fit

_MARKER = "▌"
_ABOVE, _BELOW = "▲", "▼"


class Sidebar(Widget, can_focus=True):
    """One line for each tab: its key, its name, the number of its rows. Another line begins each group."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"sidebar--{name}" for name in ("tab", "sign", "group", "cursor", "here", "marker")
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

    def __init__(self, tabs: Sequence[Tab], shown: int) -> None:
        super().__init__()
        self._signs: Mapping[str, str] = {}
        self._looks: dict[str, Style] = {}
        self.show_tabs(tabs, shown)

    def show_tabs(self, tabs: Sequence[Tab], shown: int) -> None:
        """Shows these tabs from now on, without their counts."""
        self._tabs = tabs
        self.counts: Sequence[str] = [""] * len(tabs)
        """The text beside each name."""
        self.shown = shown
        """The index of the present tab, from 0."""
        self._every: list[Group | int] = []
        for number, tab in enumerate(tabs):
            if not number or tab.group is not tabs[number - 1].group:
                self._every.append(tab.group)
            self._every.append(number)

    def put(self, counts: Sequence[str], shown: int) -> None:
        """Shows these counts, one for each tab, and which tab is open."""
        if (counts, shown) != (self.counts, self.shown):
            self.counts, self.shown = counts, shown
            self.refresh()

    def show_keys(self, signs: Mapping[str, str]) -> None:
        """Shows the key of one sign that opens each tab, by the key of the tab; some may have none."""
        self._signs = signs
        self.refresh()

    def action_enter(self) -> None:
        self.post_message(self.Chosen(self.shown, enter=True))

    def action_move(self, step: int) -> None:
        self.action_go(max(0, min(self.shown + step, len(self._tabs) - 1)))

    def action_go(self, number: int) -> None:
        self.post_message(self.Chosen(number % len(self._tabs), enter=False))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        width, first = self.size.width, self._top()
        more = self._edge(y, first)
        if y + first >= len(self._every):
            return Strip.blank(width, self._look("tab"))
        line = self._every[y + first]
        run = self._group_line(line, more) if isinstance(line, Group) else self._tab_line(line, more, width)
        return Strip(run).adjust_cell_length(width, run[-1].style)

    def _group_line(self, group: Group, more: str) -> list[Segment]:
        return [Segment(more or " ", self._look("marker")), Segment(f"── {_(group)}", self._look("group"))]

    def _tab_line(self, number: int, more: str, width: int) -> list[Segment]:
        tab, count = self._tabs[number], self.counts[number]
        sign = self._signs.get(tab.key, " ")
        count = f" {count}" if count else ""
        title = fit(_(tab.title), max(width - 4 - len(count), 0))
        if number == self.shown:
            look = self._look("cursor" if self.has_focus else "here")
            return [Segment(more or _MARKER, self._look("marker")), Segment(f"{sign} {title}{count} ", look)]
        return [
            Segment(more or " ", self._look("marker")),
            Segment(f"{sign} ", self._look("sign")),
            Segment(f"{title}{count} ", self._look("tab")),
        ]

    def _top(self) -> int:
        """The first visible line. There may be fewer lines than tabs and groups; the present tab and its
        neighbours stay visible, also where a group begins between them.
        """
        last = max(len(self._every) - self.size.height, 0)
        return max(0, min(self._every.index(self.shown) + 3 - self.size.height, last))

    def _edge(self, y: int, first: int) -> str:
        """The mark on this line for lines beyond it."""
        if y == 0 and first:
            return _ABOVE
        hidden = first + self.size.height < len(self._every)
        return _BELOW if hidden and y == self.size.height - 1 else ""

    def _look(self, name: str) -> Style:
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self.get_component_rich_style(f"sidebar--{name}")
        return look
