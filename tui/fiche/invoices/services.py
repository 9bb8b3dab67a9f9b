"""Factures de prestation: the invoices of sales of services only (doc-services)."""

from typing import ClassVar

from textual.binding import BindingType

from locales import N_
from models.trade.invoices.sales import UnbilledSales
from models.trade.invoices.table import InvoiceKind
from tui.fiche.invoices.pane import BilledPane, counting, keys
from tui.fiche.parts.pane import Group, Tab


class ServicesPane(BilledPane):
    """The invoices of sales of services only."""

    PURPOSE = N_("the invoices of services: rent, repairs, and what else is no product.")
    TITLE = N_("Invoices for services")
    EMPTY = N_("No invoice for services. n issues that of a sale in which all is a service.")
    KIND = InvoiceKind.SERVICES
    BINDINGS: ClassVar[list[BindingType]] = keys("service_invoices")

    def unbilled(self) -> UnbilledSales:
        return UnbilledSales(self.client, contact=self.contact, services=True)


TAB = Tab(
    "service_invoices",
    N_("Service invoices"),
    ServicesPane,
    group=Group.DOCUMENTS,
    count=counting(InvoiceKind.SERVICES),
)
