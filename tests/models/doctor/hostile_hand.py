"""A hostile or clumsy hand on the whole base: every column of every table changed to what could stand there,
single rows taken out; and which of the doctor's checks look at a table at all."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import BooleanField, Field, ForeignKeyField, IntegerField, IntegrityError, TextField

from models.doctor.examination import CHECKS, carried_out
from models.doctor.fault import Check, Fault
from models.doctor.store import place, structure
from models.doctor.store.values import name_of, tables
from models.store import connection
from models.store.connection import Table
from models.store.engines.sqlite import SqliteEngine
from models.store.fields import ChoiceField, DayField, MomentField

BESIDE = {*place.CHECKS, *structure.CHECKS}
"""Checks that look at the file and at the schema: no row changes what they find."""


@dataclass(frozen=True)
class Change:
    """A value of one row that becomes another, or a row that goes (`column` is empty)."""

    table: type[Table]
    key: dict[str, Any]
    column: str
    value: Any

    @property
    def place(self) -> str:
        """Where it is: the table, and the column where only a value changes."""
        return f"{name_of(self.table)}.{self.column}" if self.column else name_of(self.table)

    def __str__(self) -> str:
        return (
            f"{self.place} of {self.key} := {self.value!r}"
            if self.column
            else f"{self.place} {self.key} gone"
        )


def disarm() -> None:
    """Takes every guard away from the open base: triggers, foreign keys, CHECKs."""
    engine = connection.engine()
    run = engine.database.execute_sql
    if isinstance(engine, SqliteEngine):
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            run(f"DROP TRIGGER {name}")
        run("PRAGMA foreign_keys = 0")
        run("PRAGMA ignore_check_constraints = 1")
    else:
        run("SET session_replication_role = replica")


@contextmanager
def undone(*statements: tuple[str, tuple[Any, ...]] | str) -> Iterator[None]:
    """Within this block these statements hold; afterwards the base is as it was."""
    database = connection.engine().database
    with database.atomic() as transaction:
        try:
            for statement in statements:
                sql, values = (statement, ()) if isinstance(statement, str) else statement
                database.execute_sql(sql, values)
            yield
        finally:
            transaction.rollback()


def changes(rows: int = 1) -> Iterator[Change]:
    """What could be changed: of each table some rows, of each row every column."""
    for table in tables():
        keys = [field.column_name for field in table._meta.get_primary_keys()]
        columns = table._meta.sorted_fields
        names = ", ".join(f'"{field.column_name}"' for field in columns)
        found = (
            connection.engine()
            .database.execute_sql(f"SELECT {names} FROM {name_of(table)} ORDER BY {', '.join(keys)}")
            .fetchall()
        )
        kept = [dict(zip((field.column_name for field in columns), row, strict=True)) for row in found]
        for number, row in enumerate(_spread(kept, rows)):
            key = {name: row[name] for name in keys}
            yield Change(table, key, "", None)
            del number
        for field in columns:
            if field.column_name in keys:
                continue
            for row in _spread(
                [row for row in kept if row[field.column_name] not in (None, "")] or kept, rows
            ):
                key = {name: row[name] for name in keys}
                for value in _others(field, row[field.column_name]):
                    yield Change(table, key, field.column_name, value)


def _spread(rows: list[Any], count: int) -> list[Any]:
    """So many of the rows, from the first to the last."""
    if len(rows) <= count:
        return rows
    if count == 1:
        return [rows[len(rows) // 2]]
    return [rows[place * (len(rows) - 1) // (count - 1)] for place in range(count)]


def _others(field: Field, value: Any) -> Iterator[Any]:
    """What else could stand there without being nonsense at the first look."""
    if field.null and value is not None:
        yield None
    if isinstance(field, ForeignKeyField):
        other = field.rel_model._meta.get_primary_keys()[0].column_name
        rows = (
            connection.engine()
            .database.execute_sql(f"SELECT {other} FROM {name_of(field.rel_model)} ORDER BY {other}")
            .fetchall()
        )
        keys = [key for (key,) in rows if key != value]
        yield from keys[:1]
        yield from keys[-1:] if len(keys) > 1 else ()
    elif isinstance(field, BooleanField):
        yield not value
    elif isinstance(field, ChoiceField):
        values = [str(each) for each in field.enum]
        yield from [each for each in (*values, *values) if each != value][:2]
    elif isinstance(field, IntegerField):
        yield from (1,) if value is None else (value + 1, value - 1 if value else 7)
    elif isinstance(field, DayField):
        day = date.fromisoformat(str(value)) if value else date(2026, 11, 1)
        yield from ((day + timedelta(days=days)).isoformat() for days in (-1, 1, 40))
    elif isinstance(field, MomentField):
        moment = datetime.fromisoformat(str(value)) if value else datetime(2026, 11, 1)
        yield from ((moment + timedelta(hours=hours)).isoformat(" ", "microseconds") for hours in (-30, 30))
    elif isinstance(field, TextField):
        yield f"{value or ''}x"
        if value:
            yield ""


def made(change: Change) -> list[tuple[str, tuple[Any, ...]]]:
    """The statement that makes it."""
    mark = connection.engine().database.param
    where = " AND ".join(f'"{name}" = {mark}' for name in change.key)
    table = name_of(change.table)
    if not change.column:
        return [(f"DELETE FROM {table} WHERE {where}", tuple(change.key.values()))]
    values = (change.value, *change.key.values())
    return [(f'UPDATE {table} SET "{change.column}" = {mark} WHERE {where}', values)]


def engine_fault() -> Fault | None:
    """What the engine itself finds: a key that names no row, a value that a CHECK would refuse."""
    current = connection.engine()
    if isinstance(current, SqliteEngine):
        current.database.execute_sql("PRAGMA ignore_check_constraints = 0")
    found = next(iter(place.what_the_engine_finds()), None)
    if isinstance(current, SqliteEngine):
        current.database.execute_sql("PRAGMA ignore_check_constraints = 1")
    return found


class Reach:
    """Which checks look at which tables, found out by listening to one examination."""

    def __init__(self) -> None:
        self.of: dict[str, list[Check]] = {}
        database = connection.engine().database
        heard: list[str] = []
        run = database.execute_sql

        def listen(sql: Any, *rest: Any, **more: Any) -> Any:
            heard.append(str(sql))
            return run(sql, *rest, **more)

        database.execute_sql = listen
        try:
            for check in (each for each in CHECKS if each not in BESIDE):
                heard.clear()
                assert list(carried_out(check)) == [], check.__name__
                words = set(re.findall(r"[a-z_]+", " ".join(heard)))
                for table in tables():
                    if name_of(table) in words:
                        self.of.setdefault(name_of(table), []).append(check)
        finally:
            del database.execute_sql

    def any_fault(self, table: str) -> Fault | None:
        """A fault that any check finds which looks at this table; none where not one of them finds any."""
        checks = self.of.get(table, [])
        for check in checks:
            for fault in carried_out(check):
                # The next change of this table is most likely seen by the same one.
                checks.remove(check)
                checks.insert(0, check)
                return fault
        return engine_fault()

    def seen(self, change: Change) -> Fault | bool | None:
        """What the doctor says of a change; False where the schema itself refuses it."""
        with suppress(IntegrityError), undone(*made(change)):
            return self.any_fault(name_of(change.table))
        return False
