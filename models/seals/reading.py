"""Reads the rows of a table as a seal covers them, leaf by leaf."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.seals.covered import Covered
from models.seals.encoding import LEAF_ROWS, Row
from models.seals.packing import Key
from models.store.connection import engine


@dataclass(frozen=True, slots=True)
class Columns:
    """What is read of a table: the key first, what is personal last.

    A row that is read is its key, all that is not personal as one JSON array, and each personal value.

    Attributes:
        names: of all columns, in order.
        key: how many of the first ones are the key.
        personal: how many of the last ones are personal.
        words: how the engine reads such a row.
    """

    table: str
    names: tuple[str, ...]
    key: int
    personal: int
    words: str

    @property
    def keys(self) -> str:
        """The columns of the key, as they are ordered by and compared."""
        return ", ".join(f'"{name}"' for name in self.names[: self.key])

    @property
    def first(self) -> str:
        """The first column of the key, by which extents are told."""
        return f'"{self.names[0]}"'


def columns_today(covered: Covered) -> Columns:
    """All columns that the table has."""
    words = engine().canonical(covered.name)
    plain = [name for name in words if name not in (*covered.key, *covered.personal)]
    personal = [name for name in words if name in covered.personal]
    return _columns(covered.name, (*covered.key, *plain, *personal), covered.key, personal, words)


def columns_of_seal(
    table: str, names: Sequence[str], key: Sequence[str], personal: Sequence[str]
) -> Columns | None:
    """The columns that a seal names; None where the table has them no more."""
    words = engine().canonical(table)
    if not set(names) <= set(words) or list(names[: len(key)]) != list(key):
        return None
    return _columns(table, tuple(names), key, personal, words)


def _columns(
    table: str, names: tuple[str, ...], key: Sequence[str], personal: Sequence[str], words: dict[str, str]
) -> Columns:
    plain = [words[name] for name in names[: len(names) - len(personal)]]
    read = (*plain[: len(key)], engine().as_json(plain), *(words[name] for name in personal))
    return Columns(table, names, len(key), len(personal), ", ".join(read))


def highest(columns: Columns, finished: str) -> int | None:
    """The highest key of the rows for which the condition holds."""
    words = f"SELECT MAX({columns.first}) FROM {columns.table} WHERE {finished}"
    (found,) = engine().database.execute_sql(words, ()).fetchone()
    return None if found is None else int(found)


def rows_after(columns: Columns, key: Key, until: int, finished: str, limit: int = LEAF_ROWS) -> list[Row]:
    """The next rows in the order of their keys, in one statement: nobody waits for it for long."""
    mark = engine().database.param
    marks = ", ".join(mark for _ in key)
    words = (
        f"SELECT {columns.words} FROM {columns.table} "
        f"WHERE ({columns.keys}) > ({marks}) AND {columns.first} <= {mark} AND {finished} "
        f"ORDER BY {columns.keys} LIMIT {limit}"
    )
    found: list[Any] = engine().database.execute_sql(words, (*key, until)).fetchall()
    return found


def rows_within(columns: Columns, after: int, until: int) -> list[Row]:
    """The rows with a key after one, up to and with another."""
    mark = engine().database.param
    words = (
        f"SELECT {columns.words} FROM {columns.table} "
        f"WHERE {columns.first} > {mark} AND {columns.first} <= {mark} ORDER BY {columns.keys}"
    )
    found: list[Any] = engine().database.execute_sql(words, (after, until)).fetchall()
    return found
