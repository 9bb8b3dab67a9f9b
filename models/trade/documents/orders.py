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
from models.trade.documents import attribution, quotes
from models.trade.documents import rules as document_rules
from models.trade.documents import verbs as documents
from models.trade.documents.table import SOLD, DocumentKind, DocumentState, Promised, promised
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import ZERO, Centimes

KIND = DocumentKind.ORDER
FROM_QUOTE = "orders.from_quote"


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
    found = document_rules.one(quotes.KIND, quote)
    row = lock_for_operation(found.client_id)
    # A quote that may be sold may be ordered.
    document_rules.check(found, SOLD[quotes.KIND])
    lines = documents.as_promised(found)
    record = trail.leave(by, client=row.id)
    if document_rules.last_step(found).state is DocumentState.OPEN:
        documents.write_step(record, found, DocumentState.ACCEPTED)
    made = documents.write(
        record, row, KIND, lines, until=None, contact=found.contact, note=found.note, origin=found
    )
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
