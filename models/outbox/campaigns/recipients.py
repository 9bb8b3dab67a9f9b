"""The recipients to choose from: clients, filtered and read a window at a time (sms-recipients)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial

from peewee import ModelSelect, fn

from models.money.ledger.open_items import allocated
from models.money.ledger.postings import Operation, Posting
from models.outbox.channels.addresses import COLUMNS
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.people.clients.found import sought
from models.people.clients.selections import SelectionMember
from models.people.clients.table import STATUS_RANKS, Client, ClientStatus, other_pharmacies
from models.refusals import check_size
from models.store import clock, many
from models.store.connection import engine
from models.store.keyset import Keyset, Start, start
from models.store.search.wanted import understand
from models.values import ZERO, Centimes

MOST_DAYS = 36_500
"""The largest number of days in the filter: a hundred years."""


class RecipientSort(StrEnum):
    """The columns by which the list can be sorted; both have an index."""

    NAME = "name"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class RecipientFilter:
    """Filters active clients; all conditions must hold.

    `owes_more_than` in centimes: 0 selects everybody who owes. `owes_since_days`: something has
    been unpaid for at least so many days. `category` is a category of clients. `selection` is a saved list,
    which also keeps its sleeping and archived clients.
    """

    search: str = ""
    owes_more_than: Centimes | None = None
    owes_since_days: int | None = None
    selection: int | None = None
    without: tuple[int, ...] = ()
    category: int | None = None


EVERYBODY = RecipientFilter()


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A client on the list. `address` is that of the channel, or empty; `place` is their
    sort label in name order.
    """

    id: int
    last_name: str
    first_name: str
    address: str
    balance: Centimes
    place: int


@dataclass(frozen=True, slots=True)
class RecipientListing:
    """A `Listing` of the filtered clients (keyset pagination); the largest debts
    first if sorted by balance.
    """

    filter: RecipientFilter = EVERYBODY
    sort: RecipientSort = RecipientSort.NAME
    channel: Channel = MAIN

    def count(self) -> int:
        """The number of clients."""
        return int(on_the_list(self.filter).select(fn.COUNT(Client.id)).scalar())

    def read(
        self,
        limit: int,
        *,
        after: RecipientRow | None = None,
        before: RecipientRow | None = None,
        at: RecipientRow | None = None,
    ) -> Sequence[RecipientRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[RecipientRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[RecipientRow]) -> Sequence[RecipientRow]:
        query, read = on_the_list(self.filter), partial(_rows, channel=self.channel)
        if self.sort is RecipientSort.BALANCE:
            order = Keyset((Client.balance, Client.place), descending=True)
            return order.window(query, limit, begins, lambda row: (row.balance, row.place), read)
        return Keyset((Client.place,)).window(query, limit, begins, lambda row: (row.place,), read)


def on_the_list(wanted: RecipientFilter) -> ModelSelect:
    """The filtered clients, as a query without order; never other pharmacies, which get no campaign. Raises
    `AmountTooLarge`.
    """
    check_size(wanted.owes_more_than or ZERO)
    query = Client.select().where(Client.id.not_in(other_pharmacies()))
    if wanted.selection is None:
        query = query.where(Client.status == str(ClientStatus.ACTIVE))
    else:
        chosen = SelectionMember.select(SelectionMember.client)
        query = query.where(Client.id.in_(chosen.where(SelectionMember.selection == wanted.selection)))
    if wanted.category is not None:
        query = query.where(Client.category == wanted.category)
    # Old debts are searched client by client in the requested order, until the window is full. Otherwise
    # SQLite would take all debtors by the index on balances, and sort them.
    balance = Client.balance if wanted.owes_since_days is None else Client.balance + 0
    if wanted.owes_more_than is not None:
        query = query.where(balance > wanted.owes_more_than)
    if wanted.owes_since_days is not None:
        query = query.where(balance > 0, fn.EXISTS(_owing_for(wanted.owes_since_days)))
    if wanted.without:
        query = query.where(~many.among(Client.id, wanted.without))
    return sought(query, understand(wanted.search), tuple(STATUS_RANKS.values()))


def ticked(clients: Sequence[int]) -> ModelSelect:
    """These clients, whatever their status, as a query without order."""
    return Client.select().where(many.among(Client.id, clients))


def numbers(wanted: RecipientFilter) -> Sequence[int]:
    """The ids of all filtered clients, to tick them all."""
    # Raw rows of the driver: a hundred thousand ids need no conversion.
    return [key for (key,) in engine().database.execute(on_the_list(wanted).select(Client.id)).fetchall()]


def rows_of(clients: Sequence[int], channel: Channel = MAIN) -> Sequence[RecipientRow]:
    """The rows of a few clients, in name order: a window of those a preflight excluded."""
    return _rows(ticked(clients).order_by(Client.place), channel)


def _owing_for(days: int) -> ModelSelect:
    """A client's unpaid debits of at least so many days, by what is allocated to them.

    Evaluated client by client: a window of the list needs no more of them than it shows.
    """
    oldest = clock.today() - timedelta(days=min(days, MOST_DAYS))
    return (
        Posting.select(Posting.id)
        .join(Operation)
        .where(
            Posting.client == Client.id,
            Operation.value_date <= oldest,
            Posting.amount > 0,
            Posting.amount > allocated(Posting.operation, debit=True),
        )
    )


def _rows(query: ModelSelect, channel: Channel) -> list[RecipientRow]:
    """These clients, with their addresses on a channel."""
    name = Client.last_name, Client.first_name
    columns = Client.id, *name, COLUMNS[channel], Client.balance, Client.place
    return [RecipientRow(*row) for row in query.select(*columns).tuples()]
