"""The client's row, its states, and how it stands in the search index."""

from enum import StrEnum
from typing import Protocol

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.people import phones
from models.people.organisms import Organism
from models.store.connection import Table
from models.store.engine import SearchEntry
from models.store.fields import AmountField, ChoiceField
from models.store.folding import LONGEST, fold


class ClientKind(StrEnum):
    """S0 1.3: regular (full fiche), passing (fiche optional), pharmacy (a colleague)."""

    REGULAR = "regular"
    PASSING = "passing"
    PHARMACY = "pharmacy"


class ClientStatus(StrEnum):
    """Where a client is (X5). `blocked` is apart: it forbids operations whatever the status."""

    ACTIVE = "active"
    SLEEPING = "sleeping"
    ARCHIVED = "archived"


STANDING = {ClientStatus.ACTIVE: 0, ClientStatus.SLEEPING: 1, ClientStatus.ARCHIVED: 2}
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
    ceiling = AmountField(null=True)
    alert = TextField(default="")
    info = TextField(default="")
    balance = AmountField(default=0)
    version = IntegerField(default=1)


def name_key(last_name: str, first_name: str) -> str:
    """What names are sorted by: a tab comes before any letter, so MARTIN Zoé is before MARTIN DUC Alice."""
    return f"{fold(last_name)}\t{fold(first_name)}"


class Findable(Protocol):
    """What a search finds a client by, beside their name and code: a fiche, or a client's row."""

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
    key = name_key(row.last_name, row.first_name)
    return SearchEntry(row.place, STANDING[row.status], search_words(key, row.code, row))


def search_words(key: str, code: str, client: Findable) -> str:
    """The folded words under which a client is found; `key` is their `name_key`."""
    number = client.registration_number
    words = [*key.split(), *fold(f"{client.email} {number} {code}").split()]
    for phone in (client.mobile, client.work_phone, client.home_phone):
        words += phones.search_words(phone)
    words.append(fold("".join(letter for letter in number if letter.isalnum())))
    words.append("".join(letter for letter in number if letter.isdigit()))  # its groups are searched as one
    words = [word[:LONGEST] for word in words if word]
    return " ".join(dict.fromkeys(words))
