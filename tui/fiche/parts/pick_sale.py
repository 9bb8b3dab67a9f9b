"""Which sale is meant, or which return: by what was sold, its number or its day."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, formats
from models.money.ledger.history import OperationListing, OperationRow
from tui.fiche.parts.operations import still_open
from tui.parts.pick import PickDialog
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING

COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("number", N_("No."), lambda row: row.number, 12, grows=1),
    Column("total", N_("Total"), lambda row: formats.amount(row.amount), 10, right=True),
    Column("remaining", N_("Remaining"), still_open, 10, right=True),
]


class PickSaleDialog(PickDialog[OperationRow]):
    """The latest first."""

    FINDS = N_("Product or number")
    EMPTY = N_("None of these.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("This one"), id="pick.sale"),
        *STEERING,
    ]

    def __init__(self, heading: str, among: OperationListing) -> None:
        """Out of the operations of a listing; `heading` is the question, in the user's language."""
        super().__init__(heading)
        self._among = among

    def columns(self) -> Sequence[Column[OperationRow]]:
        return COLUMNS

    def listing(self, text: str) -> OperationListing:
        return replace(self._among, text=text.strip())
