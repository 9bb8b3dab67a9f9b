"""Replaces personal values by their blanks, column by column, as declared.

Values that a retention rule keeps are left and counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.people.clients.aliases import fiches_of
from models.people.photos import listing as photos
from models.personal.kinds import Path, Personal, PersonalInside, Retention, Whose
from models.personal.register import DECLARED
from models.privacy.rows import APART, ROWS, Rows
from models.seals import redactions
from models.store.connection import engine

Kept = tuple[Retention, int, date | None]
"""A rule, the number of values it keeps, and the day of the last of them."""

Change = tuple[int, str, int]
"""The key of a row, the new value of its column, and the number of values that this blanks."""


def blank(client: int, today: date, trail: int) -> None:
    """Blanks all personal values of a client, except the client's own row and what a rule keeps on this day.

    `trail` is the trail of the request. The seals of the rows remain valid.
    """
    changes: dict[tuple[str, str, int], dict[str, str]] = {}
    fiches = fiches_of(client)
    for column in _columns():
        for row, becomes, _ in column.changes(fiches, today):
            changes.setdefault((column.table, column.rows.key, row), {})[column.name] = becomes
    mark = engine().database.param
    for (table, key, row), become in changes.items():
        redactions.keep_proof(table, row, become, trail=trail)
        columns = ", ".join(f"{name} = {mark}" for name in become)
        engine().run(f"UPDATE {table} SET {columns} WHERE {key} = {mark}", (*become.values(), row))


def count(client: int, today: date) -> int:
    """The number of values that `blank` would blank, and the number of values in the rows of the client's
    fiches and in their details; and the number of their photos.
    """
    fiches = fiches_of(client)
    blanked = _in_rows("client", fiches) + _in_rows("client_details", fiches) + photos.count(client)
    return blanked + sum(values for column in _columns() for _, _, values in column.changes(fiches, today))


def _in_rows(table: str, fiches: Sequence[int]) -> int:
    """The number of personal values in the rows of all fiches of a client."""
    personal, rows = whole(table), ROWS[table]
    columns = ", ".join((rows.key, *personal))
    found = engine().run(f"SELECT {columns} FROM {table} WHERE {rows.of(fiches)}", ()).fetchall()
    return sum(
        1
        for key, *values in found
        for value, declared in zip(values, personal.values(), strict=True)
        if value and value != declared.blank_of(key)
    )


def held(client: int, today: date) -> list[Kept]:
    """The rules that keep something of a client: the number of values and the last day of each."""
    counts: dict[Retention, int] = {}
    last: dict[Retention, date] = {}
    fiches = fiches_of(client)
    for column in _columns():
        for rule, values, day in column.held(fiches, today):
            counts[rule] = counts.get(rule, 0) + values
            if day is not None:
                last[rule] = max(day, last.get(rule, day))
    return [(rule, values, _until(rule, last.get(rule))) for rule, values in counts.items() if values]


def whole(table: str) -> dict[str, Personal]:
    """The columns of a table that are personal as a whole."""
    personal = DECLARED[table].personal.items()
    return {
        name: each for name, each in personal if isinstance(each, Personal) and each.whose is Whose.CLIENT
    }


def _columns() -> Iterator["_Text | _Inside"]:
    for table, rows in ROWS.items():
        if table in APART:
            continue
        for name, declared in DECLARED[table].personal.items():
            if isinstance(declared, PersonalInside):
                yield _Inside(table, rows, name, declared)
            else:
                yield _Text(table, rows, name, declared)


@dataclass(frozen=True, slots=True)
class _Text:
    """A column that is personal as a whole."""

    table: str
    rows: Rows
    name: str
    declared: Personal

    def changes(self, fiches: Sequence[int], today: date) -> Iterator[Change]:
        free = f"{self._speaks(fiches)} AND NOT ({self._kept(today)})"
        found = engine().run(f"SELECT {self.rows.key} FROM {self.table} WHERE {free}", ())
        return ((row, self.declared.blank_of(row), 1) for (row,) in found.fetchall())

    def held(self, fiches: Sequence[int], today: date) -> Iterator[Kept]:
        if self.declared.kept is not None:
            kept = f"{self._speaks(fiches)} AND {self._kept(today)}"
            last = f"max({self.rows.day or 'NULL'})"
            values, day = _one(f"SELECT count(*), {last} FROM {self.table} WHERE {kept}")
            yield self.declared.kept, values, _day(day)

    def _speaks(self, fiches: Sequence[int]) -> str:
        """The client's rows in which the column is neither empty nor blank."""
        said = f"{self.name} <> '' AND {self.name} <> {self._blank()}"
        if self.declared.blank is None:  # a day or a key: there is one, or none
            said = f"{self.name} IS NOT NULL"
        where = f"({self.rows.of(fiches)}) AND {said}"
        others = self.rows.not_theirs.get(self.name)
        return f"{where} AND NOT ({others})" if others else where

    def _blank(self) -> str:
        before, number, after = str(self.declared.blank).partition("{id}")
        return f"'{before}' || {self.rows.key} || '{after}'" if number else f"'{before}'"

    def _kept(self, today: date) -> str:
        """The condition that a rule keeps the value."""
        rule = self.declared.kept
        if rule is None:
            return "FALSE"
        return self.rows.objected if rule.years is None else f"{self.rows.day} >= '{_since(rule, today)}'"


@dataclass(frozen=True, slots=True)
class _Inside:
    """A column of JSON that is personal in parts."""

    table: str
    rows: Rows
    name: str
    declared: PersonalInside

    def changes(self, fiches: Sequence[int], today: date) -> Iterator[Change]:
        for row, text, day in self._read(fiches):
            free = [path for path in self._speaking(text) if not self._kept(path, day, today)]
            if free:
                yield row, self.declared.blanked(text, free), len(free)

    def held(self, fiches: Sequence[int], today: date) -> Iterator[Kept]:
        for _, text, day in self._read(fiches):
            for path in self._speaking(text):
                rule = self.declared.at[path].kept
                if rule is not None and self._kept(path, day, today):
                    yield rule, 1, day

    def _read(self, fiches: Sequence[int]) -> Iterator[tuple[Any, str, date | None]]:
        """The key, the text and the day of each row of a client."""
        columns = f"{self.rows.key}, {self.name}, {self.rows.day or 'NULL'}"
        found = engine().run(f"SELECT {columns} FROM {self.table} WHERE {self.rows.of(fiches)}", ())
        return ((row, text, _day(day)) for row, text, day in found.fetchall())

    def _speaking(self, text: str) -> list[Path]:
        """The paths whose values are neither empty nor blank."""
        parts = self.declared.parts(text).items()
        return [path for path, value in parts if value and value != self.declared.at[path].blank]

    def _kept(self, path: Path, day: date | None, today: date) -> bool:
        rule = self.declared.at[path].kept
        if rule is None or rule.years is None:
            return rule is not None
        return day is None or day >= _since(rule, today)


def _since(rule: Retention, today: date) -> date:
    """Values of this day or later are kept: the years count from the end of the calendar year."""
    return date(today.year - (rule.years or 0), 1, 1)


def _until(rule: Retention, day: date | None) -> date | None:
    return None if day is None or rule.years is None else date(day.year + rule.years, 12, 31)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _one(sql: str) -> Sequence[Any]:
    row: Sequence[Any] = engine().run(sql, ()).fetchone()
    return row
