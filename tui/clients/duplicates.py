"""Likely duplicates: shown before saving, never forbidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.clients import SIMILAR, listed_name, spelled_otherwise
from models.people.clients.listing import ClientRow
from models.people.clients.verbs import full_name
from tui.clients.columns import balance_amount, balance_style
from tui.frame.base import Dialog
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING, Rows
from tui.widgets.window import Fixed


def _name(row: ClientRow) -> str:
    return listed_name(full_name(row), similar=row.similar)


_COLUMNS: list[Column[ClientRow]] = [
    Column("name", N_("Last name"), _name, 18, grows=1),
    Column("phone", N_("Phone"), lambda row: formats.phone(row.phone), 17),
    Column(
        "balance",
        N_("Balance"),
        lambda row: balance_amount(row.balance),
        17,
        right=True,
        lead=lambda row: words.side(row.balance),
        style=lambda row: balance_style(row.balance),
    ),
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `open` is the existing client that was meant; None: save the new one too."""

    open: ClientRow | None = None


class Others(Rows[ClientRow], inherit_bindings=False):
    """The likely duplicates. Arrows move; the dialog handles Enter."""

    BINDINGS: ClassVar[list[BindingType]] = STEERING


class DuplicatesDialog(Dialog[Verdict]):
    """Shows likely duplicates. Enter saves all the same; Esc goes back to the form."""

    FINAL = True
    HEADING = N_("Already a client?")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("Save anyway"), id="duplicates.save"),
        Binding("f3,o", "open", N_("Open the other"), id="duplicates.open"),
        Binding("escape", "cancel", N_("Back"), id="dialog.cancel"),
    ]

    def __init__(self, rows: Sequence[ClientRow]) -> None:
        super().__init__()
        self._rows = rows

    def content(self) -> ComposeResult:
        sentence = _("Same phone, or nearly the same name:")
        if any(row.similar for row in self._rows):
            sentence = f"{sentence} {SIMILAR} {spelled_otherwise()}"
        yield Static(sentence, markup=False, classes="sentence")
        others = Others(_COLUMNS, heading=False)
        others.styles.height = len(self._rows)
        others.show(Fixed(self._rows))
        yield others

    def action_save(self) -> None:
        self.dismiss(Verdict())

    def action_open(self) -> None:
        self.dismiss(Verdict(self.query_one(Others).current))
