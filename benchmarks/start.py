"""Start to the first client row, beside the bare Textual application; and with a million clients."""

from statistics import median

from benchmarks import pharmacies
from benchmarks.report import Figure
from benchmarks.terminal import Terminal, python

RUNS = 9
FEW = 1_000


def figures(small: int, large: int) -> list[Figure]:
    """`small` and `large`: numbers of clients."""
    first: dict[int, list[float]] = {FEW: [], small: [], large: []}
    bare: list[float] = []
    for _ in range(RUNS):  # in turn, so that a busy moment of the machine touches all of them
        bare.append(_until([python(), "-m", "benchmarks.bare"], "ready"))
        for clients, seconds in first.items():
            seconds.append(_first_row(clients))
    return [
        Figure(
            f"start to first client row, {small:,} clients (code typed ahead)",
            1000 * median(first[small]),
            "ms",
            "bare Textual app",
            1000 * median(bare),
            1.5,
        ),
        Figure(
            f"start with {large:,} clients",
            1000 * median(first[large]),
            "ms",
            f"with {FEW:,}",
            1000 * median(first[FEW]),
            1.1,
        ),
    ]


def _first_row(clients: int) -> float:
    """The code is typed before the login is there, as by somebody who knows the way."""
    database = pharmacies.pharmacy(clients)
    return _until(pharmacies.command(database), pharmacies.first_name_in_order(database), type_ahead=True)


def _until(command: list[str], text: str, *, type_ahead: bool = False) -> float:
    with Terminal(command) as terminal:
        if type_ahead:
            terminal.write(f"{pharmacies.CODE}\r".encode())
        return terminal.seconds_until(text)
