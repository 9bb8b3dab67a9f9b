"""The client's row, its states, and how it stands in the search index."""

from enum import StrEnum

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.people.folding import fold
from models.people.organisms import Organism
from models.people.phones import search_words
from models.store.connection import Table
from models.store.engine import SearchEntry
from models.store.fields import AmountField, ChoiceField


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


def search_entry(row: Client) -> SearchEntry:
    """The client as the search index keeps them."""
    texts = (row.last_name, row.first_name, row.email, row.registration_number, row.code)
    words = fold(" ".join(texts)).split()
    for number in (row.mobile, row.work_phone, row.home_phone):
        words += search_words(number)
    compact = "".join(letter for letter in row.registration_number if letter.isalnum())
    if compact:
        words.append(fold(compact))
    return SearchEntry(row.place, STANDING[row.status], " ".join(dict.fromkeys(words)))
