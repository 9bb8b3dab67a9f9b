"""The lists of sites: those of one client, and those of all clients with a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.people.clients.aliases import about
from models.people.clients.found import sought
from models.people.clients.listing import found_by_name
from models.people.clients.table import IN_NO_LIST, Client, ClientStatus
from models.people.clients.verbs import full_name
from models.people.sites.contacts.table import SiteContact
from models.people.sites.table import Site, SiteWord
from models.store import many
from models.store.keyset import Keyset, Start, start
from models.store.search.wanted import Wanted, understand

_GONE = tuple(map(str, (ClientStatus.ARCHIVED, *IN_NO_LIST)))
_LAST = "\U0010ffff"
"""No word has this letter: it comes after all words that begin alike."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in a list, with its client's name. `contact` and `phone` (E.164) are those of its main contact,
    `contacts` is how many it has in use.
    """

    id: int
    client: int
    last_name: str
    first_name: str
    name: str
    address: str
    postal_code: str
    city: str
    contact: str
    phone: str
    contacts: int
    by_default: bool
    active: bool
    name_key: str

    @property
    def client_name(self) -> str:
        """`CLINIQUE ATLAS`"""
        return full_name(self)


@dataclass(frozen=True, slots=True)
class SiteListing:
    """A `Listing` of the sites in use, by their name (keyset pagination); not those of archived clients.

    The search finds words of the site, of its contacts and of its client in any order, a phone in any
    spelling, and by `#` the sites of the client with that number or code.
    """

    search: str = ""

    def count(self) -> int:
        """The number of sites found."""
        return int(self._found(Site.select(fn.COUNT(Site.id))).scalar())

    def total(self) -> int:
        """The number of sites before any search."""
        return SiteListing().count()

    def read(
        self,
        limit: int,
        *,
        after: SiteRow | None = None,
        before: SiteRow | None = None,
        at: SiteRow | None = None,
    ) -> Sequence[SiteRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[SiteRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[SiteRow]) -> Sequence[SiteRow]:
        if understand(self.search) == Wanted():
            walked = _rows_of().where(Site.active, Client.status.not_in(_GONE))
            return Keyset((Site.name_key, Site.id)).window(walked, limit, begins, _key, _read)
        # An optimizer fence: sorted by an expression, what was found is taken from the indexes of words and
        # sorted. PostgreSQL would walk in the list's order, and compare each site with all that was found.
        order = Keyset((Site.name_key.concat(""), Site.id))
        return order.window(self._found(Site.select(Site.id)), limit, begins, _key, _of_ids)

    def _found(self, query: ModelSelect) -> ModelSelect:
        archived = Client.select(Client.id).where(Client.status.in_(_GONE))
        query = query.where(Site.active, Site.client.not_in(archived))
        wanted = understand(self.search)
        return query if wanted == Wanted() else query.where(_sought(wanted))


def _key(row: SiteRow) -> tuple[str, int]:
    return row.name_key, row.id


def _of_ids(query: ModelSelect) -> list[SiteRow]:
    """The rows of a query of ids, in its order."""
    found = [key for (key,) in query.tuples()]
    rows = {row.id: row for row in _read(_rows_of().where(many.among(Site.id, found)))}
    return [rows[key] for key in found]


def _sought(wanted: Wanted) -> Any:
    if wanted.nobody:
        return Site.id == 0
    if wanted.code or wanted.notes:
        return Site.client.in_(sought(Client.select(Client.id), wanted, ()))
    return reduce(or_, (reduce(and_, map(_begins, way)) for way in wanted.ways))


def _begins(word: str) -> Any:
    """The sites of which a word begins so, or a word of whose client: each side is found by its own index."""
    own = SiteWord.select(SiteWord.site).where(SiteWord.word.between(word, word + _LAST))
    others = Site.select(Site.id).join(Client).where(found_by_name(word))
    return Site.id.in_(own.union_all(others))


def sites_of(client: int) -> Sequence[SiteRow]:
    """The sites of a client: the default first, those in use by name, then the retired ones."""
    order = Site.active.desc(), Site.by_default.desc(), Site.name_key, Site.id
    return _read(_rows_of().where(about(Site.client, client)).order_by(*order))


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the sites of a client that are in use."""
    return Site.select(fn.COUNT(Site.id)).where(about(Site.client, client), Site.active)


def row_of(site: int) -> SiteRow | None:
    """One site, retired or not."""
    return next(iter(_read(_rows_of().where(Site.id == site))), None)


def _rows_of() -> ModelSelect:
    each = SiteContact.alias()
    # Peewee calls a subquery without a name by the last word in it, and would read the count as `active`.
    in_use = each.select(fn.COUNT(each.id)).where(each.site == Site.id, each.active).alias("contacts")
    rows = Site.select(
        Site.id,
        Client.id,
        Client.last_name,
        Client.first_name,
        Site.name,
        Site.address,
        Site.postal_code,
        Site.city,
        fn.COALESCE(SiteContact.name, ""),
        fn.COALESCE(SiteContact.phone, ""),
        in_use,
        Site.by_default,
        Site.active,
        Site.name_key,
    )
    main = (SiteContact.site == Site.id) & SiteContact.main
    return rows.join(Client).join_from(Site, SiteContact, JOIN.LEFT_OUTER, on=main)


def _read(query: ModelSelect) -> list[SiteRow]:
    return [SiteRow(*row) for row in query.tuples()]
