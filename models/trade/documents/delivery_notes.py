"""Delivery notes (bons de livraison): what is brought to a client, signed for, and sold later (doc-delivery).

A note is prepared, delivered, and becomes part of a sale (`delivery_sales`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.postings import InTheFuture
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock
from models.store.text import check_text
from models.trade.documents import attribution, delivery, orders
from models.trade.documents import rules as document_rules
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import Destination
from models.trade.documents.table import (
    DocumentKind,
    DocumentState,
    Promised,
    promised,
)
from models.trade.prices.lines import NewLine
from models.values import Centimes

KIND = DocumentKind.DELIVERY_NOTE
FROM_ORDER = "delivery_notes.from_order"
_MINUTES = 24 * 60


@dataclass
class BeforeItsNote(Refused):
    """Nothing is delivered before its note was made."""

    day: date
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_("The note is of {day}: it was not delivered before.")


@verb("delivery_notes.create", Right.PREPARE_DOCUMENTS, answers=documents.made)
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
    courier: int | None = None,
    by: By,
) -> Promised:
    """Writes a delivery note; `until` is the day on which it is to be delivered. Without a `site` it goes to
    the client's own address. Raises as `documents.create`.
    """
    return documents.create(
        KIND,
        client,
        lines,
        until=until,
        contact=contact,
        note=note,
        seen=seen,
        for_contact=for_contact,
        goes=Destination(site, courier),
        by=by,
    )


@verb(FROM_ORDER, Right.PREPARE_DOCUMENTS, answers=documents.made)
def from_order(
    order: int,
    *,
    until: date | None = None,
    site: int | None = None,
    courier: int | None = None,
    by: By,
) -> Promised:
    """Delivers what an order promised, at its prices, once.

    From then on the order's state is that of the note, until the note is cancelled. Raises `NoSuchDocument`,
    `ProductGone`, `NotOffered`, `DayPassed`, what `document_rules.check` raises, `ClientBlocked` or
    `ClientArchived`.
    """
    found = document_rules.one(orders.KIND, order)
    row = lock_for_operation(found.client_id)
    # An order that may be cancelled may be delivered, whether or not its products have come.
    document_rules.check(found, DocumentState.CANCELLED)
    goes = Destination(site, courier)
    delivery.check(row, goes)
    lines = documents.as_promised(found)
    record = trail.leave(by, client=row.id)
    made = documents.write(
        record, row, KIND, lines, until=until, contact=found.contact, note=found.note, origin=found
    )
    delivery.record(made, row, goes)
    attribution.follow(record, made, found)
    return promised(made)


@verb("delivery_notes.delivered", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def deliver(
    note: int,
    received_by: str,
    *,
    day: date | None = None,
    at: int | None = None,
    reason: str = "",
    by: By,
) -> Promised:
    """Says that a note was delivered: `received_by` signed for it on that `day` (None: today), `at` so many
    minutes after midnight; `reason` is what was refused at the door, and why.

    Raises `Missing`, `InTheFuture`, `BeforeItsNote`, and as `documents.step`.
    """
    received_by, reason = check_text("received_by", received_by), check_text("reason", reason)
    if not received_by:
        raise Missing("received_by")
    found = document_rules.one(KIND, note)
    row = lock_for_operation(found.client_id)
    document_rules.check(found, DocumentState.DELIVERED)
    signed = day or clock.today()
    if signed > clock.today():
        raise InTheFuture(signed)
    if signed < found.day:
        raise BeforeItsNote(found.day)
    record = trail.leave(by, client=row.id)
    documents.write_step(
        record,
        found,
        DocumentState.DELIVERED,
        reason,
        received_by=received_by,
        received_on=signed,
        received_at=at if at is None else at % _MINUTES,
    )
    return promised(found)


@verb("delivery_notes.prepared", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def undo_delivery(note: int, *, by: By) -> Promised:
    """Takes a delivery back. Raises as `documents.step`."""
    return documents.step(KIND, note, DocumentState.PREPARED, by=by)


@verb("delivery_notes.cancelled", Right.PREPARE_DOCUMENTS, answers=documents.stepped)
def cancel(note: int, reason: str, *, by: By) -> Promised:
    """Cancels a note for good; an order it was made from has its own state again. Raises as
    `documents.step`.
    """
    return documents.step(KIND, note, DocumentState.CANCELLED, reason, by=by)
