"""Reads a sheet of a workbook (XLSX, ODS): bounded, and in a process of its own (`workbook_child`)."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, ClassVar

from models.files.reading import MEGABYTE, FileRefused, printable
from models.importing.files import workbook_child
from models.importing.files.text_file import MOST_LINES, TooManyLines, Workbook
from models.refusals import N_

MOST_SHEETS = 50
MOST_CELLS = 6_000_000
"""The most cells of a sheet: so many take half a gigabyte while they are read."""
ENDINGS = (".xlsx", ".ods")


@dataclass
class TooManySheets(FileRefused):
    sheets: int
    limit: int
    sentence: ClassVar[str] = N_("{file} has {sheets} sheets; of at most {limit} one can be chosen.")


@dataclass
class TooManyCells(FileRefused):
    cells: int
    limit: int
    sentence: ClassVar[str] = N_("The sheet of {file} has {cells} cells; at most {limit} are read.")


@dataclass
class UnpacksTooBig(FileRefused):
    """A zip bomb, or a workbook with pictures of everybody."""

    limit: int
    sentence: ClassVar[str] = N_("{file} unpacks to more than {limit} MB.")


class SheetsEmpty(FileRefused):
    sentence: ClassVar[str] = N_("No sheet of {file} holds anything.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that holds something."""

    name: str
    rows: int
    columns: int


@dataclass
class WhichSheet(FileRefused):
    """Several sheets hold something. The user may name one."""

    sheets: tuple[Sheet, ...]
    named: str
    sentence: ClassVar[str] = N_("{file} has several sheets: {named}. Which one?")


@dataclass
class NoSuchSheet(FileRefused):
    sheet: str
    named: str
    sentence: ClassVar[str] = N_("{file} has no sheet “{sheet}” that holds anything. There are: {named}.")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet, each with its number; to be read once."""

    sheet: str
    count: int
    alone: bool
    """Whether no other sheet holds anything."""
    rows: Iterator[tuple[int, list[str]]]


@contextmanager
def opened(file: IO[bytes], path: Path, sheet: str = "", most_rows: int = MOST_LINES) -> Iterator[SheetRows]:
    """The rows of this sheet, or of the only one that holds something, for the block.

    Raises `WhichSheet`, `NoSuchSheet`, `Workbook` where it cannot be read, or the refusal of a bound.
    """
    shown = printable(path.name)
    limits = (MOST_SHEETS, most_rows, MOST_CELLS)
    command = [sys.executable, "-I", workbook_child.__file__, sheet, *map(str, limits)]
    nothing = subprocess.DEVNULL
    child = subprocess.Popen(
        command, stdin=file, stdout=subprocess.PIPE, stderr=nothing, text=True, encoding="ascii"
    )
    assert child.stdout is not None
    try:
        found = _first(child.stdout, shown)
        sheets = tuple(Sheet(*each) for each in found["sheets"])
        if not found["chosen"]:
            raise _no_choice(shown, sheet, sheets)
        count = next(each.rows for each in sheets if each.name == found["chosen"])
        yield SheetRows(found["chosen"], count, len(sheets) == 1, _rows(child, shown))
    finally:
        child.kill()
        child.stdout.close()
        child.wait()


def _first(output: IO[str], shown: str) -> Any:
    """What the child found. Raises `Workbook` where it ended without a word, or the refusal it names."""
    line = output.readline()
    if not line:
        raise Workbook(shown)
    found = json.loads(line)
    figures: Sequence[int] = found.get("figures", ())
    match found.get("fault"):
        case "sheets":
            raise TooManySheets(shown, *figures)
        case "rows":
            raise TooManyLines(shown, *figures)
        case "cells":
            raise TooManyCells(shown, *figures)
        case "unpacked":
            raise UnpacksTooBig(shown, figures[0] // MEGABYTE)
    return found


def _no_choice(shown: str, wanted: str, sheets: tuple[Sheet, ...]) -> FileRefused:
    named = ", ".join(printable(each.name) for each in sheets)
    if not sheets:
        return SheetsEmpty(shown)
    return NoSuchSheet(shown, printable(wanted), named) if wanted else WhichSheet(shown, sheets, named)


def _rows(child: "subprocess.Popen[str]", shown: str) -> Iterator[tuple[int, list[str]]]:
    assert child.stdout is not None
    for line in child.stdout:
        number, cells = json.loads(line)
        yield number, cells
    if child.wait():
        raise Workbook(shown)
