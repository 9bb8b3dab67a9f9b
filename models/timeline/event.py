"""An event of a client's timeline, and the kinds by which the list is filtered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.money.ledger.history import OperationRow
from models.outbox.consents.history import ConsentRow
from models.outbox.incoming_texts import IncomingRow
from models.outbox.messages.listing import MessageRow
from models.trade.documents.table import DocumentKind, DocumentState
from models.trade.global_invoices.listing import InvoiceRow
from models.trade.invoices.rows import InvoiceRow as BillRow
from models.trade.statements.listing import StatementRow
from models.values import Centimes


class EventKind(StrEnum):
    """The kind of an event. What a payment settled is told with the payment; `ALLOCATION` is an avoir that
    was used without any money, and a settlement that was undone.
    """

    OPERATION = "operation"
    ALLOCATION = "allocation"
    DOCUMENT = "document"
    INVOICE = "invoice"
    STATEMENT = "statement"
    MESSAGE = "message"
    CONSENT = "consent"
    CLIENT = "client"
    """The fiche itself: created, edited, archived, and whatever else was set for the client."""


class Source(StrEnum):
    """Where an event is read from. Of two events of the same moment, the one whose source stands later in
    this list is shown first.
    """

    OPERATION = "operation"
    REQUEST = "request"
    ALLOCATION = "allocation"
    STEP = "step"
    INVOICE = "invoice"
    BILL = "bill"
    """The invoice of one sale, or the credit note of one return."""
    DELETION = "deletion"
    STATEMENT = "statement"
    CONSENT = "consent"
    MESSAGE = "message"
    REPLY = "reply"


KINDS: Mapping[EventKind, tuple[Source, ...]] = {
    EventKind.OPERATION: (Source.OPERATION,),
    EventKind.ALLOCATION: (Source.ALLOCATION,),
    EventKind.DOCUMENT: (Source.STEP,),
    EventKind.INVOICE: (Source.INVOICE, Source.BILL, Source.DELETION),
    EventKind.STATEMENT: (Source.STATEMENT,),
    EventKind.MESSAGE: (Source.MESSAGE, Source.REPLY),
    EventKind.CONSENT: (Source.CONSENT,),
    EventKind.CLIENT: (Source.REQUEST,),
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a document; `first` is the one by which it was made."""

    document: int
    kind: DocumentKind
    number: str
    total: Centimes
    state: DocumentState
    reason: str
    author: str
    first: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request about the client that left nothing but its trail and a changed fiche, or ties.

    Attributes:
        verb: the name of the verb
        author: who asked; empty where it was a program
        details: what the trail keeps of it, see the verb
        amount: what was settled or no longer is, for a request about allocations
    """

    verb: str
    author: str
    details: Mapping[str, Any]
    amount: Centimes


Happened = (
    OperationRow
    | StepRow
    | InvoiceRow
    | BillRow
    | StatementRow
    | MessageRow
    | IncomingRow
    | ConsentRow
    | RequestRow
)


@dataclass(frozen=True, slots=True)
class Position:
    """Where an event stands in the timeline: it tells one event from all others.

    Attributes:
        day: the local day under which it is listed: its value date, else the day of `at`
        at: when it was entered, in UTC
        key: the id of its row
    """

    day: date
    at: datetime
    source: Source
    key: int

    @property
    def sort_key(self) -> tuple[date, datetime, int, int]:
        """The total order of events; the newest is the largest."""
        return self.day, self.at, RANK[self.source], self.key


RANK: Mapping[Source, int] = {source: rank for rank, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class Event:
    """One event, with the row that tells what happened."""

    position: Position
    row: Happened

    @property
    def id(self) -> tuple[Source, int]:
        return self.position.source, self.position.key
