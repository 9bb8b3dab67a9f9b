"""Reads separated values line by line: the separator, the cells, and the faults with their places."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused

FAULTS_KEPT = 1000
"""The most faults that are kept to be shown; all are counted."""

_IN_QUOTES = re.compile(r'"[^"]*"')


@dataclass
class BadQuotes(Refused):
    """A quotation mark is opened and not closed on the line, or closed before the value ends."""

    sentence: ClassVar[str] = N_("The quotation marks of this line do not match.")


@dataclass
class OtherDelimiter(Refused):
    """The first line decides the separator; this line has another one."""

    sentence: ClassVar[str] = N_("This line is separated otherwise than the first one.")


@dataclass(frozen=True, slots=True)
class LineFault:
    """A fault at a place in the file; lines and columns count from 1."""

    line: int
    column: int
    reason: Refused


class Faults:
    """The faults of a file found so far."""

    def __init__(self) -> None:
        self.first: list[LineFault] = []
        """The first faults."""
        self.count = 0

    def blame(self, line: int, column: int, reason: Refused) -> None:
        """Adds a fault."""
        self.count += 1
        if len(self.first) < FAULTS_KEPT:
            self.first.append(LineFault(line, column, reason))


class Separated:
    """How cells are separated: the first line decides, or names the separator (`sep=;`)."""

    def __init__(self) -> None:
        self.delimiter = ""

    def records(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The lines, each with its line number. A quoted cell may continue on the next lines, where a line
        end counts as a blank. If the quotation mark is never closed, the line stays alone.
        """
        waiting = deque[tuple[int, str]]()
        rest = iter(lines)
        first = True
        while True:
            numbered = waiting.popleft() if waiting else next(rest, None)
            if numbered is None:
                return
            number, line = numbered
            if first and line.strip():
                first = False
                found = _SAYS_DELIMITER.fullmatch(line.strip(" \r"))
                if found:
                    self.delimiter = found[1]
                    continue
            yield number, self._together(line, waiting, rest) if self._goes_on(line) else line

    def _together(self, line: str, waiting: deque[tuple[int, str]], rest: Iterator[tuple[int, str]]) -> str:
        """Joins the line with the waiting lines on which its quoted cell continues."""
        text = line
        for taken in range(LONGEST_CELL):
            if taken == len(waiting):
                following = next(rest, None)
                if following is None:
                    return line
                waiting.append(following)
            text += f" {waiting[taken][1].strip()}"
            if '"' in waiting[taken][1] and not self._goes_on(text):
                if not _is_well_quoted(text, self.delimiter or _delimiter(text)):
                    return line
                for _ in range(taken + 1):
                    waiting.popleft()
                return text
        return line

    def _goes_on(self, line: str) -> bool:
        """Whether the line ends inside a quoted cell."""
        if '"' not in line:
            return False
        return _IN_CELL.search(_CLOSED.sub("", line)) is not None

    def cells(self, line: str) -> list[str]:
        """The cells of a line, trimmed. Raises `BadQuotes` or `OtherDelimiter`."""
        if not self.delimiter:
            self.delimiter = _delimiter(line)
        cells = line.split(self.delimiter) if '"' not in line else _unquoted(line, self.delimiter)
        if len(cells) == 1 and _delimiter(line) in line:
            raise OtherDelimiter
        if self.delimiter == "," and (";" in line or "\t" in line) and _delimiter(line) != ",":
            raise OtherDelimiter
        return [cell.strip() for cell in cells]


LONGEST_CELL = 50
"""The most lines of one cell. A quotation mark closed later was not meant to open a cell."""
_SAYS_DELIMITER = re.compile(r'"?sep *= *([;,\t|])"?[;,\t|]*', re.IGNORECASE)
"""The first line in which spreadsheets write, and read, the separator."""
_CLOSED = re.compile(r'(?:(?<=[;,\t|])|^)"(?:[^"]|"")*"(?=[;,\t|]|$)')
"""A complete quoted cell."""
_IN_CELL = re.compile(r'(?:[;,\t|]|^)"(?:[^"]|"")*$')
"""A quoted cell that is not closed."""


def _delimiter(line: str) -> str:
    """A semicolon or a tab where one stands outside quotes, as a decimal comma may stand beside it."""
    bare = _IN_QUOTES.sub("", line)
    return next((mark for mark in (";", "\t") if mark in bare), ",")


def _unquoted(line: str, delimiter: str) -> list[str]:
    if line.count('"') % 2:
        raise BadQuotes
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadQuotes from error


def _is_well_quoted(line: str, delimiter: str) -> bool:
    try:
        _unquoted(line, delimiter)
    except BadQuotes:
        return False
    return True
