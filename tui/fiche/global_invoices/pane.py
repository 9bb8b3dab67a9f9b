"""Factures globales: one invoice for many sales and returns, for companies and mutuelles (global-create)."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words.global_invoices import payer, remaining
from models.trade.global_invoices.listing import InvoiceListing, InvoiceRow, one
from tui.fiche.parts.pane import Group, Pane, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines


def _style(row: InvoiceRow) -> str:
    return "quiet" if row.deleted or not row.remaining else "owes"


def _size(row: InvoiceRow) -> str:
    return "quiet" if row.deleted else "plain"


COLUMNS: list[Column[InvoiceRow]] = [
    Column("day", N_("Date"), lambda row: formats.day(row.day), 10, style=_size),
    Column("number", N_("No."), lambda row: row.number, 12, style=_size),
    Column("total", N_("Total"), lambda row: formats.amount(row.total), 10, grows=1, right=True, style=_size),
    Column("remaining", N_("Remaining"), remaining, 10, needs=45, grows=1, right=True, style=_style),
    Column("payer", N_("Paid by"), payer, 12, needs=60, grows=1, style=_size),
    Column(
        "documents",
        N_("Documents"),
        lambda row: formats.count(row.documents),
        9,
        needs=74,
        right=True,
        style=_size,
    ),
    Column("author", N_("By"), lambda row: row.author, 12, needs=92, grows=1),
]


class GlobalInvoicesPane(Pane):
    """Newest first; Enter opens one."""

    PURPOSE = N_("one invoice for many sales, for the client or their organism.")
    GUIDE = "factures.md#la-facture-globale"
    OF_A_ROW = ("print", "collect", "delete")
    CREATES = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r", "print", N_("Print"), id="global_invoices.print", tooltip=N_("Write the invoice as a PDF")
        ),
        Binding(
            "e",
            "collect",
            N_("Collect"),
            id="global_invoices.collect",
            tooltip=N_("What the organism paid of it"),
        ),
        Binding(
            "x,delete",
            "delete",
            N_("Delete"),
            id="global_invoices.delete",
            tooltip=N_("With the security code; its sales are free again"),
        ),
    ]

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield Rows(COLUMNS, empty=_("No invoice yet. n puts sales and returns on the first one."))

    @property
    def rows(self) -> Rows[InvoiceRow]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def current(self) -> InvoiceRow | None:
        return self.rows.current

    def enter(self) -> None:
        self.rows.focus()

    def show(self, client: int) -> None:
        self.client = client
        self.rows.show(InvoiceListing(client))
        self._head()

    def read_again(self) -> None:
        self.rows.read_again()
        self._head()

    def go_to(self, key: int) -> None:
        self.rows.show(InvoiceListing(self.client), at=one(key))
        self._head()

    def _head(self) -> None:
        """How many there are; of the one under the cursor, why more than its total may remain."""
        row = self.current
        said = formats.count(InvoiceListing(self.client).count())
        if row is not None and row.elsewhere and row.remaining and not row.deleted:
            used = _("{amount} of its returns used elsewhere")
            said = f"{used.format(amount=formats.amount(row.elsewhere))} · {said}"
        self.head(_(TAB.title), said)

    @on(Rows.Moved)
    def moved(self) -> None:
        self._head()

    @asking
    async def create(self) -> None:
        from tui.fiche.global_invoices.new import create

        made = await create(self.desk, self.client)
        if made is not None:
            self.go_to(made)

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        from tui.fiche.global_invoices.opened import GlobalInvoiceOpened

        event.stop()
        self.app.push_screen(GlobalInvoiceOpened(event.row.id))

    @asking
    async def action_print(self) -> None:
        from tui.fiche.global_invoices.actions import write

        await self._with_current(write)

    @asking
    async def action_collect(self) -> None:
        from tui.fiche.global_invoices.actions import collect

        await self._with_current(collect)

    @asking
    async def action_delete(self) -> None:
        from tui.fiche.global_invoices.actions import delete

        await self._with_current(delete)

    async def _with_current(self, action: Any) -> None:
        if self.current is not None:
            await action(self.desk, self.current)


TAB = Tab(
    "invoices",
    N_("Global invoices"),
    GlobalInvoicesPane,
    group=Group.DOCUMENTS,
    count=lambda client: InvoiceListing(client).counting(),
)
