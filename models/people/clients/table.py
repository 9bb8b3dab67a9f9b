"""The table of clients, their states, and their entry in the search index."""

from enum import StrEnum
from typing import Any, Protocol

from peewee import SQL

from models.people.categories.table import ClientCategory
from models.people.organisms.table import Organism
from models.store.connection import Table
from models.store.engines.engine import SearchEntry
from models.store.fields import (
    AmountField,
    BooleanField,
    ChoiceField,
    EnteredAmountField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from models.store.prepared import Prepared, given
from models.store.search import words as search_words
from models.store.search.folding import fold


class ClientKind(StrEnum):
    """Regular (full fiche), passing (fiche optional), pharmacy (a colleague). See fiche-types."""

    REGULAR = "regular"
    PASSING = "passing"
    PHARMACY = "pharmacy"


class ClientStatus(StrEnum):
    """Where a client is listed. `blocked` is separate: it forbids operations whatever the status."""

    ACTIVE = "active"
    SLEEPING = "sleeping"
    ARCHIVED = "archived"
    ANONYMISED = "anonymised"
    """Anonymised for good: a number with its operations, in no list and found by no search."""
    MERGED = "merged"
    """Merged into another fiche of the same person, to which its number and its code lead."""
    TRASHED = "trashed"
    """Deleted, and brought back whole: only the list of the trash shows and finds them."""


IN_NO_LIST = (ClientStatus.ANONYMISED, ClientStatus.MERGED, ClientStatus.TRASHED)
"""The statuses of those whom no ordinary list shows and no ordinary search finds."""


STATUS_RANKS = {
    ClientStatus.ACTIVE: 0,
    ClientStatus.SLEEPING: 1,
    ClientStatus.ARCHIVED: 2,
    **dict.fromkeys(IN_NO_LIST, 3),
}
"""The status as the search index stores it, in two bits. Those in no list share the last rank: a list of one
of their statuses narrows what the index finds by the status itself.
"""
FINDABLE_RANKS = (0, 1, 2)
"""The ranks among which an ordinary search looks, whatever the status."""


class Client(Table):
    """A person or company with an account.

    Attributes:
      balance: the cached sum of receivable postings, in centimes; written by the ledger only (INV-02)
      code: the code of the card, unique in any spelling (INV-47)
      place: the label in name order (see `name_order`)
      status: where they are listed
      blocked: forbids every operation, whatever the status
      ceiling: the most they may owe, in centimes; None is the pharmacy's default, 0 no credit at all
      category: their category of clients; it stands here as lists of many clients are filtered by it
      custom_words: the search words of their custom fields; here, as the search entry of a client is made of
        the row alone wherever their place, status or name changes
      merged_words: the search words of the fiches that were merged into this one, which find it as well
      sound_key: the consonants that are heard of their name; clients who may be the same person have the same
      version: rises by one with each save, for optimistic locking
    """

    code = TextField()
    kind = ChoiceField(ClientKind, default=ClientKind.REGULAR)
    status = ChoiceField(ClientStatus, default=ClientStatus.ACTIVE)
    blocked = BooleanField(default=False)
    title = TextField(default="")
    last_name = TextField()
    first_name = TextField(default="")
    name_key = TextField()
    place = IntegerField()
    mobile = TextField(default="")
    work_phone = TextField(default="")
    home_phone = TextField(default="")
    email = TextField(default="")
    address = TextField(default="")
    postal_code = TextField(default="")
    city = TextField(default="")
    organism = ForeignKeyField(Organism, null=True)
    category = ForeignKeyField(ClientCategory, null=True)
    registration_number = TextField(default="")
    affiliation_number = TextField(default="")
    share_balance = BooleanField(default=False)
    share_points = BooleanField(default=False)
    share_history = BooleanField(default=False)
    ceiling = EnteredAmountField(null=True)
    alert = TextField(default="")
    info = TextField(default="")
    balance = AmountField(default=0)
    version = IntegerField(default=1)
    custom_words = TextField(default="")
    merged_words = TextField(default="")
    sound_key = TextField(default="")

    @property
    def organism_name(self) -> str:
        """The name of the client's organism, or ""; costs a query if the client was read alone."""
        if self.organism_id is None:
            return ""
        if "organism" in self.__rel__ and self.organism is not None:
            return self.organism.name
        return str(_ORGANISM.tuples(key=self.organism_id)[0][0])


def in_a_list(client: Any = Client) -> Any:
    """The condition that a client is active, sleeping or archived, so that lists and searches find them;
    `client` is the table, or an alias of it.
    """
    return client.status.not_in(IN_NO_LIST)


def is_other_pharmacy() -> Any:
    """The condition that a client is another pharmacy (list-confreres). The kind stands in it as the index on
    pharmacies has it: SQLite takes a partial index for no value that is passed.
    """
    return Client.kind == SQL(f"'{ClientKind.PHARMACY}'")


def other_pharmacies() -> Any:
    """The ids of the other pharmacies, as a subquery."""
    return Client.select(Client.id).where(is_other_pharmacy())


_ORGANISM = Prepared(lambda: Organism.select(Organism.name).where(Organism.id == given("key")))


def name_key(last_name: str, first_name: str) -> str:
    """The sort key of a name: a tab sorts before any letter, so MARTIN Zoé comes before MARTIN DUC Alice."""
    return f"{fold(last_name)}\t{fold(first_name)}"


class Named(Protocol):
    """The name of a client: of a form, of a row, of a line of a list."""

    @property
    def last_name(self) -> str: ...
    @property
    def first_name(self) -> str: ...


class Findable(Named, Protocol):
    """The fields by which a search finds a client: of a form or of a row."""

    @property
    def email(self) -> str: ...
    @property
    def registration_number(self) -> str: ...
    @property
    def mobile(self) -> str: ...
    @property
    def work_phone(self) -> str: ...
    @property
    def home_phone(self) -> str: ...


def search_entry(row: Client) -> SearchEntry:
    """The client's entry in the search index."""
    words = words_of(row, row.code, row.custom_words, row.merged_words)
    return SearchEntry(row.place, STATUS_RANKS[row.status], words)


def words_of(client: Findable, code: str, custom_words: str = "", merged_words: str = "") -> str:
    """The words under which a client is found; `custom_words` are those of their custom fields,
    `merged_words` those of the fiches that were merged into theirs.
    """
    found = search_words.of_client(
        client.last_name,
        client.first_name,
        code,
        client.email,
        client.registration_number,
        (client.mobile, client.work_phone, client.home_phone),
    )
    return " ".join(filter(None, (found, custom_words, merged_words)))
