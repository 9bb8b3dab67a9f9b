"""Avoirs de facture: the credit notes of returns (doc-credit-notes)."""

from typing import ClassVar

from textual.binding import BindingType

from locales import N_
from models.trade.invoices.sales import UnbilledReturns
from models.trade.invoices.table import InvoiceKind
from tui.fiche.invoices.pane import BilledPane, counting, keys
from tui.fiche.parts.pane import Group, Tab


class CreditNotesPane(BilledPane):
    """The credit notes of returns; what remains of one can still be used or paid back."""

    PURPOSE = N_(
        "the credit note of each return that has one: which invoice it corrects, and its paper again."
    )
    TITLE = N_("Invoice credit notes")
    EMPTY = N_("No credit note yet. n issues that of a return; f does in the tab of returns.")
    KIND = InvoiceKind.CREDIT_NOTE
    ASKS = N_("Credit note of which return?")
    BINDINGS: ClassVar[list[BindingType]] = keys("credit_notes")

    def unbilled(self) -> UnbilledReturns:
        return UnbilledReturns(self.client, contact=self.contact)


TAB = Tab(
    "credit_notes",
    N_("Credit notes"),
    CreditNotesPane,
    group=Group.DOCUMENTS,
    count=counting(InvoiceKind.CREDIT_NOTE),
)
