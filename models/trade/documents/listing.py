"""The list of a client's documents of one kind, filtered by state, site, days and text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from models.money.ledger.postings import Operation
from models.people.clients.aliases import about, fiches_of
from models.people.references.table import Reference
from models.people.sites.table import Site
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import clock, runs
from models.store.keyset import Keyset, Start, start
from models.store.text_search import says
from models.trade.catalogue.table import bearing
from models.trade.documents.attribution import DocumentAttribution, is_newest
from models.trade.documents.delivery import Delivery, at_site
from models.trade.documents.table import Document, DocumentKind, DocumentLine, DocumentState, DocumentStep
from models.values import Centimes


class Awaited(StrEnum):
    """What a document is waiting for (doc-quote-filters)."""

    ORDER = "order"
    DELIVERY = "delivery"
    INVOICE = "invoice"


_BEFORE_ORDER = (DocumentState.OPEN, DocumentState.ACCEPTED)
_BEFORE_DELIVERY = (
    *(*_BEFORE_ORDER, DocumentState.ORDERED, DocumentState.PREPARED),
    *(DocumentState.TO_DO, DocumentState.READY),
)
WAITING: Mapping[Awaited, tuple[DocumentState, ...]] = {
    Awaited.ORDER: _BEFORE_ORDER,
    Awaited.DELIVERY: _BEFORE_DELIVERY,
    Awaited.INVOICE: (*_BEFORE_DELIVERY, DocumentState.DELIVERED),
}
"""The states in which a document waits for it; a refused, cancelled or expired document waits for nothing."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document. `sale` is the number of the sale it became; `beside` is the number of the document it was
    made from, which is an `origin`, or else of the one made from it; `made` is always the latter. Each is
    empty if there is none, and so is the name of the `site` and of the `courier`.
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
    origin: DocumentKind | None = None
    made: str = ""
    site: str = ""
    courier: str = ""


@dataclass(frozen=True, slots=True)
class DocumentListing:
    """A `Listing` of one client's documents of one kind, newest first.

    `text` is part of the number, the contact, the note or the name of a product. `contact` leaves only what
    is for this contact of the client, `site` what goes to this site of theirs, or with `NO_SITE` to none.
    """

    client: int
    kind: DocumentKind
    state: DocumentState | None = None
    awaited: Awaited | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    contact: int | None = None
    site: int | None = None

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
        if self.site is not None:
            query = query.where(at_site(self.site))
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
    """The state of the `Document` in a query: that of the document that was made of it, or of the one made of
    that, if there is one; else of its last step, unless it expired.
    """
    made = Document.alias()
    state = fn.COALESCE(
        _live(made, Document.id, _live(Document.alias(), made.id)),
        _live(Document.alias(), Document.id),
        _of_last_step(Document.id),
    )
    late = Document.until < clock.today()
    return Case(None, (((state == "open") & late, str(DocumentState.EXPIRED)),), state)


def _of_last_step(document: Any) -> ModelSelect:
    step = DocumentStep.alias()
    return step.select(step.state).where(step.document == document).order_by(step.id.desc()).limit(1)


def _live(made: Any, origin: Any, wanted: Any = None) -> ModelSelect:
    """Of the document made of this one that was not cancelled, its state, or what is `wanted` of it."""
    step, later = DocumentStep.alias(), DocumentStep.alias()
    last = later.select(fn.MAX(later.id)).where(later.document == made.id)
    return (
        step.select(step.state if wanted is None else wanted)
        .join(made, on=step.document == made.id)
        .where(made.origin == origin, step.id == last, step.state != str(DocumentState.CANCELLED))
        .limit(1)
    )


def _select() -> ModelSelect:
    origin, made = Document.alias(), Document.alias()
    total = DocumentLine.select(fn.SUM(DocumentLine.amount).cast("BIGINT")).where(
        DocumentLine.document == Document.id
    )
    of, became = origin.number, _live(made, Document.id, made.number)
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
            fn.COALESCE(_sale(), ""),
            fn.COALESCE(of, became, ""),
            origin.kind,
            fn.COALESCE(became, ""),
            fn.COALESCE(Site.name, ""),
            fn.COALESCE(Reference.name, ""),
        )
        .join(Trail, on=Document.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .join_from(Document, origin, JOIN.LEFT_OUTER, on=Document.origin == origin.id)
        .join_from(Document, Delivery, JOIN.LEFT_OUTER, on=Delivery.document == Document.id)
        .join_from(Delivery, Site, JOIN.LEFT_OUTER, on=Delivery.site == Site.id)
        .join_from(Delivery, Reference, JOIN.LEFT_OUTER, on=Delivery.courier == Reference.id)
    )


def _sale() -> ModelSelect:
    """The number of the sale that the last step of the `Document` in a query led to."""
    step, sale, later = DocumentStep.alias(), Operation.alias(), DocumentStep.alias()
    last = later.select(fn.MAX(later.id)).where(later.document == Document.id)
    return (
        step.select(sale.number)
        .join(sale, on=step.sale == sale.id)
        .where(step.document == Document.id, step.id == last)
    )


def _read(query: ModelSelect) -> list[DocumentRow]:
    return [_row(row) for row in list(query.tuples())]


def _row(row: tuple[Any, ...]) -> DocumentRow:
    named = dict(zip(DocumentRow.__slots__, row, strict=True))
    origin = named["origin"]
    return DocumentRow(
        **named
        | {
            "state": DocumentState(named["state"]),
            "origin": None if origin is None else DocumentKind(origin),
        }
    )
