"""Drawing up a seal of everything in an example pharmacy, beside reading the same rows and nothing else."""

import time
from collections.abc import Callable
from statistics import median

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure

CLIENTS, SALES = 6_000, 8
RUNS = 5
MOST = 2.0


def figures() -> list[Figure]:
    """In turn on one base, as if it had never been sealed."""
    from models.seals import drawing
    from models.store import connection, opening

    opening.open_database(pharmacies.pharmacy(CLIENTS, SALES))
    sealed_so_far, drawing._sealed_so_far = drawing._sealed_so_far, dict
    try:
        taken = [(_seconds(_seal), _seconds(_read)) for _ in range(RUNS)]
    finally:
        drawing._sealed_so_far = sealed_so_far
        connection.close()
    ours, anchor = (median(each) for each in zip(*taken, strict=True))
    return [
        Figure(
            "drawing up a seal of half a million rows", 1000 * ours, "ms", "reading them", 1000 * anchor, MOST
        )
    ]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _seal() -> None:
    from models.seals import drawing

    drawing.draw_up(most=1 << 62)


def _read() -> None:
    """The same rows and columns, as many at a time."""
    from models.seals.covered import COVERED
    from models.seals.encoding import LEAF_ROWS
    from models.seals.reading import columns_today
    from models.store.connection import engine

    run = engine().database.execute_sql
    for columns in map(columns_today, COVERED.values()):
        key: tuple[int, ...] = (0,) * columns.key
        marks, names = ", ".join("?" * columns.key), ", ".join(f'"{name}"' for name in columns.names)
        words = (
            f"SELECT {names} FROM {columns.table} WHERE ({columns.keys}) > ({marks}) "
            f"ORDER BY {columns.keys} LIMIT {LEAF_ROWS}"
        )
        while rows := run(words, key).fetchall():
            key = rows[-1][: columns.key]
