"""Columns declared as data, and how they share the width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from rich.cells import cell_len, set_cell_size

from tui.terminal.inert import inert

Row = TypeVar("Row")

GAP = 1
"""Cells between two columns."""
NUMBER = "number"
"""The key of a column of document numbers, which is as wide as the longest prefix needs."""
_NARROWEST = 4


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list. Widths are in cells."""

    key: str
    """The key by which the list is sorted by this column."""
    title: str
    """Marked with `N_`; shown in the user's language."""
    text: Callable[[Row], str]
    width: int
    needs: int = 0
    """The narrowest list that shows this column; 0 for an essential column."""
    grows: int = 0
    """Its share of the remaining width; 0 for a column of fixed width."""
    right: bool = False
    """Right-aligned, as amounts are."""
    lead: Callable[[Row], str] | None = None
    """A word at the left edge of the same cell: `Doit` before an amount."""
    style: Callable[[Row], str] | None = None
    """The meaning of the cell: one of `rows.STYLES`."""
    sortable: bool = False
    largest_first: bool = False
    """Whether sorting by it starts with the largest value: amounts, dates."""


Laid = tuple[Column[Row], int]
"""A column and its width."""


def lay_out(columns: Sequence[Column[Row]], width: int) -> list[Laid[Row]]:
    """The columns that fit this width, each with its share."""
    shown = [_wide_enough(column) for column in columns if column.needs <= width]
    spare = width - sum(column.width + GAP for column in shown) + GAP
    shares = sum(column.grows for column in shown)
    if not shares:
        return [(column, column.width) for column in shown]
    laid = []
    for column in shown:
        extra = spare * column.grows // shares if column.grows else 0
        shares -= column.grows
        spare -= extra
        laid.append((column, max(column.width + extra, min(column.width, _NARROWEST))))
    return laid


def _wide_enough(column: Column[Row]) -> Column[Row]:
    if column.key != NUMBER:
        return column
    from models.store import numbering

    return replace(column, width=max(column.width, numbering.widest()))


def cell(column: Column[Row], row: Row, width: int) -> str:
    """The cell's text, exactly `width` cells wide."""
    text = inert(column.text(row))
    if column.lead is None:
        return fit(text, width, right=column.right)
    lead = inert(column.lead(row))
    return (
        lead + fit(text, width - cell_len(lead), right=True) if cell_len(lead) < width else fit(lead, width)
    )


def on_one_line(text: str) -> str:
    """A text of several lines, for a cell of a list."""
    return " ".join(text.split())


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` cells, its end replaced by `…` where it is longer."""
    if width <= 0:
        return ""
    if text.isascii():
        if len(text) > width:
            return text[: width - 1] + "…"
        return text.rjust(width) if right else text.ljust(width)
    length = cell_len(text)
    if length > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
    blanks = " " * (width - length)
    return blanks + text if right else text + blanks
