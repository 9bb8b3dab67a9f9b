"""Yes or no, toggled by Space."""

from typing import Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from locales import N_, _
from tui.forms.fields import CheckField
from tui.forms.untaken import Untaken


class CheckEntry(Untaken, can_focus=True):
    """`[x] yes` or `[ ] no`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", N_("Tick"), id="field.tick"),
        Binding("backspace,delete", "forget", show=False),
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
        self.forget_untaken()
        self.ticked = not self.ticked

    def action_forget(self) -> None:
        self.forget_untaken()

    def takes(self, letter: str) -> bool:
        if letter not in "xX":
            return False
        self.action_tick()
        return True

    def read(self) -> bool:
        self.check_taken()
        return self.ticked

    def put(self, value: Any) -> None:
        self.ticked = bool(value)

    @property
    def typed(self) -> bool:
        return self.ticked

    def retype(self, typed: Any) -> None:
        self.ticked = bool(typed)
