"""The history of messages: sorted by any column, filtered, a window at a time (sms-history, sms-client-tab).

Keyset pagination over a million messages; which index the engine walks along is decided by `plan`. A column
of few values (author, kind, state) is read value by value, the messages of each in the order of their ids.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, SQL, ModelSelect, fn

from models.outbox.channels.channel import Channel
from models.outbox.messages.plan import MessageFilter, Path, Plan, kept
from models.outbox.messages.plan import MessageSort as MessageSort
from models.outbox.messages.table import WENT, Message, MessageKind, MessageState
from models.people.clients.aliases import about, fiches_of
from models.people.clients.table import Client
from models.requests.actors import Staff
from models.store import many
from models.store.keyset import Keyset, Start, start

BODY_START = 40
"""The number of first letters by which texts are sorted."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A row of the history. `name` is empty where the recipient is no client, `author` where the program sent
    it; `place` is the client's sort label in name order.
    """

    id: int
    at: datetime
    staff: int | None
    author: str
    kind: MessageKind
    state: MessageState
    body: str
    recipient: str
    client: int | None
    name: str
    place: int | None
    channel: Channel
    cost: int
    campaign: int | None


# Written exactly as in the index: with bound values, no engine would recognize it.
_BODY_START = fn.SUBSTR(Message.body, SQL("1"), SQL(str(BODY_START)))
_GROUPED: dict[MessageSort, Any] = {
    MessageSort.AUTHOR: Message.staff,
    MessageSort.KIND: Message.kind,
    MessageSort.STATE: Message.state,
}
_KEYS: dict[MessageSort, Any] = {MessageSort.BODY: _BODY_START, MessageSort.RECIPIENT: Message.recipient}


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the messages of a client."""
    return Message.select(fn.COUNT(Message.id)).where(about(Message.client, client))


