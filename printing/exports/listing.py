"""A list of clients as a spreadsheet: a line of titles, then a line a client (list-print)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from printing.exports.cells import Cell, machine
from printing.exports.spreadsheet import BYTE_ORDER_MARK, line, plain


def lines(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file, line by line; titles and cells are in the user's language. No cell is a formula."""
    yield BYTE_ORDER_MARK + line([plain(title) for title in titles])
    for cells in rows:
        yield line([plain(cell) if isinstance(cell, str) else machine(cell) for cell in cells])


def free_path(folder: Path, name: str, day: date, suffix: str) -> Path:
    """Listing_2026-11-30.csv for a list called `Listing_{day}`, or with a number after it: a list of another
    hour is not replaced.
    """
    stem = name.format(day=day.isoformat())
    names = (f"{stem}.{suffix}" if number == 1 else f"{stem}_{number}.{suffix}" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())
