"""Checks of document numbers: one series for each prefix and year, without a hole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from peewee import SQL, fn
from peewee import Table as Rows

from models.doctor.fault import Check, Fault
from models.money.ledger.accounts import NUMBER_PREFIX
from models.refusals import N_
from models.store.connection import database, engine
from models.store.numbering import DocumentNumber, Series, owners

HOLES = N_("The numbers {series} should run from 1 to {last}; there are {count}, up to {highest}.")
STRANGER = N_("The number {number} belongs to another kind of document.")

_NUMBERED: Mapping[str, Mapping[str, str]] = {
    "operation": {str(kind): series for kind, series in NUMBER_PREFIX.items()},
    "document": {
        "quote": Series.QUOTE,
        "preparation": Series.PREPARATION,
        "order": Series.ORDER,
        "delivery_note": Series.DELIVERY_NOTE,
        "pro_forma": Series.PRO_FORMA,
    },
    "statement": {"": Series.STATEMENT},
    "global_invoice": {"": Series.GLOBAL_INVOICE},
    "invoice": {
        "invoice": Series.INVOICE,
        "services": Series.INVOICE,
        "credit_note": Series.INVOICE_CREDIT_NOTE,
    },
}
"""For each table of numbered documents: the series of each kind."""


@dataclass(frozen=True, slots=True)
class _Run:
    """The numbers of one kind of document in one series, such as V-2026."""

    table: str
    kind: str
    beginning: str
    count: int
    lowest: int
    highest: int

    @property
    def series(self) -> str:
        """The name of the series in a fault: V-2026."""
        return self.beginning.removesuffix("-")

    @property
    def prefix(self) -> str:
        return self.series.rpartition("-")[0]


def no_holes() -> Iterator[Fault]:
    """Every series runs from 1 to the last number given, and every document has a
    number of its own series.
    """
    with engine().reading():  # Both queries read at one moment, as others may take numbers meanwhile.
        given = {f"{row.kind}-{row.year}": row.last for row in DocumentNumber.select()}
        runs = [run for table in _NUMBERED for run in _runs(table)]
        belongs = owners()
    found = {run.series: (0, 1, 0) for run in runs}
    for run in runs:
        count, lowest, highest = found[run.series]
        found[run.series] = (count + run.count, min(lowest, run.lowest), max(highest, run.highest))
    for series in sorted(given.keys() | found.keys()):
        last = given.get(series, 0)
        count, lowest, highest = found.get(series, (0, 1, 0))
        if (count, lowest, highest) != (last, 1, last):
            figures = {"series": series, "last": last, "count": count, "highest": highest}
            yield Fault("numbers", HOLES, figures)
    for run in runs:
        if belongs.get(run.prefix) != _NUMBERED[run.table][run.kind]:
            yield from _strangers(run)


def beginning_of(number: Any) -> Any:
    """SQL expression for the beginning of a number: `V-2026-` in V-2026-00123."""
    return fn.RTRIM(number, "0123456789")


def rank_of(number: Any) -> Any:
    """SQL expression for the rank in a number: 123 in V-2026-00123."""
    return fn.NULLIF(fn.SUBSTR(number, fn.LENGTH(beginning_of(number)) + 1), "").cast("BIGINT")


def _runs(table: str) -> Iterator[_Run]:
    rows, kind = _rows(table)
    beginning, rank = beginning_of(rows.number), rank_of(rows.number)
    query = (
        rows.select(
            kind.alias("kind"),
            beginning.alias("beginning"),
            fn.COUNT(rows.number),
            fn.COALESCE(fn.MIN(rank), 0),
            fn.COALESCE(fn.MAX(rank), 0),
        )
        .group_by(SQL("kind"), SQL("beginning"))
        .order_by(SQL("kind"), SQL("beginning"))
        .tuples()
    )
    return (_Run(table, *row) for row in list(query.execute(database)))


def _strangers(run: _Run) -> Iterator[Fault]:
    rows, kind = _rows(run.table)
    query = (
        rows.select(rows.number, rows.client_id)
        .where(kind == run.kind, fn.SUBSTR(rows.number, 1, len(run.beginning)) == run.beginning)
        .tuples()
    )
    for number, client in query.execute(database):
        yield Fault("numbers", STRANGER, {"number": number}, client=client)


def _rows(table: str) -> tuple[Rows, Any]:
    """The rows of a table, and the column that tells their kinds apart."""
    several = len(_NUMBERED[table]) > 1
    rows = Rows(table, ("kind", "number", "client_id") if several else ("number", "client_id"))
    return rows, rows.kind if several else SQL("''")


CHECKS: tuple[Check, ...] = (no_holes,)
