"""Measures everything, and prints each row once it is known; `--quick` leaves out the million clients.

What fails is named at the end, and does not lose what the others measured.
"""

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence

from benchmarks import (
    birthdays,
    dashboard,
    fiche,
    growth,
    importing,
    invoice,
    keys,
    locks,
    outbox,
    sale,
    seals,
    search,
    sending,
    slow,
    sorting,
    spellings,
    start,
    statement,
    tabs,
    ticking,
    till,
    together,
)
from benchmarks.measuring.report import HEAD, Figure, OtherWork, line, machine

SMALL, LARGE = 100_000, 1_000_000
METHOD = """\
Programs run in a pseudo-terminal of 120×40, xterm-256color, from compiled modules, each in turn with its
anchor. Starts, fiches and files: medians. The first start and the first pass of a search are thrown away.
Load: processes that wanted a core when the measure began. Other work: cores used by other programs meanwhile.
{machine}."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the database of a million clients")
    parser.add_argument("--only", choices=_subjects(LARGE), nargs="+")
    options = parser.parse_args()
    failed: list[str] = []
    print(HEAD)
    for name, measure in _subjects(SMALL if options.quick else LARGE).items():
        if not options.only or name in options.only:
            print(f"… {name}", file=sys.stderr)
            others = OtherWork()
            try:
                figures = measure()
            except Exception:
                traceback.print_exc()
                failed.append(name)
                continue
            cores = others.cores()
            for figure in figures:
                print(line(figure.taken_at(others.load, cores)), flush=True)
    print(f"\n{METHOD.format(machine=machine())}")
    if failed:
        sys.exit(f"not measured: {', '.join(failed)}")


def _subjects(large: int) -> dict[str, Callable[[], Sequence[Figure]]]:
    """What is measured, by the name that `--only` takes."""
    return {
        "start": lambda: start.figures(SMALL, large),
        "search": lambda: [
            figure
            for clients in sorted({SMALL, large})
            for figure in search.figures(clients, with_first=clients == SMALL)
        ],
        "spellings": lambda: [
            figure for clients in sorted({SMALL, large}) for figure in spellings.figures(clients)
        ],
        "keys": keys.figures,
        "slow": slow.figures,
        "sorting": lambda: sorting.figures(large),
        "birthdays": lambda: birthdays.figures(large),
        "ticking": lambda: ticking.figures(large),
        "fiche": fiche.figures,
        "dashboard": dashboard.figures,
        "tabs": tabs.figures,
        "sale": sale.figures,
        "together": together.figures,
        "locks": locks.figures,
        "till": till.figures,
        "seals": seals.figures,
        "statement": statement.figures,
        "invoice": invoice.figures,
        "import": importing.figures,
        "demo": lambda: growth.figures(quick=large == SMALL),
        "outbox": outbox.figures,
        "sending": sending.figures,
    }


if __name__ == "__main__":
    main()
