"""A weak place: a quarter of a core, as on a crowded terminal server, and a line of 100 ms and 64 kbit/s."""

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.measuring import pharmacies, quota, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.terminal import Line, Terminal
from benchmarks.measuring.versions import TODAY, both
from benchmarks.search import ESC, Subject, ask

CLIENTS = 100_000
PART = 0.25
FAR = Line(delay=0.05, rate=64_000 / 8)
"""100 ms there and back."""
QUERIES = ("benj", "mohamed", "ala", "fatim")
STARTS, PASSES, DIALOGS = 5, 3, 7
LOGIN, KEY, KEY_P95, DIALOG = "login", "key", "p95", "dialog"


def figures() -> list[Figure]:
    """Both versions in turn, in their part of a core; then on the line."""
    found: list[Figure] = []
    with quota.part_of_a_core(PART) as group:
        if group is not None:
            limits = {LOGIN: 2000, KEY_P95: 120, DIALOG: 400}
            found += _shown("on a quarter of a core", _measure(group=group), limits)
    return found + _shown("on a line of 100 ms and 64 kbit/s", _measure(line=FAR), {})


def _shown(where: str, taken: dict[str, dict[str, float]], most: dict[str, int]) -> list[Figure]:
    words = {
        LOGIN: "start to first client row",
        KEY: "search key to last byte, median",
        KEY_P95: "search key to last byte, p95",
        DIALOG: "opening the payment",
    }
    ours, before = taken[TODAY.name], taken.get("0.1", {})
    return [
        Figure(f"{what} {where}", ours[name], "ms", most=most.get(name), before=before.get(name))
        for name, what in words.items()
    ]


def _measure(*, line: Line | None = None, group: Path | None = None) -> dict[str, dict[str, float]]:
    """By version: the median of the starts, median and p95 of the keys, the median of the dialogs, in ms."""
    bases = {version: pharmacies.pharmacy(CLIENTS, version=version) for version in both()}
    starts: dict[str, list[float]] = {version.name: [] for version in bases}
    for _ in range(STARTS):
        for version, base in bases.items():
            with sitting.begin(base, version, line=line, group=group) as terminal:
                starts[version.name].append(terminal.seconds_until(pharmacies.first_name_in_order(base)))
    with ExitStack() as open_now:
        keys = {
            version.name: Subject(
                open_now.enter_context(sitting.at_the_list(base, version, line=line, group=group)), ESC
            )
            for version, base in bases.items()
        }
        ask(list(keys.values()), QUERIES, PASSES)
        dialogs = {
            version.name: _payments(keys[version.name].terminal, _who_owes(base))
            for version, base in bases.items()
        }
    return {
        name: {
            LOGIN: 1000 * median(starts[name]),
            KEY: each.median,
            KEY_P95: each.p95,
            DIALOG: 1000 * median(dialogs[name]),
        }
        for name, each in keys.items()
    }


def _payments(terminal: Terminal, code: str) -> list[float]:
    """Seconds from `p` on the fiche to the last byte; the first, with its imports, is not counted."""
    sitting.search_for(terminal, code)
    seconds = []
    for _ in range(DIALOGS + 1):
        seconds.append(terminal.press(b"p", quiet=0.6).seconds)
        terminal.press(ESC, quiet=0.6)
    return seconds[1:]


def _who_owes(database: Path) -> str:
    with sqlite3.connect(database) as reader:
        (code,) = reader.execute(
            "SELECT code FROM client WHERE status = 'active' AND balance > 10000 ORDER BY id LIMIT 1"
        ).fetchone()
    return str(code)
