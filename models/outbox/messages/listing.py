"""The history of messages: sorted by any column, filtered, a window at a time (sms-history, sms-client-tab).

Keyset pagination over a million messages. Ids rise with time (`queueing.add`), so a period is a range of ids,
and every column has an index that continues with the id. A column of few values (author, kind, state) is read
value by value. One condition, or else the order, *leads*: the engine walks along its index. A condition leads
if it leaves few messages, which are then sorted; otherwise the order leads, as enough matching rows are soon
found along it. The other columns are hidden from the indexes (an optimizer fence, see `_hidden`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from peewee import JOIN, SQL, ModelSelect, Tuple, fn

from models.outbox.channels.channel import Channel
from models.outbox.messages import search as message_search
from models.outbox.messages.table import WENT, Message, MessageKind, MessageState
from models.people.clients.table import Client
from models.requests.actors import Staff
from models.store import clock, many
from models.store.search.text import says

FEW = 20_000
"""So many messages are sorted at once."""
BODY_START = 40
"""The number of first letters by which texts are sorted."""


class MessageSort(StrEnum):
    """The columns by which the history can be sorted."""

    MOMENT = "moment"
    AUTHOR = "author"
    KIND = "kind"
    STATE = "state"
    BODY = "body"
    RECIPIENT = "recipient"
    CLIENT = "client"


class _Lead(StrEnum):
    """What the engine walks along."""

    ORDER = "order"
    CLIENT = "client"
    CAMPAIGN = "campaign"
    PERIOD = "period"
    STATE = "state"
    KIND = "kind"
    SEARCH = "search"


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


@dataclass(frozen=True, slots=True)
class MessageListing:
    """A `Listing` of messages. Days are local, both included. `search` is a client's name or number as in the
    list of clients, an address, or a part of a text: of a campaign's template, or of a single message.
    """

    sort: MessageSort = MessageSort.MOMENT
    descending: bool = True
    state: MessageState | None = None
    kind: MessageKind | None = None
    since: date | None = None
    until: date | None = None
    client: int | None = None
    campaign: int | None = None
    search: str = ""

    @property
    def counts_at_once(self) -> bool:
        """Whether only a period filters it: then the count is known without counting."""
        return self == MessageListing(self.sort, self.descending, since=self.since, until=self.until)

    def count(self) -> int:
        """How many there are."""
        first, last = self._range()
        if self.counts_at_once:
            return last - first + 1
        return int(_Found(self, first, last).counted(Message.select(fn.COUNT(Message.id))).scalar())

    def read(
        self,
        limit: int,
        *,
        after: MessageRow | None = None,
        before: MessageRow | None = None,
        at: MessageRow | None = None,
    ) -> Sequence[MessageRow]:
        found = _Found(self, *self._range())
        return found.window(limit, after or before or at, before is not None, at is not None)

    def last(self, limit: int) -> Sequence[MessageRow]:
        return _Found(self, *self._range()).window(limit, None, True, False)

    def _range(self) -> tuple[int, int]:
        """The first and the last id of the period."""
        first = _first_from(self.since) if self.since else 1
        last = _first_from(self.until + timedelta(days=1)) - 1 if self.until else _newest()
        return first, max(last, first - 1)


def last_to(client: int) -> MessageRow | None:
    """The newest message to a client that arrived, may have arrived, or is on its
    way; None if there is none.
    """
    theirs = _select().where(Message.client == client, Message.state.in_(WENT))
    return next(iter(_read(theirs.order_by(Message.id.desc()).limit(1))), None)


def one(message: int) -> MessageRow | None:
    """The row of one message, or None."""
    return next(iter(_read(_select().where(Message.id == message))), None)


class _Found:
    """The messages of a listing at one reading, for which it is decided what leads."""

    def __init__(self, listing: MessageListing, first: int, last: int) -> None:
        self.listing, self.first, self.last = listing, first, last
        self.clients: Sequence[int] | ModelSelect | None = None
        self.campaigns: list[int] = []
        if listing.search.strip() and listing.client is None:
            self.clients, self.campaigns = message_search.named(listing.search)
        self.lead = self._lead()

    def window(
        self, limit: int, mark: MessageRow | None, backwards: bool, inclusive: bool
    ) -> list[MessageRow]:
        """A window of rows from a key on, in display order."""
        down = self.listing.descending != backwards
        rows: list[MessageRow] = []
        for narrowed in self._runs(mark, down, inclusive):
            rows += _read(narrowed.limit(limit - len(rows)))
            if len(rows) >= limit:
                break
        return rows[::-1] if backwards else rows

    def narrowed(self, query: ModelSelect) -> ModelSelect:
        """The matching messages, by an index of what leads."""
        return self._narrowed(query, {self.lead})

    def counted(self, query: ModelSelect) -> ModelSelect:
        """The matching messages without order: the engine chooses the index."""
        return self._narrowed(query, set(_Lead))

    def _narrowed(self, query: ModelSelect, leads: set[_Lead]) -> ModelSelect:
        wanted = self.listing
        if wanted.since or wanted.until:
            along = _Lead.PERIOD in leads or wanted.sort is MessageSort.MOMENT
            number = Message.id if along else fn.COALESCE(Message.id, 0, coerce=False)
            query = query.where(number.between(self.first, self.last))
        for each, column, value in (
            (_Lead.CLIENT, Message.client, wanted.client),
            (_Lead.CAMPAIGN, Message.campaign, wanted.campaign),
            (_Lead.STATE, Message.state, wanted.state),
            (_Lead.KIND, Message.kind, wanted.kind),
        ):
            if value is not None:
                query = query.where((column if each in leads else _hidden(column)) == _kept(value))
        if wanted.search.strip():
            query = query.where(self._says(_Lead.SEARCH in leads))
        return query

    def _runs(self, mark: MessageRow | None, down: bool, inclusive: bool) -> Iterator[ModelSelect]:
        """One query for each value of a column of few values, else one query; each in the requested order."""
        query, sort = self.narrowed(_select()), self.listing.sort
        if sort is MessageSort.CLIENT:
            yield from self._by_client(query, mark, down, inclusive)
            return
        if sort not in _GROUPED:
            keys = [self._led(_KEYS[sort]), Message.id] if sort in _KEYS else [Message.id]
            if mark is not None:
                query = query.where(_past(keys, _place(sort, mark), down, inclusive))
            yield query.order_by(*(key.desc() if down else key.asc() for key in keys))
            return
        column, values = self._led(_GROUPED[sort]), self._values(down)
        of_mark = (
            None
            if mark is None
            else {MessageSort.STATE: mark.state, MessageSort.KIND: mark.kind}.get(sort, mark.staff)
        )
        if mark is not None and of_mark in values:
            values = values[values.index(of_mark) :]
        for value in values:
            plain_null = value is None and self.lead is _Lead.ORDER
            run = query.where(column.is_null() if plain_null else column == _kept(value or 0))
            if mark is not None and value == of_mark:
                run = run.where(_past([Message.id], [mark.id], down, inclusive))
            yield run.order_by(Message.id.desc() if down else Message.id.asc())

    def _by_client(
        self, query: ModelSelect, mark: MessageRow | None, down: bool, inclusive: bool
    ) -> Iterator[ModelSelect]:
        """Walks along the clients in name order, each with their messages; messages to
        nobody's number come last.
        """
        place, turns = self._led(Client.place), [True, False]
        if down:
            turns.reverse()
        if mark is not None:
            turns = turns[turns.index(mark.place is not None) :]
        for of_clients in turns:
            # Sort labels are never below 1; the condition makes the engines begin with the clients.
            run = query.where(place > 0 if of_clients else self._of_nobody())
            if mark is not None and of_clients == (mark.place is not None):
                past = _past([Message.id], [mark.id], down, inclusive)
                if of_clients:
                    beyond = place < mark.place if down else place > mark.place
                    run = run.where(place <= mark.place if down else place >= mark.place)
                    past = beyond | past
                run = run.where(past)
            keys = [place, Message.id] if of_clients else [Message.id]
            yield run.order_by(*(key.desc() if down else key.asc() for key in keys))

    def _values(self, down: bool) -> list[Any]:
        wanted, sort = self.listing, self.listing.sort
        values: list[Any]
        if sort is MessageSort.STATE:
            values = list(MessageState) if wanted.state is None else [wanted.state]
        elif sort is MessageSort.KIND:
            values = list(MessageKind) if wanted.kind is None else [wanted.kind]
        else:
            names = Staff.select(Staff.id).order_by(Staff.name_key, Staff.id).tuples()
            values = [*(key for (key,) in names), None]
        return values[::-1] if down else values

    def _lead(self) -> _Lead:
        wanted = self.listing
        if wanted.client is not None:
            return _Lead.CLIENT
        if (wanted.since or wanted.until) and self.last - self.first < FEW:
            return _Lead.PERIOD
        for lead, asked in (
            (_Lead.SEARCH, wanted.search.strip()),
            (_Lead.CAMPAIGN, wanted.campaign),
            (_Lead.STATE, wanted.state),
            (_Lead.KIND, wanted.kind),
        ):
            if asked and self._leaves_few(lead):
                return lead
        return self._in_order_of_numbers() if wanted.sort is MessageSort.MOMENT else _Lead.ORDER

    def _in_order_of_numbers(self) -> _Lead:
        """A condition whose index continues with the id gives this order by itself, however many rows match.

        Otherwise the messages of an old campaign would be searched among everything sent since.
        """
        wanted = self.listing
        for lead, asked in (
            (_Lead.CAMPAIGN, wanted.campaign),
            (_Lead.STATE, wanted.state),
            (_Lead.KIND, wanted.kind),
        ):
            if asked:
                return lead
        return _Lead.ORDER

    def _leaves_few(self, lead: _Lead) -> bool:
        query = Message.select(Message.id)
        if lead is _Lead.SEARCH:
            query = query.where(self._says(True))
        else:
            query = query.where(getattr(Message, lead) == getattr(self.listing, lead))
        return int(query.limit(FEW + 1).count()) <= FEW

    def _says(self, by_index: bool) -> Any:
        """Whether a message matches the search; of one client's messages, its text."""
        text = says(self.listing.search, Message.body)
        if self.listing.client is not None:
            return text
        client, campaign, recipient = (
            column if by_index else _hidden(column)
            for column in (Message.client, Message.campaign, Message.recipient)
        )
        alone = campaign.is_null() if by_index else campaign == 0
        found = (alone & text) | many.among(campaign, self.campaigns)
        if isinstance(self.clients, ModelSelect):
            found = found | client.in_(self.clients)
        elif self.clients is not None:
            found = found | many.among(client, self.clients)
        for start in message_search.addresses(self.listing.search):
            found = found | recipient.between(start, f"{start}~")
        return found

    def _of_nobody(self) -> Any:
        """Whether a message is to no client."""
        hidden = self.lead is not _Lead.ORDER
        return _hidden(Message.client) == 0 if hidden else Message.client.is_null()

    def _led(self, column: Any) -> Any:
        """The column of the order; hidden where something else leads."""
        return column if self.lead is _Lead.ORDER else _hidden(column)


