"""Start to the first client row, beside the bare Textual application; with many clients, with busy cores."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.versions import TODAY, Version, both

RUNS = 15
FEW = 1_000
MOST = 1.3


def figures(small: int, large: int) -> list[Figure]:
    """`small` and `large`: numbers of clients."""
    starts: dict[str | int, Callable[[], float]] = {"bare": bare}
    starts |= {version.name: _start_of(small, version) for version in both()}
    starts |= {clients: _start_of(clients) for clients in {FEW, large} if clients != small}
    taken = in_turn(starts)
    what = f"start to first client row, {small:,} clients, code typed ahead"
    ours = taken[TODAY.name]
    found = [Figure(what, ours, "ms", "bare Textual app", taken["bare"], MOST, before=taken.get("0.1"))]
    found.append(_growth(small, ours, taken[FEW]))
    if large != small:
        found.append(_growth(large, taken[large], taken[FEW]))
    return [*found, _with_busy_cores(small)]


def in_turn(starts: dict[str | int, Callable[[], float]]) -> dict[str | int, float]:
    """The median milliseconds of each, a run of each in turn; the first of each is thrown away."""
    seconds: dict[str | int, list[float]] = {subject: [] for subject in starts}
    for _ in range(RUNS + 1):
        for subject, start in starts.items():
            seconds[subject].append(start())
    return {subject: 1000 * median(each[1:]) for subject, each in seconds.items()}


def bare() -> float:
    """Seconds until the bare application can be used."""
    with sitting.begin_bare() as terminal:
        return terminal.seconds_until("ready")


def _start_of(clients: int, version: Version = TODAY) -> Callable[[], float]:
    database = pharmacies.pharmacy(clients, version=version)
    name = pharmacies.first_name_in_order(database)

    def start() -> float:
        with sitting.begin(database, version) as terminal:
            return terminal.seconds_until(name)

    return start


def _growth(clients: int, ours: float, few: float) -> Figure:
    return Figure(f"the same with {clients:,} clients", ours, "ms", f"with {FEW:,}", few, 1.1)


def _with_busy_cores(clients: int) -> Figure:
    with _all_cores_busy():
        taken = in_turn({"bare": bare, "ours": _start_of(clients)})
    what = "the same with every core busy"
    return Figure(what, taken["ours"], "ms", "bare Textual app", taken["bare"])


@contextmanager
def _all_cores_busy() -> Iterator[None]:
    spin = [TODAY.python, "-c", "while True: pass"]
    busy = [subprocess.Popen(spin) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()
