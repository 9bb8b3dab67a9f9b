"""The fiches of one person: aliases that lead from a merged fiche to its survivor (X18, INV-45).

A row of the ledger is never changed, so it keeps the client with whom it was written, also once that fiche
was merged into another one. Who reads or adds up what is about a client asks for the rows of all their fiches
(`about`); new rows are written with the survivor (`models.people.clients.verbs.lock`).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import Select, fn

from models.people.clients.table import Client, ClientStatus
from models.requests.trail import Trail
from models.store import many
from models.store.connection import Table
from models.store.fields import ChoiceField, ForeignKeyField
from models.store.prepared import Prepared, given


class ClientMerge(Table):
    """One fiche merged into another. Append-only; its trail keeps what it changed of the survivor's fields.

    Attributes:
      survivor: the fiche that went on; it may have been merged into another one since
      merged: the fiche that ended there
      status: what the merged fiche was listed as before
    """

    trail = ForeignKeyField(Trail)
    survivor = ForeignKeyField(Client, backref="+")
    merged = ForeignKeyField(Client, backref="+")
    status = ChoiceField(ClientStatus)


class ClientMergeUndoing(Table):
    """A merge that was undone: both fiches stand for themselves again. Append-only."""

    merge = ForeignKeyField(ClientMerge, primary_key=True)
    trail = ForeignKeyField(Trail)


class ClientAlias(Table):
    """Where a merged fiche leads to. The survivor is never merged itself, so one step suffices.

    Attributes:
      client: the merged fiche
      survivor: the fiche that stands for the person
      merge: the merge of this fiche, which is in force
    """

    client = ForeignKeyField(Client, primary_key=True, backref="+")
    survivor = ForeignKeyField(Client, backref="+")
    merge = ForeignKeyField(ClientMerge, backref="+")


def survivor_or_itself(client: Any) -> Any:
    """The fiche that stands for this one, within a statement; `client` is a number or a placeholder."""
    found = ClientAlias.select(ClientAlias.survivor).where(ClientAlias.client == client)
    return fn.COALESCE(found, client)


_FICHES = Prepared(
    lambda: (
        ClientAlias.select(ClientAlias.survivor, ClientAlias.client)
        .where(ClientAlias.survivor == survivor_or_itself(given("client")))
        .order_by(ClientAlias.client)
    )
)


def fiches_of(client: int | Client) -> tuple[int, ...]:
    """All fiches of the person for whom this one stands or stood: the survivor first, then those merged. A
    row that `clients.lock` returned knows whether it has others, and costs no statement.
    """
    if isinstance(client, Client):
        if client.__data__.get(HAS_OTHERS) == 0:
            return (client.id,)
        client = client.id
    rows = _FICHES.tuples(client=client)
    return (rows[0][0], *(merged for _, merged in rows)) if rows else (client,)


def survivor_of(client: int) -> int:
    """The fiche that stands for the person: this one, unless it was merged into another."""
    return fiches_of(client)[0]


def about(column: Any, client: Any) -> Any:
    """The condition that a row is about a client, with whichever of their fiches it was written.

    For a client of one fiche it is plain equality, so that plans stay as they are. `client` is what
    `fiches_of` takes. In a prepared statement it is a placeholder, and in a subquery the column of a client:
    then the statement itself finds the fiches, and the number has to be that of a survivor.
    """
    if isinstance(client, int | Client):
        return one_of(column, fiches_of(client))
    merged = ClientAlias.select(ClientAlias.client).where(ClientAlias.survivor == client)
    return column.in_(merged.union_all(Select((), [client])))


def one_of(column: Any, fiches: Sequence[int]) -> Any:
    """The condition that a row was written with one of these fiches."""
    return column == fiches[0] if len(fiches) == 1 else many.among(column, fiches)


HAS_OTHERS = "has_other_fiches"
WITH_OTHERS = fn.EXISTS(
    ClientAlias.select(ClientAlias.client).where(ClientAlias.survivor == Client.id)
).alias(HAS_OTHERS)
"""Beside the columns of a client: whether other fiches were merged into this one."""


def survivors() -> dict[int, int]:
    """For each merged fiche the one that stands for it, for who reads the rows of everybody."""
    return dict(ClientAlias.select(ClientAlias.client, ClientAlias.survivor).tuples())


def survivors_of(clients: Iterable[int]) -> list[int]:
    """The fiches that stand for these, each once, in the order in which they are first meant."""
    wanted = list(clients)
    rows = ClientAlias.select(ClientAlias.client, ClientAlias.survivor)
    leads = dict(rows.where(many.among(ClientAlias.client, wanted)).tuples())
    return list(dict.fromkeys(leads.get(client, client) for client in wanted))


def about_any(column: Any, survivors: Iterable[int]) -> Any:
    """The condition that a row is about one of these people, with whichever of their fiches it was written;
    the fiches are read in one statement, however many people there are.
    """
    kept = list(survivors)
    merged = ClientAlias.select(ClientAlias.client).where(many.among(ClientAlias.survivor, kept))
    return many.among(column, [*kept, *(fiche for (fiche,) in merged.tuples())])


def were_merged(fiches: Sequence[int]) -> bool:
    """Whether one of these was merged with another fiche that was given back since."""
    either = many.among(ClientMerge.survivor, fiches) | many.among(ClientMerge.merged, fiches)
    undone = ClientMergeUndoing.select(ClientMergeUndoing.merge).join(ClientMerge).where(either)
    return bool(undone.limit(1).tuples().first())


def fiches_at(client: int, request: int) -> tuple[int, ...]:
    """The fiches of a survivor as they were when a request was carried out, by the key of its trail: what was
    issued then is printed again from the very same rows, whatever was merged or given back since.
    """
    found = [client]
    undone = ClientMergeUndoing.select().where(
        ClientMergeUndoing.merge == ClientMerge.id, ClientMergeUndoing.trail < request
    )
    stood = (ClientMerge.trail < request) & ~fn.EXISTS(undone)
    reached = [client]
    while reached:
        into = many.among(ClientMerge.survivor, reached)
        rows = ClientMerge.select(ClientMerge.merged).where(into, stood).order_by(ClientMerge.merged)
        reached = [merged for (merged,) in rows.tuples()]
        found += reached
    return tuple(found)
