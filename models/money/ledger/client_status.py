"""Whether a client may have operations, and the verbs that change it: archive,
restore, put to sleep, wake. Deleting and restoring from the trash are in `models.trash`.
"""

from dataclasses import dataclass
from typing import ClassVar

from models.money.ledger import open_items
from models.people.clients.table import Client, ClientStatus, search_entry
from models.people.clients.verbs import full_name, lock, refuse_trashed
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.values import Centimes

ARCHIVES = "standing.archive"


@dataclass
class ClientBlocked(Refused):
    """The client is blocked: no operation is allowed (INV-42)."""

    name: str
    sentence: ClassVar[str] = N_("{name} is blocked: no operation is possible.")


@dataclass
class ClientArchived(Refused):
    """The client is archived: no operation is allowed (INV-40)."""

    name: str
    sentence: ClassVar[str] = N_("{name} is archived. Restore the client first.")


@dataclass
class OwesMoney(Refused):
    """Archiving needs a balance of 0 (INV-40); this client owes."""

    name: str
    balance: Centimes
    sentence: ClassVar[str] = N_("{name} still owes {balance}: only a settled account can be archived.")


@dataclass
class HasAvoir(Refused):
    """Archiving needs a balance of 0 (INV-40); this client has an avoir."""

    name: str
    credit: Centimes
    sentence: ClassVar[str] = N_(
        "{name} still has {credit} of credit: only a settled account can be archived."
    )


@dataclass
class AvoirNotUsed(Refused):
    """The balance is 0, but the client has both an unpaid sale and an avoir: the avoir must be used first."""

    name: str
    credit: Centimes
    sentence: ClassVar[str] = N_("{name} has {credit} unpaid and as much credit. Use the credit first.")


def lock_for_operation(client: int) -> Client:
    """Locks the client's row for an operation. Raises what both `lock` and `check_may_operate` raise."""
    row = lock(client)
    check_may_operate(row)
    return row


def check_may_operate(row: Client) -> None:
    """Raises `ClientInTrash`, `ClientBlocked` or `ClientArchived`."""
    refuse_trashed(row)
    if row.blocked:
        raise ClientBlocked(full_name(row))
    if row.status is ClientStatus.ARCHIVED:
        raise ClientArchived(full_name(row))


@verb(ARCHIVES, Right.ARCHIVE_CLIENTS)
def archive(client: int, *, leave_open: bool = False, by: By) -> None:
    """Archives a settled client (archive-move).

    With `leave_open`, an unpaid sale and an avoir of the same amount may both stay open. Raises `OwesMoney`,
    `HasAvoir` or `AvoirNotUsed`.
    """
    row = lock(client)
    open_now = open_items.position(row)
    if open_now.balance > 0:
        raise OwesMoney(full_name(row), open_now.balance)
    if open_now.balance < 0:
        raise HasAvoir(full_name(row), -open_now.balance)
    if open_now.credit and not leave_open:
        raise AvoirNotUsed(full_name(row), open_now.credit)
    _move(row, ClientStatus.ARCHIVED, by)


@verb("standing.restore", Right.ARCHIVE_CLIENTS)
def restore(client: int, *, by: By) -> None:
    """Takes a client out of the archives (archive-restore)."""
    _bring_back(client, ClientStatus.ARCHIVED, by)


@verb("standing.sleep", Right.ARCHIVE_CLIENTS)
def put_to_sleep(client: int, *, by: By) -> None:
    """Hides a client from searches, except those over all clients (fiche-sleep)."""
    _move(lock_for_operation(client), ClientStatus.SLEEPING, by)


@verb("standing.wake", Right.ARCHIVE_CLIENTS)
def wake(client: int, *, by: By) -> None:
    """Shows a sleeping client again."""
    _bring_back(client, ClientStatus.SLEEPING, by)


def _bring_back(client: int, hidden: ClientStatus, by: By) -> None:
    row = lock(client)
    if row.status is hidden:
        _move(row, ClientStatus.ACTIVE, by)


def _move(row: Client, status: ClientStatus, by: By) -> None:
    if row.status is status:
        return
    put(row, status)
    Client.update(version=Client.version + 1).where(Client.id == row.id).execute()
    trail.leave(by, client=row.id)


def put(row: Client, status: ClientStatus) -> None:
    """Gives a locked client this status, in their row and in the search index."""
    before = search_entry(row)
    row.status = status
    Client.update(status=status).where(Client.id == row.id).execute()
    engine().search_drop([before])
    engine().search_put([search_entry(row)])
