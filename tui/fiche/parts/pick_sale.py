"""Which sale is meant, or which return: by what was sold, its number or its day."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from locales import N_, _, formats
from models.money.ledger.history import OperationListing, OperationRow
from tui.fiche.parts.operations import still_open
from tui.frame.base import Dialog
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField

ROWS = 9


COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("number", N_("No."), lambda row: row.number, 12, grows=1),
    Column("total", N_("Total"), lambda row: formats.amount(row.amount), 10, right=True),
    Column("remaining", N_("Remaining"), still_open, 10, right=True),
]


class PickSaleDialog(Dialog[OperationRow]):
    """The latest first; letters narrow, the arrows move while the search keeps the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("This one"), id="pick.sale"),
        *STEERING,
    ]

    def __init__(self, heading: str, listing: OperationListing) -> None:
        """Out of the operations of a listing; `heading` is the question, in the user's language."""
        super().__init__()
        self._heading = heading
        self._listing = listing

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        yield SearchField(placeholder=_("Product or number"))
        rows: Rows[OperationRow] = Rows(COLUMNS, empty=_("None of these."))
        rows.can_focus = False
        rows.styles.height = ROWS
        rows.show(self._listing)
        yield rows

    @property
    def rows(self) -> Rows[OperationRow]:
        """The sales found."""
        return self.query_one(Rows)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        event.stop()
        self.rows.show(replace(self._listing, text=event.value.strip()))

    def action_steer(self, where: str) -> None:
        self.rows.steer(where)

    def action_pick(self) -> None:
        if self.rows.current is not None:
            self.dismiss(self.rows.current)
