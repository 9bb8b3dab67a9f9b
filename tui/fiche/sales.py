"""The sales of a client: what each came to, what was paid of it, what remains."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats, ngettext
from models.money.accounts import OperationKind
from models.money.history import OperationListing, OperationRow
from tui.base import asking
from tui.fiche import operations
from tui.fiche.operations import OperationPane
from tui.fiche.pane import Tab
from tui.fiche.words import amount
from tui.widgets.columns import Column

KINDS = (OperationKind.SALE,)


def state(row: OperationRow) -> str:
    """Where a sale stands, derived from what remains (INV-10)."""
    if row.reversed_by:
        return _("Cancelled")
    if not row.open:
        return _("Fully paid")
    return _("Not paid") if row.open == row.amount else _("Partly paid")


def _style(row: OperationRow) -> str:
    return "quiet" if row.reversed_by or not row.open else "owes"


def _remaining(row: OperationRow) -> str:
    return state(row).lower() if row.reversed_by else amount(row.open)


def _paid(row: OperationRow) -> str:
    return "–" if row.reversed_by else amount(row.settled)


COLUMNS: list[Column[OperationRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("number", N_("No."), lambda row: row.number, 12),
    Column("total", N_("Total"), lambda row: formats.amount(row.amount), 10, needs=34, grows=1, right=True),
    Column("paid", N_("Paid"), _paid, 10, needs=56, grows=1, right=True),
    Column("remaining", N_("Remaining"), _remaining, 10, needs=45, grows=1, right=True, style=_style),
    Column("state", N_("State"), state, 12, needs=74, style=_style),
    Column("author", N_("By"), lambda row: row.author, 12, needs=92, grows=1),
]


class SalesPane(OperationPane):
    """All of them, or those that remain to be paid."""

    TITLE = N_("Sales")
    EMPTY = N_("No sale yet.")
    KINDS = KINDS
    COLUMNS = COLUMNS
    CREATES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "i", "unpaid", N_("Unpaid only"), id="sales.unpaid", tooltip=N_("Only what is unpaid, or all")
        ),
    ]

    def said(self) -> list[str]:
        first, *rest = super().said()
        unpaid = OperationListing(self.client, KINDS, only_open=True).count()
        if self.listing.only_open:
            return [first, _("unpaid only"), *rest]
        word = ngettext("{count} unpaid", "{count} unpaid", unpaid).format(count=formats.count(unpaid))
        return [first, word, *rest] if unpaid else [first, *rest]

    def action_unpaid(self) -> None:
        self.narrow(replace(self.listing, only_open=not self.listing.only_open))

    @asking
    async def create(self) -> None:
        from tui.fiche.new_sale import sell

        await sell(self.desk, self.client)

    def open(self, row: OperationRow) -> None:
        from tui.fiche.sale_dialog import SaleDialog

        self.app.push_screen(SaleDialog(row.id))


TAB = Tab(N_("Sales"), SalesPane, lambda client: operations.count(client, KINDS))
