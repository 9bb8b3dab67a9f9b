"""Output of the command line: columns for people, JSON for programs, no control characters."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from locales import _, formats
from locales.inert import inert
from models.values import ZERO, Centimes

_GAP = "  "


class Table:
    """Rows in columns as wide as what was printed so far: a million rows can be
    printed while they are read.
    """

    def __init__(self, headings: Sequence[str], right: Iterable[int] = ()) -> None:
        self._headings: Sequence[str] | None = headings
        self._widths = [width(heading) for heading in headings]
        self._right = frozenset(right)

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Prints these rows, with the headings before the first ones."""
        lines = [[inert(cell) for cell in row] for row in rows]
        for line in lines:
            self._widths = [max(known, width(cell)) for known, cell in zip(self._widths, line, strict=True)]
        if self._headings is not None and lines:
            self._print(self._headings)
            self._headings = None
        for line in lines:
            self._print(line)

    def _print(self, line: Sequence[str]) -> None:
        cells = [self._fill(number, cell) for number, cell in enumerate(line)]
        print(_GAP.join(cells).rstrip())

    def _fill(self, number: int, cell: str) -> str:
        space = " " * (self._widths[number] - width(cell))
        return space + cell if number in self._right else cell + space


def pairs(lines: Iterable[tuple[str, str]]) -> None:
    """Names and aligned values; empty values are left out."""
    shown = [(name, value) for name, value in lines if value]
    widest = max((width(name) for name, _value in shown), default=0)
    for name, value in shown:
        print(f"{name}{' ' * (widest - width(name))}{_GAP}{inert(value)}")


def as_json(value: Any) -> None:
    """The value as indented JSON, keys in the given order."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def rows_as_json(rows: Iterable[dict[str, Any]]) -> None:
    """A JSON list, printed row by row so that a million rows need no memory."""
    before = "[\n "
    for row in rows:
        print(before + json.dumps(row, ensure_ascii=False), end="")
        before = ",\n "
    print("[]" if before.startswith("[") else "\n]")


def balance(centimes: Centimes) -> str:
    """Doit 1 250,00 or Avoir 50,00: a word instead of a sign."""
    if not centimes:
        return formats.amount(ZERO)
    return f"{_('Owes') if centimes > 0 else _('In credit')} {formats.amount(abs(centimes))}"


def complain(sentence: str) -> None:
    """Prints a sentence on stderr, and ignores a full or closed stderr, as nobody would see the error."""
    with suppress(OSError):
        print(f"officine: {inert(sentence)}", file=sys.stderr, flush=True)


def width(text: str) -> int:
    """The number of terminal cells of a text."""
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
