"""Importing 100 000 clients with their balances, beside `sqlite-utils insert` of the same file; with twelve
columns, beside those two.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measuring import pharmacies
from benchmarks.measuring.report import Figure
from benchmarks.measuring.versions import TODAY

LINES = 100_000
RUNS = 3
FIRST_NAMES = ("Ali", "Salma", "Omar", "Hind", "Karim", "Leïla", "Youssef", "Nadia", "Adil", "Zineb")
ANCHOR = Path(TODAY.python).with_name("sqlite-utils")


def figures() -> list[Figure]:
    """Each in a process of its own, in turn: ours into a pharmacy of one client, the anchor into a file."""
    pharmacy = pharmacies.pharmacy(1)
    with TemporaryDirectory() as folder:
        file = Path(folder, "clients.csv")
        file.write_text("".join(f"CLIENT {n:06d} Ali,{n % 5000}.{n % 100:02d}\n" for n in range(LINES)))
        wide = Path(folder, "twelve.csv")
        wide.write_text("".join(_twelve_columns()))
        ours: list[float] = []
        twelve: list[float] = []
        anchor: list[float] = []
        for run in range(RUNS):
            database = Path(folder, f"officine-{run}.db")
            shutil.copy(pharmacy, database)
            # The pharmacy's last operation is years old, which asks whether the clock is right.
            ours.append(_seconds([*TODAY.officine(database), "import", "--trust-clock", str(file)]))
            shutil.copy(pharmacy, database)
            twelve.append(_seconds([*TODAY.officine(database), "import", "--trust-clock", str(wide)]))
            other = str(Path(folder, f"other-{run}.db"))
            if ANCHOR.exists():
                options = ["--csv", "--no-headers"]
                anchor.append(_seconds([str(ANCHOR), "insert", other, "clients", str(file), *options]))
    beside = median(anchor) if anchor else None
    two = median(ours)
    return [
        Figure(f"importing {LINES:,} lines", two, "s", "sqlite-utils insert", beside, 4.0),
        Figure(f"importing {LINES:,} lines of twelve columns", median(twelve), "s", "two columns", two, 1.5),
    ]


def _twelve_columns() -> Iterator[str]:
    yield "Nom;Prénom;GSM;E-mail;Adresse;Code postal;Ville;Organisme;Immatriculation;Code;Né le;Solde\n"
    for n in range(LINES):
        born = f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{1940 + n % 60}"
        yield (
            f"CLIENT {n:06d};{FIRST_NAMES[n % len(FIRST_NAMES)]};061{n:07d};client{n}@exemple.ma;"
            f"{n} rue des Orangers;{20000 + n % 300};Casablanca;CNOPS;{900000000 + n};C{n:06d};{born};"
            f"{n % 5000}.{n % 100:02d}\n"
        )


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
