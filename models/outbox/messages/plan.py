"""Along which index the engine walks to read the history of messages.

A million messages must open like a hundred. Ids rise with time (`queueing.add`), so a period is a range of
ids, and every column has an index that continues with the id. One path is chosen, by the first line of this
table that fits; all other columns stand behind an optimizer fence (`fenced`), so that no engine chooses
another index.

| the list is filtered by                       | path                   | because                         |
|-----------------------------------------------|------------------------|---------------------------------|
| a client                                      | the client's messages  | a client has few                |
| a period of at most `FEW` messages            | their ids              | so many are sorted at once      |
| a search that finds at most `FEW`             | what it finds          | likewise                        |
| a campaign, state or kind of at most `FEW`    | its index              | likewise                        |
| a campaign, state or kind, sorted by moment   | its index              | it is in that order already     |
| anything else, or nothing                     | the order of the list  | many match: it is soon full     |
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from peewee import ModelSelect, fn

from models.outbox.messages import search as message_search
from models.outbox.messages.table import Message, MessageKind, MessageState
from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.store import clock, many
from models.store.text_search import says

FEW = 20_000
"""So many messages are sorted at once."""


class MessageSort(StrEnum):
    """The columns by which the history can be sorted."""

    MOMENT = "moment"
    AUTHOR = "author"
    KIND = "kind"
    STATE = "state"
    BODY = "body"
    RECIPIENT = "recipient"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """What filters the history, and its order. Days are local, both included.

    `search` is a client's name or number as in the list of clients, an address, or a part of a text: of a
    campaign's template, or of a single message.
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

    def numbers(self) -> tuple[int, int]:
        """The first and the last id of the period."""
        first = _first_from(self.since) if self.since else 1
        last = _first_from(self.until + timedelta(days=1)) - 1 if self.until else _newest()
        return first, max(last, first - 1)


class Path(StrEnum):
    """What the engine walks along."""

    ORDER = "order"
    CLIENT = "client"
    CAMPAIGN = "campaign"
    PERIOD = "period"
    STATE = "state"
    KIND = "kind"
    SEARCH = "search"


class Plan:
    """How the messages of a filter are read at one reading: `path` is what the engine walks along."""

    def __init__(self, wanted: MessageFilter) -> None:
        self.wanted = wanted
        self._first, self._last = wanted.numbers()
        self._clients: Sequence[int] | ModelSelect | None = None
        self._campaigns: list[int] = []
        if wanted.search.strip() and wanted.client is None:
            self._clients, self._campaigns = message_search.named(wanted.search)
        self.path = self._path()

    def narrowed(self, query: ModelSelect) -> ModelSelect:
        """The matching messages, along the path."""
        return self._narrowed(query, {self.path})

    def counted(self, query: ModelSelect) -> ModelSelect:
        """The matching messages without order: the engine chooses the index."""
        return self._narrowed(query, set(Path))

    def ordered(self, column: Any) -> Any:
        """A column of the order; fenced if the path is another one."""
        return column if self.path is Path.ORDER else fenced(column)

    def to_nobody(self) -> Any:
        """Whether a message is to no client."""
        return Message.client.is_null() if self.path is Path.ORDER else fenced(Message.client) == 0

    def _narrowed(self, query: ModelSelect, paths: set[Path]) -> ModelSelect:
        wanted = self.wanted
        if wanted.since or wanted.until:
            along = Path.PERIOD in paths or wanted.sort is MessageSort.MOMENT
            number = Message.id if along else fn.COALESCE(Message.id, 0, coerce=False)
            query = query.where(number.between(self._first, self._last))
        for each, column, value in (
            (Path.CAMPAIGN, Message.campaign, wanted.campaign),
            (Path.STATE, Message.state, wanted.state),
            (Path.KIND, Message.kind, wanted.kind),
        ):
            if value is not None:
                query = query.where((column if each in paths else fenced(column)) == kept(value))
        if wanted.client is not None:
            query = query.where(about(Message.client, wanted.client))
        if wanted.search.strip():
            query = query.where(self._says(Path.SEARCH in paths))
        return query

    def _path(self) -> Path:
        wanted = self.wanted
        if wanted.client is not None:
            return Path.CLIENT
        if (wanted.since or wanted.until) and self._last - self._first < FEW:
            return Path.PERIOD
        for path, asked in (
            (Path.SEARCH, wanted.search.strip()),
            (Path.CAMPAIGN, wanted.campaign),
            (Path.STATE, wanted.state),
            (Path.KIND, wanted.kind),
        ):
            if asked and self._leaves_few(path):
                return path
        return self._in_order_of_numbers() if wanted.sort is MessageSort.MOMENT else Path.ORDER

    def _in_order_of_numbers(self) -> Path:
        """A condition whose index continues with the id gives this order by itself, however many rows match.

        Otherwise the messages of an old campaign would be searched among everything sent since.
        """
        wanted = self.wanted
        for path, asked in (
            (Path.CAMPAIGN, wanted.campaign),
            (Path.STATE, wanted.state),
            (Path.KIND, wanted.kind),
        ):
            if asked:
                return path
        return Path.ORDER

    def _leaves_few(self, path: Path) -> bool:
        query = Message.select(Message.id)
        if path is Path.SEARCH:
            query = query.where(self._says(True))
        else:
            query = query.where(getattr(Message, path) == getattr(self.wanted, path))
        return int(query.limit(FEW + 1).count()) <= FEW

    def _says(self, by_index: bool) -> Any:
        """Whether a message matches the search; of one client's messages, its text."""
        text = says(self.wanted.search, Message.body)
        if self.wanted.client is not None:
            return text
        client, campaign, recipient = (
            column if by_index else fenced(column)
            for column in (Message.client, Message.campaign, Message.recipient)
        )
        alone = campaign.is_null() if by_index else campaign == 0
        found = (alone & text) | many.among(campaign, self._campaigns)
        if isinstance(self._clients, ModelSelect):
            found = found | client.in_(self._clients)
        elif self._clients is not None:
            found = found | many.among(client, self._clients)
        for start in message_search.addresses(self.wanted.search):
            found = found | recipient.between(start, f"{start}~")
        return found


def fenced(column: Any) -> Any:
    """Optimizer fence: the same value, written so that no index on the column is used; no number is 0."""
    numbers = (Message.client, Message.campaign, Message.staff, Client.place)
    number = any(column is each for each in numbers)
    return fn.COALESCE(column, 0 if number else "", coerce=False)


def kept(value: Any) -> Any:
    """A value as the column stores it."""
    return str(value) if isinstance(value, StrEnum) else value


def _newest() -> int:
    return int(Message.select(fn.MAX(Message.id)).scalar() or 0)


def _first_from(day: date) -> int:
    """The id of the first message of a local day or later; the next id to be given if there is none."""
    first = Message.select(Message.id).where(Message.at >= clock.at(day)).order_by(Message.at, Message.id)
    return int(first.limit(1).scalar() or _newest() + 1)
