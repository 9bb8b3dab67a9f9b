"""The table of the contacts of sites, and what is typed about one."""

from dataclasses import dataclass

from models.people.sites.table import Site
from models.store.connection import Table
from models.store.fields import BooleanField, ForeignKeyField, TextField
from models.store.search.words import FIRST_NAME, of_name, of_phone


class SiteContact(Table):
    """Somebody who can be asked for at a site.

    Attributes:
      role: what they do there: the pharmacist of the clinic, who takes deliveries
      phone: E.164
      main: the one that lists show; exactly one of those of a site that are in use
      active: whether they are still to be asked for; a retired contact is kept and found by no search
    """

    site = ForeignKeyField(Site)
    name = TextField()
    role = TextField(default="")
    phone = TextField(default="")
    main = BooleanField(default=False)
    active = BooleanField(default=True)


@dataclass(frozen=True, slots=True)
class SiteContactFields:
    """A contact as a person types them: a name or a phone, or both. The phone in any local notation; stored
    as E.164.
    """

    name: str = ""
    role: str = ""
    phone: str = ""


def words_of(contact: SiteContactFields) -> set[str]:
    """The words by which their site is found: of the name, and the phone from any digit on."""
    return {*of_name(contact.name, FIRST_NAME), *of_phone(contact.phone)} - {""}
