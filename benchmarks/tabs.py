"""Every tab of a fiche with 5 000 operations, beside those of a fiche with about 50."""

from statistics import median

from benchmarks.fiche import CLIENTS
from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure

SALES = 40
RUNS = 5
KEYS = b"1234567890"
"""The tabs that have a digit."""


def figures() -> list[Figure]:
    """All tabs of both fiches in one sitting, in turn."""
    database = pharmacies.pharmacy(CLIENTS, SALES)
    codes = pharmacies.largest_and_ordinary(database, 50)
    seconds: dict[str, list[float]] = {code: [] for code in codes}
    with sitting.at_the_list(database) as terminal:
        for _ in range(RUNS):
            for code, taken in seconds.items():
                sitting.search_for(terminal, code)
                taken.append(sum(terminal.press(bytes([key])).seconds for key in KEYS))
                terminal.press(b"\x1b")
                terminal.press(b"\x1b")
                terminal.press(b"\x1b")
    ours, anchor = (1000 * median(taken) for taken in seconds.values())
    what = "all tabs of a fiche with 5,000 operations, one after the other"
    return [Figure(what, ours, "ms", "with about 50", anchor, 1.3)]
