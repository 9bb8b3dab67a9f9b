"""Reads what was noted of a client: the newest of each criterion, and all of one criterion."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.people.clients.aliases import about
from models.people.technical_sheets.table import SheetEntry, SheetTerm
from models.requests.actors import Staff
from models.requests.trail import Trail

_THEME = SheetTerm.alias()
_ANSWER = SheetTerm.alias()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An entry as it is read. `id` is that of the entry, `at` is in UTC, `answer` is empty where none was
    chosen.
    """

    id: int
    at: datetime
    author: str
    theme: str
    criterion_id: int
    criterion: str
    answer: str
    value: str


def newest(client: int) -> list[SheetRow]:
    """The newest entry of each criterion, the newest of them first (ts-fill)."""
    latest = SheetEntry.select(fn.MAX(SheetEntry.id)).where(about(SheetEntry.client, client))
    return _read(SheetEntry.id.in_(latest.group_by(SheetEntry.criterion)))


def of_criterion(client: int, criterion: int) -> list[SheetRow]:
    """All that was ever noted of a client to one criterion, the newest first."""
    return _read(about(SheetEntry.client, client), SheetEntry.criterion == criterion)


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the criteria to which something was noted of a client."""
    noted = SheetEntry.select(fn.COUNT(fn.DISTINCT(SheetEntry.criterion)))
    return noted.where(about(SheetEntry.client, client))


def _read(*conditions: Any) -> list[SheetRow]:
    rows = (
        SheetEntry.select(
            SheetEntry.id,
            Trail.at,
            Staff.name,
            _THEME.name,
            SheetTerm.id,
            SheetTerm.name,
            fn.COALESCE(_ANSWER.name, ""),
            SheetEntry.value,
        )
        .join(Trail)
        .switch(SheetEntry)
        .join(Staff)
        .switch(SheetEntry)
        .join(SheetTerm, on=SheetEntry.criterion == SheetTerm.id)
        .join(_THEME, on=SheetTerm.parent == _THEME.id)
        .switch(SheetEntry)
        .join(_ANSWER, JOIN.LEFT_OUTER, on=SheetEntry.answer == _ANSWER.id)
        .where(*conditions)
        .order_by(SheetEntry.id.desc())
    )
    return [SheetRow(*row) for row in rows.tuples()]
