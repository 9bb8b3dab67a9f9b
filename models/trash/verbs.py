"""Deletes a client to whom nothing is linked, and brings them back.

Nothing is ever erased: there is no emptying of the trash, so a number is never given again (id-not-reused),
and neither is a code (INV-47).
"""

from dataclasses import dataclass
from typing import ClassVar

from models.money.ledger import client_status
from models.outbox.messages.table import alone
from models.people.clients.table import ClientStatus
from models.people.clients.verbs import full_name, lock_with_trash
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.trash import linked
from models.trash.linked import Linked

DELETE, RESTORE = "trash.delete", "trash.restore"


@dataclass
class HasRecords(Refused):
    """INV-41: a client to whom records are linked is not deleted. `records` says which, by kind."""

    name: str
    count: int
    records: tuple[Linked, ...]
    sentence: ClassVar[str] = N_("{name} cannot be deleted. Records tied to this client: {count}.")


@verb(DELETE, Right.DELETE_CLIENTS)
def delete(client: int, *, by: By) -> None:
    """Puts a client into the trash with all that belongs to the fiche (trash-delete, trash-refused).

    One who is there already stays there. Their version stays too: restored, they are the very same. Raises
    `HasRecords`, `NoSuchClient`, `ClientAnonymised`.
    """
    alone()  # A campaign that is being confirmed locks none of its clients.
    row = lock_with_trash(client)
    if row.status is ClientStatus.TRASHED:
        return
    refuse_linked(row.id, full_name(row))
    before = row.status
    client_status.put(row, ClientStatus.TRASHED)
    trail.leave(by, client=row.id, status=before)


@verb(RESTORE, Right.DELETE_CLIENTS)
def restore(client: int, *, by: By) -> None:
    """Takes a client out of the trash, with the status from before (trash-restore). Of one who is not there
    nothing changes. Raises `NoSuchClient` or `ClientAnonymised`.
    """
    row = lock_with_trash(client)
    if row.status is not ClientStatus.TRASHED:
        return
    status = status_before(row.id)
    client_status.put(row, status)
    trail.leave(by, client=row.id, status=status)


def refuse_linked(client: int, name: str) -> None:
    """Raises `HasRecords` if anything is linked to the client."""
    records = linked.of(client)
    if records:
        raise HasRecords(name, sum(each.count for each in records), records)


def status_before(client: int) -> ClientStatus:
    """The status that a client in the trash had when they were deleted."""
    last = Trail.select().where(Trail.client_id == client, Trail.verb == DELETE).order_by(Trail.id.desc())
    return status_outside(last.get())


def status_outside(done: Trail) -> ClientStatus:
    """The status outside the trash, from the trail of either verb."""
    return ClientStatus(done.details()["status"])
