"""Reads the organisms: all of them, and those that may be chosen."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from peewee import JOIN, fn

from models.people.organisms.table import Organism
from models.refusals import N_, Refused
from models.store import clock
from models.store.search.folding import fold


@dataclass(frozen=True, slots=True)
class OrganismRow:
    """An organism. `successor` is the name of the one that goes on in its place, or ""."""

    id: int
    name: str
    valid_from: date | None
    valid_until: date | None
    active: bool
    successor: str
    successor_id: int | None

    def valid_on(self, day: date) -> bool:
        """Whether this day is between its dates; the bounds are."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    def offered_on(self, day: date) -> bool:
        """Whether it may be chosen on this day."""
        return self.active and self.valid_on(day)


@dataclass
class OrganismNotOffered(Refused):
    """The organism is retired, is not valid today, or does not exist."""

    field: ClassVar[str] = "organism"
    sentence: ClassVar[str] = N_("This organism can no longer be chosen. Choose another, or none.")


_AFTER = Organism.alias()


def organisms() -> list[OrganismRow]:
    """All organisms, by name."""
    rows = Organism.select(
        Organism.id,
        Organism.name,
        Organism.valid_from,
        Organism.valid_until,
        Organism.active,
        fn.COALESCE(_AFTER.name, ""),
        Organism.successor,
    ).join(_AFTER, JOIN.LEFT_OUTER, on=Organism.successor == _AFTER.id)
    return sorted((OrganismRow(*row) for row in rows.tuples()), key=lambda row: fold(row.name))


def offered() -> list[OrganismRow]:
    """Those that may be chosen today, by name."""
    today = clock.today()
    return [row for row in organisms() if row.offered_on(today)]


def goes_on_in(organism: int) -> OrganismRow | None:
    """The first of its successors, and of theirs, that may be chosen today; None where there is none."""
    today, known = clock.today(), {row.id: row for row in organisms()}
    passed, after = {organism}, known[organism].successor_id
    while after is not None and after not in passed:
        if known[after].offered_on(today):
            return known[after]
        passed.add(after)
        after = known[after].successor_id
    return None


def check_choice(chosen: int | None, before: int | None = None) -> None:
    """Raises `OrganismNotOffered` unless this may be chosen today; what was chosen before may stay.

    Called by verbs, inside their transaction.
    """
    if chosen is None or chosen == before:
        return
    if chosen not in [row.id for row in offered()]:
        raise OrganismNotOffered


def name_of(organism: int) -> str:
    """Its name; empty if there is none."""
    return str(Organism.select(Organism.name).where(Organism.id == organism).scalar() or "")
