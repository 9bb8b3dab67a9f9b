"""Importing 100 000 clients with their balances, beside `sqlite-utils insert` of the same file."""

import shutil
import subprocess
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure
from benchmarks.measuring.versions import TODAY

LINES = 100_000
RUNS = 3
ANCHOR = Path(TODAY.python).with_name("sqlite-utils")


def figures() -> list[Figure]:
    """Each in a process of its own, in turn: ours into a pharmacy of one client, the anchor into a file."""
    pharmacy = pharmacies.pharmacy(1)
    with TemporaryDirectory() as folder:
        file = Path(folder, "clients.csv")
        file.write_text("".join(f"CLIENT {n:06d} Ali,{n % 5000}.{n % 100:02d}\n" for n in range(LINES)))
        ours: list[float] = []
        anchor: list[float] = []
        for run in range(RUNS):
            database = Path(folder, f"officine-{run}.db")
            shutil.copy(pharmacy, database)
            # The pharmacy's last operation is years old, which asks whether the clock is right.
            ours.append(_seconds([*TODAY.officine(database), "import", "--trust-clock", str(file)]))
            other = str(Path(folder, f"other-{run}.db"))
            if ANCHOR.exists():
                options = ["--csv", "--no-headers"]
                anchor.append(_seconds([str(ANCHOR), "insert", other, "clients", str(file), *options]))
    beside = median(anchor) if anchor else None
    return [Figure(f"importing {LINES:,} lines", median(ours), "s", "sqlite-utils insert", beside, 4.0)]


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
