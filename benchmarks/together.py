"""Eight terminals that sell without a pause into one file: who waits longest, beside eight plain writers.

Run as a program with a base, a place in the row and the moment to begin, it is one of the eight.
"""

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure
from benchmarks.measuring.versions import TODAY

TERMINALS = 8
SECONDS = 6.0
GETTING_READY = 3.0
CLIENTS, SALES = 200, 8
PLAIN, OURS = "plain", "ours"


def figures() -> list[Figure]:
    """The longest of all waits; and how many sales the one got that got fewest, beside the mean of all."""
    with TemporaryDirectory() as folder:
        base = Path(folder, "eight.db")
        shutil.copy(pharmacies.pharmacy(CLIENTS, SALES), base)
        plain, ours = (_together(kind, base) for kind in (PLAIN, OURS))
    longest, beside = (1000 * max(wait for wait, _ in each) for each in (ours, plain))
    sold = [count for _, count in ours]
    return [
        Figure(
            f"the longest wait for a sale, {TERMINALS} terminals at once",
            longest,
            "ms",
            "plain sqlite3",
            beside,
        ),
        Figure(
            "the fewest sales of a terminal among them", min(sold), "sales", "the mean", sum(sold) / len(sold)
        ),
    ]


def _together(kind: str, base: Path) -> list[tuple[float, int]]:
    """The longest wait in seconds of each of the eight, and how many sales it made."""
    start = time.time() + GETTING_READY
    command = [TODAY.python, "-m", "benchmarks.together", kind, str(base), str(start)]
    each = [
        subprocess.Popen([*command, str(place)], stdout=subprocess.PIPE, text=True, cwd=TODAY.tree)
        for place in range(TERMINALS)
    ]
    answers = [process.communicate()[0].split() for process in each]
    return [(float(wait), int(count)) for wait, count in answers]


def _one_of_them(kind: str, base: Path, start: float, place: int) -> None:
    with _sales(base, place) if kind == OURS else _rows(base) as write:
        time.sleep(max(0.0, start - time.time()))
        longest, count = 0.0, 0
        while time.time() < start + SECONDS:
            began = time.perf_counter()
            write()
            longest, count = max(longest, time.perf_counter() - began), count + 1
    print(longest, count)


@contextmanager
def _sales(base: Path, place: int) -> Iterator[Callable[[], object]]:
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store import connection, opening
    from models.trade.catalogue.table import Product
    from models.trade.prices.lines import NewLine
    from models.trade.sales import verbs as sales

    opening.open_database(base)
    with sqlite3.connect(base) as reader:
        clients = reader.execute(
            "SELECT id FROM client WHERE status = 'active' AND NOT blocked AND ceiling IS NULL ORDER BY id"
        ).fetchall()
    (client,) = clients[place]
    lines = [NewLine(product.id) for product in Product.select(Product.id).order_by(Product.price).limit(1)]
    yield lambda: sales.sell(client, lines, by=By(StaffMember(1), new_key()))
    connection.close()


@contextmanager
def _rows(base: Path) -> Iterator[Callable[[], object]]:
    from models.store.engines.sqlite_file import wal_is_safe

    with sqlite3.connect(base, isolation_level=None, timeout=30) as writer:
        writer.execute(f"PRAGMA synchronous = {'FULL' if wal_is_safe() else 'EXTRA'}")

        def write() -> None:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE client SET balance = balance + 0 WHERE id = 1")
            writer.execute("COMMIT")

        yield write


if __name__ == "__main__":
    _one_of_them(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
