"""The names of the sections at the left of the editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from locales import _
from tui.clients.sections.section import EditorSection
from tui.widgets.columns import fit

_HERE, _HOLDS, _WRONG = "▌", "•", "!"


@dataclass(frozen=True, slots=True)
class State:
    """What the bar shows of a section: whether something is filled in, and whether something is wrong."""

    section: EditorSection
    holds: bool
    wrong: bool


class SectionBar(Widget):
    """One line a section: where the cursor is, which hold something (•), and where something is wrong (!)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"section-bar--{name}" for name in ("name", "here", "marker", "wrong")
    }

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._states: Sequence[State] = ()
        self._here = ""

    def put(self, states: Sequence[State], here: str) -> None:
        """Shows these sections; `here` is the key of the one with the cursor."""
        if (states, here) != (self._states, self._here):
            self._states, self._here = states, here
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self._states):
            return Strip.blank(width, self.get_component_rich_style("section-bar--name"))
        state = self._states[y]
        here = state.section.key == self._here
        sign = _WRONG if state.wrong else _HOLDS if state.holds else " "
        title = fit(_(state.section.title), max(width - 4, 0))
        style = self.get_component_rich_style(f"section-bar--{'here' if here else 'name'}")
        marker = self.get_component_rich_style("section-bar--marker")
        wrong = self.get_component_rich_style("section-bar--wrong")
        run = [
            Segment(_HERE if here else " ", marker),
            Segment(title, style),
            Segment(f" {sign}", wrong if state.wrong else style),
        ]
        return Strip(run).adjust_cell_length(width, style)

    def on_click(self, event: events.Click) -> None:
        if event.y < len(self._states):
            self.post_message(self.Chosen(self._states[event.y].section.key))
