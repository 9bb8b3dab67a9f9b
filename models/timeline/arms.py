"""What each source holds of a client's events: their rows, the columns that order them, what is searched.

An arm is read by itself, along an index of its table, from wherever the timeline is looked at (keyset
pagination). The timeline merges the arms, so it never reads more of any than it may show.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import ModelSelect

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.outbox.channels.addresses import COLUMNS, address_of
from models.outbox.channels.channel import Channel
from models.outbox.consents.table import Consent
from models.outbox.incoming_texts import IncomingText
from models.outbox.messages.table import Message
from models.people.clients.aliases import about, fiches_of
from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store import clock
from models.store.keyset import Keyset, Start
from models.store.text_search import says
from models.timeline.event import RANK, Position, Source
from models.timeline.requests import ALLOCATES, others
from models.trade.documents.table import Document, DocumentStep
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceDeletion
from models.trade.invoices.table import Invoice
from models.trade.statements.table import IssuedStatement


@dataclass(frozen=True, slots=True)
class Arm:
    """One source.

    Attributes:
        key: the column of an event's id
        at: the column of the moment at which it was entered
        select: the rows of a client, for some columns
        day: the column of its value date; None where it counts on the local day of `at`
        words: the columns that a search looks into; a source without any is not found by a search
    """

    key: Any
    at: Any
    select: Callable[[int, tuple[Any, ...]], ModelSelect]
    day: Any = None
    words: tuple[Any, ...] = ()


def _operations(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    """All but discounts that are parts of a payment: they are told with it."""
    whole = Operation.part_of.is_null() | (Operation.kind != OperationKind.DISCOUNT)
    return _with_trail(Operation, columns).where(Operation.client == client, whole)


def _requests(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    return Trail.select(*columns).where(others(client), Trail.verb.not_in(ALLOCATES))


def _allocations(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    return Trail.select(*columns).where(others(client), Trail.verb.in_(ALLOCATES))


def _steps(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    rows = DocumentStep.select(*columns).join(Document).switch(DocumentStep)
    return rows.join(Trail, on=DocumentStep.trail == Trail.id).where(Document.client == client)


def _deletions(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    rows = GlobalInvoiceDeletion.select(*columns).join(GlobalInvoice).switch(GlobalInvoiceDeletion)
    rows = rows.join(Trail, on=GlobalInvoiceDeletion.trail == Trail.id)
    return rows.where(GlobalInvoice.client == client)


def _of(table: Any) -> Callable[[int, tuple[Any, ...]], ModelSelect]:
    return lambda client, columns: _with_trail(table, columns).where(table.client == client)


def _consents(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    """On every channel: the index of consents begins with it."""
    rows = _with_trail(Consent, columns)
    return rows.where(Consent.channel.in_(tuple(Channel)), Consent.client == client)


def _messages(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    return Message.select(*columns).where(Message.client == client)


def _replies(client: int, columns: tuple[Any, ...]) -> ModelSelect:
    """What came from the addresses that the client has at present, on any of their fiches; nothing of who has
    none."""
    rows_of = Client.select().where(about(Client.id, client))
    owned = [
        (IncomingText.channel == channel) & (IncomingText.sender == address)
        for channel in COLUMNS
        for address in sorted({address_of(row, channel) for row in rows_of} - {""})
    ]
    rows = IncomingText.select(*columns)
    return rows.where(_any(owned)) if owned else rows.where(IncomingText.id < 0)


def _any(conditions: list[Any]) -> Any:
    first, *rest = conditions
    for condition in rest:
        first |= condition
    return first


def _with_trail(table: Any, columns: tuple[Any, ...]) -> ModelSelect:
    return table.select(*columns).join(Trail, on=table.trail == Trail.id)


ARMS: Mapping[Source, Arm] = {
    Source.OPERATION: Arm(
        Operation.id,
        Trail.at,
        _operations,
        Operation.value_date,
        (Operation.number, Operation.reference, Operation.note),
    ),
    Source.REQUEST: Arm(Trail.id, Trail.at, _requests),
    Source.ALLOCATION: Arm(Trail.id, Trail.at, _allocations),
    Source.STEP: Arm(
        DocumentStep.id, Trail.at, _steps, words=(Document.number, Document.contact, Document.note)
    ),
    Source.INVOICE: Arm(
        GlobalInvoice.id, Trail.at, _of(GlobalInvoice), GlobalInvoice.day, (GlobalInvoice.number,)
    ),
    Source.BILL: Arm(Invoice.id, Trail.at, _of(Invoice), Invoice.day, (Invoice.number,)),
    Source.DELETION: Arm(GlobalInvoiceDeletion.invoice, Trail.at, _deletions, words=(GlobalInvoice.number,)),
    Source.STATEMENT: Arm(
        IssuedStatement.id, Trail.at, _of(IssuedStatement), words=(IssuedStatement.number,)
    ),
    Source.CONSENT: Arm(Consent.id, Trail.at, _consents),
    Source.MESSAGE: Arm(Message.id, Message.at, _messages, words=(Message.body,)),
    Source.REPLY: Arm(IncomingText.id, IncomingText.at, _replies, words=(IncomingText.body,)),
}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a timeline is narrowed to: local days, both included, and a text."""

    since: date | None = None
    until: date | None = None
    text: str = ""


