"""Measures everything and prints the table; `--quick` leaves out the million clients."""

import argparse
import sys

from benchmarks import fiche, importing, search, start, statement
from benchmarks.report import Figure, machine, table

SMALL, LARGE = 100_000, 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the database of a million clients")
    parser.add_argument("--only", choices=["start", "search", "fiche", "statement", "import"])
    options = parser.parse_args()
    large = SMALL if options.quick else LARGE
    subjects = {
        "start": lambda: start.figures(SMALL, large),
        "search": lambda: _searches(large),
        "fiche": fiche.figures,
        "statement": statement.figures,
        "import": importing.figures,
    }
    found: list[Figure] = []
    for name, measure in subjects.items():
        if options.only in {None, name}:
            print(f"… {name}", file=sys.stderr)
            found += measure()
    print(f"{machine()}\n\n{table(found)}")


def _searches(large: int) -> list[Figure]:
    figures = search.figures(SMALL, memory=large == SMALL)
    return figures if large == SMALL else figures + search.figures(large, memory=True)


if __name__ == "__main__":
    main()
