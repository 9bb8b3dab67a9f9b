"""Ticking everybody in the listing and keeping them under a name: how long, and in how much memory.

The rows are those of an example pharmacy of a thousand clients, each a thousand times, as plain SQL writes
them: nobody is searched here.
"""

import shutil
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure

MADE = 1_000
RUNS = 3
MOST_SECONDS, MOST_MEMORY = 2.0, 32.0
"""Seconds, and megabytes above those of the program itself."""
_COPIES = "WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < :last)"


def figures(clients: int) -> list[Figure]:
    """In a process of its own, whose memory nothing else has filled; in turn with its anchor."""

    def make(database: Path) -> None:
        of_plain_rows(database, clients // MADE)

    base = pharmacies.kept(f"plain-{clients}", make)
    with TemporaryDirectory() as folder, ProcessPoolExecutor(1, get_context("spawn")) as alone:
        copy = Path(shutil.copy(base, folder))
        ours, work, anchor, memory = alone.submit(_measure, copy).result()
    what = f"ticking all of {clients:,} clients and keeping them"
    return [
        Figure(what, ours, "s", most=MOST_SECONDS),
        Figure("of it work of the processor", work, "s", "one INSERT … SELECT", anchor),
        Figure("memory that it takes", memory, "MB", most=MOST_MEMORY),
    ]


def of_plain_rows(database: Path, times: int) -> None:
    """So many times an example pharmacy of a thousand clients (`MADE`), all active."""
    pharmacies.officine(database, "demo", "--clients", str(MADE), "--sales-per-client", "0")
    own = {"id": f"id + n * {2 * MADE}", "code": "code || '-' || n", "place": f"place * {2 * times} + n"}
    with sqlite3.connect(database) as writer:
        columns = [name for _, name, *_ in writer.execute("PRAGMA table_info (client)")]
        kept = ", ".join(own.get(name, name) for name in columns)
        writer.execute(
            f"INSERT INTO client ({', '.join(columns)}) {_COPIES} SELECT {kept} FROM client, copy "
            "ORDER BY n, id",
            {"last": times - 1},
        )
        writer.execute("UPDATE client SET status = 'active', kind = 'regular'")


def _measure(base: Path) -> tuple[float, float, float, float]:
    """Seconds that ours takes, and those of the processor in it and in the anchor; the megabytes that the
    first of ours took.
    """
    from models.people.clients import selections
    from models.people.clients.listing import ClientListing
    from models.people.clients.ticks import NOBODY
    from models.requests.actors import StaffMember
    from models.requests.by import By, new_key
    from models.store import connection, opening

    opening.open_database(base)
    before = _megabytes("VmRSS")
    memory, ours, work, anchor = 0.0, [], [], []
    for run in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        ticks = NOBODY.with_all(ClientListing(), ticked=True)
        ticks.count()
        selections.save(f"Everybody {run}", ticks, by=By(StaffMember(1), new_key()))
        ours.append(time.perf_counter() - started)
        work.append(time.process_time() - worked)
        memory = memory or _megabytes("VmHWM") - before
        anchor.append(_plainly(base, f"plain {run}"))
    connection.close()
    return median(ours), median(work), median(anchor), memory


def _plainly(base: Path, name: str) -> float:
    """The same rows, written durably by one statement; the seconds of the processor."""
    with sqlite3.connect(base, isolation_level=None) as writer:
        writer.execute("PRAGMA foreign_keys = ON")
        writer.execute("PRAGMA synchronous = EXTRA")
        writer.execute("INSERT INTO selection (name, name_key, version) VALUES (?, ?, 1)", (name, name))
        worked = time.process_time()
        writer.execute(
            "INSERT INTO selection_member SELECT (SELECT max(id) FROM selection), id FROM client ORDER BY id"
        )
        return time.process_time() - worked


def _megabytes(name: str) -> float:
    """What the kernel says of this process's memory."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
