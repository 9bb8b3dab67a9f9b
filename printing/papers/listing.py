"""A list on paper: what it is about, heads on every page, nothing cut, and what it comes to at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path

from locales import formats
from models.pharmacy.party import Party
from models.values import Progress
from printing import files
from printing.exports.cells import Amount, Balance, Cell
from printing.page import geometry, grid, letterhead, words
from printing.page.grid import Grid, GridColumn, GridRow, Shape
from printing.page.paper import About, template, typeset
from printing.page.text import inert, wrap

_FACTS_TOP, _FACTS_PITCH, _FACTS_LEFT, _FACTS_POINTS = 50.0, 4.8, 44.0, 8.2
_FOOT = 15.0
"""The height of the foot, in millimetres."""
_HEADS = 2.0
"""The room of the heads beyond their lines."""
_AROUND_TOTALS = 9.2
"""What stays free around the totals."""
_BELOW = 0.3
"""A line below a row stands so far from its letters."""
_ALL_LINES = 1000

Pairs = Sequence[tuple[str, str]]
"""Labels and what they say, in the user's language."""


@dataclass(frozen=True, slots=True)
class ListPaper:
    """What is printed. `facts` say what is listed, above the list; `totals` what it comes to, below it."""

    pharmacy: Party
    title: str
    facts: Pairs
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    created: datetime
    totals: Pairs = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """The text of a column, or of the heads above it."""

    left: float
    width: float
    figures: bool
    text: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: heads, rows, and the lines below rows, in millimetres from its top."""

    number: int
    heads_top: float
    heads: tuple[_Block, ...]
    top: float
    blocks: tuple[_Block, ...]
    rules: tuple[float, ...]
    bottom: float


def write(paper: ListPaper, path: Path, progress: Progress | None = None, *, replace: bool = False) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, an existing one only with `replace`.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path, replace=replace)
    return files.write(render(paper, progress), path, replace=replace)


def render(paper: ListPaper, progress: Progress | None = None) -> bytes:
    """The PDF. The same paper in the same language is the same bytes."""
    about = About(inert(paper.title), inert(paper.pharmacy.name), paper.created)
    return typeset(pages(paper), "listing.css", about, progress)


def pages(paper: ListPaper) -> list[str]:
    """The HTML of each page."""
    table = _table(paper)
    facts = _facts(paper, table.shape)
    letter = letterhead.written(paper.pharmacy, Party(""), [])
    ending = geometry.STRIP * len(paper.totals) + _AROUND_TOTALS if paper.totals else 0.0
    sheets = _sheets(table, _FACTS_TOP + _FACTS_PITCH * (len(facts) + 1), ending)
    page = template("listing.html")
    return [
        str(
            page.render(
                geometry=geometry,
                shape=table.shape,
                letter=letter,
                title=inert(paper.title),
                facts=facts,
                facts_top=_FACTS_TOP,
                facts_left=_FACTS_LEFT,
                sheet=sheet,
                total=len(sheets),
                totals=paper.totals if sheet is sheets[-1] else (),
            )
        )
        for sheet in sheets
    ]


def _table(paper: ListPaper) -> Grid:
    kinds = [{type(row[place]) for row in paper.rows} for place in range(len(paper.titles))]
    amounts = frozenset(place for place, kind in enumerate(kinds) if kind & {Amount, Balance})
    return grid.lay_out(
        list(map(inert, paper.titles)), [[_said(cell) for cell in row] for row in paper.rows], amounts
    )


def _said(cell: Cell) -> str:
    if isinstance(cell, Balance):
        return words.running_balance(cell.centimes)
    if isinstance(cell, Amount):
        return formats.amount(cell.centimes)
    return formats.day(cell) if isinstance(cell, date) else cell


def _facts(paper: ListPaper, shape: Shape) -> list[tuple[str, str]]:
    """Labels and values, one a line: a value that goes on below has no label there."""
    room = shape.width - geometry.MARGIN - _FACTS_LEFT
    return [
        (label if place == 0 else "", line)
        for label, value in paper.facts
        for place, line in enumerate(wrap(inert(value), room, _FACTS_POINTS, _ALL_LINES))
    ]


def _sheets(table: Grid, first_top: float, ending: float) -> list[_Sheet]:
    pitch = table.shape.pitch
    heads = table.heads.lines * pitch + _HEADS
    bottom = table.shape.height - _FOOT

    def lines(top: float) -> int:
        return int((bottom - top - heads) / pitch)

    rows = grid.pages(table, lines(first_top), lines(geometry.NEXT_TOP), ceil(ending / pitch))
    return [
        _sheet(number, table, some, first_top if number == 1 else geometry.NEXT_TOP, heads)
        for number, some in enumerate(rows, 1)
    ]


def _sheet(number: int, table: Grid, rows: Sequence[GridRow], top: float, heads: float) -> _Sheet:
    pitch, begins, rules = table.shape.pitch, top + heads, []
    at = begins
    for row in rows:
        at += row.lines * pitch
        if row.ends:
            rules.append(at + _BELOW)
    return _Sheet(
        number,
        top,
        _blocks(table.columns, [table.heads]),
        begins,
        _blocks(table.columns, rows),
        tuple(rules),
        at,
    )


def _blocks(columns: Sequence[GridColumn], rows: Sequence[GridRow]) -> tuple[_Block, ...]:
    """Each column as one text: a page is laid out much faster so than cell by cell."""
    return tuple(
        _Block(
            column.left + geometry.PADDING,
            column.room,
            column.figures,
            "\n".join(line for row in rows for line in _filled(row.cells[place], row.lines)),
        )
        for place, column in enumerate(columns)
    )


def _filled(cell: Sequence[str], lines: int) -> Sequence[str]:
    return [*cell, *[""] * (lines - len(cell))]
