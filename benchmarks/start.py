"""Start to the first client row, beside the bare Textual application; and with a million clients."""

from statistics import median

from benchmarks import pharmacies
from benchmarks.report import Figure
from benchmarks.terminal import Terminal, python

RUNS = 15
FEW = 1_000
BARE = "bare"


def figures(small: int, large: int) -> list[Figure]:
    """`small` and `large`: numbers of clients. The first start of each is thrown away."""
    seconds: dict[str | int, list[float]] = {BARE: [], FEW: [], small: [], large: []}
    for _ in range(RUNS + 1):  # in turn, so that a busy moment of the machine touches all of them
        for subject, taken in seconds.items():
            taken.append(_bare() if isinstance(subject, str) else _first_row(subject))
    middle = {subject: 1000 * median(taken[1:]) for subject, taken in seconds.items()}
    what = f"start to first client row, {small:,} clients, code typed ahead"
    beside_bare = Figure(what, middle[small], "ms", "bare Textual app", middle[BARE], 1.5)
    if large == small:
        return [beside_bare, _growth(small, middle)]
    return [beside_bare, _growth(small, middle), _growth(large, middle)]


def _growth(clients: int, middle: dict[str | int, float]) -> Figure:
    what = f"the same with {clients:,} clients"
    return Figure(what, middle[clients], "ms", f"with {FEW:,}", middle[FEW], 1.1)


def _bare() -> float:
    with Terminal([python(), "-m", "benchmarks.bare"]) as terminal:
        return terminal.seconds_until("ready")


def _first_row(clients: int) -> float:
    """The code is typed before the login is there, as by somebody who knows the way."""
    database = pharmacies.pharmacy(clients)
    name = pharmacies.first_name_in_order(database)
    with Terminal(pharmacies.command(database)) as terminal:
        terminal.write(f"{pharmacies.CODE}\r".encode())
        return terminal.seconds_until(name)
