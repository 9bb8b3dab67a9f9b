"""A weak place: a quarter of a core, as on a crowded terminal server, and a line of 100 ms and 64 kbit/s."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import pharmacies, quota, sitting
from benchmarks.report import Figure
from benchmarks.search import ESC, Subject
from benchmarks.terminal import Line, Terminal
from benchmarks.versions import TODAY, Version, both

CLIENTS = 100_000
PART = 0.25
FAR = Line(delay=0.05, rate=64_000 / 8)
"""100 ms there and back."""
QUERIES = ("benj", "mohamed", "ala", "fatim")
STARTS, PASSES, DIALOGS = 5, 3, 7
LOGIN, KEY, KEY_P95, DIALOG = "login", "key", "p95", "dialog"


def figures() -> list[Figure]:
    """Each version in turn, alone in its part of a core; then on the line."""
    found: list[Figure] = []
    with quota.part_of_a_core(PART) as group:
        if group is not None:
            found += _shown(
                "on a quarter of a core", _of_both(group=group), {LOGIN: 2000, KEY_P95: 120, DIALOG: 400}
            )
    return found + _shown("on a line of 100 ms and 64 kbit/s", _of_both(line=FAR), {})


def _of_both(*, line: Line | None = None, group: Path | None = None) -> dict[str, dict[str, float]]:
    return {version.name: _measure(version, line, group) for version in both()}


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


def _measure(version: Version, line: Line | None, group: Path | None) -> dict[str, float]:
    """Milliseconds: the median of the starts, median and p95 of the keys, the median of the dialogs."""
    database = pharmacies.pharmacy(CLIENTS, version=version)
    name = pharmacies.first_name_in_order(database)
    starts = []
    for _ in range(STARTS):
        with sitting.begin(database, version, line=line, group=group) as terminal:
            starts.append(terminal.seconds_until(name))
    with sitting.at_the_list(database, version, line=line, group=group) as terminal:
        keys = Subject(terminal, ESC)
        for query in QUERIES * PASSES:
            keys.type(query)
        dialogs = list(_payments(terminal, _who_owes(database)))
    return {
        LOGIN: 1000 * median(starts),
        KEY: keys.median,
        KEY_P95: keys.p95,
        DIALOG: 1000 * median(dialogs),
    }


def _payments(terminal: Terminal, code: str) -> Iterator[float]:
    """Seconds from `p` on the fiche to the last byte; the first, with its imports, is not counted."""
    sitting.search_for(terminal, code)
    for number in range(DIALOGS + 1):
        seconds = terminal.press(b"p", quiet=0.6).seconds
        terminal.press(ESC, quiet=0.6)
        if number:
            yield seconds


def _who_owes(database: Path) -> str:
    with sqlite3.connect(database) as reader:
        (code,) = reader.execute(
            "SELECT code FROM client WHERE status = 'active' AND balance > 10000 ORDER BY id LIMIT 1"
        ).fetchone()
    return str(code)
