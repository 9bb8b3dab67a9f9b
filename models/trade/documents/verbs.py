"""What documents have in common: writing them, their steps, selling them once.

Each kind has its own verbs (`quotes`, `preparations`, `orders`, `delivery_notes`, `pro_formas`), which call
these inside their transaction.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from models.money.amounts import LARGEST, AmountTooLarge
from models.money.closings.periods import numbers
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.attribution import chosen
from models.money.ledger.client_status import check_may_operate, lock_for_operation
from models.money.ledger.postings import Entered, Operation, entered
from models.people.clients import verbs as clients
from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client
from models.pharmacy.parties import parties_today
from models.refusals import Missing
from models.requests import trail
from models.requests.by import By
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import engine
from models.store.text import check_text
from models.trade.catalogue.table import Product
from models.trade.catalogue.vat import Rates
from models.trade.documents import attribution, delivery
from models.trade.documents.delivery import Destination
from models.trade.documents.rules import check, one
from models.trade.documents.table import (
    FIRST,
    GIVEN_UP,
    SERIES,
    SOLD,
    DayPassed,
    Document,
    DocumentKind,
    DocumentLine,
    DocumentState,
    DocumentStep,
    EmptyDocument,
    Promised,
    promised,
)
from models.trade.prices import exemption
from models.trade.prices import lines as priced_lines
from models.trade.prices.amounts import VatBasis, alcohol_net, with_vat
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.lines import COLUMNS, NewLine, PricedLine, ProductGone
from models.trade.sales import verbs as sales
from models.trade.sales.verbs import TotalChanged
from models.values import ZERO, Centimes

_NOWHERE = Destination()


def create(
    kind: DocumentKind,
    client: int,
    lines: Sequence[NewLine],
    *,
    until: date | None = None,
    contact: str = "",
    note: str = "",
    seen: Centimes | None = None,
    for_contact: int | None = None,
    goes: Destination = _NOWHERE,
    by: By,
) -> Promised:
    """Writes a document of today, its lines priced and frozen. `for_contact` is the contact for whom it is,
    whose name stands on the paper unless `contact` says who comes for it; `goes` says where it is delivered
    to and by whom.

    Raises what `lines.price` raises, `EmptyDocument`, `AmountTooLarge`, `TotalChanged`, `DayPassed`,
    `NotOffered`, `NotTheirContact`, `ContactRetired`, `ClientBlocked` or `ClientArchived`.
    """
    contact, note = check_text("contact", contact), check_text("note", note)
    row = lock_for_operation(client)
    whose = chosen(row, for_contact)
    delivery.check(row, goes)
    priced = priced_lines.price(row.id, lines, clock.today())
    total = priced_lines.total(priced)
    if seen not in {None, total}:
        raise TotalChanged(seen, total)
    record = trail.leave(by, client=row.id)
    contact = contact or (whose.name if whose else "")
    made = write(record, row, kind, priced, until=until, contact=contact, note=note)
    attribution.record(record, made, whose)
    if goes != _NOWHERE or kind is DocumentKind.DELIVERY_NOTE:
        delivery.record(made, row, goes)
    return promised(made)


def write(
    record: Trail,
    row: Client,
    kind: DocumentKind,
    priced: Sequence[PricedLine],
    *,
    until: date | None,
    contact: str,
    note: str,
    origin: Document | None = None,
) -> Document:
    """Writes a document inside the caller's transaction, which holds the client's row.

    Raises `EmptyDocument`, `AmountTooLarge`, `DayPassed` or `PeriodClosed`.
    """
    total = priced_lines.total(priced)
    if total <= 0:
        raise EmptyDocument
    if total > LARGEST:
        raise AmountTooLarge
    today = clock.today()
    if until is not None and until < today:
        raise DayPassed(until)
    basis = priced_lines.basis_of(priced)
    document = Document.create(
        trail=record,
        kind=kind,
        number=numbers(SERIES[kind], today)[0],
        day=today,
        until=until,
        client=row,
        origin=origin,
        contact=contact,
        note=note,
        parties=json.dumps(exemption.kept_with(parties_today(row), basis), ensure_ascii=False),
        vat_basis=basis,
    )
    engine().insert_rows(
        "document_line",
        ("document_id", "position", "product_id", *COLUMNS[1:]),
        [(document.id, place, *line.kept()) for place, line in enumerate(priced, 1)],
    )
    write_step(record, document, FIRST[kind])
    return document


def step(kind: DocumentKind, document: int, state: DocumentState, reason: str = "", *, by: By) -> Promised:
    """Takes a document to another state; a refusal or cancellation needs a reason.

    Raises `Missing`, `NoSuchDocument`, what `check` raises, `ClientBlocked` or `ClientArchived`.
    """
    reason = check_text("note", reason)
    if state in GIVEN_UP and not reason:
        raise Missing("note")
    found = one(kind, document)
    row = lock_for_operation(found.client_id)
    check(found, state)
    record = trail.leave(by, client=row.id)
    write_step(record, found, state, reason)
    return promised(found)


def sell(
    kind: DocumentKind,
    document: int,
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    by: By,
) -> Entered:
    """Turns a document into a sale of today, once, with the labels, prices and discounts it promised, for the
    contact for whom the document is.

    Raises `ProductGone`, what `check` and `sales.enter` raise, `NoSuchDocument`,
    `ClientBlocked` or `ClientArchived`.
    """
    reference = check_text("reference", reference)
    paid = {mode: amount for mode, amount in (paid or {}).items() if amount}
    found = one(kind, document)
    row = lock_for_operation(found.client_id)
    check(found, SOLD[kind])
    priced = as_promised(found)
    record = trail.leave(by, client=row.id)
    sale = sales.enter(
        record,
        row,
        priced,
        paid=paid,
        avoir_used=avoir_used,
        reference=reference,
        contact=found.contact,
        note=found.number,
    )
    attribution.follow_into_sale(record, found)
    write_step(record, found, SOLD[kind], sale=sale)
    return entered(sale)


def made(done: Trail) -> Promised:
    """The document that a request made."""
    return promised(Document.get(Document.trail == done))


def stepped(done: Trail) -> Promised:
    """The document that a request took a step with."""
    return promised(DocumentStep.get(DocumentStep.trail == done).document)


def check_step(kind: DocumentKind, document: int, state: DocumentState) -> None:
    """Checks whether a step would be refused, before a screen asks the person for more.

    Raises what `step` raises about the document and its client; for a sale also `ProductGone`.
    """
    found = one(kind, document)
    check_may_operate(clients.get(survivor_of(found.client_id)))
    check(found, state)
    if state is SOLD[kind]:
        as_promised(found)


def as_promised(document: Document) -> list[PricedLine]:
    """Its lines for a sale of today: as promised, with the VAT rate of the day.

    What was promised is the price with VAT or, where VAT is added, the price without. Raises `ProductGone`.
    """
    rows = (
        DocumentLine.select(DocumentLine, Product)
        .join(Product)
        .where(DocumentLine.document == document)
        .order_by(DocumentLine.position)
    )
    rates, today, priced = Rates(), clock.today(), []
    for row in rows:
        if not row.product.active:
            raise ProductGone(row.product_id, row.label)
        kept = {name: getattr(row, name) for name in COLUMNS}
        exempt = document.vat_basis is VatBasis.EXEMPT
        rate = 0 if exempt else rates.on(row.product.vat_id, today)
        new = {"product": row.product_id, "vat_rate": rate, "vat_basis": document.vat_basis}
        if row.net_price is not None and rate != row.vat_rate:
            new["unit_price"] = with_vat(row.net_price, rate)
            new["alcohol_tax"] = with_vat(alcohol_net(row), rate)
        priced.append(PricedLine(**kept | new))
    return priced_lines.together(priced)


def as_asked(kind: DocumentKind, document: int) -> list[NewLine]:
    """The lines to ask for in order to make the same document again, at present
    prices and default discounts.
    """
    rows = one(kind, document).lines.order_by(DocumentLine.position)
    return [
        NewLine(
            row.product_id,
            row.quantity,
            row.discount if row.discount_reason is DiscountReason.MANUAL else None,
        )
        for row in rows
    ]


def write_step(
    record: Trail,
    document: Document,
    state: DocumentState,
    reason: str = "",
    sale: Operation | None = None,
    *,
    received_by: str = "",
    received_on: date | None = None,
    received_at: int | None = None,
) -> None:
    """Writes a step that the caller has checked."""
    DocumentStep.insert(
        document=document,
        trail=record,
        state=state,
        reason=reason,
        sale=sale,
        received_by=received_by,
        received_on=received_on,
        received_at=received_at,
    ).execute()
