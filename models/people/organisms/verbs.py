"""Keeps the organisms: create, edit, retire and put back. Nothing is deleted, and what was issued keeps its
words: an invoice bears the name that its organism had on that day.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, ClassVar

from models.people.organisms.table import MOROCCAN, Organism
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, EDITS = "organisms.create", "organisms.edit"
RETIRES, PUTS_BACK = "organisms.retire", "organisms.put_back"


@dataclass(frozen=True, slots=True)
class OrganismFields:
    """The fields of an organism; see `Organism`. `successor` is an id."""

    name: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    successor: int | None = None


@dataclass
class OrganismNameTaken(Refused):
    """Another organism has this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("There is already an organism called {name}.")


@dataclass
class RetiredOrganismNameTaken(Refused):
    """A retired organism has this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("{name} is already there, retired. Put it back instead.")


@dataclass
class EndsBeforeItBegins(Refused):
    """The last day is before the first one."""

    field: ClassVar[str] = "valid_until"
    sentence: ClassVar[str] = N_("The last day is before the first one.")


@dataclass
class FollowsItself(Refused):
    """Following the successors would lead back to the organism itself. `name` is the one chosen."""

    name: str
    field: ClassVar[str] = "successor"
    sentence: ClassVar[str] = N_("{name} itself goes on in this one: choose another.")


@dataclass
class NoSuchOrganism(Refused):
    organism: int
    field: ClassVar[str] = "successor"
    sentence: ClassVar[str] = N_("This organism is gone.")


@dataclass
class OrganismChanged(Refused):
    """Another person saved it since it was read."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@verb(CREATES, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["organism"]))
def create(values: OrganismFields, *, by: By) -> int:
    """Adds an organism; returns its id.

    Raises `Missing`, `OrganismNameTaken`, `RetiredOrganismNameTaken`, `EndsBeforeItBegins`, `FollowsItself`,
    `NoSuchOrganism`, or what `check_text` raises.
    """
    engine().serialise("organisms")
    clean = _checked(values, None)
    row = Organism.create(**_columns(clean))
    trail.leave(by, organism=row.id, **asdict(clean))
    return int(row.id)


@verb(EDITS, Right.CHANGE_SETTINGS)
def edit(organism: int, values: OrganismFields, *, seen: OrganismFields, by: By) -> None:
    """Saves an organism over the values `seen` (optimistic locking).

    Raises `OrganismChanged` and what `create` raises.
    """
    engine().serialise("organisms")
    before = fields_of(organism)
    clean = _checked(values, organism)
    if before not in (seen, clean):
        raise OrganismChanged(before.name)
    if before == clean:
        return
    _save(organism, **_columns(clean))
    trail.leave(by, organism=organism, changes=differences(before, clean))


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(organism: int, *, seen: OrganismFields, by: By) -> None:
    """Offers an organism no longer. Where it was chosen it stays, with all that it has to pay.

    Raises `NoSuchOrganism` or `OrganismChanged`.
    """
    _offer(organism, False, seen, by)


@verb(PUTS_BACK, Right.CHANGE_SETTINGS)
def put_back(organism: int, *, seen: OrganismFields, by: By) -> None:
    """Offers a retired organism again. Raises `NoSuchOrganism` or `OrganismChanged`."""
    _offer(organism, True, seen, by)


def fields_of(organism: int) -> OrganismFields:
    """The fields of an organism, as a form shows them. Raises `NoSuchOrganism`."""
    return _fields(_find(organism))


def ensure(names: tuple[str, ...] = MOROCCAN) -> None:
    """Adds those that are missing. Called by verbs, inside their transaction."""
    known = {fold(name) for (name,) in Organism.select(Organism.name).tuples()}
    for name in names:
        if fold(name) not in known:
            Organism.create(name=name)


def _offer(organism: int, active: bool, seen: OrganismFields, by: By) -> None:
    engine().serialise("organisms")
    row = _find(organism)
    if _fields(row) != seen:
        raise OrganismChanged(row.name)
    if row.active is not active:
        _save(organism, active=active)
        trail.leave(by, organism=organism, name=row.name)


def _checked(values: OrganismFields, organism: int | None) -> OrganismFields:
    name = check_text("name", values.name)
    if not fold(name):
        raise Missing("name")
    rows = list(Organism.select(Organism.id, Organism.name, Organism.active, Organism.successor))
    for row in rows:
        if row.id != organism and fold(row.name) == fold(name):
            raise OrganismNameTaken(row.name) if row.active else RetiredOrganismNameTaken(row.name)
    if values.valid_from and values.valid_until and values.valid_from > values.valid_until:
        raise EndsBeforeItBegins
    _check_successor(values.successor, organism, {row.id: row for row in rows})
    return replace(values, name=name)


def _check_successor(successor: int | None, organism: int | None, known: dict[int, Organism]) -> None:
    if successor is None:
        return
    if successor not in known:
        raise NoSuchOrganism(successor)
    after, passed = successor, set[int]()
    while after is not None and after not in passed:
        if after == organism:
            raise FollowsItself(known[successor].name)
        passed.add(after)
        after = known[after].successor_id


def _columns(values: OrganismFields) -> dict[str, Any]:
    columns = asdict(values)
    columns["successor_id"] = columns.pop("successor")
    return columns


def _fields(row: Organism) -> OrganismFields:
    return OrganismFields(row.name, row.valid_from, row.valid_until, row.successor_id)


def _find(organism: int) -> Organism:
    row: Organism | None = Organism.get_or_none(Organism.id == organism)
    if row is None:
        raise NoSuchOrganism(organism)
    return row


def _save(organism: int, **change: Any) -> None:
    Organism.update(**change).where(Organism.id == organism).execute()
