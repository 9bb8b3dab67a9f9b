"""The client's row, its states, and how it stands in the search index."""

from enum import StrEnum
from typing import Protocol

from models.people.organisms import Organism
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
    """Where a client is. `blocked` is apart: it forbids operations whatever the status."""

    ACTIVE = "active"
    SLEEPING = "sleeping"
    ARCHIVED = "archived"
    ANONYMISED = "anonymised"
    """Forgotten for good: a number with its operations, in no list and found by no search."""


STANDING = {
    ClientStatus.ACTIVE: 0,
    ClientStatus.SLEEPING: 1,
    ClientStatus.ARCHIVED: 2,
    ClientStatus.ANONYMISED: 3,
}
"""The status as the search index keeps it."""


class Client(Table):
    """A person or house with an account. `balance` is the ledger's, cached; only the ledger writes it."""

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

    @property
    def organism_name(self) -> str:
        """What the client's organism is called, or ""; read here where the client was read alone."""
        if self.organism_id is None:
            return ""
        if "organism" in self.__rel__ and self.organism is not None:
            return self.organism.name
        return str(_ORGANISM.tuples(key=self.organism_id)[0][0])


_ORGANISM = Prepared(lambda: Organism.select(Organism.name).where(Organism.id == given("key")))


def name_key(last_name: str, first_name: str) -> str:
    """What names are sorted by: a tab comes before any letter, so MARTIN Zoé is before MARTIN DUC Alice."""
    return f"{fold(last_name)}\t{fold(first_name)}"


class Findable(Protocol):
    """What a search finds a client by: a fiche, or a client's row."""

    @property
    def last_name(self) -> str: ...
    @property
    def first_name(self) -> str: ...
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
    """The client as the search index keeps them."""
    return SearchEntry(row.place, STANDING[row.status], words_of(row, row.code))


def words_of(client: Findable, code: str) -> str:
    """The words under which a client is found."""
    return search_words.of_client(
        client.last_name,
        client.first_name,
        code,
        client.email,
        client.registration_number,
        (client.mobile, client.work_phone, client.home_phone),
    )
