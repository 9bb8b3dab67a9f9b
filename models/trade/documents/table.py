"""The tables of quotes, preparations, orders, delivery notes and pro forma: what was promised, and their
steps (a state machine).

A document row never changes. Its last step gives its state; who took it, and when, is in the step's trail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from models.money.ledger.postings import Operation
from models.people.clients.table import Client
from models.people.tariffs.table import PriceList
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
from models.trade.prices.amounts import VatBasis
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.sources import PriceSource
from models.values import ZERO


class DocumentKind(StrEnum):
    """The kind of a document: a promised price, a medicine to make, a product to order, goods that are
    brought to the client, a price for who has to pay or to ask before they order.
    """

    QUOTE = "quote"
    PREPARATION = "preparation"
    ORDER = "order"
    DELIVERY_NOTE = "delivery_note"
    PRO_FORMA = "pro_forma"


class DocumentState(StrEnum):
    """The state of a document."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    """An open quote or pro forma after its last day: derived, never stored."""
    TO_DO = "to_do"
    READY = "ready"
    HANDED_OVER = "handed_over"
    ORDERED = "ordered"
    PREPARED = "prepared"
    DELIVERED = "delivered"
    INVOICED = "invoiced"
    CANCELLED = "cancelled"


SERIES: Mapping[DocumentKind, Series] = {
    DocumentKind.QUOTE: Series.QUOTE,
    DocumentKind.PREPARATION: Series.PREPARATION,
    DocumentKind.ORDER: Series.ORDER,
    DocumentKind.DELIVERY_NOTE: Series.DELIVERY_NOTE,
    DocumentKind.PRO_FORMA: Series.PRO_FORMA,
}
FIRST: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.OPEN,
    DocumentKind.PREPARATION: DocumentState.TO_DO,
    DocumentKind.ORDER: DocumentState.ORDERED,
    DocumentKind.DELIVERY_NOTE: DocumentState.PREPARED,
    DocumentKind.PRO_FORMA: DocumentState.OPEN,
}
SOLD: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.INVOICED,
    DocumentKind.PREPARATION: DocumentState.HANDED_OVER,
    DocumentKind.ORDER: DocumentState.INVOICED,
    DocumentKind.DELIVERY_NOTE: DocumentState.INVOICED,
    DocumentKind.PRO_FORMA: DocumentState.INVOICED,
}
"""For each kind: the state that only a sale leads to."""
READY: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.ACCEPTED,
    DocumentKind.PREPARATION: DocumentState.READY,
    DocumentKind.ORDER: DocumentState.DELIVERED,
    DocumentKind.DELIVERY_NOTE: DocumentState.DELIVERED,
    DocumentKind.PRO_FORMA: DocumentState.OPEN,
}
"""The state before the sale; a step taken by mistake leads from it back to the first state."""
ENDED: Mapping[DocumentKind, DocumentState] = {
    DocumentKind.QUOTE: DocumentState.REFUSED,
    DocumentKind.PREPARATION: DocumentState.CANCELLED,
    DocumentKind.ORDER: DocumentState.CANCELLED,
    DocumentKind.DELIVERY_NOTE: DocumentState.CANCELLED,
    DocumentKind.PRO_FORMA: DocumentState.CANCELLED,
}
"""The final state of a document that was given up."""
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
    DocumentKind.DELIVERY_NOTE: {
        DocumentState.PREPARED: (DocumentState.DELIVERED, DocumentState.CANCELLED),
        DocumentState.DELIVERED: (DocumentState.PREPARED, DocumentState.INVOICED, DocumentState.CANCELLED),
        # By the cancellation of its sale only: see `delivery_sales.give_back`.
        DocumentState.INVOICED: (DocumentState.DELIVERED,),
    },
    DocumentKind.PRO_FORMA: {
        DocumentState.OPEN: (DocumentState.INVOICED, DocumentState.CANCELLED),
    },
}
"""The transition table: for each kind, the states that may follow a state; none follows an absent one. A step
taken by mistake is taken back by another step, but never a sale, a refusal or a cancellation.
"""


class Document(Table):
    """What was promised. `until` is the last day of a quote or a pro forma, or the day on which the others
    are wanted. `origin` is the quote or pro forma that an order was made from, or the order that a delivery
    note was; `parties` is JSON, frozen (INV-44).
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
    vat_basis = ChoiceField(VatBasis, default=VatBasis.INCLUDED)


@dataclass(frozen=True, slots=True)
class Promised:
    """A document as a verb answers it: its values when it was written, without a link to the row."""

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
    """A product at the promised price. Units as in `sales.table.SaleLine`."""

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
    net_price = EnteredAmountField(null=True)
    net = EnteredAmountField(null=True)
    alcohol_tax = EnteredAmountField(default=ZERO)
    price_source = ChoiceField(PriceSource, default=PriceSource.CATALOGUE)
    price_list = ForeignKeyField(PriceList, null=True, backref="+")


class DocumentStep(Table):
    """A state that a document reached. `sale` is the sale it became, on the step to sold.

    Of a delivery that was signed for: `received_by` is who signed, `received_on` the day, `received_at` the
    minutes after midnight, None where nobody wrote them down; `reason` is then what was refused at the door.
    """

    document = ForeignKeyField(Document, backref="steps")
    trail = ForeignKeyField(Trail)
    state = ChoiceField(DocumentState)
    reason = TextField(default="")
    sale = ForeignKeyField(Operation, null=True)
    received_by = TextField(default="")
    received_on = DayField(null=True)
    received_at = IntegerField(null=True)


@dataclass
class NoSuchDocument(Refused):
    sentence: ClassVar[str] = N_("This document does not exist.")


@dataclass
class EmptyDocument(Refused):
    sentence: ClassVar[str] = N_("A document has at least one line and a total above 0.")


@dataclass
class DayPassed(Refused):
    """A document cannot be valid until, or wanted for, a past day."""

    until: date
    field: ClassVar[str] = "until"
    sentence: ClassVar[str] = N_("{until} has passed.")


@dataclass
class AlreadySold(Refused):
    """The document was already turned into a sale."""

    number: str
    sale: str
    sentence: ClassVar[str] = N_("{number} was already sold: {sale}.")


@dataclass
class GivenUp(Refused):
    """The document was refused by the client, or cancelled."""

    number: str
    sentence: ClassVar[str] = N_("{number} was given up: make a new one.")


@dataclass
class UnderOrder(Refused):
    """The quote was ordered: its order is taken further instead."""

    number: str
    order: str
    sentence: ClassVar[str] = N_("{number} was ordered: go on with {order}, or cancel it first.")


@dataclass
class UnderDeliveryNote(Refused):
    """The order is on a delivery note, which is taken further instead."""

    number: str
    note: str
    sentence: ClassVar[str] = N_("{number} is on {note}: go on with it, or cancel it first.")


@dataclass
class QuoteExpired(Refused):
    """The last day of a quote or a pro forma has passed."""

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
    """The document is already in this state, or no step leads to it."""

    number: str
    sentence: ClassVar[str] = N_("{number} has moved on: look at it again.")