def _hidden(column: Any) -> Any:
    """Optimizer fence: the same value, written so that no index on the column is
    used; 0 stands for no number.
    """
    numbers = (Message.client, Message.campaign, Message.staff, Client.place)
    number = any(column is each for each in numbers)
    return fn.COALESCE(column, 0 if number else "", coerce=False)


def _kept(value: Any) -> Any:
    """A value as the column stores it."""
    return str(value) if isinstance(value, StrEnum) else value


def _place(sort: MessageSort, mark: MessageRow) -> list[Any]:
    """The position of a row in the order, as its keyset."""
    start = {MessageSort.BODY: mark.body[:BODY_START], MessageSort.RECIPIENT: mark.recipient}.get(sort)
    return [mark.id] if start is None else [start, mark.id]


def _past(keys: list[Any], values: list[Any], down: bool, inclusive: bool) -> Any:
    column, value = (keys[0], values[0]) if len(keys) == 1 else (Tuple(*keys), Tuple(*values))
    if inclusive:
        return column <= value if down else column >= value
    return column < value if down else column > value


def _newest() -> int:
    return int(Message.select(fn.MAX(Message.id)).scalar() or 0)


def _first_from(day: date) -> int:
    """The id of the first message of a local day or later; the next id to be given if there is none."""
    first = Message.select(Message.id).where(Message.at >= clock.at(day)).order_by(Message.at, Message.id)
    return int(first.limit(1).scalar() or _newest() + 1)


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
