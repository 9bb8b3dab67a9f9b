"""The arrêté of a day with two years before it, beside the same day with nothing before it."""

import sqlite3
import time
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure
from benchmarks.sale import CLIENTS, SALES

RUNS = 15


def figures() -> list[Figure]:
    """The busiest of the last days whose till is still open: a closed one keeps its figures."""
    base = pharmacies.pharmacy(CLIENTS, SALES)
    with sqlite3.connect(base) as reader:
        (day,) = reader.execute(
            "SELECT value_date FROM operation WHERE value_date > (SELECT date(max(value_date), '-30 days')"
            " FROM operation) AND value_date NOT IN (SELECT day FROM till_closing) GROUP BY 1"
            " ORDER BY count(*) DESC"
        ).fetchone()
    alone = _only(base, day)
    ours, anchor = (_measure(each, date.fromisoformat(day)) for each in (base, alone))
    alone.unlink()
    what = "the arrêté of a day, with a million operations before it"
    return [Figure(what, 1000 * ours, "ms", "with none", 1000 * anchor, 1.3)]


def _measure(base: Path, day: date) -> float:
    from models.money.till import figures as till_figures
    from models.money.till import held as till_held
    from models.store import connection, opening

    opening.open_database(base)
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        figures = till_figures.day(day)
        till_held.of(figures).read(40)
        taken.append(time.perf_counter() - started)
    connection.close()
    return median(taken)


def _only(base: Path, day: str) -> Path:
    """A database with what happened on this day, and nothing else."""
    from models.store import connection, opening

    alone = base.with_suffix(".day")
    alone.unlink(missing_ok=True)
    opening.open_database(alone)
    connection.close()
    on_the_day = "SELECT id FROM base.operation WHERE value_date = ?"
    with sqlite3.connect(alone) as writer:
        writer.execute("ATTACH ? AS base", (str(base),))
        for table, condition in (
            ("staff", "1 OR ?"),
            ("operation", "value_date = ?"),
            ("posting", f"operation_id IN ({on_the_day})"),
            ("trail", "id IN (SELECT trail_id FROM base.operation WHERE value_date = ?)"),
            ("client", "id IN (SELECT client_id FROM base.operation WHERE value_date = ?)"),
        ):
            writer.execute(f"INSERT INTO {table} SELECT * FROM base.{table} WHERE {condition}", (day,))
    return alone
