"""The table of sites, what is typed about one, and the words by which a search finds it."""

from dataclasses import dataclass

from peewee import CompositeKey

from models.people.clients.table import Client
from models.store.connection import Table
from models.store.fields import BooleanField, ForeignKeyField, TextField
from models.store.search.folding import LONGEST, loose
from models.store.search.words import LAST_NAME, of_name


class Site(Table):
    """A delivery address of a client (addr-delivery). Whom to ask for there are its contacts
    (`sites.contacts`).

    Attributes:
      name: what the site is called: a depot, a ward, a shop
      name_key: the folded name, by which lists are sorted
      by_default: the one of the client's sites that is proposed first; exactly one of those in use
      active: whether it is in use; a retired site is kept and proposed nowhere
    """

    client = ForeignKeyField(Client)
    name = TextField()
    name_key = TextField()
    address = TextField(default="")
    postal_code = TextField(default="")
    city = TextField(default="")
    province = TextField(default="")
    country = TextField(default="")
    by_default = BooleanField(default=False)
    active = BooleanField(default=True)


class SiteWord(Table):
    """A word by which a site in use is found: an inverted index, read by how its words begin."""

    word = TextField()
    site = ForeignKeyField(Site)

    class Meta:
        primary_key = CompositeKey("word", "site")


@dataclass(frozen=True, slots=True)
class SiteFields:
    """The fields of a site as a person types them, with the name and the phone of its main contact. The phone
    in any local notation; stored as E.164.
    """

    name: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    province: str = ""
    country: str = ""
    contact: str = ""
    phone: str = ""


def words_of(site: Site) -> set[str]:
    """The words of its name and its address. The name of its client is found by the index of clients."""
    where = f"{site.address} {site.postal_code} {site.city} {site.province} {site.country}"
    return {*of_name(site.name, LAST_NAME), *(word[:LONGEST] for word in loose(where).split())} - {""}
