"""Devis: what was promised at which price, until when, and what became of it (doc-quotes)."""

from typing import ClassVar

from textual.binding import BindingType

from locales import N_
from models.trade.documents.listing import Awaited, DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab

KIND = DocumentKind.QUOTE


class QuotesPane(DocumentPane):
    """Accepted, refused, ordered, or sold in one key."""

    PURPOSE = N_("prices that were promised, until they are sold.")
    GUIDE = "devis.md"
    TITLE = N_("Quotes")
    EMPTY = N_("No quote yet. F2 makes the first one.")
    KIND = KIND
    COLUMNS = columns(N_("Valid until"), number=12, state=10)
    STATES = (
        *(DocumentState.OPEN, DocumentState.ACCEPTED, DocumentState.REFUSED, DocumentState.EXPIRED),
        *(DocumentState.ORDERED, DocumentState.PREPARED, DocumentState.DELIVERED, DocumentState.INVOICED),
    )
    WAITS = (Awaited.INVOICE, Awaited.ORDER, Awaited.DELIVERY)
    BINDINGS: ClassVar[list[BindingType]] = keys(
        "quotes", N_("Accepted, then sold"), N_("Refuse"), sells=True, orders=True
    )


TAB = Tab(
    "quotes",
    N_("Quotes"),
    QuotesPane,
    group=Group.DOCUMENTS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
