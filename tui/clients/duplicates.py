"""Likely duplicates: shown before saving, never forbidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from locales import N_, _, formats, words
from models.people.listing import ClientRow
from tui.base import Dialog
from tui.inert import inert


@dataclass(frozen=True, slots=True)
class Verdict:
    """`open` is the client who was meant after all; None: save this one too."""

    open: ClientRow | None = None


class DuplicatesDialog(Dialog[Verdict]):
    """Enter saves all the same; Esc goes back to what was typed."""

    HEADING = N_("Already a client?")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("Save anyway"), id="duplicates.save"),
        Binding("f3,o", "open", N_("Open the other"), id="duplicates.open"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("escape", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    def __init__(self, rows: Sequence[ClientRow]) -> None:
        super().__init__()
        self._rows = rows

    def content(self) -> ComposeResult:
        yield Static(_("Same phone, or nearly the same name:"), markup=False, classes="quiet")
        choices = OptionList(*(Option(_line(row)) for row in self._rows), compact=True, markup=False)
        choices.can_focus = False
        yield choices

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0

    def action_move(self, step: int) -> None:
        choices = self.query_one(OptionList)
        choices.highlighted = ((choices.highlighted or 0) + step) % len(self._rows)

    def action_save(self) -> None:
        self.dismiss(Verdict())

    def action_open(self) -> None:
        self.dismiss(Verdict(self._rows[self.query_one(OptionList).highlighted or 0]))


def _line(row: ClientRow) -> Text:
    name = inert(f"{row.last_name} {row.first_name}".strip())
    return Text(" · ".join(filter(None, (name, formats.phone(row.phone), words.balance(row.balance)))))
