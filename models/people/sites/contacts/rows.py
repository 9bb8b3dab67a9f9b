"""What the verbs of sites and those of contacts do to the rows of contacts. The site's client is locked."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from models.people.phones import to_e164
from models.people.sites.contacts.table import SiteContact, SiteContactFields
from models.refusals import Missing
from models.store.search.folding import fold
from models.store.text import check_text


def checked(values: SiteContactFields) -> SiteContactFields:
    """The values trimmed, the phone as E.164. Raises `Missing`, `NotAPhone` or what `check_text` raises."""
    name, role = check_text("name", values.name), check_text("role", values.role)
    phone = to_e164(check_text("phone", values.phone), "phone")
    if not fold(name) and not phone:
        raise Missing("name")
    return SiteContactFields(name, role, phone)


def fields_of(row: SiteContact) -> SiteContactFields:
    """The fields of a contact, as a form shows them."""
    return SiteContactFields(**{field.name: getattr(row, field.name) for field in fields(SiteContactFields)})


def main_of(site: int) -> SiteContact | None:
    """The main contact of a site; None where it has none in use."""
    found: SiteContact | None = SiteContact.get_or_none(SiteContact.site == site, SiteContact.main)
    return found


def in_use(site: int) -> Sequence[SiteContact]:
    """The contacts of a site that are in use, as they came."""
    own = SiteContact.site == site, SiteContact.active
    return list(SiteContact.select().where(*own).order_by(SiteContact.id))


def add(site: int, clean: SiteContactFields) -> int:
    """Adds a contact; the first one in use is the main contact. Returns their id."""
    row = SiteContact.create(site=site, main=main_of(site) is None, **asdict(clean))
    return int(row.id)


def change(contact: int, **changed: Any) -> None:
    """Writes these columns of a contact."""
    SiteContact.update(**changed).where(SiteContact.id == contact).execute()


def choose_main(site: int, contact: int | None) -> None:
    """The former one first: the schema allows no second one, not even for a moment."""
    SiteContact.update(main=False).where(SiteContact.site == site, SiteContact.main).execute()
    if contact is not None:
        change(contact, main=True)


def retire(row: SiteContact) -> None:
    """Takes a contact out of use. If it was the main one, the oldest of the others takes the place."""
    change(row.id, active=False, main=False)
    if row.main:
        choose_main(row.site_id, next((each.id for each in in_use(row.site_id)), None))


def retire_all(sites: Any) -> None:
    """Retires the contacts of these sites, a query of their ids."""
    SiteContact.update(active=False, main=False).where(SiteContact.site.in_(sites)).execute()
