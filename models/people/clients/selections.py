"""Saved lists of ticked clients (sms-lists)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from peewee import JOIN, CompositeKey, ModelSelect, Value, fn

from models.people.clients.aliases import ClientAlias, survivors_of
from models.people.clients.table import Client, ClientStatus
from models.refusals import N_, Missing, NoSuchClient, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import Table, engine
from models.store.fields import ForeignKeyField, IntegerField, TextField
from models.store.search.folding import fold
from models.store.text import check_text

SAVES, RENAMES, DROPS = "selections.save", "selections.rename", "selections.drop"


class Selection(Table):
    """A named list of clients."""

    name = TextField()
    name_key = TextField()
    version = IntegerField(default=1)


class Chosen(Protocol):
    """Clients who are given by a condition, and not one by one (`ticks.Ticks`)."""

    def ids(self) -> ModelSelect:
        """Their ids, in no order."""

    def numbers(self) -> Sequence[int]:
        """Their ids, one by one, in order."""

    @property
    def selections(self) -> frozenset[int]:
        """The saved selections that the condition is about."""


class SelectionMember(Table):
    """A client on a list: with whichever of their fiches they were ticked.

    No foreign key stands behind it, as a server would check a million of them row by row: `save` takes the
    members from the table of clients, of which none is ever deleted, and the doctor looks for others.
    """

    selection = ForeignKeyField(Selection, backref="members")
    client = ForeignKeyField(Client)

    class Meta:
        primary_key = CompositeKey("selection", "client")
        without_rowid = True


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """A selection and the number of its clients. `version` is for optimistic locking."""

    id: int
    name: str
    clients: int
    version: int


@dataclass
class NobodyTicked(Refused):
    sentence: ClassVar[str] = N_("Tick at least one client.")


@dataclass
class SelectionExists(Refused):
    """A selection of this name exists: saving over it needs the version that was seen."""

    name: str
    clients: int
    version: int
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_(
        "{name} exists already; clients on it: {clients}. Confirm again to replace it."
    )


@dataclass
class NameOfAnotherSelection(Refused):
    """Another selection has this name, and is not replaced by renaming."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("Another list is called {name} already.")


@dataclass
class NoSuchSelection(Refused):
    sentence: ClassVar[str] = N_("This selection does not exist any more.")


def available() -> Sequence[SelectionRow]:
    """All selections, by name. Each counts persons: clients in the trash are none, and who was merged since
    is counted with the fiche that stands for them.
    """
    # Each selection is asked by its key for the few in the trash and the few merged, not for all its members.
    here = SelectionMember.selection == Selection.id
    trashed = Client.select(Client.id).where(Client.status == str(ClientStatus.TRASHED))
    gone = SelectionMember.select(fn.COUNT(SelectionMember.client))
    gone = gone.where(here, SelectionMember.client.in_(trashed))
    beside = dict(Selection.select(Selection.id, gone).tuples())
    rows = (
        Selection.select(Selection.id, Selection.name, fn.COUNT(SelectionMember.client), Selection.version)
        .join(SelectionMember)
        .group_by(Selection.id, Selection.name, Selection.version, Selection.name_key)
        .order_by(Selection.name_key)
    )
    twice = _counted_twice()
    return [
        SelectionRow(key, name, count - beside[key] - twice.get(key, 0), version)
        for key, name, count, version in rows.tuples()
    ]


def _counted_twice() -> dict[int, int]:
    """By selection, how many of its members are a person who is counted already with another fiche."""
    itself = SelectionMember.alias()
    has_survivor = itself.select(itself.client).where(
        itself.selection == Selection.id, itself.client == ClientAlias.survivor
    )
    others = fn.COUNT(ClientAlias.survivor.distinct()).filter(~fn.EXISTS(has_survivor))
    merged = (SelectionMember.selection == Selection.id) & (SelectionMember.client == ClientAlias.client)
    rows = (
        Selection.select(Selection.id, fn.COUNT(ClientAlias.client) - others)
        .join(ClientAlias, JOIN.CROSS)
        .join(SelectionMember, on=merged)
        .group_by(Selection.id)
    )
    return dict(rows.tuples())


