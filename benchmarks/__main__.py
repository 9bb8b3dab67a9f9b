"""Measures everything and prints the table; `--quick` leaves out the million clients."""

import argparse
import sys
from collections.abc import Callable, Sequence

from benchmarks import fiche, importing, outbox, sale, search, sending, sorting, start, statement, tabs, till
from benchmarks.report import Figure, machine, table

SUBJECTS = (
    "start",
    "search",
    "sorting",
    "fiche",
    "tabs",
    "sale",
    "till",
    "statement",
    "import",
    "sending",
    "outbox",
)
SMALL, LARGE = 100_000, 1_000_000
METHOD = """\
Programs run in a pseudo-terminal of 120×40, xterm-256color, from compiled modules, each in turn with its
anchor. Starts, fiches and files: medians. Keys: until the last byte of the answer, p95. The first start and
the first pass of a search are thrown away. Before the first measure: {before}.
After the last: {after}."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the database of a million clients")
    parser.add_argument("--only", choices=SUBJECTS)
    options = parser.parse_args()
    large = SMALL if options.quick else LARGE
    subjects: dict[str, Callable[[], Sequence[Figure]]] = {
        "start": lambda: start.figures(SMALL, large),
        "search": lambda: [
            figure for clients in sorted({SMALL, large}) for figure in search.figures(clients)
        ],
        "sorting": lambda: sorting.figures(large),
        "fiche": fiche.figures,
        "tabs": tabs.figures,
        "sale": sale.figures,
        "till": till.figures,
        "statement": statement.figures,
        "import": importing.figures,
        "outbox": outbox.figures,
        "sending": sending.figures,
    }
    before = machine()
    found: list[Figure] = []
    for name, measure in subjects.items():
        if options.only in {None, name}:
            print(f"… {name}", file=sys.stderr)
            found += measure()
    print(f"{table(found)}\n\n{METHOD.format(before=before, after=machine())}")


if __name__ == "__main__":
    main()
