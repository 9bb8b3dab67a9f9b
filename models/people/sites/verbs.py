"""Keeps the delivery addresses of clients: creates, edits, chooses the default, retires. None is deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar

from models.people import postal
from models.people.clients import details
from models.people.clients.aliases import about
from models.people.clients.verbs import get, lock
from models.people.phones import to_e164
from models.people.sites import words
from models.people.sites.contacts import rows as contacts
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.table import Site, SiteFields, SiteWord
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import FieldChanged, changed_fields, differences, of_a_person
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, EDITS = "sites.create", "sites.edit"
OF_CONTACT = {"contact": "name", "phone": "phone"}
"""The fields that are kept with the main contact, and what they are called there."""


@dataclass
class NoSuchSite(Refused):
    """There is no site of this id."""

    site: int
    sentence: ClassVar[str] = N_("This delivery address is gone.")


@dataclass
class SiteNameTaken(Refused):
    """Another site of the client that is in use has this name, in whatever spelling."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("This client already has a site called {name}.")


@dataclass
class SiteRetired(Refused):
    """A retired site is not proposed, so it cannot be the default."""

    name: str
    sentence: ClassVar[str] = N_("{name} is retired. Put it back first.")


@dataclass
class SiteChanged(FieldChanged):
    theirs: SiteFields


@dataclass
class MainContactChanged(SiteChanged):
    """A phone was typed for the main contact as it was read, and meanwhile the main contact has another name.
    `value` is that name.
    """

    sentence: ClassVar[str] = N_(
        "“{value}” is the main contact meanwhile. The same key again saves this phone for them."
    )


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: int(done.details()["site"]))
def create(client: int, values: SiteFields, *, by: By) -> int:
    """Adds a site to a client, with its main contact where one is typed; returns its id. The first one in use
    is the default.

    Raises `Missing`, `SiteNameTaken`, `NotAPhone`, `NoSuchClient`, `ClientAnonymised` or what `check_text`
    raises.
    """
    clean = checked(values)
    owner = lock(client).id
    _check_name_is_free(owner, clean.name, None)
    first = not _in_use(owner).exists()
    own, contact = _apart({field.name: getattr(clean, field.name) for field in fields(clean)})
    row = Site.create(client=owner, name_key=fold(clean.name), by_default=first, **own)
    _change_main_contact(row.id, contact)
    words.bring_up_to_date(row.id)
    trail.leave(by, client=owner, site=row.id)
    return int(row.id)


@verb(EDITS, Right.EDIT_CLIENTS)
def edit(site: int, values: SiteFields, *, seen: SiteFields, by: By) -> None:
    """Saves the fields that differ from `seen`, as they were when the person began (optimistic locking): two
    people who change different fields of a site both win. Where neither the name nor the phone of the main
    contact is left, that contact is retired.

    Raises `SiteChanged` where both changed the same field, `MainContactChanged` where the phone was meant for
    another contact; and `NoSuchSite`, `Missing`, `SiteNameTaken`,
    `NotAPhone`, `ClientAnonymised` or what `check_text` raises.
    """
    clean = checked(values)
    row, owner = locked(site)
    now = _fields_of(row)
    changed = changed_fields(
        clean, seen=seen, now=now, conflict=lambda name: SiteChanged(name, getattr(now, name), now)
    )
    if not changed:
        return
    if "phone" in changed and "contact" not in changed and now.contact != seen.contact:
        raise MainContactChanged("contact", now.contact, now)
    after = replace(now, **changed)
    if row.active and "name" in changed:
        _check_name_is_free(owner, after.name, site)
    own, contact = _apart(changed)
    Site.update(name_key=fold(after.name), **own).where(Site.id == site).execute()
    _change_main_contact(site, contact)
    words.bring_up_to_date(site)
    trail.leave(by, client=owner, site=site, **of_a_person(differences(now, after)))


@verb("sites.make_default", Right.EDIT_CLIENTS)
def make_default(site: int, *, by: By) -> None:
    """Makes this the address that is proposed first. Raises `NoSuchSite`, `SiteRetired` or
    `ClientAnonymised`.
    """
    row, owner = locked(site)
    if not row.active:
        raise SiteRetired(row.name)
    if row.by_default:
        return
    _choose_default(owner, site)
    trail.leave(by, client=owner, site=site)


@verb("sites.retire", Right.EDIT_CLIENTS)
def retire(site: int, *, by: By) -> None:
    """Retires a site: it is kept, proposed nowhere and found by no search. If it was the default, the oldest
    of the others takes its place. Raises `NoSuchSite` or `ClientAnonymised`.
    """
    row, owner = locked(site)
    if not row.active:
        return
    Site.update(active=False, by_default=False).where(Site.id == site).execute()
    words.bring_up_to_date(site)
    if row.by_default:
        oldest = _in_use(owner).order_by(Site.id).limit(1).tuples().first()
        _choose_default(owner, oldest[0] if oldest else None)
    trail.leave(by, client=owner, site=site)


@verb("sites.put_back", Right.EDIT_CLIENTS)
def put_back(site: int, *, by: By) -> None:
    """Puts a retired site in use again; where there is no other, as the default. Raises `NoSuchSite`,
    `SiteNameTaken` or `ClientAnonymised`.
    """
    row, owner = locked(site)
    if row.active:
        return
    _check_name_is_free(owner, row.name, site)
    first = not _in_use(owner).exists()
    Site.update(active=True, by_default=first).where(Site.id == site).execute()
    words.bring_up_to_date(site)
    trail.leave(by, client=owner, site=site)


