"""Clients who are found by their contacts: a list of clients with those of whom only a contact is meant.

They stand below who is found by their own name, and above who only sounds alike, and are asked for once the
first are at an end. A pharmacy without contacts lists clients as ever (`listing_of_clients`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from peewee import ModelSelect, fn

from models.people.clients.found import in_index
from models.people.clients.listing import ClientListing, ClientRow
from models.people.clients.table import FINDABLE_RANKS, Client
from models.people.contacts.listing import AFTER_ALL
from models.people.contacts.table import Contact, ContactWord
from models.store import many
from models.store.blocks import Blocks
from models.store.connection import engine
from models.store.engines.engine import Match, SearchQuery
from models.store.keyset import Start, start
from models.store.listing import Listing
from models.store.prepared import Prepared, given


def are_there() -> bool:
    """Whether a client has a contact in use."""
    return bool(Contact.select(Contact.id).where(Contact.active).limit(1).tuples().first())


def listing_of_clients(listing: ClientListing) -> ClientListing:
    """The same list, which finds clients by their contacts too where there are any."""
    kind = ClientsAndContacts if are_there() else ClientListing
    if type(listing) is kind:
        return listing
    return kind(**{name: getattr(listing, name) for name in ClientListing.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class ClientsAndContacts(ClientListing):
    """A `Listing` of clients, of whom a search finds those with such a contact too; `ClientRow.contact` says
    by whom.
    """

    def count(self) -> int:
        """The number of matching clients."""
        found = ClientListing.count(self)
        return found + _ByContact(self).count() if self.asks_contacts else found

    def counts(self) -> tuple[int, int]:
        """The number of matching clients, and how many of them are only found by how their name sounds."""
        if not self.asks_contacts:
            return ClientListing.counts(self)
        named = ClientListing.count(self)
        exact = replace(self, match=Match.EXACT).count() if self._has_similar else named
        return named + _ByContact(self).count(), named - exact

    @property
    def is_counted_by_index(self) -> bool:
        """Whether the search index alone tells the number of matching clients."""
        return self._is_in_index and not self.asks_contacts

    @property
    def has_blocks(self) -> bool:
        """Whether clients may be found otherwise than as it was typed: they stand below the others."""
        return self._has_similar or self.asks_contacts

    def as_listed(self, row: ClientRow) -> ClientRow:
        """A client who was read elsewhere, as they stand in this list."""
        by_contact = _ByContact(self).marked([row]) if self.asks_contacts and not self.names(row) else []
        return by_contact[0] if by_contact else ClientListing.as_listed(self, row)

    def names(self, row: ClientRow) -> bool:
        """Whether the search finds a client by themselves: as it was typed, or as it sounds."""
        query = in_index(self._wanted, FINDABLE_RANKS, Match.ANY)
        return bool(engine().search_page(query, after=row.place - 1, before=row.place + 1, limit=1))

    @property
    def asks_contacts(self) -> bool:
        """Whether contacts are searched: they are found by words and phones as typed, of whatever country."""
        wanted = self._wanted
        of_a_country = wanted.phone is not None and bool(wanted.phone.country)
        return self.match is Match.ANY and bool(wanted.ways) and not of_a_country

    def _blocks(self) -> Blocks[ClientRow]:
        exact, similar = (replace(self, match=match) for match in (Match.EXACT, Match.SIMILAR))
        if not self.asks_contacts:
            return ClientListing._blocks(self)
        blocks: list[Listing[ClientRow]] = [exact, _ByContact(self)]
        if self._has_similar:
            blocks.append(similar)
        return Blocks(blocks, lambda row: 2 if row.similar else int(row.contact is not None))

    def by_contacts(self, contacts: Collection[int], *columns: Any) -> ModelSelect:
        """The clients of these contacts whom the search does not find by themselves."""
        theirs = Contact.select(Contact.client).where(many.among(Contact.id, contacts))
        named = engine().search_places(in_index(self._wanted, FINDABLE_RANKS, Match.ANY))
        return self._others(*columns).where(Client.id.in_(theirs), (Client.place + 0).not_in(named))

    def window(self, contacts: Collection[int], limit: int, begins: Start[ClientRow]) -> Sequence[ClientRow]:
        """A window of them, in the order of the list: there are few, so they are found first and sorted."""
        return self._sorted(self.by_contacts(contacts), Client.place + 0, limit, begins)

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The ways to match what was typed: the words of one must all match."""
        return self._wanted.ways


