"""A list of clients on paper: chosen columns, who is listed, and what is owed in all (list-print)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import ClassVar

from locales import N_, _, formats, ngettext
from models.pharmacy.party import Party
from models.refusals import Refused
from models.values import ZERO, Centimes, Progress
from printing import files
from printing.exports.cells import Amount, Balance, Cell
from printing.page import geometry, grid, letterhead, words
from printing.page.grid import Grid, GridColumn, GridRow, Shape
from printing.page.paper import About, template, typeset
from printing.page.text import inert, wrap

MOST_CLIENTS = 5000
"""A list of more is not read on paper, and takes minutes."""
MOST_COLUMNS = 20
"""More would leave a few letters to each."""
_FACTS_TOP, _FACTS_PITCH, _FACTS_LEFT, _FACTS_POINTS = 50.0, 4.8, 44.0, 8.2
_FOOT = 15.0
"""The height of the foot, in millimetres."""
_HEADS = 2.0
"""The room of the heads beyond their lines."""
_ENDING = 26.0
"""The height of the totals."""
_BELOW = 0.3
"""A line below a row stands so far from its letters."""
_ALL_LINES = 1000


@dataclass
class TooManyForPaper(Refused):
    """More clients than are printed."""

    clients: int
    most: int
    sentence: ClassVar[str] = N_(
        "{clients} clients: paper takes at most {most}. Choose CSV or XLSX, or narrow the list."
    )


@dataclass
class TooManyColumns(Refused):
    """More columns than are printed."""

    columns: int
    most: int
    sentence: ClassVar[str] = N_(
        "{columns} columns: paper takes at most {most}. Choose fewer, or CSV or XLSX."
    )


def check(clients: int, columns: int) -> None:
    """Raises `TooManyForPaper`, `TooManyColumns`."""
    if clients > MOST_CLIENTS:
        raise TooManyForPaper(clients, MOST_CLIENTS)
    if columns > MOST_COLUMNS:
        raise TooManyColumns(columns, MOST_COLUMNS)


@dataclass(frozen=True, slots=True)
class ClientList:
    """What is printed. `narrowed` says in words who is listed; `balances` has one for each row."""

    pharmacy: Party
    narrowed: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    balances: Sequence[Centimes]
    created: datetime


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


def write(paper: ClientList, path: Path, progress: Progress | None = None) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, never an existing one.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    files.check(path)
    return files.write(render(paper, progress), path)


def render(paper: ClientList, progress: Progress | None = None) -> bytes:
    """The PDF. The same paper in the same language is the same bytes."""
    about = About(_("List of clients"), inert(paper.pharmacy.name), paper.created)
    return typeset(pages(paper), "client_list.css", about, progress)


def pages(paper: ClientList) -> list[str]:
    """The HTML of each page."""
    table = _table(paper)
    facts = _facts(paper, table.shape)
    letter = letterhead.written(paper.pharmacy, Party(""), [])
    sheets = _sheets(table, _FACTS_TOP + _FACTS_PITCH * (len(facts) + 1))
    page = template("client_list.html")
    return [
        str(
            page.render(
                geometry=geometry,
                shape=table.shape,
                letter=letter,
                title=_("List of clients"),
                facts=facts,
                facts_top=_FACTS_TOP,
                facts_left=_FACTS_LEFT,
                sheet=sheet,
                total=len(sheets),
                totals=_totals(paper.balances) if sheet is sheets[-1] else (),
            )
        )
        for sheet in sheets
    ]


def _table(paper: ClientList) -> Grid:
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


def _facts(paper: ClientList, shape: Shape) -> list[tuple[str, str]]:
    """Labels and values, one a line: a value that goes on below has no label there."""
    said = (
        (_("Who"), paper.narrowed),
        (_("Clients"), formats.count(len(paper.rows))),
        (_("Day"), formats.day(paper.created)),
    )
    room = shape.width - geometry.MARGIN - _FACTS_LEFT
    return [
        (label if place == 0 else "", line)
        for label, value in said
        for place, line in enumerate(wrap(inert(value), room, _FACTS_POINTS, _ALL_LINES))
    ]


def _sheets(table: Grid, first_top: float) -> list[_Sheet]:
    pitch = table.shape.pitch
    heads = table.heads.lines * pitch + _HEADS
    bottom = table.shape.height - _FOOT

    def lines(top: float) -> int:
        return int((bottom - top - heads) / pitch)

    rows = grid.pages(table, lines(first_top), lines(geometry.NEXT_TOP), ceil(_ENDING / pitch))
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


def _totals(balances: Sequence[Centimes]) -> tuple[tuple[str, str], ...]:
    """Who owes and what, who is in credit and what, and the balance of both."""
    owed = [each for each in balances if each > 0]
    credits = [-each for each in balances if each < 0]
    owing = ngettext("{count} client owes", "{count} clients owe", len(owed))
    in_credit = ngettext("{count} client is in credit", "{count} clients are in credit", len(credits))
    return (
        (owing.format(count=formats.count(len(owed))), words.balance(sum(owed, ZERO))),
        (in_credit.format(count=formats.count(len(credits))), words.balance(-sum(credits, ZERO))),
        (_("In all"), words.balance(sum(balances, ZERO))),
    )