def checked(values: SiteFields) -> SiteFields:
    """The values trimmed, the phone as E.164, country and postcode as they are kept (`postal`). Raises the
    refusal of the first wrong field.
    """
    clean = SiteFields(
        **{field.name: check_text(field.name, getattr(values, field.name)) for field in fields(values)}
    )
    if not fold(clean.name):
        raise Missing("name")
    country = postal.spelt(clean.country)
    code = postal.postcode(clean.postal_code, country)
    return replace(clean, country=country, postal_code=code, phone=to_e164(clean.phone, "phone"))


def read(site: int) -> SiteFields:
    """The fields of a site, with those of its main contact. Raises `NoSuchSite`."""
    return _fields_of(_get(site))


def general(client: int) -> SiteFields:
    """The general address and phone of a client, for a site of theirs. Raises `NoSuchClient`."""
    row = get(client)
    phones: tuple[str, ...] = (row.work_phone, row.mobile, row.home_phone)
    province, country = details.country_of(row)
    return SiteFields(
        address=row.address,
        postal_code=row.postal_code,
        city=row.city,
        province=province,
        country=country,
        phone=next(filter(None, phones), ""),
    )


def forget(client: int) -> None:
    """Retires all sites and contacts of a client and takes them out of the search; for a redaction."""
    sites = Site.select(Site.id).where(about(Site.client, client))
    contacts.retire_all(sites)
    SiteWord.delete().where(SiteWord.site.in_(sites)).execute()
    Site.update(active=False, by_default=False).where(about(Site.client, client)).execute()


def _get(site: int) -> Site:
    row: Site | None = Site.get_or_none(Site.id == site)
    if row is None:
        raise NoSuchSite(site)
    return row


def default_of(client: int) -> int | None:
    """The site that is proposed first, None where a client has none in use."""
    found = Site.select(Site.id).where(about(Site.client, client), Site.by_default).tuples().first()
    return found[0] if found else None


def all_of(client: int) -> list[int]:
    """All sites of a client, retired ones too."""
    rows = Site.select(Site.id).where(about(Site.client, client)).order_by(Site.id)
    return [key for (key,) in rows.tuples()]


def hand_over(sites: Sequence[int], giving: int, receiving: int) -> None:
    """Moves these sites from one client to another, as far as they are of the first: a site is found by the
    name of its client, and may be changed as any other.
    """
    own = many.among(Site.id, sites), Site.client == giving
    Site.update(client=receiving).where(*own).execute()


def give_up_default(site: int | None) -> None:
    """The site is proposed first no more, as its fiche was merged into one that has such a site."""
    Site.update(by_default=False).where(Site.id == site).execute()


def settle_default(client: int, first: int | None = None) -> None:
    """Chooses a default among the sites of a client where they lost theirs to another fiche, or got it back:
    `first` if it is still in use, else the oldest.
    """
    in_use = [key for (key,) in _in_use(client).order_by(Site.id).tuples()]
    if in_use and (first in in_use or default_of(client) is None):
        _choose_default(client, first if first in in_use else in_use[0])


def locked(site: int) -> tuple[Site, int]:
    """The site and its client, whose row is locked until the transaction ends: all sites of a client, and the
    contacts of each, change in turn, so one of them is the default. Raises `NoSuchSite`, or what `lock`
    raises.
    """
    owner = lock(_get(site).client_id)
    return _get(site), owner.id


def _in_use(client: int) -> Any:
    return Site.select(Site.id).where(about(Site.client, client), Site.active)


def _choose_default(client: int, site: int | None) -> None:
    """The former default first: the schema allows no second one, not even for a moment."""
    Site.update(by_default=False).where(about(Site.client, client), Site.by_default).execute()
    if site is not None:
        Site.update(by_default=True).where(Site.id == site).execute()


def _check_name_is_free(client: int, name: str, but: int | None) -> None:
    others = Site.select(Site.id, Site.name).where(
        about(Site.client, client), Site.active, Site.name_key == fold(name)
    )
    for key, known in others.tuples():
        if key != but:
            raise SiteNameTaken("name", known)


def _fields_of(row: Site) -> SiteFields:
    own = {
        field.name: getattr(row, field.name) for field in fields(SiteFields) if field.name not in OF_CONTACT
    }
    main = contacts.main_of(row.id)
    return SiteFields(**own, contact=main.name if main else "", phone=main.phone if main else "")


def _apart(values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """These fields of a site: those of its row, and those of its main contact as they are called there."""
    own = {name: value for name, value in values.items() if name not in OF_CONTACT}
    return own, {OF_CONTACT[name]: value for name, value in values.items() if name in OF_CONTACT}


def _change_main_contact(site: int, changed: Mapping[str, str]) -> None:
    """Writes these fields of the main contact: one who is not there yet is added, one of whom nothing is left
    is retired.
    """
    main = contacts.main_of(site)
    before = contacts.fields_of(main) if main else SiteContactFields()
    after = replace(before, **changed)
    if after == before:
        return
    if main is None:
        contacts.add(site, after)
    elif after.name or after.phone:
        contacts.change(main.id, **changed)
    else:
        contacts.retire(main)
