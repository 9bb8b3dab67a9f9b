"""Keeps the contacts of clients: creates, edits, retires and puts back. None is deleted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar

from models.people.clients import details
from models.people.clients.aliases import about
from models.people.clients.fields import check_birth_date
from models.people.clients.table import Client
from models.people.clients.verbs import full_name, lock
from models.people.contacts.table import Contact, ContactFields, ContactWord, key_of, words_of
from models.people.phones import to_e164
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from models.people.sites.table import Site
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import FieldChanged, changed_fields, differences, of_a_person
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_email, check_text

CREATES, EDITS = "contacts.create", "contacts.edit"
RETIRES, PUTS_BACK = "contacts.retire", "contacts.put_back"


@dataclass
class NoSuchContact(Refused):
    """There is no contact of this id."""

    contact: int
    sentence: ClassVar[str] = N_("There is no contact {contact}.")


@dataclass
class RelationToOneself(Refused):
    """The contact is the very client: of their name, and nothing tells the two apart."""

    name: str
    field: ClassVar[str] = "last_name"
    sentence: ClassVar[str] = N_(
        "{name} is the client: nobody is their own contact. Another phone or birth date tells two apart."
    )


@dataclass
class SiteOfAnother(Refused):
    """The site is retired, or of another client."""

    field: ClassVar[str] = "site"
    sentence: ClassVar[str] = N_("This is no delivery address of the client.")


@dataclass
class ContactChanged(FieldChanged):
    theirs: ContactFields


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: int(done.details()["contact"]))
def create(client: int | None, values: ContactFields, *, by: By) -> int:
    """Adds a contact to a client, who is never a contact themselves; returns its id (ct-create).

    Raises `Missing` with the field `client`, `last_name` or `relation`; `NoSuchClient`, `ClientInTrash`,
    `ClientAnonymised`, `RelationToOneself`, `NotOffered`, `SiteOfAnother`, `NotAPhone`, `NotAnEmail`,
    `NotABirthDate`, or what `check_text` raises.
    """
    clean = checked(values)
    if client is None:
        raise Missing("client")
    owner = lock(client)
    _check_choices(owner, clean, ContactFields())
    refuse_oneself(owner, clean)
    row = Contact.create(client=owner.id, name_key=key_of(clean), **asdict(clean))
    _find_by(row.id, set(), words_of(clean))
    trail.leave(by, client=owner.id, contact=row.id)
    return int(row.id)


@verb(EDITS, Right.EDIT_CLIENTS)
def edit(contact: int, values: ContactFields, *, seen: ContactFields, by: By) -> None:
    """Saves the fields that differ from `seen`, as they were when the person began (optimistic locking): two
    people who change different fields of a contact both win (ct-edit).

    Raises `ContactChanged` where both changed the same field; and `NoSuchContact`, or what `create` raises of
    a field.
    """
    clean = checked(values)
    row, owner = locked(contact)
    now = fields_of(row)
    changed = changed_fields(
        clean, seen=seen, now=now, conflict=lambda name: ContactChanged(name, _said(name, now), now)
    )
    if not changed:
        return
    after = replace(now, **changed)
    _check_choices(owner, after, now)
    refuse_oneself(owner, after)
    columns = {getattr(Contact, name): value for name, value in changed.items()}
    Contact.update({**columns, Contact.name_key: key_of(after)}).where(Contact.id == contact).execute()
    if row.active:
        _find_by(contact, words_of(now), words_of(after))
    trail.leave(by, client=owner.id, contact=contact, **of_a_person(differences(now, after)))


@verb(RETIRES, Right.EDIT_CLIENTS)
def retire(contact: int, *, by: By) -> None:
    """Retires a contact: it is kept with all that was ever for it, chosen nowhere and found by no search.
    Raises `NoSuchContact`, `ClientInTrash` or `ClientAnonymised`.
    """
    row, owner = locked(contact)
    if not row.active:
        return
    Contact.update(active=False).where(Contact.id == contact).execute()
    _find_by(contact, words_of(fields_of(row)), set())
    trail.leave(by, client=owner.id, contact=contact)


@verb(PUTS_BACK, Right.EDIT_CLIENTS)
def put_back(contact: int, *, by: By) -> None:
    """Puts a retired contact in use again. Raises `NoSuchContact`, `ClientInTrash` or `ClientAnonymised`."""
    row, owner = locked(contact)
    if row.active:
        return
    Contact.update(active=True).where(Contact.id == contact).execute()
    _find_by(contact, set(), words_of(fields_of(row)))
    trail.leave(by, client=owner.id, contact=contact)


def add_all(owner: Client, contacts: Sequence[ContactFields]) -> list[int]:
    """Adds many contacts to a client whose row is locked, with a few statements; returns their ids. For a
    verb, which leaves the trail. Raises what `create` raises of a field.
    """
    clean = [checked(values) for values in contacts]
    for relation in {values.relation for values in clean}:
        references.check_choice("relation", ReferenceKind.RELATION, relation)
    for values in clean:
        _check_site(owner, values, ContactFields())
        refuse_oneself(owner, values)
    keys = engine().reserve_keys("contact", len(clean))
    rows = zip(keys, clean, strict=True)
    many.insert(
        Contact,
        ({"id": key, "client": owner.id, "name_key": key_of(each), **asdict(each)} for key, each in rows),
    )
    words = ((key, word) for key, each in zip(keys, clean, strict=True) for word in sorted(words_of(each)))
    many.insert(ContactWord, ({"word": word, "contact": key} for key, word in words))
    return list(keys)


def retire_all(contacts: Sequence[int]) -> None:
    """Retires many contacts of a client whose row is locked. For a verb, which leaves the trail."""
    Contact.update(active=False).where(many.among(Contact.id, contacts)).execute()
    ContactWord.delete().where(many.among(ContactWord.contact, contacts)).execute()


def checked(values: ContactFields) -> ContactFields:
    """The values trimmed, phones as E.164. Raises the refusal of the first wrong field; what was chosen is
    judged where the client is known.
    """
    texts: dict[str, Any] = {
        field.name: check_text(field.name, getattr(values, field.name))
        for field in fields(values)
        if field.type is str
    }
    clean = replace(values, **texts)
    if not fold(clean.last_name):
        raise Missing("last_name")
    if clean.relation is None:
        raise Missing("relation")
    check_birth_date(clean.birth_date)
    phones: dict[str, Any] = {name: to_e164(getattr(clean, name), name) for name in ("mobile", "phone")}
    return replace(clean, email=check_email(clean.email), **phones)


def faults(values: ContactFields) -> dict[str, Refused]:
    """The refusal of every wrong field, by name, for a form that shows all of them."""
    right = ContactFields(relation=0, last_name="x")
    found: dict[str, Refused] = {}
    for field in fields(values):
        try:
            checked(replace(right, **{field.name: getattr(values, field.name)}))
        except Refused as refused:
            found[field.name] = refused
    return found


def fields_of(row: Contact) -> ContactFields:
    """The fields of a contact, as a form shows them."""
    kept = {
        field.name: getattr(row, field.name) for field in fields(ContactFields) if field.name not in _KEYS
    }
    return ContactFields(relation=row.relation_id, site=row.site_id, **kept)


def read(contact: int) -> ContactFields:
    """The fields of a contact. Raises `NoSuchContact`."""
    return fields_of(get(contact))


def get(contact: int) -> Contact:
    """The row of a contact. Raises `NoSuchContact`."""
    row: Contact | None = Contact.get_or_none(Contact.id == contact)
    if row is None:
        raise NoSuchContact(contact)
    return row


def locked(contact: int) -> tuple[Contact, Client]:
    """A contact and its client, whose row is locked until the transaction ends: all that changes a client's
    contacts, and all that is entered for one, comes in turn.
    """
    owner, row = lock(get(contact).client_id), get(contact)
    while row.client_id != owner.id:  # moved to another client while this waited
        owner, row = lock(row.client_id), get(contact)
    return row, owner


def forget(client: int) -> None:
    """Retires all contacts of a client and takes them out of the search; for a redaction."""
    contacts = Contact.select(Contact.id).where(about(Contact.client, client))
    ContactWord.delete().where(ContactWord.contact.in_(contacts)).execute()
    Contact.update(active=False).where(about(Contact.client, client)).execute()


def all_of(client: int) -> list[int]:
    """All contacts of a client, retired ones too."""
    rows = Contact.select(Contact.id).where(about(Contact.client, client)).order_by(Contact.id)
    return [key for (key,) in rows.tuples()]


def hand_over(contacts: Collection[int], giving: int, receiving: int) -> None:
    """Moves these contacts from one client to another, as far as they are of the first: two fiches were made
    one, or given back. Their sites went before.
    """
    Contact.update(client=receiving).where(
        many.among(Contact.id, contacts), Contact.client == giving
    ).execute()


def leave_sites_of_others(*clients: int) -> None:
    """Takes the site from each contact of these clients whose site is of another client at present."""
    elsewhere = Site.select(Site.id).where(Site.id == Contact.site, Site.client != Contact.client)
    for client in clients:
        Contact.update(site=None).where(about(Contact.client, client), Contact.site.in_(elsewhere)).execute()


_KEYS = ("relation", "site")
"""What is chosen from another table, and read as its key."""


def _said(name: str, values: ContactFields) -> str:
    """The value of a field in words, for who is told that somebody else saved it."""
    if name == "relation":
        return references.name_of(values.relation)
    if name == "site":
        return str(Site.select(Site.name).where(Site.id == values.site).scalar() or "")
    value = getattr(values, name)
    return "" if value is None else str(value)


def _check_choices(owner: Client, values: ContactFields, before: ContactFields) -> None:
    """Raises `NotOffered` or `SiteOfAnother`; what was chosen before may stay."""
    references.check_choice("relation", ReferenceKind.RELATION, values.relation, before.relation)
    _check_site(owner, values, before)


def _check_site(owner: Client, values: ContactFields, before: ContactFields) -> None:
    if values.site is None or values.site == before.site:
        return
    site = Site.select(Site.id).where(Site.id == values.site, about(Site.client, owner), Site.active)
    if not site.exists():
        raise SiteOfAnother


def refuse_oneself(owner: Client, values: ContactFields) -> None:
    """Raises `RelationToOneself` for a contact of the client's own name, unless a phone that is none of the
    client's or another birth date shows that they are two, as a father and a son may be.
    """
    if fold(full_name(values)) != fold(full_name(owner)):
        return
    own = {owner.mobile, owner.work_phone, owner.home_phone, ""}
    born = details.of([owner.id]).get(owner.id, {}).get("birth_date")
    other_birth = None not in (born, values.birth_date) and born != values.birth_date
    if {values.mobile, values.phone} <= own and not other_birth:
        raise RelationToOneself(full_name(owner))


def _find_by(contact: int, before: Collection[str], after: Collection[str]) -> None:
    """Brings the words of a contact in the index from one set to another."""
    gone = set(before) - set(after)
    if gone:
        of_it = ContactWord.contact == contact, many.among(ContactWord.word, sorted(gone))
        ContactWord.delete().where(*of_it).execute()
    rows: Sequence[Mapping[str, Any]] = [
        {"word": word, "contact": contact} for word in sorted(set(after) - set(before))
    ]
    many.insert(ContactWord, rows)
