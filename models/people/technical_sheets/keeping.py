"""Keeps themes, criteria and answers: create, rename, move, retire and put back, remove (ts-setup)."""

from dataclasses import dataclass
from typing import ClassVar

from peewee import fn

from models.people.technical_sheets.table import SheetTerm
from models.people.technical_sheets.terms import BELOW, entries_of
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.store.neighbours import change_places
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, RENAMES, MOVES = "sheet_terms.create", "sheet_terms.rename", "sheet_terms.move"
RETIRES, PUTS_BACK, REMOVES = "sheet_terms.retire", "sheet_terms.put_back", "sheet_terms.remove"


@dataclass
class NoSuchTerm(Refused):
    sentence: ClassVar[str] = N_("This is no longer in the technical sheets.")


@dataclass
class TermNameTaken(Refused):
    """Another term in the same place has this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("There is already one called {name}.")


@dataclass
class TermChanged(Refused):
    """Another person renamed it since it was read (optimistic locking)."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@dataclass
class TermInUse(Refused):
    """What was noted of clients names it, or a term below it."""

    name: str
    entries: int
    sentence: ClassVar[str] = N_("{name} stands in {entries} notes of clients. Retire it instead.")


@dataclass
class NothingBelow(Refused):
    """An answer has nothing below it."""

    sentence: ClassVar[str] = N_("An answer has nothing below it.")


@verb(CREATES, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["sheet_term"]))
def create(parent: int | None, name: str, *, by: By) -> int:
    """Adds a theme, a criterion below a theme, or an answer below a criterion; returns its id.

    Raises `NoSuchTerm`, `NothingBelow`, `Missing`, `TermNameTaken`, or what `check_text` raises.
    """
    _alone()
    level = BELOW.get(None if parent is None else _find(parent).level)
    if level is None:
        raise NothingBelow
    clean = _free(parent, name, None)
    last = SheetTerm.select(fn.COALESCE(fn.MAX(SheetTerm.position), 0)).where(_beside(parent)).scalar()
    row = SheetTerm.create(
        level=level, parent=parent, name=clean, name_key=fold(clean), position=int(last) + 1
    )
    trail.leave(by, sheet_term=row.id, parent=parent, level=level, name=clean, position=row.position)
    return int(row.id)


@verb(RENAMES, Right.CHANGE_SETTINGS)
def rename(term: int, name: str, *, seen: str, by: By) -> None:
    """Renames a term, also in what was noted before. `seen` is the name as it was read (optimistic locking).

    Raises `TermChanged`, `NoSuchTerm`, `Missing`, `TermNameTaken`, or what `check_text` raises.
    """
    _alone()
    row = _find(term)
    clean = _free(row.parent_id, name, term)
    if row.name not in (seen, clean):
        raise TermChanged(row.name)
    if row.name == clean:
        return
    SheetTerm.update(name=clean, name_key=fold(clean)).where(SheetTerm.id == term).execute()
    trail.leave(by, sheet_term=term, changes={"name": [row.name, clean]})


@verb(MOVES, Right.CHANGE_SETTINGS)
def move(term: int, *, earlier: bool, by: By) -> None:
    """Changes places with the term before or after it; at an end nothing changes. Raises `NoSuchTerm`."""
    _alone()
    row = _find(term)
    moved = change_places(row, SheetTerm.select().where(_beside(row.parent_id)), earlier=earlier)
    if moved:
        trail.leave(by, sheet_term=term, **moved)


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(term: int, *, by: By) -> None:
    """Offers a term no longer, nor those below it; where it was chosen it stays. Raises `NoSuchTerm`."""
    _offer(term, False, by)


@verb(PUTS_BACK, Right.CHANGE_SETTINGS)
def put_back(term: int, *, by: By) -> None:
    """Offers a retired term again. Raises `NoSuchTerm`."""
    _offer(term, True, by)


@verb(REMOVES, Right.CHANGE_SETTINGS)
def remove(term: int, *, by: By) -> None:
    """Deletes a term with those below it; the trail keeps their names. Raises `NoSuchTerm`, and `TermInUse`
    where something was noted of a client with one of them.
    """
    _alone()
    row = _find(term)
    entries = entries_of(term)
    if entries:
        raise TermInUse(row.name, entries)
    levels = [[row]]
    while levels[-1]:
        above = [each.id for each in levels[-1]]
        levels.append(list(SheetTerm.select().where(many.among(SheetTerm.parent, above))))
    gone = [each for level in levels for each in level]
    trail.leave(by, sheet_term=term, terms=[each.id for each in gone], names=[each.name for each in gone])
    for level in reversed(levels):
        SheetTerm.delete().where(many.among(SheetTerm.id, [each.id for each in level])).execute()


def _offer(term: int, active: bool, by: By) -> None:
    _alone()
    row = _find(term)
    if row.active is not active:
        SheetTerm.update(active=active).where(SheetTerm.id == term).execute()
        trail.leave(by, sheet_term=term, name=row.name)


def _free(parent: int | None, name: str, but: int | None) -> str:
    clean = check_text("name", name)
    if not fold(clean):
        raise Missing("name")
    same = SheetTerm.get_or_none(
        _beside(parent), SheetTerm.name_key == fold(clean), SheetTerm.id != (but or 0)
    )
    if same is not None:
        raise TermNameTaken(same.name)
    return clean


def _beside(parent: int | None) -> object:
    return SheetTerm.parent.is_null() if parent is None else SheetTerm.parent == parent


def _find(term: int) -> SheetTerm:
    row: SheetTerm | None = SheetTerm.get_or_none(SheetTerm.id == term)
    if row is None:
        raise NoSuchTerm
    return row


def _alone() -> None:
    """One at a time: what is noted of a client takes the same turn, so that no term goes away under it."""
    engine().serialise("sheet_terms")
