"""A list of clients as a workbook (XLSX): amounts are numbers, days are days, everything else is text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from locales import N_
from locales.inert import inert
from models.refusals import Refused
from printing import files
from printing.exports.cells import Amount, Cell

MOST_ROWS = 1_048_575
"""The rows of a sheet, without that of the titles."""
_FIRST_YEAR = 1900
"""Spreadsheets know no day before it: an earlier one is text."""
_WIDTH = 18
_AMOUNT, _DAY = "#,##0.00", "dd/mm/yyyy"


@dataclass
class TooManyForWorkbook(Refused):
    """More clients than a sheet has rows."""

    clients: int
    most: int
    sentence: ClassVar[str] = N_(
        "{clients} clients: a sheet of a workbook has room for {most}. Choose CSV, or narrow the list."
    )


def check(clients: int) -> None:
    """Raises `TooManyForWorkbook`."""
    if clients > MOST_ROWS:
        raise TooManyForWorkbook(clients, MOST_ROWS)


def write(titles: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> Path:
    """Writes the workbook, the whole of it or nothing; the memory does not grow with the rows.

    Raises what is in `printing.refusals`, and `Cancelled` if the rows do.
    """
    return files.make(lambda unfinished: _write(titles, rows, unfinished), path)


def _write(titles: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(
        path,
        {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.use_zip64()
    sheet = book.add_worksheet()
    try:
        _fill(book, sheet, titles, rows)
        book.close()
    except FileCreateError as error:
        # XlsxWriter wraps what the system said, for instance that the disk is full.
        raise error.args[0] from error
    finally:
        sheet.row_data_fh.close()


def _fill(book: Any, sheet: Any, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    bold = book.add_format({"bold": True})
    amount, day = (book.add_format({"num_format": shown}) for shown in (_AMOUNT, _DAY))
    sheet.set_column(0, len(titles) - 1, _WIDTH)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, inert(title), bold)
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, Amount):
                sheet.write_number(row, column, int(cell.centimes) / 100, amount)
            elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
                sheet.write_datetime(row, column, cell, day)
            elif cell:
                sheet.write_string(row, column, inert(str(cell)))
