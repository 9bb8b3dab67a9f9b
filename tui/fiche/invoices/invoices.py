"""Factures: the invoices of single sales (doc-invoices)."""

from typing import ClassVar

from textual.binding import BindingType

from locales import N_
from models.trade.invoices.sales import UnbilledSales
from models.trade.invoices.table import InvoiceKind
from tui.fiche.invoices.pane import BilledPane, counting, keys
from tui.fiche.parts.pane import Group, Tab


class InvoicesPane(BilledPane):
    """The invoices of sales with goods."""

    PURPOSE = N_("the invoice of each sale that has one: what remains of it, and its paper again.")
    TITLE = N_("Invoices")
    EMPTY = N_("No invoice yet. n issues that of a sale; f does in the tab of sales.")
    KIND = InvoiceKind.INVOICE
    BINDINGS: ClassVar[list[BindingType]] = keys("sale_invoices")

    def unbilled(self) -> UnbilledSales:
        return UnbilledSales(self.client, contact=self.contact)


TAB = Tab(
    "sale_invoices", N_("Invoices"), InvoicesPane, group=Group.DOCUMENTS, count=counting(InvoiceKind.INVOICE)
)
