"""The schema as it stands on an engine, object by object, without what others keep for themselves there."""

import re
from collections.abc import Iterable

HISTORY = "schema_migration"
"""The table in which Peewee's runner keeps which migrations a database has seen."""


def structure_in_sqlite(rows: Iterable[tuple[str, str, str, str | None]]) -> dict[str, str]:
    """The objects and their definitions, from the rows of `sqlite_master`: type, name, table, text.

    Of the tables of the full-text index and of Peewee's runner, only their existence.
    """
    found = {}
    for kind, name, table, text in rows:
        if name.startswith("sqlite_") or text is None:
            continue  # Statistics, and the indexes that belong to a constraint of their table.
        hidden = name == HISTORY or table == HISTORY or name.startswith("client_search_")
        owner = f"{table}." if kind in {"trigger", "index"} else ""
        found[f"{kind} {owner}{name}"] = "" if hidden else one_line(text)
    return found


def columns_by_table(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The columns of each table, from pairs of a table and a column; without the
    tables of Peewee's runner.
    """
    found: dict[str, list[str]] = {}
    for table, column in rows:
        if table != HISTORY:
            found.setdefault(table, []).append(column)
    return found


def one_line(text: str) -> str:
    """A definition as it is recorded and compared."""
    return re.sub(r"\s+", " ", text).strip()
