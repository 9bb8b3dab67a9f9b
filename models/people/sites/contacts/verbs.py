"""Keeps the contacts of sites: adds, edits, chooses the main one, retires. None is deleted."""

from dataclasses import dataclass, replace
from typing import ClassVar

from models.people.sites import words
from models.people.sites.contacts import rows
from models.people.sites.contacts.rows import checked, fields_of
from models.people.sites.contacts.table import SiteContact, SiteContactFields
from models.people.sites.verbs import locked
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import FieldChanged, changed_fields, differences, of_a_person
from models.requests.rights import Right
from models.requests.verb import verb

CREATES = "site_contacts.create"


@dataclass
class NoSuchSiteContact(Refused):
    """There is no contact of this id."""

    contact: int
    sentence: ClassVar[str] = N_("This contact is gone.")


@dataclass
class SiteContactRetired(Refused):
    """A retired contact is not asked for, so they cannot be the main one. A contact may have no name."""

    name: str
    sentence: ClassVar[str] = N_("This contact is retired. Put them back first.")


@dataclass
class SiteContactChanged(FieldChanged):
    theirs: SiteContactFields


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: int(done.details()["contact"]))
def create(site: int, values: SiteContactFields, *, by: By) -> int:
    """Adds a contact to a site; returns their id. The first one in use is the main contact.

    Raises `Missing` where there is neither a name nor a phone; `NotAPhone`, `NoSuchSite`, `ClientAnonymised`
    or what `check_text` raises.
    """
    clean = checked(values)
    _site, owner = locked(site)
    contact = rows.add(site, clean)
    words.bring_up_to_date(site)
    trail.leave(by, client=owner, site=site, contact=contact)
    return contact


@verb("site_contacts.edit", Right.EDIT_CLIENTS)
def edit(contact: int, values: SiteContactFields, *, seen: SiteContactFields, by: By) -> None:
    """Saves the fields that differ from `seen`, as they were when the person began (optimistic locking): two
    people who change different fields of a contact both win.

    Raises `SiteContactChanged` where both changed the same field; and `NoSuchSiteContact`, `Missing`,
    `NotAPhone`, `ClientAnonymised` or what `check_text` raises.
    """
    clean = checked(values)
    row, owner = _locked(contact)
    now = fields_of(row)
    changed = changed_fields(
        clean, seen=seen, now=now, conflict=lambda name: SiteContactChanged(name, getattr(now, name), now)
    )
    if not changed:
        return
    after = replace(now, **changed)
    checked(after)  # one person emptied the name and another one the phone: together they leave nothing
    rows.change(contact, **changed)
    words.bring_up_to_date(row.site_id)
    trail.leave(by, client=owner, site=row.site_id, contact=contact, **of_a_person(differences(now, after)))


@verb("site_contacts.make_main", Right.EDIT_CLIENTS)
def make_main(contact: int, *, by: By) -> None:
    """Makes this the contact that lists show. Raises `NoSuchSiteContact`, `SiteContactRetired` or
    `ClientAnonymised`.
    """
    row, owner = _locked(contact)
    if not row.active:
        raise SiteContactRetired(row.name)
    if row.main:
        return
    rows.choose_main(row.site_id, contact)
    trail.leave(by, client=owner, site=row.site_id, contact=contact)


@verb("site_contacts.retire", Right.EDIT_CLIENTS)
def retire(contact: int, *, by: By) -> None:
    """Retires a contact, who is kept and found by no search. Raises `NoSuchSiteContact` or
    `ClientAnonymised`.
    """
    row, owner = _locked(contact)
    if not row.active:
        return
    rows.retire(row)
    words.bring_up_to_date(row.site_id)
    trail.leave(by, client=owner, site=row.site_id, contact=contact)


@verb("site_contacts.put_back", Right.EDIT_CLIENTS)
def put_back(contact: int, *, by: By) -> None:
    """Puts a retired contact in use again; where there is no other, as the main one. Raises
    `NoSuchSiteContact` or `ClientAnonymised`.
    """
    row, owner = _locked(contact)
    if row.active:
        return
    rows.change(contact, active=True, main=rows.main_of(row.site_id) is None)
    words.bring_up_to_date(row.site_id)
    trail.leave(by, client=owner, site=row.site_id, contact=contact)


def read(contact: int) -> SiteContactFields:
    """The fields of a contact. Raises `NoSuchSiteContact`."""
    return fields_of(_get(contact))


def _get(contact: int) -> SiteContact:
    row: SiteContact | None = SiteContact.get_or_none(SiteContact.id == contact)
    if row is None:
        raise NoSuchSiteContact(contact)
    return row


def _locked(contact: int) -> tuple[SiteContact, int]:
    """The contact and the client of their site, whose row is locked until the transaction ends."""
    _site, owner = locked(_get(contact).site_id)
    return _get(contact), owner
