"""Opening a fiche with 5 000 operations, beside one with 10 and beside version 0.1, and the editor."""

from contextlib import ExitStack
from statistics import median

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.terminal import Terminal
from benchmarks.measuring.versions import TODAY, both

CLIENTS, SALES = 200, 8
RUNS = 9
EDIT, ESC = b"\x1bOR", b"\x1b"
LARGE, SMALL, EDITOR = "large", "small", "editor"


def figures() -> list[Figure]:
    """All in turn: in each version the large fiche, its editor, and the small one."""
    seconds: dict[str, dict[str, list[float]]] = {}
    with ExitStack() as open_now:
        sittings: list[tuple[Terminal, tuple[str, str], dict[str, list[float]]]] = []
        for version in both():
            database = pharmacies.pharmacy(CLIENTS, SALES, version)
            taken = seconds[version.name] = {LARGE: [], SMALL: [], EDITOR: []}
            terminal = open_now.enter_context(sitting.at_the_list(database, version))
            sittings.append((terminal, pharmacies.largest_and_ordinary(database), taken))
        for _ in range(RUNS):
            for terminal, codes, taken in sittings:
                _once(terminal, *codes, taken)
    now = {what: 1000 * median(taken) for what, taken in seconds[TODAY.name].items()}
    before = {what: 1000 * median(taken) for what, taken in seconds.get("0.1", {}).items()}
    large = "opening the fiche with 5,000 operations"
    return [
        Figure(large, now[LARGE], "ms", "with about 10", now[SMALL], 1.3),
        Figure("the same", now[LARGE], "ms", "version 0.1", before.get(LARGE), 1.2),
        Figure("opening the editor of a client", now[EDITOR], "ms", "version 0.1", before.get(EDITOR), 1.2),
    ]


def _once(terminal: Terminal, large: str, small: str, taken: dict[str, list[float]]) -> None:
    taken[LARGE].append(sitting.search_for(terminal, large))
    taken[EDITOR].append(terminal.press(EDIT).seconds)
    for _ in range(3):
        terminal.press(ESC)
    taken[SMALL].append(sitting.search_for(terminal, small))
    for _ in range(2):
        terminal.press(ESC)