@dataclass(frozen=True, slots=True)
class MessageListing(MessageFilter):
    """A `Listing` of messages."""

    @property
    def counts_at_once(self) -> bool:
        """Whether only a period filters it: then the count is known without counting."""
        return self == MessageListing(self.sort, self.descending, since=self.since, until=self.until)

    def count(self) -> int:
        """How many there are."""
        if self.counts_at_once:
            first, last = self.numbers()
            return last - first + 1
        return int(Plan(self).counted(Message.select(fn.COUNT(Message.id))).scalar())

    def read(
        self,
        limit: int,
        *,
        after: MessageRow | None = None,
        before: MessageRow | None = None,
        at: MessageRow | None = None,
    ) -> Sequence[MessageRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[MessageRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[MessageRow]) -> Sequence[MessageRow]:
        """A window of rows, from one query after the other."""
        rows: list[MessageRow] = []
        for run in _runs(Plan(self), begins):
            rows += _read(run.limit(limit - len(rows)))
            if len(rows) >= limit:
                break
        return rows[::-1] if begins.backwards else rows


def last_to(client: int) -> MessageRow | None:
    """The newest message to a client that arrived, may have arrived, or is on its
    way; None if there is none.
    """
    went = _select().where(Message.state.in_(WENT)).order_by(Message.id.desc()).limit(1)
    newest = [row for fiche in fiches_of(client) for row in _read(went.where(Message.client == fiche))]
    return max(newest, key=lambda row: row.id, default=None)


def one(message: int) -> MessageRow | None:
    """The row of one message, or None."""
    return next(iter(_read(_select().where(Message.id == message))), None)


def several(messages: Sequence[int]) -> list[MessageRow]:
    """The rows of these messages, in no order."""
    return _read(_select().where(many.among(Message.id, messages)))


def _runs(plan: Plan, begins: Start[MessageRow]) -> Iterator[ModelSelect]:
    """The queries whose rows, one query after the other, are the list from its start on."""
    query, sort = plan.narrowed(_select()), plan.wanted.sort
    if sort is MessageSort.CLIENT:
        yield from _by_client(plan, query, begins)
    elif sort in _GROUPED:
        yield from _by_value(plan, query, begins)
    else:
        keys = (plan.ordered(_KEYS[sort]), Message.id) if sort in _KEYS else (Message.id,)
        yield _run(plan, query, keys, begins, None if begins.row is None else _key(sort, begins.row))


def _run(
    plan: Plan,
    query: ModelSelect,
    keys: tuple[Any, ...],
    begins: Start[MessageRow],
    key: Sequence[Any] | None,
) -> ModelSelect:
    """The messages of a query in the order of the keys, past `key` if there is one."""
    order = Keyset(keys, plan.wanted.descending)
    if key is not None:
        query = query.where(order.past(key, backwards=begins.backwards, inclusive=begins.inclusive))
    return order.sorted(query, backwards=begins.backwards)


def _by_value(plan: Plan, query: ModelSelect, begins: Start[MessageRow]) -> Iterator[ModelSelect]:
    """One query for each value of a column of few values."""
    sort, row = plan.wanted.sort, begins.row
    column, values = plan.ordered(_GROUPED[sort]), _values(plan, begins.backwards)
    own = None if row is None else _own_value(sort, row)
    if row is not None and own in values:
        values = values[values.index(own) :]
    for value in values:
        # Behind the fence no author is 0; along the index it is NULL.
        plain_null = value is None and plan.path is Path.ORDER
        run = query.where(column.is_null() if plain_null else column == kept(value or 0))
        yield _run(plan, run, (Message.id,), begins, (row.id,) if row is not None and value == own else None)


def _by_client(plan: Plan, query: ModelSelect, begins: Start[MessageRow]) -> Iterator[ModelSelect]:
    """Walks along the clients in name order, each with their messages; messages to nobody's number come last.

    Descending, it is the other way round. The sort label of the row's client is a condition of its own beside
    the key, which makes the engines begin with the clients.
    """
    down, row = plan.wanted.descending != begins.backwards, begins.row
    place, turns = plan.ordered(Client.place), [False, True] if down else [True, False]
    if row is not None:
        turns = turns[turns.index(row.place is not None) :]
    for to_clients in turns:
        begun = row is not None and to_clients == (row.place is not None)
        if not to_clients:
            run = query.where(plan.to_nobody())
            yield _run(plan, run, (Message.id,), begins, (row.id,) if row is not None and begun else None)
            continue
        run = query.where(place > 0)  # sort labels are never below 1
        if row is not None and begun:
            run = run.where(place <= row.place if down else place >= row.place)
        key = (row.place, row.id) if row is not None and begun else None
        yield _run(plan, run, (place, Message.id), begins, key)


def _values(plan: Plan, backwards: bool) -> list[Any]:
    """The values of the column by which the list is sorted, in the order in which they are read."""
    wanted, sort = plan.wanted, plan.wanted.sort
    values: list[Any]
    if sort is MessageSort.STATE:
        values = list(MessageState) if wanted.state is None else [wanted.state]
    elif sort is MessageSort.KIND:
        values = list(MessageKind) if wanted.kind is None else [wanted.kind]
    else:
        names = Staff.select(Staff.id).order_by(Staff.name_key, Staff.id).tuples()
        values = [*(key for (key,) in names), None]
    return values[::-1] if wanted.descending != backwards else values


def _own_value(sort: MessageSort, row: MessageRow) -> Any:
    """The value of a row in the column of few values by which the list is sorted."""
    return {MessageSort.STATE: row.state, MessageSort.KIND: row.kind}.get(sort, row.staff)


def _key(sort: MessageSort, row: MessageRow) -> Sequence[Any]:
    """The position of a row in an order that is one query, as its keyset."""
    first = {MessageSort.BODY: row.body[:BODY_START], MessageSort.RECIPIENT: row.recipient}.get(sort)
    return (row.id,) if first is None else (first, row.id)


def _select() -> ModelSelect:
    return (
        Message.select(
            Message.id,
            Message.at,
            Message.staff,
            fn.COALESCE(Staff.name, ""),
            Message.kind,
            Message.state,
            Message.body,
            Message.recipient,
            Message.client,
            fn.COALESCE(Client.last_name, ""),
            fn.COALESCE(Client.first_name, ""),
            Client.place,
            Message.channel,
            Message.cost,
            Message.campaign,
        )
        .join(Staff, JOIN.LEFT_OUTER, on=Message.staff == Staff.id)
        .join_from(Message, Client, JOIN.LEFT_OUTER, on=Message.client == Client.id)
    )


def _read(query: ModelSelect) -> list[MessageRow]:
    return [_row(*row) for row in query.tuples()]


def _row(*columns: Any) -> MessageRow:
    key, at, staff, author, kind, state, body, recipient, client, last, first, *rest = columns
    name = f"{last} {first}".strip()
    return MessageRow(key, at, staff, author, kind, state, body, recipient, client, name, *rest)
