"""The tabs of a contact: the client's own lists, with what is for the contact (ct-transactions)."""

from collections.abc import Callable, Mapping, Sequence

from locales import formats
from models.comments import listing as comment_listing
from models.comments.table import Subject, SubjectKind
from models.money.avoirs.verbs import AvoirListing
from models.money.ledger.accounts import OperationKind
from models.pharmacy import features
from models.store.prepared import Counting, Counts
from models.traceability.about import OfContact
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import DocumentKind
from models.trade.invoices.listing import InvoiceListing
from models.trade.invoices.table import InvoiceKind
from tui.fiche import product_history
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.avoirs import pane as avoirs
from tui.fiche.comments import pane as comments
from tui.fiche.comments.pane import CommentsPane
from tui.fiche.documents import delivery_notes, orders, preparations, pro_formas, quotes
from tui.fiche.invoices import credit_notes, invoices, services
from tui.fiche.parts import operations
from tui.fiche.parts.list_pane import ListPane
from tui.fiche.parts.pane import Pane, Tab
from tui.fiche.payments import pane as payments
from tui.fiche.returns import pane as returns
from tui.fiche.sales import pane as sales
from tui.fiche.traceability import pane as traceability
from tui.fiche.traceability.pane import ChangesPane

_LISTS: tuple[tuple[Tab, type[ListPane]], ...] = (
    (sales.TAB, sales.SalesPane),
    (returns.TAB, returns.ReturnsPane),
    (payments.TAB, payments.PaymentsPane),
    (avoirs.TAB, avoirs.AvoirsPane),
    (adjustments.TAB, adjustments.AdjustmentsPane),
    (invoices.TAB, invoices.InvoicesPane),
    (credit_notes.TAB, credit_notes.CreditNotesPane),
    (services.TAB, services.ServicesPane),
    (product_history.TAB, product_history.ProductHistoryPane),
    (quotes.TAB, quotes.QuotesPane),
    (preparations.TAB, preparations.PreparationsPane),
    (orders.TAB, orders.OrdersPane),
    (delivery_notes.TAB, delivery_notes.DeliveryNotesPane),
    (pro_formas.TAB, pro_formas.ProFormasPane),
)


def tabs_of(contact: int) -> tuple[Tab, ...]:
    """The tabs of a contact, in their order."""
    used = features.in_use()
    lists = (
        Tab(tab.key, tab.title, _pane_of(pane, contact), group=tab.group)
        for tab, pane in _LISTS
        if tab.feature is None or tab.feature in used
    )

    def commented() -> Pane:
        return CommentsPane(Subject(SubjectKind.CONTACT, contact))

    def changed() -> Pane:
        return ChangesPane(lambda client: OfContact(client, contact))

    said, traced = comments.TAB, traceability.TAB
    return (
        Tab(said.key, said.title, commented, group=said.group),
        Tab(traced.key, traced.title, changed, group=traced.group),
        *lists,
    )


def _pane_of(pane: type[ListPane], contact: int) -> Callable[[], Pane]:
    return lambda: pane(contact)


def counts(tabs: Sequence[Tab], contact: int) -> list[str]:
    """The number of rows of each tab in one statement, as text; empty for a tab that is not counted."""
    found = dict(zip(_COUNTED, _COUNTS.about(contact), strict=True))
    return [formats.count(found[tab.key]) if tab.key in found else "" for tab in tabs]


def _documents(kind: DocumentKind) -> Counting:
    return lambda contact: DocumentListing(0, kind, contact=contact).counting()


def _operations(kinds: tuple[OperationKind, ...]) -> Counting:
    return lambda contact: operations.listing(0, kinds, contact).counting()


def _invoices(kind: InvoiceKind) -> Counting:
    return lambda contact: InvoiceListing(None, (kind,), contact=contact).counting()


_COUNTED: Mapping[str, Counting] = {
    comments.TAB.key: comment_listing.counting_on_contact,
    sales.TAB.key: _operations(sales.KINDS),
    returns.TAB.key: _operations(returns.KINDS),
    payments.TAB.key: _operations(payments.KINDS),
    avoirs.TAB.key: lambda contact: AvoirListing(0, contact=contact).counting(),
    adjustments.TAB.key: _operations(adjustments.KINDS),
    invoices.TAB.key: _invoices(InvoiceKind.INVOICE),
    credit_notes.TAB.key: _invoices(InvoiceKind.CREDIT_NOTE),
    services.TAB.key: _invoices(InvoiceKind.SERVICES),
    quotes.TAB.key: _documents(quotes.KIND),
    preparations.TAB.key: _documents(preparations.KIND),
    orders.TAB.key: _documents(orders.KIND),
    delivery_notes.TAB.key: _documents(delivery_notes.KIND),
    pro_formas.TAB.key: _documents(pro_formas.KIND),
}
"""The client of what is for a contact need not be named."""
_COUNTS = Counts(list(_COUNTED.values()))
