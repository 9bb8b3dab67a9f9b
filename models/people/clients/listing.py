"""The client list: search, filter, order, read a window at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from operator import and_
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.people.categories.table import CategoryColour, ClientCategory
from models.people.clients import badges, found, required
from models.people.clients.badges import NO_RULES, BadgeRules
from models.people.clients.filter import (
    ALL_CLIENTS,
    ClientFilter,
    Lead,
    conditions,
    has_status,
    lead,
    name_order,
)
from models.people.clients.found import in_index
from models.people.clients.table import (
    FINDABLE_RANKS,
    STATUS_RANKS,
    Client,
    ClientKind,
    ClientStatus,
    is_other_pharmacy,
    other_pharmacies,
)
from models.people.organisms.table import Organism
from models.store import many
from models.store.blocks import Blocks
from models.store.connection import engine
from models.store.engines.engine import Match, SearchQuery
from models.store.keyset import Keyset, Start, start
from models.store.search.by_field import ANYTHING, SearchBy, understand_by
from models.store.search.wanted import Wanted
from models.values import Centimes


class ClientView(StrEnum):
    """Which clients a list shows.

    Other pharmacies have a list of their own (list-confreres): those of active and sleeping clients hold them
    only while something is searched, or a category is chosen.
    """

    ACTIVE = "active"
    ALL = "all"
    ARCHIVED = "archived"
    PHARMACIES = "pharmacies"
    INCOMPLETE = "incomplete"
    """The active ones who lack a field that the pharmacy requires (fiche-required)."""
    TRASHED = "trashed"
    """Those who were deleted; no other list shows them (trash-restore)."""


_STATUSES = {
    ClientView.ACTIVE: (ClientStatus.ACTIVE,),
    ClientView.ALL: (ClientStatus.ACTIVE, ClientStatus.SLEEPING),
    ClientView.ARCHIVED: (ClientStatus.ARCHIVED,),
    ClientView.PHARMACIES: (ClientStatus.ACTIVE, ClientStatus.SLEEPING),
    ClientView.INCOMPLETE: (ClientStatus.ACTIVE,),
    ClientView.TRASHED: (ClientStatus.TRASHED,),
}
_NOT_IN_THE_INDEX = (ClientView.PHARMACIES, ClientView.INCOMPLETE, ClientView.TRASHED)
"""The views that ask for more than the search index knows: the kind of a client, what they lack, which of the
statuses that share a rank.
"""


class ClientSort(StrEnum):
    """The columns a list can be sorted by."""

    NAME = "name"
    FIRST_NAME = "first_name"
    PHONE = "phone"
    EMAIL = "email"
    ORGANISM = "organism"
    REGISTRATION = "registration_number"
    BALANCE = "balance"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One row of the list. `balance` positive: the client owes. `phone` is E.164."""

    id: int
    code: str
    last_name: str
    first_name: str
    phone: str
    email: str
    organism: str
    registration_number: str
    balance: Centimes
    status: ClientStatus
    blocked: bool
    place: int
    category: str = ""
    """The name of their category, or empty."""
    colour: CategoryColour | None = None
    """The colour of that name; None without a category."""
    alert: str = ""
    over_ceiling: bool = False
    incomplete: bool = False
    """Whether they lack a field that is required by the rules that the list was read with."""
    similar: bool = False
    """Whether only how their name sounds was searched, and not as it is spelled."""
    contact: int | None = None
    """The contact by whom alone they were found (`contacts.found`), and what that contact is called."""
    contact_name: str = ""


_ORGANISM_NAME = fn.COALESCE(Organism.name, "")
_SORT_COLUMNS: dict[ClientSort, Any] = {
    ClientSort.FIRST_NAME: Client.first_name,
    ClientSort.PHONE: Client.mobile,
    ClientSort.EMAIL: Client.email,
    ClientSort.ORGANISM: _ORGANISM_NAME,
    ClientSort.REGISTRATION: Client.registration_number,
    ClientSort.BALANCE: Client.balance,
    ClientSort.CODE: Client.code,
}
_INDEXED = (ClientSort.NAME, ClientSort.BALANCE)
_SORT_FIELDS = {ClientSort.PHONE: "phone"}


