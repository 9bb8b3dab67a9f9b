"""Writes only changed cells to the terminal.

Textual sends everything again that was laid out again, with colours around every piece: a first paint sends
the screen four times, and closing a dialog sends all of it, which takes long on a slow line. The painter
remembers what every cell shows, and sends the difference.
"""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui.terminal.pen import Cell, Pen, look, look_of_a_blank

_NULL = Style.null()
_WORTH_SKIPPING = 4
"""Shorter runs of unchanged cells are sent again: moving the cursor past them takes as many bytes."""
_NOT_PLAIN = re.compile(
    r"[^\x20-\x7e\xa0-\u02ff\u0370-\u058f\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25ff]"
)
"""Characters that may be wide, combine with a neighbour, or change the direction: a run of
text with one is sent whole.
"""


class Difference(CompositorUpdate):
    """The difference to send, as Textual's driver takes it."""

    def __init__(self, sequence: str) -> None:
        self.sequence = sequence

    def render_segments(self, console: Console) -> str:
        return self.sequence


class Painter:
    """The cells of the terminal, and the shortest output from there to what it should show."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell]] = {}

    def forget(self) -> None:
        """Forgets the cells: after a resize, or a pause of the program."""
        self._lines.clear()

    @property
    def knows_nothing(self) -> bool:
        """Whether the whole screen must be sent, as the rest is unknown."""
        return not self._lines

    def difference(self, update: CompositorUpdate, console: Console) -> str:
        """The output that makes the terminal show this update; empty if it already does."""
        pieces = _pieces(update)
        if pieces is None:
            self.forget()
            return update.render_segments(console)
        pen = Pen()
        for x, y, strip in pieces:
            cells, plain = _cells(strip, console._color_system)
            line = self._lines.setdefault(y, [])
            if len(line) < x + len(cells):
                line.extend([None] * (x + len(cells) - len(line)))
            before = line[x : x + len(cells)]
            for start, end in _changed(before, cells) if plain else _ranges(before, cells):
                pen.write(x + start, y, cells[start:end], plain=plain)
            _overwrite(line, x, cells)
        return pen.finished()


def _overwrite(line: list[Cell], x: int, cells: list[Cell]) -> None:
    """Stores the cells. The remains of a wide character that they cut are unknown."""
    start, end = x, x + len(cells)
    while start < len(line) and _continues(line[start]):
        start -= 1
    line[start:x] = [None] * (x - start)
    while end < len(line) and _continues(line[end]):
        line[end] = None
        end += 1
    line[x : x + len(cells)] = cells


def _continues(cell: Cell) -> bool:
    return cell is not None and cell[0] == ""


def _pieces(update: CompositorUpdate) -> Iterable[tuple[int, int, Strip]] | None:
    """The position of each changed piece of a line, and the piece; None for an unknown kind of update."""
    if isinstance(update, LayoutUpdate):
        return _whole(update)
    return _chopped(update) if isinstance(update, ChopsUpdate) else None


def _whole(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, strips in enumerate(update.strips, update.region.y):
        yield update.region.x, y, Strip.join(strips)


def _chopped(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x <= x2 and end > x1:
                yield x, y, strip if end <= x2 else strip.crop(0, x2 - x)


def _cells(strip: Iterable[Segment], colours: ColorSystem | None) -> tuple[list[Cell], bool]:
    """The cells of a line, and whether each of its characters is one of them."""
    cells: list[Cell] = []
    plain = True
    for text, style, control in strip:
        if not control and text:
            shown, blank = look(style or _NULL, colours), look_of_a_blank(style or _NULL, colours)
            for part in _parts(text):
                if part.isascii() or _NOT_PLAIN.search(part) is None:
                    cells.extend([(letter, blank if letter == " " else shown) for letter in part])
                elif width := cell_len(part):
                    plain = False
                    cells.append((part, shown))
                    cells.extend([("", shown)] * (width - 1))
    return cells, plain


def _parts(text: str) -> tuple[str, ...]:
    """Plain text, then all from the first to the last character that is not, then plain text."""
    if text.isascii() or _NOT_PLAIN.search(text) is None:
        return (text,)
    found = [match.start() for match in _NOT_PLAIN.finditer(text)]
    # A mark without a width belongs to the letter before it.
    first, last = max(found[0] - 1, 0), found[-1] + 1
    return text[:first], text[first:last], text[last:]


def _ranges(before: list[Cell], after: list[Cell]) -> Iterator[tuple[int, int]]:
    """The ranges of cells to send; from the first text that is not plain, all the rest."""
    for start, end in _changed(before, after):
        if any(map(_is_part_of_text, after[start:end])):
            yield start, len(after)
            return
        yield start, end


def _is_part_of_text(cell: Cell) -> bool:
    return cell is not None and len(cell[0]) != 1


def _changed(before: list[Cell], after: list[Cell]) -> Iterator[tuple[int, int]]:
    """The ranges of cells to send, long texts whole, near ones together."""
    start = end = -1
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if start >= 0 and index - end > _WORTH_SKIPPING:
            yield _whole_texts(after, start, end)
            start = -1
        if start < 0:
            start = index
        end = index + 1
    if start >= 0:
        yield _whole_texts(after, start, end)


def _whole_texts(cells: list[Cell], start: int, end: int) -> tuple[int, int]:
    while start > 0 and _continues(cells[start]):
        start -= 1
    while end < len(cells) and _continues(cells[end]):
        end += 1
    return start, end
