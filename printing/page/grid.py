"""A table of any columns on as many pages as it takes: what has no room on its line goes on below, and
nothing is cut.

The columns say how the paper lies and how large the letters are: upright in the usual size as long as that
is enough, then across, then smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from printing.page.geometry import MARGIN, PADDING
from printing.page.glyphs import width
from printing.page.text import inert, wrap

_LINE = 0.53
"""The height of a line, in millimetres for each point of its letters."""
_COMFORT = 42.0
"""A text that is wider may go on below before the paper is turned or the letters get smaller."""
_WIDEST = 80.0
_TOGETHER = 3
"""The lines that go with the end of the table to a page of its own; if a row has more, that row alone."""
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Shape:
    """How the paper lies, in millimetres, and the size of the letters in points."""

    width: float
    height: float
    points: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def pitch(self) -> float:
        """The height of a line."""
        return self.points * _LINE


SHAPES = (
    Shape(210, 297, 7.8),
    Shape(297, 210, 7.8),
    Shape(297, 210, 6.6),
    Shape(297, 210, 5.6),
)
"""A4."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column where it stands. `figures` are at its right edge and are never broken."""

    left: float
    width: float
    figures: bool

    @property
    def room(self) -> float:
        """The width of a text."""
        return self.width - 2 * PADDING


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row, or a part of one that is longer than a page: the lines of each cell. `ends` at its last line."""

    cells: tuple[tuple[str, ...], ...]
    lines: int
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """The table as it is laid out, not yet on pages."""

    shape: Shape
    columns: tuple[GridColumn, ...]
    heads: GridRow
    rows: tuple[GridRow, ...]


Texts = Sequence[str]


def lay_out(titles: Texts, rows: Sequence[Texts], figures: frozenset[int]) -> Grid:
    """The widths and the lines of a table. `figures` are the places of the columns that are never broken."""
    sizes = [_sizes(titles, rows, place, figures) for place in range(len(titles))]
    shape = next((shape for shape in SHAPES[:-1] if _fits(sizes, shape)), SHAPES[-1])
    columns = _placed(sizes, shape, figures)
    return Grid(
        shape,
        columns,
        _row(titles, columns, shape.points, bold=True),
        tuple(_row(texts, columns, shape.points) for texts in rows),
    )


def pages(grid: Grid, first: int, next_ones: int, ending: int) -> list[list[GridRow]]:
    """The rows of each page, of which the first has room for `first` lines and each other one for
    `next_ones`; the last keeps `ending` lines free.
    """
    found: list[list[GridRow]] = [[]]
    left = first
    for row in grid.rows:
        for part in _parts(row, left, next_ones, waits=bool(found[-1])):
            if part.lines > left:
                found.append([])
                left = next_ones
            found[-1].append(part)
            left -= part.lines
    if left < ending:
        last = found[-1]
        found.append(last[len(last) - _going(last, next_ones - ending) :])
        del last[len(last) - len(found[-1]) :]
    return found


def _going(rows: Sequence[GridRow], room: int) -> int:
    """How many rows of a full page go with the end to the next: few lines, and never all of the rows."""
    going, lines = 0, 0
    for row in reversed(rows[1:]):
        lines += row.lines
        if lines > room or (going and lines > _TOGETHER):
            break
        going += 1
    return going


def _parts(row: GridRow, left: int, most: int, *, waits: bool) -> list[GridRow]:
    """The row as it is if this page has room for it, or the next one and it `waits` for that, as it does not
    on an empty page; else as much as each page takes.
    """
    if row.lines <= left or (waits and row.lines <= most):
        return [row]
    cuts = [0, *range(max(1, left), row.lines, most), row.lines]
    return [
        GridRow(tuple(cell[start:end] for cell in row.cells), end - start, end == row.lines)
        for start, end in pairwise(cuts)
    ]


@dataclass(frozen=True, slots=True)
class _Size:
    """The widths of a column's widest word and widest text, in millimetres, if letters had one point."""

    word: float
    text: float

    def least(self, points: float) -> float:
        """The width below which words are broken."""
        return self.word * points + 2 * PADDING

    def wanted(self, points: float, most: float) -> float:
        """The width in which no text goes on below, or `most`."""
        return max(self.least(points), min(self.text * points + 2 * PADDING, most))


def _sizes(titles: Texts, rows: Sequence[Texts], place: int, figures: frozenset[int]) -> _Size:
    texts = {line for row in rows for line in row[place].splitlines()}
    lines = {inert(text) for text in texts}
    words = lines if place in figures else set(chain.from_iterable(map(_words, lines)))
    title = titles[place]
    return _Size(
        word=max(
            chain((width(each, 1) for each in words), (width(each, 1, bold=True) for each in title.split()))
        ),
        text=max(chain((width(each, 1) for each in lines), (width(title, 1, bold=True),))),
    )


def _words(line: str) -> list[str]:
    """What is not broken if there is room: a phone number is one word, with its spaces."""
    return line.split() if any(map(str.isalpha, line)) else [line]


def _fits(sizes: Sequence[_Size], shape: Shape) -> bool:
    return sum(size.wanted(shape.points, _COMFORT) for size in sizes) <= shape.room


def _placed(sizes: Sequence[_Size], shape: Shape, figures: frozenset[int]) -> tuple[GridColumn, ...]:
    found, left = [], MARGIN
    for place, wide in enumerate(_widths(sizes, shape, figures)):
        found.append(GridColumn(left, wide, place in figures))
        left += wide
    return tuple(found)


def _widths(sizes: Sequence[_Size], shape: Shape, figures: frozenset[int]) -> list[float]:
    """All of the room: each column has what its words need, then what its texts want, then a share."""
    least = [size.least(shape.points) for size in sizes]
    texts = [place for place in range(len(sizes)) if place not in figures]
    over = sum(least) - shape.room
    if over > 0 and texts:
        # Words are broken: long ones first, so that a short one stays whole.
        return _lowered(least, texts, over)
    widths = _raised(least, [size.wanted(shape.points, _WIDEST) for size in sizes], -over)
    rest = shape.room - sum(widths)
    growing = texts or list(range(len(sizes)))
    total = sum(widths[place] for place in growing)
    return [wide + (rest * wide / total if place in growing else 0) for place, wide in enumerate(widths)]


def _raised(least: list[float], wanted: list[float], rest: float) -> list[float]:
    lacking = sum(wanted) - sum(least)
    share = min(1.0, rest / lacking) if lacking > 0 else 0.0
    return [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]


def _lowered(widths: list[float], texts: Sequence[int], over: float) -> list[float]:
    """The widest texts give way until all have room."""
    room = sum(widths[place] for place in texts) - over
    cap, waiting = 0.0, sorted(widths[place] for place in texts)
    while waiting:
        cap = room / len(waiting)
        if waiting[0] > cap:
            break
        room -= waiting.pop(0)
    return [min(wide, cap) if place in texts else wide for place, wide in enumerate(widths)]


def _row(texts: Texts, columns: Sequence[GridColumn], points: float, *, bold: bool = False) -> GridRow:
    cells = tuple(
        tuple(_lines(text, column, points, bold=bold)) for text, column in zip(texts, columns, strict=True)
    )
    return GridRow(cells, max(1, *map(len, cells)))


def _lines(text: str, column: GridColumn, points: float, *, bold: bool) -> list[str]:
    # A rounding of the last digit breaks no word.
    room = column.room + 0.01
    return [part for line in text.splitlines() for part in wrap(inert(line), room, points, _ALL, bold=bold)]
