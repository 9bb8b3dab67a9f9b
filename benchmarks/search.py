"""A key of a search until its last byte, beside fzf on the same rows; bytes a key, silence, memory."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import quantiles

from benchmarks import pharmacies
from benchmarks.report import Figure
from benchmarks.terminal import Answer, Terminal

QUERIES = ("benj", "mohamed", "ala", "fatim", "zer", "ouaz", "kha", "yous")
PASSES = 4
"""The first pass through the queries is thrown away."""
IDLE_SECONDS = 10
LIMIT_BYTES = 8_000
LIMIT_MEMORY = 60
SETTLING = 1.5


@dataclass
class Subject:
    """A program that searches, and what it answered to each key."""

    terminal: Terminal
    clear: bytes
    answers: list[Answer] = field(default_factory=list)

    def type(self, query: str) -> None:
        for letter in query:
            answer = self.terminal.press(letter.encode())
            if answer.size:
                self.answers.append(answer)
        self.terminal.press(self.clear)

    @property
    def p95(self) -> float:
        """In milliseconds."""
        return 1000 * quantiles([answer.seconds for answer in self.answers], n=20)[-1]


def figures(clients: int) -> list[Figure]:
    """With so many clients, at 120×40, both programs open at once and asked in turn."""
    database = pharmacies.pharmacy(clients)
    with ExitStack() as stack:
        ours = Subject(stack.enter_context(Terminal(pharmacies.command(database))), b"\x1b")
        ours.terminal.write(f"{pharmacies.CODE}\r".encode())
        ours.terminal.seconds_until(pharmacies.first_name_in_order(database))
        ours.terminal.settle(SETTLING)
        silence = ours.terminal.bytes_within(IDLE_SECONDS)
        subjects = [ours]
        if shutil.which("fzf"):
            rows = pharmacies.as_text(database)
            subjects.append(Subject(stack.enter_context(Terminal(["sh", "-c", f"fzf < '{rows}'"])), b"\x15"))
            subjects[-1].terminal.settle(SETTLING)
        _ask(subjects)
        memory = ours.terminal.proportional_memory() / 1e6
        beside = subjects[1].p95 if len(subjects) > 1 else None
    most = max(float(answer.size) for answer in ours.answers)
    return [
        Figure(f"search key to last byte, p95, {clients:,} clients", ours.p95, "ms", "fzf", beside, 1.0),
        Figure(f"bytes a search key, the most, {clients:,} clients", most, "bytes", "", None, LIMIT_BYTES),
        Figure(f"idle for {IDLE_SECONDS} s, {clients:,} clients", float(silence), "bytes", "", None, 0),
        Figure(f"proportional memory, {clients:,} clients", memory, "MB", "", None, LIMIT_MEMORY),
    ]


def _ask(subjects: list[Subject]) -> None:
    for number in range(PASSES):
        for query in QUERIES:
            for subject in subjects:
                subject.type(query)
        if not number:
            for subject in subjects:
                subject.answers.clear()
