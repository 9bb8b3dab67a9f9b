"""What the tabs of invoices have in common: the list with what remains of each, and what is done with one."""

from abc import abstractmethod
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.money.ledger.history import OperationListing
from models.store.prepared import Counting
from models.trade.documents.sold import InvoicedListing
from models.trade.invoices import rows as invoice_rows
from models.trade.invoices.listing import InvoiceListing
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.table import InvoiceKind
from tui.fiche.parts import sites
from tui.fiche.parts.list_pane import ListPane
from tui.frame.base import asking
from tui.invoices import actions
from tui.invoices.columns import OF_A_CLIENT


def keys(tab: str) -> list[BindingType]:
    """The keys of a tab; its name is in their ids."""
    return [
        Binding(
            "r", "print", N_("Print"), id=f"{tab}.print", tooltip=N_("Write it as a PDF, again or first")
        ),
        Binding("f", "issue", N_("Issue"), id=f"{tab}.issue", tooltip=N_("The draft takes its number")),
        Binding("s", "sent", N_("Sent"), id=f"{tab}.sent", tooltip=N_("Note that it went to the client")),
        Binding(
            "i", "unpaid", N_("Unpaid only"), id=f"{tab}.unpaid", tooltip=N_("Only what is unpaid, or all")
        ),
        Binding("w", "site", N_("Site"), id=f"{tab}.site", show=False, tooltip=N_("Only what went there")),
        Binding(
            "a",
            "print_all",
            N_("Print all"),
            id=f"{tab}.print_all",
            show=False,
            tooltip=N_("All that are listed, each as a file"),
        ),
        Binding(
            "x,delete",
            "drop_draft",
            N_("Drop"),
            id=f"{tab}.drop",
            show=False,
            tooltip=N_("Drop a draft; what was issued stands"),
        ),
    ]


class BilledPane(ListPane[InvoiceRow]):
    """Drafts first, then the newest. Enter opens one."""

    GUIDE = "factures.md#la-facture-dune-vente"
    FINDS = N_("Number of the invoice or of the sale")
    COLUMNS = OF_A_CLIENT
    OF_A_ROW = ("print", "issue", "sent", "drop_draft")
    CREATES = True
    KIND: ClassVar[InvoiceKind]
    ASKS: ClassVar[str] = N_("Invoice of which sale?")

    @abstractmethod
    def unbilled(self) -> OperationListing:
        """What can be billed."""

    def all_of(self, client: int) -> InvoicedListing:
        return InvoicedListing(client, (self.KIND,), contact=self.contact)

    def row_of(self, key: int) -> InvoiceRow:
        return invoice_rows.one(key)

    def said(self) -> list[str]:
        first, *rest = super().said()
        if self.listing.site is not None:
            rest = [sites.name_of(self.client, self.listing.site), *rest]
        return [first, *([_("unpaid only")] if self.listing.unpaid else []), *rest]

    def action_unpaid(self) -> None:
        self.narrow(replace(self.listing, unpaid=not self.listing.unpaid))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "site":
            return sites.used()
        return super().check_action(action, parameters)

    @asking
    async def action_site(self) -> None:
        chosen = await sites.ask(self.desk, self.client)
        if chosen is not None:
            self.narrow(replace(self.listing, site=chosen.site))

    @asking
    async def create(self) -> None:
        from tui.fiche.parts.pick_sale import PickSaleDialog
        from tui.invoices.billing import bill

        row = await self.desk.ask(PickSaleDialog(_(self.ASKS), self.unbilled()))
        made = await bill(self.desk, row.id) if row is not None else None
        if made is not None:
            self.go_to(made)

    @asking
    async def action_print(self) -> None:
        if self.current is not None:
            await actions.print_row(self.desk, self.current)

    @asking
    async def action_print_all(self) -> None:
        await actions.write_all(self.desk, self.listing)

    @asking
    async def action_issue(self) -> None:
        from tui.invoices.billing import bill

        if self.current is not None:
            await bill(self.desk, self.current.operation)

    @asking
    async def action_sent(self) -> None:
        if self.current is not None:
            await actions.note_sent(self.desk, self.current)

    @asking
    async def action_drop_draft(self) -> None:
        if self.current is not None:
            await actions.drop(self.desk, self.current)

    def open(self, row: InvoiceRow) -> None:
        from tui.invoices.opened import InvoiceOpened

        if row.draft:
            self.action_issue()
        else:
            self.app.push_screen(InvoiceOpened(row.key))


def counting(kind: InvoiceKind) -> Counting:
    """How a tab counts its invoices."""
    return lambda client: InvoiceListing(client, (kind,)).counting()
