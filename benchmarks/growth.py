"""What an operation of `officine demo` costs, with ten thousand, a hundred thousand and a million of them."""

import sqlite3
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure

CLIENTS = (600, 6_000, 60_000)
SALES = 8
MOST = 1.3


def figures(*, quick: bool) -> list[Figure]:
    """The whole command, divided by the operations it made; each beside the smallest."""
    with TemporaryDirectory() as folder:
        sizes = CLIENTS[:-1] if quick else CLIENTS
        costs = {clients: _cost(Path(folder, f"{clients}.db"), clients) for clients in sizes}
    smallest = costs[CLIENTS[0]]
    return [
        Figure(
            f"an operation of `officine demo --clients {clients}`",
            cost,
            "ms",
            f"with {CLIENTS[0]}",
            smallest,
            MOST,
        )
        for clients, cost in costs.items()
        if clients != CLIENTS[0]
    ]


def _cost(database: Path, clients: int) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    pharmacies.officine(database, "demo", "--clients", str(clients), "--sales-per-client", str(SALES))
    taken = time.perf_counter() - started
    with sqlite3.connect(database) as reader:
        (operations,) = reader.execute("SELECT count(*) FROM operation").fetchone()
    return 1000 * taken / operations
