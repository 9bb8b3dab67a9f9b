"""Lists and rows whose number grows with the data.

A statement takes a limited number of variables: 999 in many builds of SQLite, 65 535 on PostgreSQL. So a list
is one variable (JSON for SQLite, an array for PostgreSQL), and rows are written by `engine().insert_rows` and
`update_rows`. Only lists of fixed length (kinds, accounts, states) are passed value by value.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from peewee import SQL, Model, Value

from models.store.connection import engine


def among(column: Any, values: Iterable[Any]) -> Any:
    """The condition that a column is one of these ids, texts or days, however many."""
    return engine().among(column, list(values))


def among_given(column: Any, list_of: Value) -> Any:
    """The same for ids in a prepared statement; each run passes `engine().as_list(ids)`."""
    return column.in_(SQL(engine().listed, [list_of.value]))


def insert(table: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Inserts rows, each a mapping of fields to values; all have the same fields.

    Defaults of the table apply, as in `insert_many` of Peewee.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    meta = table._meta
    defaults = {
        field.name: value() if callable(value) else value
        for field, value in meta.defaults.items()
        if field.name not in first
    }
    fields = [meta.fields[name] for name in (*first, *defaults)]
    names = [field.column_name for field in fields]
    engine().insert_rows(
        meta.table_name, names, (_kept(fields, row, defaults) for row in chain([first], waiting))
    )


def update(table: type[Model], rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Updates rows, each an id and a mapping of fields to new values; all have the same fields."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    meta = table._meta
    fields = [meta.fields[name] for name in first[1]]
    names = [field.column_name for field in fields]
    changed = ((*_kept(fields, row), key) for key, row in chain([first], waiting))
    engine().update_rows(meta.table_name, names, changed)


def _kept(
    fields: Sequence[Any], row: Mapping[str, Any], defaults: Mapping[str, Any] | None = None
) -> tuple[Any, ...]:
    """The values as the columns store them."""
    whole = {**(defaults or {}), **row}
    return tuple(field.db_value(whole[field.name]) for field in fields)
