"""Bons de commande: products ordered for a client: ordered, delivered, invoiced (doc-orders)."""

from functools import partial

from models.money.ledger.standing import lock_for_operation
from models.requests import trail
from models.store.connection import transaction
from models.trade.documents import quotes
from models.trade.documents import rules as document_rules
from models.trade.documents import verbs as documents
from models.trade.documents.table import SOLD, Document, DocumentKind, DocumentState

KIND = DocumentKind.ORDER
FROM_QUOTE = "orders.from_quote"

create = partial(documents.create, KIND)
"""Notes what is ordered; `until` is the day for which it is wanted. Raises as `documents.create`."""
sell = partial(documents.sell, KIND)
"""Invoices a delivered one: it becomes a sale, once and for good. Raises as `documents.sell`."""


def from_quote(quote: int, *, staff: int, op_id: str) -> Document:
    """Orders what a quote promised, at its prices; that accepts an open quote.

    From then on the quote stands where its order stands, until that is cancelled. Raises `NoSuchDocument`,
    `ProductGone`, what `document_rules.check` raises, `ClientBlocked` or `ClientArchived`.
    """
    asked = trail.asked(quote)
    with transaction():
        found = document_rules.one(quotes.KIND, quote)
        done = trail.done_before(op_id, FROM_QUOTE, found.client_id, asked)
        if done:
            return Document.get(Document.trail == done)
        row = lock_for_operation(found.client_id)
        # What may be sold may be ordered.
        document_rules.check(found, SOLD[quotes.KIND])
        lines = documents.as_promised(found)
        left = trail.leave(FROM_QUOTE, staff=staff, op_id=op_id, client=row.id, asked=asked)
        if document_rules.last_step(found).state is DocumentState.OPEN:
            documents.write_step(left, found, DocumentState.ACCEPTED)
        return documents.write(
            left, row, KIND, lines, until=None, contact=found.contact, note=found.note, origin=found
        )


def deliver(order: int, *, staff: int, op_id: str) -> Document:
    """The client has it. Raises as `documents.step`."""
    return documents.step(KIND, order, DocumentState.DELIVERED, staff=staff, op_id=op_id)


def undo_delivery(order: int, *, staff: int, op_id: str) -> Document:
    """The client does not have it after all. Raises as `documents.step`."""
    return documents.step(KIND, order, DocumentState.ORDERED, staff=staff, op_id=op_id)


def cancel(order: int, reason: str, *, staff: int, op_id: str) -> Document:
    """It is given up, for good; a quote it was made of stands by itself again. Raises as `documents.step`."""
    return documents.step(KIND, order, DocumentState.CANCELLED, reason, staff=staff, op_id=op_id)
