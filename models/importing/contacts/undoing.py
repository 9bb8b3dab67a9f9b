"""Undoes an import of contacts: those for whom nothing is and whom nobody changed since are retired.

The others stay. No contact is ever deleted. To the next import, who was retired so is not known, so that a
corrected file comes in as the first one did.
"""

from collections.abc import Mapping, Sequence

from models.appointments import for_contacts
from models.comments.table import Comment
from models.importing import batches
from models.importing.batches import NAMED, BuiltUpon, ImportSubject, ImportUndoing, Undone, named
from models.people.clients import verbs as clients
from models.people.clients.aliases import about
from models.people.contacts import verbs as contacts
from models.people.contacts.table import Contact
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine

VERB = "contact_import.undo"
_CHANGES = ("contacts.edit", "contacts.put_back", "contacts.hand_over")
"""What somebody may have done with a contact since."""


def _undone_before(done: Trail) -> Undone:
    said = done.details()
    return _undone(len(said["contacts"]), said["left"])


@verb(VERB, Right.EDIT_CLIENTS, answers=_undone_before)
def undo(batch: int, *, by: By) -> Undone:
    """Retires the contacts that an import brought, but those for whom something is or was (a sale, a
    document, an appointment, a comment) and those who were changed since.

    Raises `NoSuchImport`, `AlreadyUndone`, `ClientInTrash` or `ClientAnonymised`; `BuiltUpon` where all of
    them would stay.
    """
    engine().serialise("import")
    row = batches.not_undone(batch, ImportSubject.CONTACTS)
    request: Trail = Trail.get_by_id(row.request)
    owner = clients.lock(int(request.client_id or 0))
    brought = Contact.select(Contact.id, Contact.client).where(
        many.among(Contact.id, request.details()["contacts"]), Contact.active
    )
    whose = dict(brought.order_by(Contact.id).tuples())
    stay = _changed(owner.id, request.id) | for_contacts.tied(whose).keys() | _commented(whose)
    left = [contact for contact, client in whose.items() if contact in stay or client != owner.id]
    gone = [contact for contact in whose if contact not in left]
    if left and not gone:
        raise BuiltUpon(row.file, len(left), _named(left))
    record = trail.leave(by, client=owner.id, file=row.file, batch=batch, contacts=gone, left=left)
    ImportUndoing.create(batch=batch, trail=record)
    contacts.retire_all(gone)
    return _undone(len(gone), left)


def _undone(removed: int, left: Sequence[int]) -> Undone:
    return Undone(removed, 0, len(left), _named(left))


def _changed(client: int, since: int) -> set[int]:
    """The contacts that somebody edited, put back or moved after this request."""
    rows = Trail.select().where(about(Trail.client_id, client), Trail.id > since, Trail.verb.in_(_CHANGES))
    return {int(row.details()["contact"]) for row in rows}


def _commented(some: Mapping[int, int]) -> set[int]:
    rows = Comment.select(Comment.contact).where(many.among(Comment.contact, list(some)))
    return {contact for (contact,) in rows.tuples()}


def _named(left: Sequence[int]) -> str:
    """The first of these contacts, each with the number of what is for them."""
    first = left[:NAMED]
    tied = for_contacts.tied(first)
    names = []
    for row in Contact.select().where(many.among(Contact.id, first)).order_by(Contact.id):
        number = next((each for each in tied.get(row.id, ()) if each), "")
        names.append(f"{clients.full_name(row)} ({number})" if number else clients.full_name(row))
    return named(names, len(left))
