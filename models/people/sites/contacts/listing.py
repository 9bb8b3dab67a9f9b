"""The contacts of sites as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.people.sites.contacts.table import SiteContact
from models.store import many


@dataclass(frozen=True, slots=True)
class SiteContactRow:
    """A contact of a site. `phone` is E.164."""

    id: int
    site: int
    name: str
    role: str
    phone: str
    main: bool
    active: bool


def contacts_of(site: int) -> Sequence[SiteContactRow]:
    """The contacts of a site: the main one first, those in use as they came, then the retired ones."""
    return contacts_of_all([site])


def contacts_of_all(sites: Sequence[int]) -> Sequence[SiteContactRow]:
    """The contacts of these sites, those of each in the order of `contacts_of`."""
    columns = (SiteContact.id, SiteContact.site, SiteContact.name, SiteContact.role, SiteContact.phone)
    order = SiteContact.active.desc(), SiteContact.main.desc(), SiteContact.id
    query = SiteContact.select(*columns, SiteContact.main, SiteContact.active)
    query = query.where(many.among(SiteContact.site, sites)).order_by(*order)
    return [SiteContactRow(*row) for row in query.tuples()]
