"""The sale of delivered notes: one may take all notes of a month. Once it is cancelled, its notes wait for
another one (doc-delivery).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.client_status import check_may_operate, lock_for_operation
from models.money.ledger.postings import Entered, Operation, entered
from models.people.clients import verbs as clients
from models.people.clients.aliases import survivor_of
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.text import check_text, limit_of
from models.trade.documents import attribution
from models.trade.documents import rules as document_rules
from models.trade.documents import verbs as documents
from models.trade.documents.delivery_notes import KIND
from models.trade.documents.table import SOLD, Document, DocumentState, DocumentStep, NoSuchDocument
from models.trade.prices import lines as priced_lines
from models.trade.prices.lines import PricedLine
from models.trade.sales import verbs as sales
from models.trade.sales.verbs import TotalChanged
from models.values import ZERO, Centimes


@dataclass
class NothingTicked(Refused):
    """A sale of delivery notes has at least one."""

    sentence: ClassVar[str] = N_("Tick at least one delivery note.")


@dataclass
class OfSeveralClients(Refused):
    """Delivery notes of one sale are of one client."""

    number: str
    sentence: ClassVar[str] = N_("{number} is of another client: one sale is for one client.")


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
    priced = _priced(found, row.id)
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
        note=_numbers(found),
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
    return priced_lines.total(_priced(found, owner))


def _priced(notes: Sequence[Document], owner: int) -> list[PricedLine]:
    """The lines of one sale of these notes to this client, as they were promised. Raises `OfSeveralClients`,
    what `check` raises, `ProductGone` or `VatInSeveralWays`.
    """
    for each in notes:
        if survivor_of(each.client_id) != owner:
            raise OfSeveralClients(each.number)
        document_rules.check(each, SOLD[KIND])
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


def _numbers(notes: Sequence[Document]) -> str:
    """The numbers of these notes; of more than a note of a sale may hold, the first and the last one."""
    numbers = [each.number for each in notes]
    every = ", ".join(numbers)
    return every if len(every) <= limit_of("note") else f"{numbers[0]} … {numbers[-1]} ({len(numbers)})"


def _same(texts: Sequence[str]) -> str:
    """The text that all have in common, or none."""
    return texts[0] if len(set(texts)) == 1 else ""
