"""Which fiches were merged into one, and what each would take along if it was given back."""

from dataclasses import dataclass
from datetime import datetime

from models.merging.verbs import owed_on, tree_of
from models.money.ledger.postings import Operation
from models.people.clients.aliases import ClientAlias, ClientMerge
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.requests.trail import Trail
from models.store import many
from models.trade.documents.table import Document
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class MergedIn:
    """A fiche that was merged into another one.

    Attributes:
      id, name: how people name it
      at: the moment of the merge, in UTC
      by: the name of who merged them, or ""
      others: the fiches that had been merged into it before, and go with it
      balance: in centimes, what of the account was entered with it and these
      operations, documents: how many of each were
    """

    id: int
    name: str
    at: datetime
    by: str
    others: tuple[int, ...]
    balance: Centimes
    operations: int
    documents: int


def merged_into(survivor: int) -> list[MergedIn]:
    """The fiches that stand for this client besides their own, the last merged first."""
    rows = (
        ClientMerge.select(ClientMerge, Trail, Client)
        .join(ClientAlias, on=ClientAlias.merge == ClientMerge.id)
        .switch(ClientMerge)
        .join(Trail)
        .switch(ClientMerge)
        .join(Client, on=ClientMerge.merged == Client.id)
        .where(ClientAlias.survivor == survivor)
        .order_by(ClientMerge.id.desc())
    )
    return [_merged_in(row, survivor) for row in rows]


def _merged_in(row: ClientMerge, survivor: int) -> MergedIn:
    fiches = tree_of(row.merged_id, survivor)
    staff = row.trail.staff
    return MergedIn(
        id=row.merged_id,
        name=full_name(row.merged),
        at=row.trail.at,
        by=staff.name if staff is not None else "",
        others=fiches[1:],
        balance=owed_on(fiches),
        operations=Operation.select().where(many.among(Operation.client, fiches)).count(),
        documents=Document.select().where(many.among(Document.client, fiches)).count(),
    )
