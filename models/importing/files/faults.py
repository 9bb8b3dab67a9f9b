"""Faults that any file may have, in a name or in lines. A file with a fault is not imported at all."""

import re
from dataclasses import dataclass
from typing import ClassVar

from models.importing.files import encodings
from models.refusals import N_, Refused

QUOTED = 40
"""The most letters of a wrong cell that a message quotes."""
_SHORTENED = re.compile(r"[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+")


def quoted(text: str) -> str:
    """The beginning of a cell, as a message quotes it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


@dataclass
class HasFaults(Refused):
    """A file with a wrong line is refused as a whole."""

    file: str
    count: int
    sentence: ClassVar[str] = N_("Nothing was imported: errors in {file}: {count}.")


@dataclass
class NotAName(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is no name: it holds neither a letter nor a digit.")


@dataclass
class DamagedName(Refused):
    """An earlier program lost letters of this name (U+FFFD) or decoded them wrongly."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” lost letters in another program. Export the file again.")


def check_undamaged(text: str) -> None:
    """Raises `DamagedName` where letters of a name were lost or read wrongly."""
    if "\ufffd" in text or encodings.is_garbled(text):
        raise DamagedName(quoted(text))


@dataclass
class ShortenedNumber(Refused):
    """A spreadsheet shortened a number to an exponent; the last digits are lost."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” was shortened by the spreadsheet. Make the column text.")


def check_unshortened(text: str) -> None:
    """Raises `ShortenedNumber` where a code lost its last digits in a spreadsheet."""
    if _SHORTENED.fullmatch(text):
        raise ShortenedNumber(quoted(text))


@dataclass
class SpreadsheetError(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is an error of the spreadsheet.")


@dataclass
class CodeTwice(Refused):
    """Two lines of the file have the same code."""

    code: str
    line: int
    sentence: ClassVar[str] = N_("{code} is already on line {line}.")


@dataclass
class CellCount(Refused):
    found: int
    expected: int
    sentence: ClassVar[str] = N_(
        "Columns found: {found}; the first line names {expected}. A comma in a name needs quotation marks."
    )
