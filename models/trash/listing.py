"""The list of the trash: who was deleted, when and by whom; searched as the list of clients is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, fn

from models.people.clients.listing import ClientListing, ClientRow, ClientView
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import full_name
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.trash.verbs import DELETE, status_outside


@dataclass(frozen=True, slots=True)
class TrashedRow:
    """A client in the trash. `before` is the status they had; `by` is empty where a program deleted them."""

    client: ClientRow
    before: ClientStatus
    at: datetime
    by: str

    @property
    def id(self) -> int:
        """The number of the client."""
        return self.client.id

    @property
    def name(self) -> str:
        """`MARTINEZ Jeanne`"""
        return full_name(self.client)


@dataclass(frozen=True, slots=True)
class TrashListing:
    """A `Listing` of the trash in name order (keyset pagination)."""

    search: str = ""

    @property
    def _clients(self) -> ClientListing:
        return ClientListing(self.search, ClientView.TRASHED)

    def count(self) -> int:
        """The number of clients found."""
        return self._clients.count()

    def total(self) -> int:
        """The number of clients in the trash."""
        return self._clients.total()

    def read(
        self,
        limit: int,
        *,
        after: TrashedRow | None = None,
        before: TrashedRow | None = None,
        at: TrashedRow | None = None,
    ) -> Sequence[TrashedRow]:
        where = {"after": after, "before": before, "at": at}
        rows = {name: row.client if row else None for name, row in where.items()}
        return _told(self._clients.read(limit, **rows))

    def last(self, limit: int) -> Sequence[TrashedRow]:
        return _told(self._clients.last(limit))


def among(clients: Sequence[int]) -> frozenset[int]:
    """Those of these clients who are in the trash."""
    found = Client.select(Client.id).where(
        many.among(Client.id, clients), Client.status == ClientStatus.TRASHED
    )
    return frozenset(client for (client,) in found.tuples())


def _told(rows: Sequence[ClientRow]) -> list[TrashedRow]:
    """These clients, with the request that deleted each."""
    of_them = many.among(Trail.client_id, [row.id for row in rows])
    newest = Trail.select(fn.MAX(Trail.id)).where(of_them, Trail.verb == DELETE).group_by(Trail.client_id)
    deleted = Trail.select(Trail, Staff).join(Staff, JOIN.LEFT_OUTER).where(Trail.id.in_(newest))
    by_client = {each.client_id: each for each in deleted} if rows else {}
    return [_row(row, by_client[row.id]) for row in rows]


def _row(client: ClientRow, deleted: Trail) -> TrashedRow:
    return TrashedRow(
        client, status_outside(deleted), deleted.at, deleted.staff.name if deleted.staff else ""
    )
