"""Yes or no: Space."""

from typing import Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from locales import N_, _
from tui.widgets.entry import Entry
from tui.widgets.fields import CheckField


class CheckEntry(Entry, can_focus=True):
    """`[x] yes` or `[ ] no`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", N_("Tick"), id="field.tick"),
    ]

    ticked: reactive[bool] = reactive(False)

    def __init__(self, field: CheckField) -> None:
        super().__init__()
        self.field = field

    def render(self) -> Text:
        return Text(f"[x] {_('yes')}" if self.ticked else f"[ ] {_('no')}")

    def watch_ticked(self) -> None:
        self.said()

    def action_tick(self) -> None:
        self.ticked = not self.ticked

    def read(self) -> bool:
        return self.ticked

    def put(self, value: Any) -> None:
        self.ticked = bool(value)

    @property
    def typed(self) -> bool:
        return self.ticked

    def retype(self, typed: Any) -> None:
        self.ticked = bool(typed)