def runs(source: Source, client: int) -> tuple[int, ...]:
    """The fiches of a client for each of which a source is read: along its index, and merged. What came from
    an address is read once, as several fiches may have the same.
    """
    fiches = fiches_of(client)
    return fiches[:1] if source is Source.REPLY else fiches


def narrowed(source: Source, fiche: int, columns: tuple[Any, ...], by: Narrowing) -> ModelSelect:
    """Columns of the events of a source, of one of its `runs`, narrowed; in no order."""
    arm = ARMS[source]
    query = arm.select(fiche, columns)
    if by.since is not None:
        query = query.where(arm.day >= by.since if arm.day else arm.at >= clock.at(by.since))
    if by.until is not None:
        query = query.where(arm.day <= by.until if arm.day else arm.at < _end(by.until))
    if by.text.strip():
        query = query.where(says(by.text, *arm.words) if arm.words else arm.key < 0)
    return query


def window(source: Source, fiche: int, by: Narrowing, begins: Start[Position], limit: int) -> list[Position]:
    """So many events of one of the `runs` of a source next to where the window begins, the nearest first."""
    arm = ARMS[source]
    query = narrowed(source, fiche, (arm.key, arm.at, *((arm.day,) if arm.day else ())), by)
    if begins.row is not None:
        query = query.where(_past(source, begins, begins.row))
    order = Keyset((*((arm.day,) if arm.day else ()), arm.at, arm.key), descending=True)
    rows = order.sorted(query, backwards=begins.backwards).limit(limit).tuples()
    return [_position(source, *row) for row in rows]


def _position(source: Source, key: int, at: datetime, day: date | None = None) -> Position:
    return Position(day or clock.local_day(at), at, source, key)


def _past(source: Source, begins: Start[Position], mark: Position) -> Any:
    """The condition that an event of this source comes after a mark, which may be of another one."""
    arm = ARMS[source]
    if arm.day is not None:
        # A condition of its own on the day makes an engine begin there; the key alone is of two tables.
        bound = arm.day >= mark.day if begins.backwards else arm.day <= mark.day
        return bound & _past_in(source, (arm.day, arm.at), (mark.day, mark.at), begins, mark)
    morning, evening = clock.at(mark.day), _end(mark.day)
    if morning <= mark.at < evening:
        return _past_in(source, (arm.at,), (mark.at,), begins, mark)
    # The mark was entered on another day than it is listed under: it is before or after all of that day.
    edge = morning if mark.at < morning else evening
    return arm.at >= edge if begins.backwards else arm.at < edge


def _past_in(
    source: Source, columns: tuple[Any, ...], values: tuple[Any, ...], begins: Start[Position], mark: Position
) -> Any:
    """The same by these columns; where they are equal, by source and key."""
    how = {"backwards": begins.backwards, "inclusive": begins.inclusive}
    if source is mark.source:
        columns, values = (*columns, ARMS[source].key), (*values, mark.key)
    else:
        how["inclusive"] = (RANK[source] > RANK[mark.source]) == begins.backwards
    return Keyset(columns, descending=True).past(values, **how)


def _end(day: date) -> datetime:
    return clock.at(day + timedelta(days=1))
