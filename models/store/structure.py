"""The schema, object by object: as it is in the open database, and as the migrations make it.

What the migrations make is recorded beside them for each engine (`make structure`), so that the doctor can
compare without creating a table.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from models.store import schema

MADE_BY = "made by "
_SAYS = " = "


def standing_in_sqlite(rows: Iterable[tuple[str, str, str, str | None]]) -> dict[str, str]:
    """The objects and their definitions, from the rows of `sqlite_master`: type, name, table, text.

    Of the tables of the full-text index and of Peewee's runner, only their existence.
    """
    found = {}
    for kind, name, table, text in rows:
        if name.startswith("sqlite_") or text is None:
            continue  # Statistics, and the indexes that belong to a constraint of their table.
        hidden = name == schema.HISTORY or table == schema.HISTORY or name.startswith("client_search_")
        owner = f"{table}." if kind in {"trigger", "index"} else ""
        found[f"{kind} {owner}{name}"] = "" if hidden else _one_line(text)
    return found


def columns_by_table(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The columns of each table, from pairs of a table and a column; without the
    tables of Peewee's runner.
    """
    found: dict[str, list[str]] = {}
    for table, column in rows:
        if table != schema.HISTORY:
            found.setdefault(table, []).append(column)
    return found


def recorded(engine: str) -> dict[str, str]:
    """The schema that the migrations make on this engine."""
    lines = path(engine).read_text(encoding="utf-8").splitlines()[1:]
    return {name: text for name, _, text in (line.partition(_SAYS) for line in lines)}


def recorded_by(engine: str) -> str:
    """The last migration at the time of recording."""
    with path(engine).open(encoding="utf-8") as file:
        return file.readline().removeprefix(MADE_BY).strip()


def record(engine: str, standing: dict[str, str]) -> None:
    """Records the schema that the migrations make; for `make structure`."""
    lines = [f"{MADE_BY}{schema.known()[-1]}"]
    lines += [f"{name}{_SAYS}{_one_line(text)}" for name, text in sorted(standing.items())]
    path(engine).write_text("\n".join(lines) + "\n", encoding="utf-8")


def path(engine: str) -> Path:
    """The file of the record for an engine."""
    return schema.MIGRATIONS / f"structure_{engine}.txt"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
