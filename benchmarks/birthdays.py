"""A page of the birthdays over New Year beside the first page of the client list, in turn."""

import sqlite3
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import ticking
from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure

RUNS = 41
PAGE = 40
MOST = 2.0
_INDEX = "client_details_birthday"
_LIFE = 33_000
"""Birth dates are spread over so many days."""


def figures(clients: int) -> list[Figure]:
    def make(database: Path) -> None:
        ticking.of_plain_rows(database, clients // ticking.MADE)
        _born(database)

    return _measure(pharmacies.kept(f"born-{clients}", make), clients)


def _born(database: Path) -> None:
    """Everybody gets a birth date; the index is made once all have."""
    with sqlite3.connect(database) as writer:
        (index,) = writer.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (_INDEX,)).fetchone()
        writer.execute(f"DROP INDEX {_INDEX}")
        writer.execute("DELETE FROM client_details")
        day = f"date('1930-01-01', '+' || (id * 7919 % {_LIFE}) || ' days')"
        writer.execute(f"INSERT INTO client_details (client_id, birth_date) SELECT id, {day} FROM client")
        writer.execute(index)


def _measure(database: Path, clients: int) -> list[Figure]:
    from models.people.birthdays.listing import BirthdayListing
    from models.people.birthdays.range import Birthdays
    from models.people.clients.listing import ClientListing
    from models.store import connection, opening

    opening.open_database(database)
    listing = BirthdayListing(Birthdays(date(2026, 12, 20), date(2027, 1, 10)))
    middle = listing.read(PAGE * 50)[-1]
    pages: dict[str, Callable[[], object]] = {
        "the first page": partial(listing.read, PAGE),
        "a later page": partial(listing.read, PAGE, after=middle),
        "list": partial(ClientListing().read, PAGE),
    }
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(RUNS):
        for name, read in pages.items():
            started = time.perf_counter()
            read()
            taken[name].append(1000 * (time.perf_counter() - started))
    connection.close()
    ours = {name: median(times) for name, times in taken.items()}
    anchor = "first page of the list", ours.pop("list")
    return [
        Figure(f"{name} of birthdays over New Year, {clients:,} clients", each, "ms", *anchor, most=MOST)
        for name, each in ours.items()
    ]
