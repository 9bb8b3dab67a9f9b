"""The export of everything stored about one client (loi 09-08, art. 7)."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.people.clients import verbs as clients
from models.people.clients.aliases import fiches_of
from models.personal.kinds import PersonalInside
from models.personal.register import DECLARED
from models.privacy.rows import ROWS, Rows
from models.store.connection import engine


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of each table that are about one client. Amounts are whole centimes, moments UTC."""

    client: int
    rows: Mapping[str, list[dict[str, Any]]]


def export(client: int) -> Known:
    """Everything stored about a client. Raises `NoSuchClient`."""
    clients.get(client)
    with engine().reading():
        fiches = fiches_of(client)
        found = {table: list(_read(table, rows, fiches)) for table, rows in ROWS.items()}
    return Known(client, {table: rows for table, rows in found.items() if rows})


def _read(table: str, rows: Rows, fiches: Sequence[int]) -> Iterator[dict[str, Any]]:
    columns = list(engine().columns()[table])
    found = engine().run(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {rows.of(fiches)} ORDER BY {rows.key}",
        (),
    )
    for row in found.fetchall():
        yield {column: _plain(table, column, value) for column, value in zip(columns, row, strict=True)}


def _plain(table: str, column: str, value: Any) -> Any:
    """The value for JSON."""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(DECLARED[table][column], PersonalInside):
        return json.loads(value)
    return value
