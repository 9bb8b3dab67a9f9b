"""The table of contacts, what is typed about one, and the words by which a search finds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peewee import CompositeKey

from models.people.clients.table import Client, name_key
from models.people.references.table import Reference
from models.people.sites.table import Site
from models.store.connection import Table
from models.store.fields import BooleanField, DayField, ForeignKeyField, TextField
from models.store.search.folding import LONGEST, loose
from models.store.search.words import FIRST_NAME, LAST_NAME, of_name, of_phone


class Contact(Table):
    """A person around a client, who has no account of their own (contact associé, ct-create).

    Attributes:
      client: whose contact it is; of a merged fiche they go over to the survivor
      relation: what they are to the client, out of the list of relations
      name_key: the sort key of the name, as that of clients
      mobile, phone: E.164, or empty
      site: at which site of the client they are to be found, None for none
      active: whether they can be chosen; a retired one is kept, with all that was ever for them
    """

    client = ForeignKeyField(Client)
    relation = ForeignKeyField(Reference)
    last_name = TextField()
    first_name = TextField(default="")
    name_key = TextField()
    mobile = TextField(default="")
    phone = TextField(default="")
    email = TextField(default="")
    birth_date = DayField(null=True)
    site = ForeignKeyField(Site, null=True)
    note = TextField(default="")
    active = BooleanField(default=True)


class ContactWord(Table):
    """A word by which a contact in use is found: an inverted index, read by how its words begin."""

    word = TextField()
    contact = ForeignKeyField(Contact)

    class Meta:
        primary_key = CompositeKey("word", "contact")


@dataclass(frozen=True, slots=True)
class ContactFields:
    """The fields of a contact as a person types them. Phones in any local notation; stored as E.164.

    `relation` is an entry of the list of relations, None where nothing was chosen, which no verb takes.
    """

    relation: int | None = None
    last_name: str = ""
    first_name: str = ""
    mobile: str = ""
    phone: str = ""
    email: str = ""
    birth_date: date | None = None
    site: int | None = None
    note: str = ""


def key_of(contact: ContactFields) -> str:
    """The sort key of a contact's name."""
    return name_key(contact.last_name, contact.first_name)


def words_of(contact: ContactFields) -> set[str]:
    """The words by which a contact is found: of the name, the e-mail address, and the phones from any digit
    on. The name of its client is found by the index of clients.
    """
    return set(_words_of(contact)) - {""}


def _words_of(contact: ContactFields) -> Iterator[str]:
    yield from of_name(contact.last_name, LAST_NAME)
    yield from of_name(contact.first_name, FIRST_NAME)
    yield from of_phone(contact.mobile)
    yield from of_phone(contact.phone)
    yield from (word[:LONGEST] for word in loose(contact.email).split())
