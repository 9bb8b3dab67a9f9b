"""One line of a form: the label, the field, what is beside it, and what is wrong with it."""

from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from locales import _
from tui.forms.entries import entry_for
from tui.forms.fields import Field, Group
from tui.terminal.inert import inert

_HERE = "▌"
_BEFORE_ASIDE = 2
"""Cells between the field and what is beside it."""
_WRONG = "↑ "
"""Before a sentence: it is about the field above it."""


class Heading(Static):
    """The heading of a group of fields."""

    def __init__(self, group: Group, *, first: bool) -> None:
        super().__init__(_(group.label), markup=False, classes="-first" if first else None)


class Fault(Static):
    """What is wrong with the field above."""


class Line(Widget):
    """Draws the label and holds the field; `fault` and `aside` are mounted when they are first needed."""

    COMPONENT_CLASSES = {"line--label", "line--here", "line--wrong"}

    here: reactive[bool] = reactive(False)
    """Whether the field has the focus."""
    fault: reactive[str] = reactive("", init=False)
    aside: reactive[str] = reactive("", init=False)

    def __init__(self, field: Field, label_width: int) -> None:
        super().__init__()
        self.field = field
        self.entry = entry_for(field)
        if field.width:
            self.entry.styles.width = field.width
        self.entry.styles.margin = (0, 0, 0, label_width)
        self._label_width = label_width
        self._fault: Fault | None = None
        self._aside: Static | None = None
        self._wrong: Any = None

    def compose(self) -> ComposeResult:
        yield self.entry

    def render(self) -> Text:
        part = "line--here" if self.here else "line--wrong" if self.fault else "line--label"
        label = (_HERE if self.here else " ") + _(self.field.label)
        return Text(label, self.get_component_rich_style(part, partial=True), no_wrap=True, end="")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.here = True

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.here = False

    def say(self, sentence: str) -> None:
        """Shows what is wrong with the field's content; empty clears it."""
        self._wrong = self.entry.typed
        self.fault = sentence

    def edited(self) -> None:
        """The content changed, so the fault may be corrected."""
        if self.entry.typed != self._wrong:
            self.fault = ""

    async def watch_fault(self, sentence: str) -> None:
        if self._fault is None:
            if not sentence or self.parent is None:
                return
            self._fault = Fault(markup=False)
            self._fault.styles.padding = (0, 0, 0, self._label_width)
            await self.parent.mount(self._fault, after=self)  # type: ignore[attr-defined]
        self._fault.display = bool(sentence)
        self._fault.update(Text(_WRONG + inert(sentence)))
        if sentence:
            self.call_after_refresh(self._show_fault)

    def _show_fault(self) -> None:
        """In a form that scrolls, the sentence may be below the visible part."""
        if self.here and self._fault is not None:
            self._fault.scroll_visible(animate=False)

    async def watch_aside(self, text: str) -> None:
        if self._aside is None:
            if not text or not self.is_attached:
                return
            self._aside = Static(markup=False, classes="aside")
            await self.mount(self._aside)
        self._aside.update(Text(inert(text)))
        self._place_aside()

    def on_resize(self) -> None:
        self._place_aside()

    def _place_aside(self) -> None:
        """Below the field where there is not enough room beside it."""
        if self._aside is None or not self.size.width:
            return
        room = self.size.width - self._label_width
        beside = room - self.field.width if self.field.width else room // 2
        below = cell_len(inert(self.aside)) + _BEFORE_ASIDE > beside
        self.set_class(below, "-aside-below")
        self._aside.styles.margin = (0, 0, 0, self._label_width if below else 0)
        self._aside.display = bool(self.aside)
