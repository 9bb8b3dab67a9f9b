"""Moves a contact to another client, as long as nothing was ever for them on the account of the first.

The name, the relation, the phones, the birth date and the note go along, and the comments on the contact; the
site does not, as it is one of the first client. An operation, a document or an appointment stays where it is,
so its contact does too.
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from models.appointments import for_contacts
from models.people.clients import verbs as clients
from models.people.contacts import verbs as contacts
from models.people.contacts.table import Contact
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import of_a_person
from models.requests.rights import Right
from models.requests.verb import verb

MOVES = "contacts.hand_over"
GIVEN = "given"
"""In the trail of the client who had the contact, which tells the same as that of the other."""


@dataclass
class ContactInUse(Refused):
    """Something is or was for the contact on the account of their client."""

    name: str
    operations: int
    documents: int
    appointments: int
    sentence: ClassVar[str] = N_(
        "{name} stays with this client, as something is or was for them: operations {operations}, "
        "documents {documents}, appointments {appointments}."
    )


@dataclass
class MovedMeanwhile(Refused):
    sentence: ClassVar[str] = N_("Somebody moved this contact meanwhile. Look at it again.")


@verb(MOVES, Right.EDIT_CLIENTS)
def move(contact: int, client: int, *, by: By) -> None:
    """Gives a contact to another client. The trail of each of the two tells it.

    Raises `ContactInUse`, `MovedMeanwhile`, `NoSuchContact`, `NoSuchClient`, `ClientInTrash`,
    `ClientAnonymised` or `RelationToOneself`.
    """
    had = contacts.get(contact).client_id
    # In the order of their ids, so that two who move crosswise wait for one another.
    rows = {each: clients.lock(each) for each in sorted({had, client})}
    giving, receiving, row = rows[had], rows[client], contacts.get(contact)
    if row.client_id != giving.id:
        raise MovedMeanwhile
    if giving.id == receiving.id:
        return
    _refuse_used(row)
    contacts.refuse_oneself(receiving, contacts.fields_of(row))
    changes = {"client": [giving.id, receiving.id]}
    if row.site_id is not None:
        changes["site"] = [row.site_id, None]
    Contact.update(client=receiving.id, site=None).where(Contact.id == contact).execute()
    told = of_a_person(changes)
    other = replace(by, key=f"{by.key} {GIVEN}")
    trail.leave(other, client=giving.id, contact=contact, given=True, **told)
    trail.leave(by, client=receiving.id, contact=contact, **told)


def _refuse_used(row: Contact) -> None:
    some = [row.id]
    counts = (
        len(for_contacts.operations_of(some)),
        len(for_contacts.documents_of(some)),
        len(for_contacts.appointments_of(some)),
    )
    if any(counts):
        raise ContactInUse(clients.full_name(row), *counts)