@verb(SAVES, Right.WRITE_TEMPLATES, answers=lambda done: int(done.details()["selection"]))
def save(name: str, clients: Iterable[int] | Chosen, *, over: int | None = None, by: By) -> int:
    """Saves these clients under a name; returns the id of the selection. By a condition, all who meet it now.

    `over` is the version of the selection of this name that may be replaced. Raises `Missing`,
    `NobodyTicked`, `NoSuchClient`, and `SelectionExists` if there is another one.
    """
    name = check_text("name", name)
    if not fold(name):
        raise Missing("name")
    engine().serialise("selections")
    row = Selection.get_or_none(Selection.name_key == fold(name))
    if row is not None and row.version != over:
        counted = next((each.clients for each in available() if each.id == row.id), 0)
        raise SelectionExists(row.name, counted, row.version)
    key = int(row.id) if row else int(Selection.create(name=name, name_key=fold(name)).id)
    if isinstance(clients, Iterable):
        clients = _existing(survivors_of(clients))
    elif key in clients.selections:
        clients = clients.numbers()  # read first: they are given by the very selection that is emptied
    if row is not None:
        _empty(key)
        change = {"name": name, "version": Selection.version + 1}
        Selection.update(**change).where(Selection.id == key).execute()
    kept = _fill(key, clients)
    if not kept:
        raise NobodyTicked
    detail: dict[str, Any] = {"selection": key, "name": name, "clients": kept}
    trail.leave(by, **detail)
    return key


@verb(RENAMES, Right.WRITE_TEMPLATES)
def rename(selection: int, name: str, *, version: int, by: By) -> None:
    """Gives a selection another name. `version` is that which was seen.

    Raises `Missing`, `NoSuchSelection`, also if somebody saved it meanwhile, and `SelectionExists` if another
    one has this name.
    """
    name = check_text("name", name)
    if not fold(name):
        raise Missing("name")
    engine().serialise("selections")
    row = Selection.get_or_none(Selection.id == selection, Selection.version == version)
    if row is None:
        raise NoSuchSelection
    other = Selection.get_or_none(Selection.name_key == fold(name), Selection.id != selection)
    if other is not None:
        raise NameOfAnotherSelection(other.name)
    change = {"name": name, "name_key": fold(name), "version": Selection.version + 1}
    Selection.update(**change).where(Selection.id == selection).execute()
    trail.leave(by, selection=selection, name=name, before=row.name)


@verb(DROPS, Right.WRITE_TEMPLATES)
def drop(selection: int, *, by: By) -> None:
    """Deletes a selection, not its clients. Raises `NoSuchSelection`."""
    engine().serialise("selections")
    row = Selection.get_or_none(Selection.id == selection)
    if row is None:
        raise NoSuchSelection
    _empty(selection)
    Selection.delete().where(Selection.id == selection).execute()
    trail.leave(by, selection=selection, name=row.name)


def members(selection: int) -> frozenset[int]:
    """The clients on it; for a fiche that was merged since, the one that stands for it."""
    rows = SelectionMember.select(SelectionMember.client).where(SelectionMember.selection == selection)
    return frozenset(survivors_of(client for (client,) in rows.tuples()))


def in_no_list(selection: int) -> int:
    """The number of its clients who are in no list any more: archived, anonymised or in the trash."""
    gone = [str(each) for each in (ClientStatus.ARCHIVED, ClientStatus.ANONYMISED, ClientStatus.TRASHED)]
    rows = SelectionMember.select().join(Client).where(SelectionMember.selection == selection)
    return int(rows.where(Client.status.in_(gone)).count())


def name_of(selection: int) -> str:
    """Its name; empty if it was deleted."""
    return str(Selection.select(Selection.name).where(Selection.id == selection).scalar() or "")


def _existing(clients: Sequence[int]) -> Sequence[int]:
    """These clients in order. Raises `NoSuchClient` if one of them does not exist."""
    rows = Client.select(Client.id).where(many.among(Client.id, clients)).order_by(Client.id)
    found = [key for (key,) in rows.tuples()]
    if len(found) != len(clients):
        raise NoSuchClient(min(set(clients).difference(found)))
    return found


def _fill(selection: int, clients: Sequence[int] | Chosen) -> int:
    """Puts clients on a selection that is empty; returns their number. By a condition, no id leaves the
    database. One by one they come in order.
    """
    columns = ("selection_id", "client_id")
    if isinstance(clients, Sequence):
        rows = ((selection, each) for each in clients)
        engine().insert_rows(SelectionMember._meta.table_name, columns, rows)
        return len(clients)
    # In the order of the key: rows that are inserted at random places take ten times as long.
    chosen = clients.ids().select(Value(selection), Client.id).order_by(Client.id)
    rows = SelectionMember.insert_from(chosen, [SelectionMember.selection, SelectionMember.client])
    # Else Peewee has a server send back the key of each row.
    return int(engine().database.execute(rows.returning()).rowcount)


def _empty(selection: int) -> None:
    SelectionMember.delete().where(SelectionMember.selection == selection).execute()
