"""A key of a search until its last byte, beside fzf on the same rows; bytes a key, silence, memory."""

import shutil
from collections.abc import Iterator
from statistics import quantiles

from benchmarks import pharmacies
from benchmarks.report import Figure
from benchmarks.terminal import Answer, Terminal

QUERIES = ("benj", "mohamed", "ala", "fatim", "zer", "ouaz", "kha", "yous")
CLEAR = {"officine": b"\x1b", "fzf": b"\x15"}
IDLE_SECONDS = 10
LIMIT_BYTES = 8_000
LIMIT_MEMORY = 60
SETTLING = 1.5


def figures(clients: int, *, memory: bool) -> list[Figure]:
    """With so many clients, at 120×40."""
    database = pharmacies.pharmacy(clients)
    with Terminal(pharmacies.command(database)) as terminal:
        terminal.write(f"{pharmacies.CODE}\r".encode())
        terminal.seconds_until(pharmacies.first_name_in_order(database))
        terminal.settle(SETTLING)
        silence = terminal.bytes_within(IDLE_SECONDS)
        ours = list(_search(terminal, CLEAR["officine"]))
        share = terminal.proportional_memory() / 1e6
    found = [_speed(clients, ours), _bytes(clients, ours), _silence(clients, silence)]
    return [*found, _memory(clients, share)] if memory else found


def _speed(clients: int, ours: list[Answer]) -> Figure:
    anchor = None
    if shutil.which("fzf"):
        with pharmacies.as_text(pharmacies.pharmacy(clients)).open() as rows:
            command = ["sh", "-c", f"fzf < {rows.name}"]
        with Terminal(command) as terminal:
            terminal.settle(SETTLING)
            anchor = 1000 * _p95(list(_search(terminal, CLEAR["fzf"])))
    what = f"search key to last painted byte, p95, {clients:,} clients"
    return Figure(what, 1000 * _p95(ours), "ms", "fzf", anchor, 1.0)


def _bytes(clients: int, ours: list[Answer]) -> Figure:
    largest = float(max(answer.size for answer in ours))
    return Figure(
        f"bytes a search key, the most, {clients:,} clients", largest, "bytes", "", None, LIMIT_BYTES
    )


def _silence(clients: int, silence: int) -> Figure:
    return Figure(f"idle for {IDLE_SECONDS} s, {clients:,} clients", float(silence), "bytes", "", None, 0)


def _memory(clients: int, share: float) -> Figure:
    return Figure(f"proportional memory, {clients:,} clients", share, "MB", "", None, LIMIT_MEMORY)


def _search(terminal: Terminal, clear: bytes) -> Iterator[Answer]:
    for query in QUERIES:
        for letter in query:
            answer = terminal.press(letter.encode())
            if answer.size:
                yield answer
        terminal.press(clear)


def _p95(answers: list[Answer]) -> float:
    return quantiles([answer.seconds for answer in answers], n=20)[-1]
