"""Quotes, preparations and orders as they are kept: what was promised, and the steps it took.

A document is never changed. Where it stands is its last step, and who took it when is the step's trail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from models.money.ledger.postings import Operation
from models.people.clients.table import Client
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import (
    ChoiceField,
    DayField,
    EnteredAmountField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from models.store.numbering import Series
from models.trade.catalogue.table import Product
from models.trade.prices.discounts import DiscountReason


class DocumentKind(StrEnum):
    """What is promised: a price, a medicine that is made, a product that is ordered."""

    QUOTE = "quote"
    PREPARATION = "preparation"
    ORDER = "order"


class DocumentState(StrEnum):
    """Where a document stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    """An open quote after its last day: derived, never kept."""
    TO_DO = "to_do"
    READY = "ready"
    HANDED_OVER = "handed_over"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    INVOICED = "invoiced"
    CANCELLED = "cancelled"


SERIES: Mapping[DocumentKind, Series] = {
    DocumentKind.QUOTE: Series.QUOTE,
    DocumentKind.PREPARATION: Series.PREPARATION,
    DocumentKind.ORDER: Series.ORDER,
}
FIRST: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.OPEN,
    DocumentKind.PREPARATION: DocumentState.TO_DO,
    DocumentKind.ORDER: DocumentState.ORDERED,
}
SOLD: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.INVOICED,
    DocumentKind.PREPARATION: DocumentState.HANDED_OVER,
    DocumentKind.ORDER: DocumentState.INVOICED,
}
"""The state that a sale leads to, and nothing else does."""
READY: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.ACCEPTED,
    DocumentKind.PREPARATION: DocumentState.READY,
    DocumentKind.ORDER: DocumentState.DELIVERED,
}
"""The state before the sale, from which a step that was taken by mistake leads back to the first one."""
ENDED: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.REFUSED,
    DocumentKind.PREPARATION: DocumentState.CANCELLED,
    DocumentKind.ORDER: DocumentState.CANCELLED,
}
"""The state of what became of nothing."""
GIVEN_UP = (DocumentState.REFUSED, DocumentState.CANCELLED)
NEXT: Mapping[DocumentKind, Mapping[DocumentState, tuple[DocumentState, ...]]] = {
    DocumentKind.QUOTE: {
        DocumentState.OPEN: (DocumentState.ACCEPTED, DocumentState.REFUSED, DocumentState.INVOICED),
        DocumentState.ACCEPTED: (DocumentState.OPEN, DocumentState.REFUSED, DocumentState.INVOICED),
    },
    DocumentKind.PREPARATION: {
        DocumentState.TO_DO: (DocumentState.READY, DocumentState.CANCELLED),
        DocumentState.READY: (DocumentState.TO_DO, DocumentState.HANDED_OVER, DocumentState.CANCELLED),
    },
    DocumentKind.ORDER: {
        DocumentState.ORDERED: (DocumentState.DELIVERED, DocumentState.CANCELLED),
        DocumentState.DELIVERED: (DocumentState.ORDERED, DocumentState.INVOICED, DocumentState.CANCELLED),
    },
}
"""Which steps may follow which; nothing follows those that are not named. A step that was taken by mistake is
taken back by another one, but never a sale, a refusal or a cancellation."""


class Document(Table):
    """What was promised. `until` is the last day of a quote, the day for which the others are wanted.
    `origin` is the quote that an order was made of; `parties` is JSON, frozen (INV-44).
    """

    trail = ForeignKeyField(Trail)
    kind = ChoiceField(DocumentKind)
    number = TextField()
    day = DayField()
    until = DayField(null=True)
    client = ForeignKeyField(Client)
    origin = ForeignKeyField("self", null=True)
    contact = TextField(default="")
    note = TextField(default="")
    parties = TextField()


@dataclass(frozen=True, slots=True)
class Promised:
    """A document as the verbs answer it that make one or take it a step: as it was written, and no row that
    reads on.
    """

    id: int
    number: str
    kind: DocumentKind
    day: date
    until: date | None


def promised(document: Document) -> Promised:
    """The answer of a verb about this document."""
    kind = DocumentKind(document.kind)
    return Promised(document.id, document.number, kind, document.day, document.until)


class DocumentLine(Table):
    """A product at the price that was promised. Units as in `sales.SaleLine`."""

    document = ForeignKeyField(Document, backref="lines")
    position = IntegerField()
    product = ForeignKeyField(Product)
    label = TextField()
    quantity = IntegerField()
    unit_price = EnteredAmountField()
    discount = IntegerField()
    discount_reason = ChoiceField(DiscountReason)
    vat_rate = IntegerField()
    amount = EnteredAmountField()


class DocumentStep(Table):
    """A state that a document reached. `sale` is what it was turned into, on the step that did it."""

    document = ForeignKeyField(Document, backref="steps")
    trail = ForeignKeyField(Trail)
    state = ChoiceField(DocumentState)
    reason = TextField(default="")
    sale = ForeignKeyField(Operation, null=True)


@dataclass
class NoSuchDocument(Refused):
    sentence: ClassVar[str] = N_("This document does not exist.")


@dataclass
class EmptyDocument(Refused):
    sentence: ClassVar[str] = N_("A document has at least one line and a total above 0.")


@dataclass
class DayPassed(Refused):
    """A document cannot be valid until, or wanted for, a day that has gone."""

    until: date
    field: ClassVar[str] = "until"
    sentence: ClassVar[str] = N_("{until} has passed.")


@dataclass
class AlreadySold(Refused):
    """Turned into a sale, once."""

    number: str
    sale: str
    sentence: ClassVar[str] = N_("{number} was already sold: {sale}.")


@dataclass
class GivenUp(Refused):
    """Refused by the client, or cancelled."""

    number: str
    sentence: ClassVar[str] = N_("{number} was given up: make a new one.")


@dataclass
class UnderOrder(Refused):
    """What was ordered of a quote goes on with its order."""

    number: str
    order: str
    sentence: ClassVar[str] = N_("{number} was ordered: go on with {order}, or cancel it first.")


@dataclass
class QuoteExpired(Refused):
    """Prices were promised until a day."""

    number: str
    until: date
    sentence: ClassVar[str] = N_("{number} was valid until {until}.")


@dataclass
class NotReady(Refused):
    number: str
    sentence: ClassVar[str] = N_("{number} must be ready before it is handed over.")


@dataclass
class NotDelivered(Refused):
    number: str
    sentence: ClassVar[str] = N_("{number} must be delivered before it is invoiced.")


@dataclass
class WrongStep(Refused):
    """It is there already, or no step leads there."""

    number: str
    sentence: ClassVar[str] = N_("{number} has moved on: look at it again.")