class _ByContact:
    """A `Listing` of those whom a search finds by a contact alone. Which contacts it means is asked once."""

    def __init__(self, listing: ClientsAndContacts) -> None:
        self._listing = listing
        self._contacts: Collection[int] | None = None

    def count(self) -> int:
        contacts = self._meant()
        return int(self._listing.by_contacts(contacts, fn.COUNT(Client.id)).scalar()) if contacts else 0

    def total(self) -> int:
        return self.count()

    def read(
        self,
        limit: int,
        *,
        after: ClientRow | None = None,
        before: ClientRow | None = None,
        at: ClientRow | None = None,
    ) -> Sequence[ClientRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[ClientRow]:
        return self._window(limit, Start(backwards=True))

    def marked(self, rows: Sequence[ClientRow]) -> list[ClientRow]:
        """Those of these clients whom the search finds by a contact, each with the first one by name."""
        contacts = self._meant()
        if not rows or not contacts:
            return []
        named = Contact.select(Contact.client, Contact.id, Contact.last_name, Contact.first_name).where(
            many.among(Contact.id, contacts), many.among(Contact.client, [row.id for row in rows])
        )
        by_client: dict[int, tuple[int, str]] = {}
        for client, contact, last, first in named.order_by(Contact.name_key, Contact.id).tuples():
            by_client.setdefault(client, (contact, f"{last} {first}".strip()))
        return [
            replace(row, contact=by_client[row.id][0], contact_name=by_client[row.id][1])
            for row in rows
            if row.id in by_client
        ]

    def _window(self, limit: int, begins: Start[ClientRow]) -> Sequence[ClientRow]:
        contacts = self._meant()
        return self.marked(self._listing.window(contacts, limit, begins)) if contacts else []

    def _meant(self) -> Collection[int]:
        if self._contacts is None:
            self._contacts = meant(self._listing.ways)
        return self._contacts


_WITH_WORD = Prepared(
    lambda: ContactWord.select(ContactWord.contact).where(
        ContactWord.word.between(given("first"), given("last"))
    )
)


def meant(ways: Sequence[Sequence[str]]) -> set[int]:
    """The contacts of whom all words of a way begin a word, or some of them and the others one of their
    client.

    A word that no contact has costs a seek in the index of their words; the client is only asked about
    contacts who have another word of the way.
    """
    having = {word: _having(word) for way in ways for word in way}
    found: set[int] = set()
    for way in ways:
        some = set[int]().union(*(having[word] for word in way))
        for lacking, contacts in _by_lacking(way, some, having).items():
            found |= _of_clients_with(lacking, contacts) if lacking else contacts
    return found


def _having(word: str) -> set[int]:
    return {contact for (contact,) in _WITH_WORD.tuples(first=word, last=word + AFTER_ALL)}


def _by_lacking(
    way: Sequence[str], contacts: Collection[int], having: Mapping[str, set[int]]
) -> dict[tuple[str, ...], set[int]]:
    """These contacts, by the words that they do not have."""
    found: dict[tuple[str, ...], set[int]] = {}
    for contact in contacts:
        lacking = tuple(word for word in way if contact not in having[word])
        found.setdefault(lacking, set()).add(contact)
    return found


def _of_clients_with(words: tuple[str, ...], contacts: Collection[int]) -> set[int]:
    """Those of these contacts whose client has all these words."""
    places = engine().search_places(SearchQuery((words,), FINDABLE_RANKS))
    rows = Contact.select(Contact.id).join(Client).where(many.among(Contact.id, contacts))
    return {contact for (contact,) in rows.where(Client.place.in_(places)).tuples()}
