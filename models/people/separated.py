"""A file of separated values, line by line: which separator, which cells, and what is wrong where."""

import csv
import re
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused

FAULTS_KEPT = 1000
"""Of a file in which every line is wrong, so many are shown; all are counted."""

_IN_QUOTES = re.compile(r'"[^"]*"')


@dataclass
class BadQuotes(Refused):
    """A quotation mark is opened and not closed on the line, or closed before the value ends."""

    sentence: ClassVar[str] = N_("The quotation marks of this line do not match.")


@dataclass
class OtherDelimiter(Refused):
    """The first line of the file says what separates columns; this one holds another separator."""

    sentence: ClassVar[str] = N_("This line is separated otherwise than the first one.")


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong at a place in the file; lines and columns count from 1."""

    line: int
    column: int
    reason: Refused


class Faults:
    """What is wrong with a file so far."""

    def __init__(self) -> None:
        self.first: list[LineFault] = []
        """The first ones."""
        self.count = 0

    def blame(self, line: int, column: int, reason: Refused) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < FAULTS_KEPT:
            self.first.append(LineFault(line, column, reason))


class Separated:
    """How the cells of a file are separated: its first line decides."""

    def __init__(self) -> None:
        self.delimiter = ""

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


def _delimiter(line: str) -> str:
    """Semicolon or tab where there is one outside of quotes; a decimal comma may stand beside it."""
    bare = _IN_QUOTES.sub("", line)
    return next((mark for mark in (";", "\t") if mark in bare), ",")


def _unquoted(line: str, delimiter: str) -> list[str]:
    if line.count('"') % 2:
        raise BadQuotes
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadQuotes from error
