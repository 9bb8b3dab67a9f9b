"""Delivery notes (bons de livraison): what is brought to a client, signed for, and sold later (doc-delivery).

A note is prepared, delivered, and becomes part of a sale; one sale may take all notes of a month. Once that
sale is cancelled, its notes wait for another one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.client_status import check_may_operate, lock_for_operation
from models.money.ledger.postings import Entered, InTheFuture, Operation, entered
from models.people.clients import verbs as clients
from models.people.clients.aliases import survivor_of
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock, many
from models.store.text import check_text
from models.trade.documents import attribution, delivery, orders
from models.trade.documents import rules as document_rules
from models.trade.documents import verbs as documents
from models.trade.documents.delivery import Destination
from models.trade.documents.table import (
    SOLD,
    Document,
    DocumentKind,
    DocumentState,
    DocumentStep,
    NoSuchDocument,
    Promised,
    promised,
)
from models.trade.prices import lines as priced_lines
from models.trade.prices.lines import NewLine, PricedLine
from models.trade.sales import verbs as sales
from models.trade.sales.verbs import TotalChanged
from models.values import ZERO, Centimes

KIND = DocumentKind.DELIVERY_NOTE
FROM_ORDER = "delivery_notes.from_order"
_MINUTES = 24 * 60


@dataclass
class NothingTicked(Refused):
    """A sale of delivery notes has at least one."""

    sentence: ClassVar[str] = N_("Tick at least one delivery note.")


@dataclass
class OfSeveralClients(Refused):
    """Delivery notes of one sale are of one client."""

    number: str
    sentence: ClassVar[str] = N_("{number} is of another client: one sale is for one client.")


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


@verb("delivery_notes.sell", Right.SELL, answers=sales.sold)
def sell(
    notes: Sequence[int],
    *,
    seen: Centimes | None = None,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    by: By,
) -> Entered:
    """Turns delivered notes of one client into one sale of today, each once, at the prices they promised.

    It is for the contact for whom all of them are, and for none where they are for several. `seen` is the
    total that was shown. Raises `NothingTicked`, `OfSeveralClients`, `VatInSeveralWays`, `TotalChanged`,
    `ProductGone`, what `check` and `sales.enter` raise, `NoSuchDocument`, `ClientBlocked` or
    `ClientArchived`; then none is sold.
    """
    reference = check_text("reference", reference)
    paid = {mode: amount for mode, amount in (paid or {}).items() if amount}
    found = _in_order(notes)
    row = lock_for_operation(found[0].client_id)
    for each in found:
        if survivor_of(each.client_id) != row.id:
            raise OfSeveralClients(each.number)
        document_rules.check(each, SOLD[KIND])
    priced = _as_promised(found)
    total = priced_lines.total(priced)
    if seen not in {None, total}:
        raise TotalChanged(seen, total)
    record = trail.leave(by, client=row.id)
    sale = sales.enter(
        record,
        row,
        priced,
        paid=paid,
        avoir_used=avoir_used,
        reference=reference,
        contact=_same([each.contact for each in found]),
        note=", ".join(each.number for each in found),
    )
    for each in found:
        documents.write_step(record, each, SOLD[KIND], sale=sale)
    whose = attribution.contacts_of([each.id for each in found])
    if len(whose) == len(found) and len(set(whose.values())) == 1:
        attribution.follow_into_sale(record, found[0])
    return entered(sale)


def sellable(notes: Sequence[int]) -> Centimes:
    """What one sale of these notes comes to, before a screen asks for the payment; raises as `sell`.

    Where VAT is added to net prices it is rounded once for the whole sale, so this may differ by a centime
    from the sum of the notes (INV-21).
    """
    found = _in_order(notes)
    owner = survivor_of(found[0].client_id)
    check_may_operate(clients.get(owner))
    for each in found:
        if survivor_of(each.client_id) != owner:
            raise OfSeveralClients(each.number)
        document_rules.check(each, SOLD[KIND])
    return priced_lines.total(_as_promised(found))


def _as_promised(notes: Sequence[Document]) -> list[PricedLine]:
    """The lines of one sale of these notes."""
    return priced_lines.together([line for each in notes for line in documents.as_promised(each)])


def give_back(done: Trail, cancelled: Operation) -> None:
    """Once a sale was cancelled its notes are delivered and not sold, and wait for another sale.

    A rule of `reversal.FOLLOWED`, called in the transaction that cancels.
    """
    if cancelled.kind is not OperationKind.SALE:
        return
    for each in _notes(cancelled.id):
        last = document_rules.last_step(each)
        if last.sale_id == cancelled.id:
            documents.write_step(done, each, DocumentState.DELIVERED)


@dataclass(frozen=True, slots=True)
class NoteOfSale:
    """A delivery note that became part of a sale, as the paper of an invoice names it."""

    id: int
    number: str
    day: date


def notes_of(sale: int) -> Sequence[NoteOfSale]:
    """The delivery notes that became part of a sale, in their order; also those given back since it was
    cancelled.
    """
    return [NoteOfSale(each.id, each.number, each.day) for each in _notes(sale)]


def _notes(sale: int) -> list[Document]:
    steps = DocumentStep.select(DocumentStep.document).where(DocumentStep.sale == sale)
    rows = Document.select().where(Document.id.in_(steps), Document.kind == KIND)
    return list(rows.order_by(Document.day, Document.id))


def _in_order(notes: Sequence[int]) -> list[Document]:
    """These notes, each once, oldest first. Raises `NothingTicked` or `NoSuchDocument`."""
    wanted = sorted(set(notes))
    if not wanted:
        raise NothingTicked
    rows = Document.select().where(many.among(Document.id, wanted), Document.kind == KIND)
    found = list(rows.order_by(Document.day, Document.id))
    if len(found) < len(wanted):
        raise NoSuchDocument
    return found


def _same(texts: Sequence[str]) -> str:
    """The text that all have in common, or none."""
    return texts[0] if len(set(texts)) == 1 else ""
