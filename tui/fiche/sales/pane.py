"""The sales of a client: what each came to, what was paid of it, what remains."""

from dataclasses import replace
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from locales import N_, _, formats, ngettext
from locales.words.ledger import amount
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationRow
from models.trade.documents.sold import SoldListing
from models.trade.invoices import sales as billed
from models.trade.invoices.sales import BilledRow
from models.trade.sales.listing import SaleState, state_of
from tui.fiche.parts import operations, sites
from tui.fiche.parts.operations import OperationPane
from tui.fiche.parts.pane import Group, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column

KINDS = (OperationKind.SALE,)
STATES = {
    SaleState.UNPAID: N_("Not paid"),
    SaleState.PARTLY_PAID: N_("Partly paid"),
    SaleState.PAID: N_("Fully paid"),
    SaleState.CANCELLED: N_("Cancelled"),
}
_ALL = "all"


def state(row: OperationRow) -> str:
    """Where a sale stands, in a word."""
    return _(STATES[state_of(row)])


def _style(row: OperationRow) -> str:
    return "quiet" if row.reversed_by or not row.open else "owes"


def _remaining(row: OperationRow) -> str:
    return state(row).lower() if row.reversed_by else amount(row.open)


def _settled(row: OperationRow) -> str:
    return "–" if row.reversed_by else amount(row.settled)


def _billed(row: BilledRow) -> str:
    """A mark where it has an invoice; the sale opened says which."""
    return "F" if row.invoice else ""


COLUMNS: list[Column[BilledRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10),
    Column("number", N_("No."), lambda row: row.number, 12),
    Column("total", N_("Total"), lambda row: formats.amount(row.amount), 10, needs=34, grows=1, right=True),
    Column("settled", N_("Cleared"), _settled, 10, needs=56, grows=1, right=True),
    Column("remaining", N_("Remaining"), _remaining, 10, needs=45, grows=1, right=True, style=_style),
    Column("state", N_("State"), state, 12, needs=74, style=_style),
    Column("invoice", N_("Inv."), _billed, 4, needs=68),
    Column("author", N_("By"), lambda row: row.author, 12, needs=92, grows=1),
]


class SalesPane(OperationPane):
    """All of them, or those in one state."""

    PURPOSE = N_("what was sold, what was paid of it, what remains.")
    GUIDE = "vendre.md#longlet-ventes"
    TITLE = N_("Sales")
    EMPTY = N_("No sale yet. F2 makes the first one.")
    FINDS = N_("Number, reference, note, product or contact")
    KINDS = KINDS
    COLUMNS = COLUMNS
    OF_A_ROW = ("take_back", "bill", "cancel")
    CREATES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "i", "unpaid", N_("Unpaid only"), id="sales.unpaid", tooltip=N_("Only what is unpaid, or all")
        ),
        Binding(
            "e", "state", N_("State"), id="sales.state", show=False, tooltip=N_("Only those in one state")
        ),
        Binding(
            "r",
            "take_back",
            N_("Return"),
            id="sales.return",
            show=False,
            tooltip=N_("Goods of this sale come back"),
        ),
        Binding(
            "f", "bill", N_("Invoice"), id="sales.bill", tooltip=N_("Issue its invoice, or print it again")
        ),
        Binding(
            "x", "cancel", N_("Cancel it"), id="sales.cancel", tooltip=N_("Reverse the sale, with a reason")
        ),
        Binding("w", "site", N_("Site"), id="sales.site", show=False, tooltip=N_("Only what went there")),
    ]

    def all_of(self, client: int) -> SoldListing:
        return SoldListing(client, contact=self.contact)

    def row_of(self, key: int) -> BilledRow:
        return billed.one(key)

    @property
    def _sales(self) -> SoldListing:
        return cast(SoldListing, self.listing)

    def said(self) -> list[str]:
        first, *rest = super().said()
        if self._sales.site is not None:
            rest = [sites.name_of(self.client, self._sales.site), *rest]
        if self.listing.only_open:
            return [first, _("unpaid only"), *rest]
        if self._sales.state is not None:
            return [first, _(STATES[self._sales.state]).lower(), *rest]
        unpaid = replace(self.all_of(self.client), only_open=True).count()
        word = ngettext("{count} unpaid", "{count} unpaid", unpaid).format(count=formats.count(unpaid))
        return [first, word, *rest] if unpaid else [first, *rest]

    def action_unpaid(self) -> None:
        self.narrow(replace(self._sales, only_open=not self.listing.only_open, state=None))

    @asking
    async def action_state(self) -> None:
        from tui.dialogs.choose import ChooseDialog, Way

        ways = [Way(_ALL, _("All")), *(Way(state, _(name)) for state, name in STATES.items())]
        chosen = await self.desk.ask(ChooseDialog(_("State"), "", ways))
        if chosen is not None:
            state = None if chosen == _ALL else SaleState(chosen)
            self.narrow(replace(self._sales, only_open=False, state=state))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "site":
            return sites.used()
        return super().check_action(action, parameters)

    @asking
    async def action_site(self) -> None:
        chosen = await sites.ask(self.desk, self.client)
        if chosen is not None:
            self.narrow(replace(self._sales, site=chosen.site))

    @asking
    async def create(self) -> None:
        from tui.fiche.sales.new import sell

        sold = await sell(self.desk, self.client, self.contact)
        if sold is not None:
            self.go_to(sold)

    @asking
    async def action_take_back(self) -> None:
        from tui.fiche.returns.take_back import take_back

        if self.current is not None:
            await take_back(self.desk, self.client, self.current)

    @asking
    async def action_bill(self) -> None:
        from tui.invoices.billing import bill

        if self.current is not None:
            await bill(self.desk, self.current.id)

    @asking
    async def action_cancel(self) -> None:
        from tui.fiche.sales.cancel import cancel_sale

        if self.current is not None:
            await cancel_sale(self.desk, self.current)

    def open(self, row: OperationRow) -> None:
        from tui.fiche.sales.opened import SaleDialog

        self.app.push_screen(SaleDialog(row.id))


TAB = Tab(
    "sales",
    N_("Sales"),
    SalesPane,
    group=Group.ACCOUNT,
    count=operations.counting(KINDS),
)
