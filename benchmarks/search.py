"""A key of a search until its last byte, beside the bare application's echo of it and fzf on the same rows.

Also bytes a key, silence, memory.
"""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from statistics import median, quantiles

from benchmarks.measuring import pharmacies, sitting
from benchmarks.measuring.report import Figure
from benchmarks.measuring.terminal import Answer, Terminal
from benchmarks.measuring.versions import TODAY, Version, both

QUERIES = ("benj", "mohamed", "ala", "fatim", "zer", "ouaz", "kha", "yous")
PASSES = 4
"""The first pass through the queries is thrown away."""
IDLE_SECONDS = 10
MOST_OF_THE_ECHO = 1.25
LIMIT_BYTES = 4_000
LIMIT_MEMORY = 60
ESC, CLEAR_LINE = b"\x1b", b"\x15"


@dataclass
class Subject:
    """A program that searches, and what it answered to each key."""

    terminal: Terminal
    clear: bytes
    answers: list[Answer] = field(default_factory=list)

    def type(self, query: str) -> None:
        """Types it letter by letter, and clears it."""
        for letter in query:
            answer = self.terminal.press(letter.encode())
            if answer.size:
                self.answers.append(answer)
        self.terminal.press(self.clear)

    @property
    def median(self) -> float:
        """In milliseconds."""
        return 1000 * median(answer.seconds for answer in self.answers)

    @property
    def p95(self) -> float:
        """In milliseconds."""
        return 1000 * quantiles([answer.seconds for answer in self.answers], n=20)[-1]

    @property
    def most_bytes(self) -> float:
        """Of the largest answer."""
        return float(max(answer.size for answer in self.answers))


def figures(clients: int, *, with_first: bool) -> list[Figure]:
    """With so many clients, at 120×40, all programs open and asked in turn; `with_first`: 0.1 as well."""
    database = pharmacies.pharmacy(clients)
    with ExitStack() as open_now:
        subjects = _open(open_now, clients, both() if with_first else [TODAY])
        silence = subjects[TODAY.name].terminal.bytes_within(IDLE_SECONDS)
        if shutil.which("fzf"):
            rows = pharmacies.as_text(database)
            fzf = open_now.enter_context(Terminal(["sh", "-c", f"fzf < '{rows}'"]))
            fzf.settle(sitting.SETTLING)
            subjects["fzf"] = Subject(fzf, CLEAR_LINE)
        ask(list(subjects.values()))
        memory = subjects[TODAY.name].terminal.proportional_memory() / 1e6
    return [
        *_keys(subjects, f"{clients:,} clients"),
        Figure(f"idle for {IDLE_SECONDS} s, {clients:,} clients", float(silence), "bytes", most=0),
        Figure(f"proportional memory, {clients:,} clients", memory, "MB", most=LIMIT_MEMORY),
    ]


def _keys(subjects: dict[str, Subject], where: str) -> list[Figure]:
    ours, bare = subjects[TODAY.name], subjects["bare"]
    before, fzf = subjects.get("0.1"), subjects.get("fzf")
    key = f"search key to last byte, {where}"
    middle = Figure(f"{key}, median", ours.median, "ms", "bare echo", bare.median, MOST_OF_THE_ECHO)
    slowest = Figure(f"{key}, p95", ours.p95, "ms", "fzf", fzf.p95 if fzf else None, 1.0)
    size = Figure(f"bytes a search key, the most, {where}", ours.most_bytes, "bytes", most=LIMIT_BYTES)
    if before is None:
        return [middle, slowest, size]
    return [
        replace(middle, before=before.median),
        replace(slowest, before=before.p95),
        replace(size, before=before.most_bytes),
    ]


def _open(open_now: ExitStack, clients: int, versions: list[Version]) -> dict[str, Subject]:
    bare = open_now.enter_context(sitting.begin_bare())
    bare.seconds_until("ready")
    subjects = {"bare": Subject(bare, CLEAR_LINE)}
    for version in versions:
        database = pharmacies.pharmacy(clients, version=version)
        terminal = open_now.enter_context(sitting.at_the_list(database, version))
        subjects[version.name] = Subject(terminal, ESC)
    return subjects


def ask(subjects: list[Subject], queries: tuple[str, ...] = QUERIES, passes: int = PASSES) -> None:
    """Types every query into each in turn, several times; what the first time costs is forgotten."""
    for number in range(passes):
        for query in queries:
            for subject in subjects:
                subject.type(query)
        if not number:
            for subject in subjects:
                subject.answers.clear()
