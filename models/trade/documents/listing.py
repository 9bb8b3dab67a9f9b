"""The list of a client's quotes, preparations or orders, filtered by state, days and text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from models.money.ledger.postings import Operation
from models.people.clients.aliases import about, fiches_of
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import clock, runs
from models.store.keyset import Keyset, Start, start
from models.store.text_search import says
from models.trade.catalogue.table import bearing
from models.trade.documents.attribution import DocumentAttribution, is_newest
from models.trade.documents.table import Document, DocumentKind, DocumentLine, DocumentState, DocumentStep
from models.values import Centimes


class Awaited(StrEnum):
    """What a document is waiting for (doc-quote-filters)."""

    ORDER = "order"
    DELIVERY = "delivery"
    INVOICE = "invoice"


_BEFORE_ORDER = (DocumentState.OPEN, DocumentState.ACCEPTED)
_BEFORE_DELIVERY = (*_BEFORE_ORDER, DocumentState.ORDERED, DocumentState.TO_DO, DocumentState.READY)
WAITING: Mapping[Awaited, tuple[DocumentState, ...]] = {
    Awaited.ORDER: _BEFORE_ORDER,
    Awaited.DELIVERY: _BEFORE_DELIVERY,
    Awaited.INVOICE: (*_BEFORE_DELIVERY, DocumentState.DELIVERED),
}
"""The states in which a document waits for it; a refused, cancelled or expired document waits for nothing."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document. `sale` is the number of the sale it became; `beside` is the number of the order made from
    a quote, or of the quote an order was made from; both empty if there is none.
    """

    id: int
    client: int
    kind: DocumentKind
    number: str
    day: date
    until: date | None
    total: Centimes
    state: DocumentState
    contact: str
    note: str
    author: str
    entered: datetime
    sale: str
    beside: str


@dataclass(frozen=True, slots=True)
class DocumentListing:
    """A `Listing` of one client's documents of one kind, newest first.

    `text` is part of the number, the contact, the note or the name of a product. `contact` leaves only what
    is for this contact of the client.
    """

    client: int
    kind: DocumentKind
    state: DocumentState | None = None
    awaited: Awaited | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    contact: int | None = None

    def count(self) -> int:
        """The number of documents."""
        return int(self.counting().scalar())

    def counting(self) -> ModelSelect:
        """The query that counts them."""
        counted = self._narrowed(Document.select(fn.COUNT(Document.id)))
        if self.contact is not None:
            return self._of_contact(counted)
        return counted.where(about(Document.client, self.client))

    def read(
        self,
        limit: int,
        *,
        after: DocumentRow | None = None,
        before: DocumentRow | None = None,
        at: DocumentRow | None = None,
    ) -> Sequence[DocumentRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[DocumentRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[DocumentRow]) -> Sequence[DocumentRow]:
        if self.contact is not None:
            return _CONTACT_ORDER.window(
                self._of_contact(self._narrowed(_select())), limit, begins, _key, _read
            )
        each = [Document.client == fiche for fiche in fiches_of(self.client)]
        return runs.window(_ORDER, self._narrowed(_select()), each, limit, begins, _key, _read)

    def _of_contact(self, query: ModelSelect) -> ModelSelect:
        """Along the index of what is for the contact, with whichever fiche of the client it was written."""
        said = DocumentAttribution.contact == self.contact, DocumentAttribution.kind == self.kind
        joined = query.join_from(
            Document, DocumentAttribution, on=DocumentAttribution.document == Document.id
        )
        return joined.where(*said, is_newest())

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        query = query.where(Document.kind == self.kind)
        if self.since:
            query = query.where(Document.day >= self.since)
        if self.until:
            query = query.where(Document.day <= self.until)
        if self.state is not None:
            query = query.where(_state() == self.state.value)
        if self.awaited is not None:
            query = query.where(_state().in_(tuple(map(str, WAITING[self.awaited]))))
        if self.text.strip():
            query = query.where(_says(self.text))
        return query


def one(document: int) -> DocumentRow:
    """The row of one document."""
    return _read(_select().where(Document.id == document))[0]


_ORDER = Keyset((Document.day, Document.id), descending=True)
_CONTACT_ORDER = Keyset((DocumentAttribution.day, DocumentAttribution.document), descending=True)


def _key(row: DocumentRow) -> tuple[date, int]:
    return row.day, row.id


def _says(text: str) -> Any:
    own = says(text, Document.number, Document.contact, Document.note)
    lines = DocumentLine.select(DocumentLine.id).where(DocumentLine.document == Document.id)
    sold = says(text, DocumentLine.label) | DocumentLine.product.in_(bearing(text))
    return own | fn.EXISTS(lines.where(sold))


def _state() -> Any:
    """The state of the `Document` in a query: that of its order if it has one, else of its
    last step, unless it expired.
    """
    state = fn.COALESCE(_of_order(DocumentStep.state), _of_last_step(Document.id, DocumentStep.state))
    late = Document.until < clock.today()
    return Case(None, (((state == "open") & late, str(DocumentState.EXPIRED)),), state)


def _of_last_step(document: Any, column: Any) -> ModelSelect:
    step = DocumentStep.alias()
    wanted = getattr(step, column.name)
    return step.select(wanted).where(step.document == document).order_by(step.id.desc()).limit(1)


def _of_order(column: Any) -> ModelSelect:
    """A column of the order (not cancelled) of the `Document` in a query, or of that order's last step."""
    order, step, later = Document.alias(), DocumentStep.alias(), DocumentStep.alias()
    wanted = getattr(step if column.model is DocumentStep else order, column.name)
    last = later.select(fn.MAX(later.id)).where(later.document == order.id)
    return (
        step.select(wanted)
        .join(order, on=step.document == order.id)
        .where(order.origin == Document.id, step.id == last, step.state != str(DocumentState.CANCELLED))
        .limit(1)
    )


def _select() -> ModelSelect:
    origin, sale = Document.alias(), Operation.alias()
    total = DocumentLine.select(fn.SUM(DocumentLine.amount).cast("BIGINT")).where(
        DocumentLine.document == Document.id
    )
    sold = (
        DocumentStep.select(sale.number)
        .join(sale, on=DocumentStep.sale == sale.id)
        .where(DocumentStep.document == Document.id)
    )
    quote = origin.select(origin.number).where(origin.id == Document.origin)
    return (
        Document.select(
            Document.id,
            Document.client,
            Document.kind,
            Document.number,
            Document.day,
            Document.until,
            fn.COALESCE(total, 0),
            _state(),
            Document.contact,
            Document.note,
            fn.COALESCE(Staff.name, ""),
            Trail.at,
            fn.COALESCE(sold, ""),
            fn.COALESCE(quote, _of_order(Document.number), ""),
        )
        .join(Trail, on=Document.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
    )


def _read(query: ModelSelect) -> list[DocumentRow]:
    return [_row(row) for row in list(query.tuples())]


def _row(row: tuple[Any, ...]) -> DocumentRow:
    named = dict(zip(DocumentRow.__slots__, row, strict=True))
    return DocumentRow(**named | {"state": DocumentState(named["state"])})
