"""Sorting from the keyboard, and both ends of the list: until the last byte. Measured to be known."""

from statistics import median

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.terminal import Terminal

RUNS = 3
PATIENCE = 1.5
"""Seconds: the dialog is gone long before the list is sorted."""
COLUMNS = ("last name", "first name", "phone", "e-mail", "organism", "registration", "code", "balance")


def figures(clients: int) -> list[Figure]:
    """The slowest column, the balance, and the ends of the list."""
    database = pharmacies.pharmacy(clients)
    with sitting.at_the_list(database) as terminal:
        ends = [terminal.press(key).seconds for _ in range(RUNS) for key in (b"\x1b[F", b"\x1b[H")]
        columns = {name: _sort(terminal, number) for number, name in enumerate(COLUMNS, 1)}
    slowest = max(columns, key=columns.__getitem__)
    return [
        Figure(f"first or last page, {clients:,} clients", 1000 * max(ends), "ms"),
        Figure(f"sort by balance, {clients:,} clients", 1000 * columns["balance"], "ms"),
        Figure(f"sort by {slowest}, the slowest, {clients:,} clients", 1000 * columns[slowest], "ms"),
    ]


def _sort(terminal: Terminal, digit: int) -> float:
    """From the column's digit in the dialog until the list is sorted."""
    taken = []
    for _ in range(RUNS):
        terminal.press(b"\x14")
        taken.append(terminal.press(str(digit).encode(), PATIENCE).seconds)
    return median(taken)