@dataclass(frozen=True, slots=True)
class ClientListing:
    """A `Listing` of clients (keyset pagination). By `rules` its rows say who owes too much and who is to
    complete; `by` is the field in which the text is looked for.

    A search by name lists those who are found as it was typed, and below them those whose names only sound
    alike; `match` leaves out one of both.
    """

    search: str = ""
    view: ClientView = ClientView.ACTIVE
    sort: ClientSort = ClientSort.NAME
    descending: bool = False
    filter: ClientFilter = ALL_CLIENTS
    rules: BadgeRules = NO_RULES
    by: SearchBy = ANYTHING
    match: Match = Match.ANY

    def count(self) -> int:
        """The number of matching clients."""
        if self._is_in_index:
            return engine().search_count(self._query())
        if self._wanted == Wanted():
            return self.total()
        return int(self.ids().select(fn.COUNT(Client.id)).scalar())

    def ids(self) -> ModelSelect:
        """The ids of all matching clients, in no order."""
        return self._filtered(self._wanted, whole=True)

    def counts(self) -> tuple[int, int]:
        """The number of matching clients, and how many of them are only found by how their name sounds."""
        found = self.count()
        exact = replace(self, match=Match.EXACT).count() if self.has_blocks else found
        return found, found - exact

    @property
    def is_counted_by_index(self) -> bool:
        """Whether the search index alone tells the number of matching clients."""
        return self._is_in_index

    @property
    def _is_in_index(self) -> bool:
        wanted = self._wanted
        return bool(wanted.ways) and wanted.phone is None and not self._narrowed

    @property
    def _in_index_order(self) -> bool:
        """Whether it alone yields the pages too, as it holds names and statuses in name order."""
        return self.sort is ClientSort.NAME and not self.descending and self._is_in_index

    @property
    def _wanted(self) -> Wanted:
        return understand_by(self.search, self.by)

    @property
    def searched(self) -> bool:
        """Whether something is searched; then other pharmacies are found too."""
        return bool(self.search.strip())

    def total(self) -> int:
        """The number of clients of this view among whom is searched; without a search, of those listed."""
        if self._narrowed:
            return int(self._filtered(Wanted(), whole=True).select(fn.COUNT(Client.id)).scalar())
        everybody = Client.select(fn.COUNT(Client.id)).where(Client.status.in_(self._statuses))
        # The few pharmacies are subtracted: asking each client whether they are one takes four times as long.
        return int(everybody.scalar()) - (self._pharmacies() if self._leaves_out_pharmacies else 0)

    def _pharmacies(self) -> int:
        status = fn.COALESCE(Client.status, "")  # Without its index: that of the pharmacies is to be used.
        found = Client.select(fn.COUNT(Client.id)).where(is_other_pharmacy())
        return int(found.where(status.in_(self._statuses)).scalar())

    @property
    def _statuses(self) -> tuple[ClientStatus, ...]:
        return self.filter.statuses(_STATUSES[self.view])

    @property
    def _leaves_out_pharmacies(self) -> bool:
        ordinary = self.view in (ClientView.ACTIVE, ClientView.ALL)
        return ordinary and not self.searched and not self.filter.names_pharmacies

    def read(
        self,
        limit: int,
        *,
        after: ClientRow | None = None,
        before: ClientRow | None = None,
        at: ClientRow | None = None,
    ) -> Sequence[ClientRow]:
        if self.has_blocks:
            return self._blocks().read(limit, after=after, before=before, at=at)
        if self._in_index_order:
            return self._by_place(limit, after, before, at)
        return self._by_column(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[ClientRow]:
        if self.has_blocks:
            return self._blocks().last(limit)
        if self._in_index_order:
            places = engine().search_page(self._query(), after=None, before=1 << 60, limit=limit)
            return self._rows(places)
        return self._by_column(limit, Start(backwards=True))

    @property
    def has_blocks(self) -> bool:
        """Whether clients may be found only by how their name sounds: they stand below the others."""
        return self._has_similar

    @property
    def _has_similar(self) -> bool:
        return bool(self._wanted.spellings) and self.match is Match.ANY

    def _blocks(self) -> Blocks[ClientRow]:
        exact, similar = (replace(self, match=match) for match in (Match.EXACT, Match.SIMILAR))
        return Blocks((exact, similar), lambda row: int(row.similar))

    def as_listed(self, row: ClientRow) -> ClientRow:
        """A client who was read elsewhere, as they stand in this list: found as typed or as it sounds."""
        if not self.has_blocks:
            return row
        exact = in_index(self._wanted, FINDABLE_RANKS, Match.EXACT)
        found = engine().search_page(exact, after=row.place - 1, before=row.place + 1, limit=1)
        return replace(row, similar=not found)

    @property
    def _narrowed(self) -> bool:
        """Whether it is narrowed by what the search index does not know."""
        return self.filter.narrows or self.view in _NOT_IN_THE_INDEX

    def _query(self) -> SearchQuery:
        return in_index(self._wanted, self._ranks, self.match)

    @property
    def _ranks(self) -> tuple[int, ...]:
        """The statuses of this view, as the search index holds them."""
        return tuple(STATUS_RANKS[status] for status in self._statuses)

    def _by_place(
        self, limit: int, after: ClientRow | None, before: ClientRow | None, at: ClientRow | None
    ) -> Sequence[ClientRow]:
        low = after.place if after else at.place - 1 if at else None
        high = before.place if before else None
        return self._rows(engine().search_page(self._query(), after=low, before=high, limit=limit))

    def _rows(self, places: Sequence[int]) -> Sequence[ClientRow]:
        if not places:
            return []
        found = _select(self.rules).where(many.among(Client.place, places))
        return self._read(found.order_by(Client.place))

    def _read(self, query: ModelSelect) -> Sequence[ClientRow]:
        rows = _read(query)
        return [replace(row, similar=True) for row in rows] if self.match is Match.SIMILAR else rows

    def _by_column(self, limit: int, begins: Start[ClientRow]) -> Sequence[ClientRow]:
        wanted = self._wanted
        first = self._lead(wanted)
        return self._sorted(self._led_by(first, wanted), name_order(first), limit, begins)

    def _sorted(
        self, query: ModelSelect, place: Any, limit: int, begins: Start[ClientRow]
    ) -> Sequence[ClientRow]:
        """A window of a query in the order of the list; `place` is how it names the order of names."""
        own = [] if self.sort is ClientSort.NAME else [_SORT_COLUMNS[self.sort]]
        names = [_SORT_FIELDS.get(self.sort, self.sort.value) for _ in own]
        order = Keyset((*own, place), self.descending)

        def key(row: ClientRow) -> list[Any]:
            return [*(getattr(row, name) for name in names), row.place]

        return order.window(query, limit, begins, key, self._read)

    def _others(self, *columns: Any) -> ModelSelect:
        """The clients of this list whatever is searched, for those who are found by something else; without
        `columns`, all that a row shows.
        """
        status = fn.COALESCE(Client.status, "")
        query = Client.select(*columns) if columns else _select(self.rules)
        return query.where(*self._conditions(Wanted(), Lead.ORDER, status, given=True))

    def condition(self) -> Any:
        """The condition that a client matches, for clients who are given: no index leads to them."""
        status = fn.COALESCE(Client.status, "")
        return reduce(and_, self._conditions(self._wanted, Lead.ORDER, status, given=True))

    def _filtered(self, wanted: Wanted, *, whole: bool = False) -> ModelSelect:
        """The matching clients, without order; `whole`: only the ids, as all of them will be read."""
        return self._led_by(self._lead(wanted, whole=whole), wanted, whole=whole)

    def _led_by(self, first: Lead, wanted: Wanted, *, whole: bool = False) -> ModelSelect:
        """The same; the engine begins with `first`."""
        # An order without an index needs all clients: a scan of the table is quicker than an index on their
        # status.
        all_read = whole or (self.view is ClientView.ACTIVE and self.sort not in _INDEXED)
        # The index of a category holds the statuses too; by the index on statuses alone, the engine would
        # walk along everybody to find a small category. So do the other indexes, and the codes.
        led = first not in (Lead.ORDER, Lead.DEBTORS) or self._leads_by_itself(wanted)
        hidden = led or (all_read and first is not Lead.DEBTORS)
        status = fn.COALESCE(Client.status, "") if hidden else Client.status
        query = Client.select(Client.id) if whole else _select(self.rules)
        return query.where(*self._conditions(wanted, first, status))

    def _conditions(self, wanted: Wanted, first: Lead, status: Any, *, given: bool = False) -> Iterator[Any]:
        """What a client has to be; the engine begins with `first`. `given`: with clients it was given."""
        yield has_status(status, self._statuses, in_order=not first.sorts)
        yield from conditions(self.filter, first, by_balance=self.sort is ClientSort.BALANCE and not given)
        if self.view is ClientView.INCOMPLETE:
            yield required.lacking(required.in_force().required)
        if self.view is ClientView.PHARMACIES:
            yield is_other_pharmacy()
        elif self._leaves_out_pharmacies:
            yield Client.kind != ClientKind.PHARMACY if given else Client.id.not_in(other_pharmacies())
        # The few pharmacies are asked whether they were found, and not all who were found what they are.
        few = first.few or given or self.view is ClientView.PHARMACIES
        place = Client.place + 0 if few else Client.place
        yield from found.conditions(wanted, self._ranks, place, self.match)

    def _lead(self, wanted: Wanted, *, whole: bool = False) -> Lead:
        if self._leads_by_itself(wanted):
            return Lead.ORDER
        return lead(self.filter, self._statuses, whole=whole)

    def _leads_by_itself(self, wanted: Wanted) -> bool:
        """Whether the engine begins with something else than the filter: a code finds one client, of the
        pharmacies there are few; and what clients lack has no index.
        """
        return bool(wanted.code) or self.view in (ClientView.PHARMACIES, ClientView.INCOMPLETE)


def _select(rules: BadgeRules) -> ModelSelect:
    query = Client.select(
        Client.id,
        Client.code,
        Client.last_name,
        Client.first_name,
        Client.mobile,
        Client.email,
        _ORGANISM_NAME,
        Client.registration_number,
        Client.balance,
        Client.status,
        Client.blocked,
        Client.place,
        fn.COALESCE(ClientCategory.name, ""),
        ClientCategory.colour,
        Client.alert,
        *badges.columns(rules),
    )
    return query.join(Organism, JOIN.LEFT_OUTER).switch(Client).join(ClientCategory, JOIN.LEFT_OUTER)


def _read(query: ModelSelect) -> list[ClientRow]:
    return [ClientRow(*row) for row in query.tuples()]


def found_by_name(word: str) -> Any:
    """The condition that an active or sleeping client is found by a word that begins so (`Wanted.ways`)."""
    ranks = tuple(STATUS_RANKS[status] for status in _STATUSES[ClientView.ALL])
    return Client.place.in_(engine().search_places(SearchQuery(((word,),), ranks)))


def counts_by_category() -> dict[int, int]:
    """The number of clients of each category, whatever their status; categories without any are absent."""
    rows = Client.select(Client.category, fn.COUNT(Client.id)).where(Client.category.is_null(False))
    return dict(rows.group_by(Client.category).tuples())


def rows_where(condition: Any, limit: int, *order: Any, rules: BadgeRules = NO_RULES) -> list[ClientRow]:
    """A few rows that meet a condition, whatever their status."""
    return _read(_select(rules).where(condition).order_by(*order, Client.place).limit(limit))


def row_of(client: int, rules: BadgeRules = NO_RULES) -> ClientRow | None:
    """One client's row, or None."""
    return next(iter(rows_where(Client.id == client, 1, rules=rules)), None)
