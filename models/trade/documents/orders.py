"""Orders (bons de commande): products ordered for a client: ordered, delivered, invoiced (doc-orders)."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.money.ledger.accounts import PaymentMode
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.postings import Entered
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.documents import attribution, delivery, pro_formas, quotes
from models.trade.documents import rules as document_rules
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import Destination
from models.trade.documents.table import SOLD, DocumentKind, DocumentState, Promised, promised
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes

KIND = DocumentKind.ORDER
FROM_QUOTE, FROM_PRO_FORMA = "orders.from_quote", "orders.from_pro_forma"


@verb("orders.create", Right.PREPARE_DOCUMENTS, answers=documents.made)
def create(
    client: int,
    lines: Sequence[NewLine],
    *,
    until: date | None = None,
    contact: str = "",
    note: str = "",
    seen: Centimes | None = None,
    for_contact: int | None = None,
    site: int | None = None,
    by: By,
) -> Promised:
    """Writes an order; `until` is the day on which it is wanted. Raises as `documents.create`."""
    return documents.create(
        KIND,
        client,
        lines,
        until=until,
        contact=contact,
        note=note,
        seen=seen,
        for_contact=for_contact,
        goes=Destination(site),
        by=by,
    )


@verb("orders.sell", Right.SELL, answers=sales.sold)
def sell(
    order: int,
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    by: By,
) -> Entered:
    """Invoices a delivered order: it becomes a sale, once and for good. Raises as `documents.sell`."""
    return documents.sell(KIND, order, paid=paid, avoir_used=avoir_used, reference=reference, by=by)


@verb(FROM_QUOTE, Right.PREPARE_DOCUMENTS, answers=documents.made)
def from_quote(quote: int, *, by: By) -> Promised:
    """Orders what a quote promised, at its prices; an open quote is thereby accepted.

    From then on the quote's state is that of the order, until the order is cancelled. Raises
    `NoSuchDocument`, `ProductGone`, what `document_rules.check` raises, `ClientBlocked` or `ClientArchived`.
    """
    return _of(quotes.KIND, quote, by)


@verb(FROM_PRO_FORMA, Right.PREPARE_DOCUMENTS, answers=documents.made)
def from_pro_forma(pro_forma: int, *, by: By) -> Promised:
    """Orders what a pro forma named, at its prices; else as `from_quote`."""
    return _of(pro_formas.KIND, pro_forma, by)


def _of(kind: DocumentKind, promise: int, by: By) -> Promised:
    found = document_rules.one(kind, promise)
    row = lock_for_operation(found.client_id)
    # What may be sold may be ordered.
    document_rules.check(found, SOLD[kind])
    lines = documents.as_promised(found)
    record = trail.leave(by, client=row.id)
    if kind is quotes.KIND and document_rules.last_step(found).state is DocumentState.OPEN:
        documents.write_step(record, found, DocumentState.ACCEPTED)
    made = documents.write(
        record, row, KIND, lines, until=None, contact=found.contact, note=found.note, origin=found
    )
    delivery.follow(made, found)
    attribution.follow(record, made, found)
    return promised(made)


@verb("orders.delivered", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def deliver(order: int, *, by: By) -> Promised:
    """Marks an order as delivered. Raises as `documents.step`."""
    return documents.step(KIND, order, DocumentState.DELIVERED, by=by)


@verb("orders.ordered", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def undo_delivery(order: int, *, by: By) -> Promised:
    """Takes a delivery back. Raises as `documents.step`."""
    return documents.step(KIND, order, DocumentState.ORDERED, by=by)


@verb("orders.cancelled", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def cancel(order: int, reason: str, *, by: By) -> Promised:
    """Cancels an order for good; a quote it was made from has its own state again.
    Raises as `documents.step`.
    """
    return documents.step(KIND, order, DocumentState.CANCELLED, reason, by=by)
