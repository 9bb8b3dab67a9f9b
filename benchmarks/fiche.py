"""Opening a fiche with 5 000 operations, beside opening one with 10."""

from statistics import median

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure

CLIENTS, SALES = 200, 8
RUNS = 9


def figures() -> list[Figure]:
    """Both fiches in one sitting, in turn."""
    database = pharmacies.pharmacy(CLIENTS, SALES)
    large, small = pharmacies.largest_and_ordinary(database)
    seconds: dict[str, list[float]] = {large: [], small: []}
    with sitting.at_the_list(database) as terminal:
        for _ in range(RUNS):
            for code, taken in seconds.items():
                taken.append(sitting.search_for(terminal, code))
                terminal.press(b"\x1b")
                terminal.press(b"\x1b")
    what = "opening the fiche with 5,000 operations"
    ours, anchor = (1000 * median(taken) for taken in seconds.values())
    return [Figure(what, ours, "ms", "with about 10", anchor, 1.3)]
