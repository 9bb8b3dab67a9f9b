"""Reads themes, criteria and answers, in the order in which people arranged them."""

from dataclasses import dataclass
from typing import Any

from peewee import fn

from models.people.technical_sheets.table import SheetEntry, SheetLevel, SheetTerm

BELOW = {
    None: SheetLevel.THEME,
    SheetLevel.THEME: SheetLevel.CRITERION,
    SheetLevel.CRITERION: SheetLevel.ANSWER,
}
"""What stands below a level; themes stand below nothing, and nothing below an answer."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in a list. `below` counts the terms below it, `entries` what was noted of clients with it."""

    id: int
    level: SheetLevel
    name: str
    active: bool
    below: int
    entries: int


def terms(parent: int | None = None) -> list[TermRow]:
    """The terms below this one, or the themes; the retired ones too."""
    under = SheetTerm.alias()
    below = under.select(fn.COUNT(under.id)).where(under.parent == SheetTerm.id)
    rows = SheetTerm.select(
        SheetTerm.id, SheetTerm.level, SheetTerm.name, SheetTerm.active, below, _entries(SheetTerm)
    )
    above = SheetTerm.parent.is_null() if parent is None else SheetTerm.parent == parent
    return [TermRow(*row) for row in rows.where(above).order_by(SheetTerm.position, SheetTerm.id).tuples()]


@dataclass(frozen=True, slots=True)
class Offered:
    """A criterion that can be chosen, with the name of its theme."""

    id: int
    theme: str
    name: str


def offered_criteria() -> list[Offered]:
    """The criteria that are offered below themes that are, in the order of both."""
    theme = SheetTerm.alias()
    rows = SheetTerm.select(SheetTerm.id, theme.name, SheetTerm.name).join(
        theme, on=SheetTerm.parent == theme.id
    )
    rows = rows.where(SheetTerm.level == SheetLevel.CRITERION, SheetTerm.active, theme.active)
    places = theme.position, theme.id, SheetTerm.position, SheetTerm.id
    return [Offered(*row) for row in rows.order_by(*places).tuples()]


def entries_of(term: int) -> int:
    """How much was noted of clients with a term or with those below it."""
    return int(SheetTerm.select(_entries(SheetTerm)).where(SheetTerm.id == term).scalar() or 0)


def _entries(term: Any) -> Any:
    """The number of entries that name a term or one below it, as a subquery."""
    criteria = SheetTerm.alias()
    of_theme = criteria.select(criteria.id).where(criteria.parent == term.id)
    named = (
        (SheetEntry.criterion == term.id)
        | (SheetEntry.answer == term.id)
        | SheetEntry.criterion.in_(of_theme)
    )
    return SheetEntry.select(fn.COUNT(SheetEntry.id)).where(named)
