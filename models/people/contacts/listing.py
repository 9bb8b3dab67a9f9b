"""The lists of contacts: those of one client, and those of all clients with a search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.people.clients.aliases import about
from models.people.clients.found import sought as sought_clients
from models.people.clients.listing import found_by_name
from models.people.clients.table import IN_NO_LIST, Client, ClientStatus
from models.people.contacts.table import Contact, ContactWord
from models.people.references.table import Reference
from models.people.sites.table import Site
from models.store import many
from models.store.keyset import Keyset, Start, start
from models.store.search.wanted import Wanted, understand
from models.store.search.words import FIRST_DIGIT, FIRST_NAME, LAST_NAME

_GONE = tuple(map(str, (ClientStatus.ARCHIVED, *IN_NO_LIST)))
AFTER_ALL = "\U0010ffff"
"""No word has this letter: it comes after all words that begin alike."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in a list, with the name of its client, of the relation and of the site (or empty). Phones
    are E.164.
    """

    id: int
    client: int
    client_last_name: str
    client_first_name: str
    last_name: str
    first_name: str
    relation: str
    mobile: str
    phone: str
    email: str
    birth_date: date | None
    site: str
    note: str
    active: bool
    name_key: str

    @property
    def name(self) -> str:
        """`MARTINEZ Jeanne`"""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def client_name(self) -> str:
        """`MARTINEZ Paul`"""
        return f"{self.client_last_name} {self.client_first_name}".strip()


@dataclass(frozen=True, slots=True)
class ContactListing:
    """A `Listing` of the contacts of all clients, in name order (keyset pagination); not those of archived
    clients.

    Attributes:
      search: what was typed
      relation: an entry of the list of relations, None for all
      retired: lists those who are retired, instead of those in use
      born: lists those alone whose birth date is known
      at_site: lists those alone of whom it is known at which site they are to be found

    The search finds words of the contact and of its client in any order, a phone in any spelling, and by `#`
    the contacts of the client with that number or code.
    """

    search: str = ""
    relation: int | None = None
    retired: bool = False
    born: bool = False
    at_site: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it lists not simply all who are in use, whatever is searched."""
        return replace(self, search="") != ContactListing()

    def count(self) -> int:
        """The number of contacts found."""
        return int(self._found(Contact.select(fn.COUNT(Contact.id))).scalar())

    def total(self) -> int:
        """The number of contacts before any search or filter."""
        return ContactListing(retired=self.retired).count()

    def read(
        self,
        limit: int,
        *,
        after: ContactRow | None = None,
        before: ContactRow | None = None,
        at: ContactRow | None = None,
    ) -> Sequence[ContactRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[ContactRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[ContactRow]) -> Sequence[ContactRow]:
        if understand(self.search) == Wanted():
            walked = self._narrowed(_rows_of()).where(Client.status.not_in(_GONE))
            return Keyset((Contact.name_key, Contact.id)).window(walked, limit, begins, _key, _read)
        # An optimizer fence: sorted by an expression, what was found is taken from the indexes of words and
        # sorted. PostgreSQL would walk in the list's order, and compare each contact with all that was found.
        order = Keyset((Contact.name_key.concat(""), Contact.id))
        return order.window(self._found(Contact.select(Contact.id)), limit, begins, _key, _of_ids)

    def _found(self, query: ModelSelect) -> ModelSelect:
        gone = Client.select(Client.id).where(Client.status.in_(_GONE))
        query = self._narrowed(query).where(Contact.client.not_in(gone))
        wanted = understand(self.search)
        if wanted == Wanted():
            return query
        return query.where(_sought(wanted, _retired_begins if self.retired else _begins))

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        query = query.where(~Contact.active if self.retired else Contact.active)
        if self.relation is not None:
            query = query.where(Contact.relation == self.relation)
        if self.born:
            query = query.where(Contact.birth_date.is_null(False))
        if self.at_site:
            query = query.where(Contact.site.is_null(False))
        return query


def contacts_of(client: int, *, in_use: bool = False) -> list[ContactRow]:
    """The contacts of a client in name order, those in use first; `in_use`: these alone can be chosen."""
    rows = _rows_of().where(about(Contact.client, client))
    if in_use:
        rows = rows.where(Contact.active)
    return _read(rows.order_by(Contact.active.desc(), Contact.name_key, Contact.id))


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the contacts of a client that are in use."""
    return Contact.select(fn.COUNT(Contact.id)).where(about(Contact.client, client), Contact.active)


def row_of(contact: int) -> ContactRow | None:
    """One contact, retired or not; None if there is none."""
    return next(iter(_read(_rows_of().where(Contact.id == contact))), None)


def _key(row: ContactRow) -> tuple[str, int]:
    return row.name_key, row.id


def _of_ids(query: ModelSelect) -> list[ContactRow]:
    """The rows of a query of ids, in its order."""
    found = [key for (key,) in query.tuples()]
    rows = {row.id: row for row in _read(_rows_of().where(many.among(Contact.id, found)))}
    return [rows[key] for key in found]


def _sought(wanted: Wanted, begins: Callable[[str], Any]) -> Any:
    """The condition that a search means a contact: by words of it and of its client. `begins` is the
    condition that a word of either begins so; of who is in use, the index tells it.
    """
    if wanted.nobody:
        return Contact.id == 0
    if wanted.code or wanted.notes:
        return Contact.client.in_(sought_clients(Client.select(Client.id), wanted, ()))
    return reduce(or_, (reduce(and_, map(begins, way)) for way in wanted.ways))


def _begins(word: str) -> Any:
    """The contacts of which a word begins so, or a word of whose client: each side is found by its own
    index.
    """
    own = ContactWord.select(ContactWord.contact).where(ContactWord.word.between(word, word + AFTER_ALL))
    others = Contact.select(Contact.id).join(Client).where(found_by_name(word))
    return Contact.id.in_(own.union_all(others))


def _retired_begins(word: str) -> Any:
    """The same of the retired, whom no index of words holds: their own names, phones and address are read."""
    others = Contact.select(Contact.id).join(Client).where(found_by_name(word))
    plain = word.strip("".join((FIRST_DIGIT, LAST_NAME, FIRST_NAME)))
    named = [Contact.name_key.startswith(plain)]
    named += [Contact.name_key.contains(f"{before}{plain}") for before in (" ", "\t")]
    # E.164 has the country in the place of the first 0.
    dialled = plain.lstrip("0") or plain
    written = [column.contains(dialled) for column in (Contact.mobile, Contact.phone)]
    written.append(Contact.email.contains(plain))
    return reduce(or_, [*named, *written, Contact.id.in_(others)])


def _rows_of() -> ModelSelect:
    return (
        Contact.select(
            Contact.id,
            Client.id,
            Client.last_name,
            Client.first_name,
            Contact.last_name,
            Contact.first_name,
            Reference.name,
            Contact.mobile,
            Contact.phone,
            Contact.email,
            Contact.birth_date,
            fn.COALESCE(Site.name, ""),
            Contact.note,
            Contact.active,
            Contact.name_key,
        )
        .join(Client)
        .switch(Contact)
        .join(Reference)
        .switch(Contact)
        .join(Site, JOIN.LEFT_OUTER, on=Contact.site == Site.id)
    )


def _read(query: ModelSelect) -> list[ContactRow]:
    return [ContactRow(*row) for row in query.tuples()]
