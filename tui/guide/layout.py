"""Lays the blocks of a page out for a width in cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from rich.cells import cell_len, set_cell_size

from locales import _
from tui.guide.blocks import Block, Kind, Piece, Pieces
from tui.guide.finding import says
from tui.terminal.inert import inert
from tui.terminal.wrapping import BREAK
from tui.widgets.text_lines import Line, Run

_GAP = 2
"""Cells between two columns of a table."""
_HERE = "▸ "
_MARGIN = len(_HERE)
_HEADINGS = {1: "strong", 2: "accent"}
"""What headings look like, by their level."""

Laying = Iterator[list[Piece]]
"""Line after line."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in the text."""

    words: tuple[str, ...] = ()
    """The words that were searched."""
    hits: frozenset[int] = frozenset()
    """The blocks that have all of them."""
    here: int | None = None
    """The one that was gone to."""
    link: int | None = None
    """The link that Enter follows."""


@dataclass(slots=True)
class Laid:
    """A page laid out."""

    lines: list[Line] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The first line of each block."""
    links: dict[int, int] = field(default_factory=dict)
    """The line on which each link begins."""


def lay_out(blocks: Sequence[Block], width: int, marks: Marks) -> Laid:
    """The lines of these blocks."""
    laid, columns = Laid(), list[int]()
    room = max(width - _MARGIN, 1)
    for number, block in enumerate(blocks):
        if laid.lines and (block.first or block.kind not in (Kind.POINT, Kind.ROW)):
            laid.lines.append([])
        laid.starts.append(len(laid.lines))
        if block.kind is Kind.ROW and block.first:
            columns = _columns(blocks[number:], room)
        margin = _HERE if number == marks.here else " " * _MARGIN
        words = marks.words if number in marks.hits else ()
        for pieces in _row(block, columns) if block.kind is Kind.ROW else _lines(block, room):
            for piece in pieces:
                if piece.link is not None:
                    laid.links.setdefault(piece.link.number, len(laid.lines))
            laid.lines.append([(margin, "accent"), *(_run(piece, words, marks.link) for piece in pieces)])
            margin = " " * _MARGIN
    return laid


def _run(piece: Piece, words: Sequence[str], link: int | None) -> Run:
    if piece.link is not None and piece.link.number == link:
        return piece.text, "mark"
    if words and says(piece.text, words):
        return piece.text, "found"
    return piece.text, piece.meaning if piece.link is None else "link"


def _lines(block: Block, width: int) -> Laying:
    (pieces,) = block.cells
    lead = ""
    match block.kind:
        case Kind.HEADING:
            pieces = _all(pieces, _HEADINGS.get(block.level, "strong"))
        case Kind.PICTURE:
            pieces = (Piece(_("[Picture: {caption}]").format(caption=block.text), "quiet"),)
        case Kind.POINT:
            lead = f"{'  ' * block.level}{block.marker} "
    for line in _wrapped(pieces, max(width - cell_len(lead), 1)):
        yield [Piece(lead), *line]
        lead = " " * cell_len(lead)


def _all(pieces: Pieces, meaning: str) -> Pieces:
    return tuple(Piece(piece.text, meaning, piece.link) for piece in pieces)


def _columns(blocks: Sequence[Block], width: int) -> list[int]:
    """The width of each column of the table that these blocks begin with: what it needs, or an equal share of
    what narrower ones leave.
    """
    head, *others = blocks
    rows = [head, *takewhile(lambda block: block.kind is Kind.ROW and not block.first, others)]
    needs = [max(map(_width, column)) for column in zip(*(row.cells for row in rows), strict=False)]
    left = width - _GAP * (len(needs) - 1)
    widths = dict[int, int]()
    for place in sorted(range(len(needs)), key=needs.__getitem__):
        widths[place] = max(min(needs[place], left // (len(needs) - len(widths))), 1)
        left -= widths[place]
    return [widths[place] for place in range(len(needs))]


def _row(block: Block, columns: Sequence[int]) -> Laying:
    cells = [_all(cell, "quiet") if block.first else cell for cell in block.cells]
    broken = (list(_wrapped(cell, width)) for cell, width in zip(cells, columns, strict=False))
    for parts in zip_longest(*broken, fillvalue=()):
        line: list[Piece] = []
        for part, width in zip(parts, columns, strict=False):
            line += [*part, Piece(" " * (width - _width(part) + _GAP))]
        yield line


def _wrapped(pieces: Pieces, width: int) -> Laying:
    """Broken between words, and within a word that is longer than a line."""
    line: list[Piece] = []
    for word in _words(pieces):
        if line and _width(line) + 1 + _width(word) <= width:
            together = line[-1].link is not None and line[-1].link == word[0].link
            line += [Piece(" ", link=line[-1].link if together else None), *word]
            continue
        if line:
            yield line
        line = word
        while _width(line) > width:
            first, line = _cut(line, width)
            yield first
    if line:
        yield line


def _words(pieces: Pieces) -> Iterator[list[Piece]]:
    """The pieces cut at the spaces where a line may end; a word may consist of several."""
    text = "".join(piece.text for piece in pieces)
    start = 0
    for space in BREAK.finditer(text):
        if start < space.start():
            yield _part(pieces, start, space.start())
        start = space.end()
    if start < len(text):
        yield _part(pieces, start, len(text))


def _part(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """What stands between these two letters."""
    part: list[Piece] = []
    at = 0
    for piece in pieces:
        text = piece.text[max(start - at, 0) : max(end - at, 0)]
        at += len(piece.text)
        if text:
            part.append(Piece(text, piece.meaning, piece.link))
    return part


def _cut(line: Sequence[Piece], width: int) -> tuple[list[Piece], list[Piece]]:
    """A line that is too long, in what fits and the rest."""
    text = "".join(piece.text for piece in line)
    fits = max(len(set_cell_size(text, width).rstrip()), 1)
    return _part(line, 0, fits), _part(line, fits, len(text))


def _width(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(inert(piece.text)) for piece in pieces)
