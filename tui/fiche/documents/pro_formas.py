"""Pro forma: a price on paper by which nothing is due, until it is ordered or sold (doc-proforma)."""

from typing import ClassVar

from textual.binding import BindingType

from locales import N_
from models.pharmacy.features import Feature
from models.trade.documents.listing import Awaited, DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from tui.fiche.documents.pane import DocumentPane, columns, keys
from tui.fiche.parts.pane import Group, Tab

KIND = DocumentKind.PRO_FORMA


class ProFormasPane(DocumentPane):
    """Ordered, or sold, once."""

    PURPOSE = N_("prices on paper for who has to ask or to pay first; nothing is due by one.")
    GUIDE = "devis.md#pro-forma"
    TITLE = N_("Pro forma")
    EMPTY = N_("No pro forma yet. F2 makes the first one.")
    KIND = KIND
    COLUMNS = columns(N_("Valid until"), number=13, state=10)
    STATES = (
        *(DocumentState.OPEN, DocumentState.EXPIRED, DocumentState.ORDERED, DocumentState.PREPARED),
        *(DocumentState.DELIVERED, DocumentState.INVOICED, DocumentState.CANCELLED),
    )
    WAITS = (Awaited.INVOICE, Awaited.ORDER, Awaited.DELIVERY)
    BINDINGS: ClassVar[list[BindingType]] = keys("pro_formas", N_("Sold"), N_("Cancel it"), orders=True)


TAB = Tab(
    "pro_formas",
    N_("Pro forma"),
    ProFormasPane,
    group=Group.DOCUMENTS,
    feature=Feature.PROFESSIONALS,
    count=lambda client: DocumentListing(client, KIND).counting(),
)
