"""Writes to the terminal only the cells that changed.

Textual sends again whatever was laid out again, with all its colours around every piece: a first paint sends
the screen four times, closing a dialog sends all of it. Over a slow line that is what staff wait for. The
painter remembers what every cell shows, and sends the difference.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Cell = tuple[str, Style] | None
"""What a cell shows. `""` for one that belongs to the text on its left; None where it is not known."""

_NULL = Style.null()
_WORTH_SKIPPING = 6
"""Unchanged cells shorter than this are sent again: moving the cursor past them takes as many bytes."""
_NOT_PLAIN = re.compile(
    r"[^\x20-\x7e\xa0-\u02ff\u0370-\u058f\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25ff]"
)
"""What may be wider than a cell, join its neighbour, or turn the line: such a run of text is sent whole."""


class Difference(CompositorUpdate):
    """What is to be sent, as Textual wants it."""

    def __init__(self, sequence: str) -> None:
        self.sequence = sequence

    def render_segments(self, console: Console) -> str:
        return self.sequence


class Painter:
    """What the terminal shows, and the shortest way from there to what it should show."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell]] = {}

    def forget(self) -> None:
        """The terminal may show anything now: after a resize, or a pause of the program."""
        self._lines.clear()

    @property
    def knows_nothing(self) -> bool:
        """Whether the whole screen is to be sent: a piece of it would leave the rest as it is."""
        return not self._lines

    def difference(self, update: CompositorUpdate, console: Console) -> str:
        """What to send so that the terminal shows this update; empty where it already does."""
        pieces = _pieces(update)
        if pieces is None:
            self.forget()
            return update.render_segments(console)
        pen = _Pen(console._color_system)
        for x, y, strip in pieces:
            cells = _cells(strip)
            line = self._lines.setdefault(y, [])
            if len(line) < x + len(cells):
                line.extend([None] * (x + len(cells) - len(line)))
            for start, end in _ranges(line[x : x + len(cells)], cells):
                pen.write(x + start, y, cells[start:end])
            _overwrite(line, x, cells)
        return pen.finished()


def _overwrite(line: list[Cell], x: int, cells: list[Cell]) -> None:
    """Puts the cells there. What is left of a text that they cut in two is no longer known."""
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
    """Where each changed piece of a line begins, and the piece; None for an update of an unknown kind."""
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


def _cells(strip: Iterable[Segment]) -> list[Cell]:
    cells: list[Cell] = []
    for text, style, control in strip:
        if not control and text:
            style = style or _NULL
            for part in _parts(text):
                if part.isascii() or _NOT_PLAIN.search(part) is None:
                    cells.extend([(letter, style) for letter in part])
                elif width := cell_len(part):
                    cells.append((part, style))
                    cells.extend([("", style)] * (width - 1))
    return cells


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


class _Pen:
    """Collects what is sent; moves and changes colour only where it must."""

    def __init__(self, colours: ColorSystem | None) -> None:
        self._colours = colours
        self._sent: list[str] = []
        self._look = _PLAIN
        self._style = _NULL
        self._at = (-1, -1)

    def write(self, x: int, y: int, cells: list[Cell]) -> None:
        if self._at != (x, y):
            self._sent.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        after_text = False
        for column, cell in enumerate(cells, x + 1):
            text, style = cell or (" ", _NULL)
            if not text:
                continue
            if after_text:
                # Where the terminal's cursor is after such a text, only the terminal knows.
                self._sent.append(f"\x1b[{column}G")
            after_text = len(text) > 1
            if style is not self._style:
                self._sent.append(self._change(style))
                self._style = style
            self._sent.append(text)
        self._at = (-1, -1) if after_text else (x + len(cells), y)

    def finished(self) -> str:
        """All of it, the colours put back."""
        if self._look != _PLAIN:
            self._sent.append("\x1b[0m")
        return "".join(self._sent)

    def _change(self, style: Style) -> str:
        before, after = self._look, _look(style, self._colours)
        self._look = after
        if before == after:
            return ""
        (old_marks, old_ink, old_ground), (marks, ink, ground) = before, after
        if old_marks != marks or (old_ink and not ink) or (old_ground and not ground):
            return f"\x1b[{';'.join(filter(None, ('0', marks, ink, ground)))}m"
        codes = [new for old, new in ((old_ink, ink), (old_ground, ground)) if old != new]
        return f"\x1b[{';'.join(codes)}m"


Look = tuple[str, str, str]
"""The codes of a style's marks (bold, reverse …), of its ink and of its ground."""
_PLAIN: Look = ("", "", "")
_MARKS = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("blink", "5"),
    ("reverse", "7"),
    ("conceal", "8"),
    ("strike", "9"),
)


@lru_cache(4096)
def _look(style: Style, colours: ColorSystem | None) -> Look:
    marks = ";".join(code for name, code in _MARKS if getattr(style, name))
    if colours is None:
        return marks, "", ""
    ink, ground = style.color, style.bgcolor
    return (
        marks,
        "" if ink is None or ink.is_default else ";".join(ink.downgrade(colours).get_ansi_codes()),
        ""
        if ground is None or ground.is_default
        else ";".join(ground.downgrade(colours).get_ansi_codes(foreground=False)),
    )
