"""A relevé of 1 000 lines, beside WeasyPrint on the same rows as one plain table."""

import gc
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import escape
from statistics import median

from benchmarks.measuring.report import Figure
from models.pharmacy.party import Party
from models.trade.statements.content import Statement, StatementDetail, StatementLine
from models.values import ZERO, Centimes

LINES = 1_000
RUNS = 3
FIRST_DAY = date(2024, 1, 1)


def figures() -> list[Figure]:
    """Both in this process, in turn, after each was imported."""
    from weasyprint import HTML

    from printing.papers.statement import render

    statement = _statement()
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(RUNS):
        plain.append(_seconds(lambda: HTML(string=_plain_table(statement)).write_pdf()))
        ours.append(_seconds(lambda: render(statement)))
    what = f"a relevé of {LINES:,} lines"
    return [Figure(what, median(ours), "s", "WeasyPrint, one table", median(plain), 0.2)]


def _seconds(work: Callable[[], object]) -> float:
    """How long this takes; what the work before has left behind is not cleared away meanwhile."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _statement() -> Statement:
    lines = []
    balance = ZERO
    for number in range(LINES):
        amount = Centimes(1000 + 37 * number % 9000)
        sale = number % 3 < 2
        balance += amount if sale else -amount
        lines.append(
            StatementLine(
                day=FIRST_DAY + timedelta(days=number // 2),
                kind="sale" if sale else "payment",
                number=f"{'V' if sale else 'P'}-2024-{number:05d}",
                debit=amount if sale else ZERO,
                credit=ZERO if sale else amount,
                balance=balance,
                products=(),
            )
        )
    return Statement(
        number="R-2026-00001",
        issued_at=datetime(2026, 11, 12, tzinfo=UTC),
        pharmacy=Party("Pharmacie Atlas", ("12, rue des Orangers", "Rabat")),
        client=Party("MARTINEZ Jeanne"),
        start=FIRST_DAY,
        end=lines[-1].day,
        detail=StatementDetail.DETAILED,
        opening=ZERO,
        lines=tuple(lines),
        total_debit=sum((line.debit for line in lines), ZERO),
        total_credit=sum((line.credit for line in lines), ZERO),
        closing=balance,
    )


def _plain_table(statement: Statement) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(line)) + "</tr>"
        for line in statement.lines
    )
    return f"<table>{rows}</table>"


def _cells(line: StatementLine) -> tuple[str, ...]:
    figures = (f"{amount / 100:.2f}" for amount in (line.debit, line.credit, line.balance))
    return (f"{line.day:%d/%m/%Y}", line.kind, line.number, *figures)
