"""The recipients to choose from: clients, filtered and read a window at a time (sms-recipients)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from peewee import ModelSelect, fn

from models.outbox.channels.addresses import COLUMNS
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.people.clients.aliases import survivors_of
from models.people.clients.filter import ClientFilter, Lead, conditions, has_status, lead, name_order
from models.people.clients.found import sought
from models.people.clients.table import FINDABLE_RANKS, Client, ClientStatus, other_pharmacies
from models.store import many
from models.store.connection import engine
from models.store.keyset import Keyset, Start, start
from models.store.search.wanted import understand
from models.values import Centimes


class RecipientSort(StrEnum):
    """The columns by which the list can be sorted; both have an index."""

    NAME = "name"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class RecipientFilter(ClientFilter):
    """Filters active clients, as any list of clients is filtered; all conditions must hold.

    A saved selection also keeps its sleeping and archived clients. `without` were taken off the list; `only`,
    where it is not empty, are those who were ticked elsewhere and handed over, and as few as a person ticks.
    """

    search: str = ""
    without: tuple[int, ...] = ()
    only: tuple[int, ...] = ()


EVERYBODY = RecipientFilter()
_KEPT = Client.status.not_in((str(ClientStatus.TRASHED), str(ClientStatus.MERGED)))
"""Nobody in the trash and no merged fiche is on any list of a campaign, not even as left out of it."""


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
        return int(on_the_list(self.filter, whole=True).select(fn.COUNT(Client.id)).scalar())

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
        first = _lead(self.filter)
        by_balance = self.sort is RecipientSort.BALANCE
        query = _listed(self.filter, first, by_balance=by_balance)
        read = partial(_rows, channel=self.channel)
        if by_balance:
            order = Keyset((Client.balance, Client.place), descending=True)
            return order.window(query, limit, begins, lambda row: (row.balance, row.place), read)
        order = Keyset((name_order(first),))
        return order.window(query, limit, begins, lambda row: (row.place,), read)


def on_the_list(wanted: RecipientFilter, *, whole: bool = False) -> ModelSelect:
    """The filtered clients, as a query without order; never other pharmacies, which get no campaign. `whole`:
    all of it will be read, in no order. Raises `AmountTooLarge`.
    """
    return _listed(wanted, _lead(wanted, whole=whole), whole=whole)


def _lead(wanted: RecipientFilter, *, whole: bool = False) -> Lead:
    return Lead.MEMBERS if wanted.only else lead(wanted, _statuses(wanted), whole=whole)


def _listed(
    wanted: RecipientFilter, first: Lead, *, whole: bool = False, by_balance: bool = False
) -> ModelSelect:
    """The same; the engine begins with `first`. `by_balance`: it will be read in the order of balances."""
    query = Client.select().where(Client.id.not_in(other_pharmacies()))
    if _is_for_whoever(wanted):
        query = query.where(_KEPT)
    else:
        plain = first is Lead.DEBTORS or (first is Lead.ORDER and not whole)
        status = Client.status if plain else fn.COALESCE(Client.status, "")
        query = query.where(has_status(status, _statuses(wanted), in_order=True))
    query = query.where(*conditions(wanted, first, by_balance=by_balance))
    if wanted.only:
        query = query.where(many.among(Client.id, survivors_of(wanted.only)))
    if wanted.without:
        query = query.where(~many.among(Client.id, wanted.without))
    return sought(query, understand(wanted.search), FINDABLE_RANKS)


def _is_for_whoever(wanted: RecipientFilter) -> bool:
    return (wanted.selection is not None or bool(wanted.only)) and wanted.sleeping is None


def _statuses(wanted: RecipientFilter) -> tuple[ClientStatus, ...]:
    return tuple(ClientStatus) if _is_for_whoever(wanted) else wanted.statuses((ClientStatus.ACTIVE,))


def ticked(clients: Sequence[int]) -> ModelSelect:
    """These clients, whatever their status but for those in the trash, as a query without order; for a merged
    fiche, its survivor.
    """
    return Client.select().where(many.among(Client.id, survivors_of(clients)), _KEPT)


def numbers(wanted: RecipientFilter) -> Sequence[int]:
    """The ids of all filtered clients, to tick them all."""
    # Raw rows of the driver: a hundred thousand ids need no conversion.
    return [key for (key,) in engine().database.execute(on_the_list(wanted).select(Client.id)).fetchall()]


def rows_of(clients: Sequence[int], channel: Channel = MAIN) -> Sequence[RecipientRow]:
    """The rows of a few clients, in name order: a window of those a preflight excluded."""
    return _rows(ticked(clients).order_by(Client.place), channel)


def _rows(query: ModelSelect, channel: Channel) -> list[RecipientRow]:
    """These clients, with their addresses on a channel."""
    name = Client.last_name, Client.first_name
    columns = Client.id, *name, COLUMNS[channel], Client.balance, Client.place
    return [RecipientRow(*row) for row in query.select(*columns).tuples()]
