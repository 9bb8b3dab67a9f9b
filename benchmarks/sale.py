"""A sale of five lines in a base of a million operations, beside the same rows written by plain `sqlite3`."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure

CLIENTS, SALES = 60_000, 8
LINES = 5
RUNS, SALES_A_RUN = 13, 40
MOST = 1.35


def figures() -> list[Figure]:
    """Both on one copy of the base, in turn; each is one durable transaction. Of its runs the middle one."""
    with _copy(pharmacies.pharmacy(CLIENTS, SALES)) as base:
        ours, plain = _measure(base)
    runs = [
        (1000 * median(ours[first : first + SALES_A_RUN]), 1000 * median(plain[first : first + SALES_A_RUN]))
        for first in range(0, len(ours), SALES_A_RUN)
    ]
    runs.sort(key=lambda run: run[0] / run[1])
    sale, rows = runs[len(runs) // 2]
    what = f"a sale of {LINES} lines, saved, with a million operations in the base"
    return [Figure(what, sale, "ms", "plain sqlite3", rows, MOST)]


def _measure(base: Path) -> tuple[list[float], list[float]]:
    """The seconds of each sale, and of its rows written again."""
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store import connection, opening
    from models.trade.catalogue.table import Product
    from models.trade.prices.lines import NewLine
    from models.trade.sales import verbs as sales

    opening.open_database(base)
    with sqlite3.connect(base) as reader:
        clients = reader.execute(
            "SELECT id FROM client WHERE status = 'active' AND NOT blocked AND balance <= 0"
            f" AND coalesce(ceiling, 1) > 0 LIMIT {RUNS * SALES_A_RUN}"
        ).fetchall()
    lines = [NewLine(row.id) for row in Product.select(Product.id).where(Product.price < 10_000).limit(LINES)]
    writer = _plain_connection(base)
    ours: list[float] = []
    plain: list[float] = []
    for (client,) in clients:
        started = time.perf_counter()
        sale = sales.sell(client, lines, by=By(StaffMember(1), new_key()))
        ours.append(time.perf_counter() - started)
        rows = _rows_of(writer, sale.id)
        started = time.perf_counter()
        _write_again(writer, rows, client)
        plain.append(time.perf_counter() - started)
    writer.close()
    connection.close()
    return ours, plain


@contextmanager
def _copy(original: Path) -> Iterator[Path]:
    copy = original.with_suffix(".copy")
    shutil.copy(original, copy)
    os.sync()  # what the copy left to be written would be waited for by whoever commits first
    try:
        yield copy
    finally:
        for made in copy.parent.glob(f"{copy.name}*"):  # a copy of an older schema was backed up first
            made.unlink()


def _plain_connection(base: Path) -> sqlite3.Connection:
    """As durable as Officine's: the journal mode is the file's, the rest is asked for."""
    from models.store.engines.sqlite_file import wal_is_safe

    writer = sqlite3.connect(base, isolation_level=None)
    writer.execute("PRAGMA foreign_keys = 1")
    writer.execute(f"PRAGMA synchronous = {'FULL' if wal_is_safe() else 'EXTRA'}")
    return writer


def _rows_of(writer: sqlite3.Connection, sale: int) -> dict[str, list[tuple[Any, ...]]]:
    """What the sale wrote, by table."""
    where = {
        "trail": "id = (SELECT trail_id FROM operation WHERE id = ?)",
        "operation": "id = ?",
        "posting": "operation_id = ?",
        "sale": "operation_id = ?",
        "sale_line": "sale_id = ?",
    }
    return {
        table: writer.execute(f"SELECT * FROM {table} WHERE {condition}", (sale,)).fetchall()
        for table, condition in where.items()
    }


def _write_again(writer: sqlite3.Connection, rows: dict[str, list[tuple[Any, ...]]], client: int) -> None:
    """The same rows as a second sale, in one transaction: the next keys, and no rule checked."""
    writer.execute("BEGIN IMMEDIATE")
    (trail,) = writer.execute("SELECT max(id) + 1 FROM trail").fetchone()
    (operation,) = writer.execute("SELECT max(id) + 1 FROM operation").fetchone()
    changed = {
        "trail": [(trail, uuid4().hex, *rest) for _, _, *rest in rows["trail"]],
        "operation": [
            (operation, trail, kind, f"plain {operation}", *rest)
            for _, _, kind, _, *rest in rows["operation"]
        ],
        "posting": [(None, operation, *rest) for _, _, *rest in rows["posting"]],
        "sale": [(operation, *rest) for _, *rest in rows["sale"]],
        "sale_line": [(None, operation, *rest) for _, _, *rest in rows["sale_line"]],
    }
    for table, made in changed.items():
        marks = ", ".join("?" * len(made[0]))
        writer.executemany(f"INSERT INTO {table} VALUES ({marks})", made)
    writer.execute("UPDATE document_number SET last = last + 1 WHERE kind = 'V'")
    owed = sum(amount for *_, owner, amount in rows["posting"] if owner == client)
    writer.execute("UPDATE client SET balance = balance + ? WHERE id = ?", (owed, client))
    writer.execute("COMMIT")
