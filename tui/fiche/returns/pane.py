"""Retours sur ventes: what came back, what it was worth, what of it may still be used (doc-returns)."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, formats
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from tui.fiche.parts import operations
from tui.fiche.parts.operations import OperationPane, quiet_if_cancelled, quiet_if_used, still_open
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column

KINDS = (OperationKind.RETURN,)


COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=quiet_if_cancelled),
    Column("number", N_("No."), lambda row: row.number, 12, style=quiet_if_cancelled),
    Column(
        "worth",
        N_("Worth"),
        lambda row: formats.amount(row.amount),
        10,
        grows=1,
        right=True,
        style=quiet_if_cancelled,
    ),
    Column("available", N_("Available"), still_open, 10, needs=45, right=True, style=quiet_if_used),
    Column("note", N_("Note"), lambda row: row.note, 12, needs=62, grows=2, style=quiet_if_cancelled),
    Column("author", N_("By"), lambda row: row.author, 12, needs=84, grows=1),
]


class ReturnsPane(OperationPane):
    """The returns of a client, newest first."""

    PURPOSE = N_("what the client brought back.")
    GUIDE = "retours.md"
    TITLE = N_("Returns")
    EMPTY = N_("Nothing came back yet. F2 takes something back.")
    KINDS = KINDS
    COLUMNS = COLUMNS
    CREATES = True
    OF_A_ROW = ("bill", "cancel")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f",
            "bill",
            N_("Invoice credit note"),
            id="returns.bill",
            tooltip=N_("Issue its credit note, or print it"),
        ),
        Binding("x", "cancel", N_("Cancel it"), id="returns.cancel", tooltip=N_("Reverse it, with a reason")),
    ]

    @asking
    async def create(self) -> None:
        from tui.fiche.returns.take_back import pick_and_take_back

        made = await pick_and_take_back(self.desk, self.client, self.contact)
        if made is not None:
            self.go_to(made)

    @asking
    async def action_bill(self) -> None:
        from tui.invoices.billing import bill

        if self.current is not None:
            await bill(self.desk, self.current.id)

    def open(self, row: OperationRow) -> None:
        from tui.fiche.returns.opened import ReturnOpened

        self.app.push_screen(ReturnOpened(row.id))


TAB = Tab(
    "returns",
    N_("Returns"),
    ReturnsPane,
    group=Group.ACCOUNT,
    count=operations.counting(KINDS),
)
