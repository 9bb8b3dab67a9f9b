"""Puts runs of cells on the terminal in as few bytes as it can: the shortest moves, each colour chosen once.

A change of colour takes eleven bytes and a list changes colour twice a row, so everything of one colour is
written before anything of the next. The order of cells matters only on a line with text whose width the
terminal alone knows: such a line is written from left to right.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

Look = tuple[str, str, str]
"""The codes of a style's marks (bold, reverse …), of its ink and of its ground."""
Cell = tuple[str, Look] | None
"""What a cell shows. `""` for one that belongs to the text on its left; None where it is not known."""
Run = tuple[int, int, str]
"""The row and the column where a run of cells of one look begins, and its text."""

PLAIN: Look = ("", "", "")
ANY_INK = "any"
"""The ink of a blank on which none can be seen."""
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
def look(style: Style, colours: ColorSystem | None) -> Look:
    """The codes of a style, in as many colours as the terminal has."""
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


@lru_cache(4096)
def look_of_a_blank(style: Style, colours: ColorSystem | None) -> Look:
    """Two blanks on the same ground look alike, whatever the ink; a line or a reversal shows it."""
    if style.underline or style.strike or style.reverse:
        return look(style, colours)
    return "", ANY_INK, look(style, colours)[2]


class Pen:
    """Collects what is to be written, and says the bytes that do it."""

    def __init__(self) -> None:
        self._in_order: list[tuple[int, int, list[Cell]]] = []
        self._runs: dict[Look, list[Run]] = {}
        self._blanks: list[tuple[int, int, str, Look]] = []

    def write(self, x: int, y: int, cells: list[Cell], *, plain: bool) -> None:
        """Cells that stand beside one another; where one is not known, a blank is written.

        `plain`: each holds one character of one cell.
        """
        if not plain:
            self._in_order.append((x, y, cells))
            return
        for column, text, shown in _runs(cells):
            if shown[1] == ANY_INK:
                self._blanks.append((y, x + column, text, shown))
            else:
                self._runs.setdefault(shown, []).append((y, x + column, text))

    def finished(self) -> str:
        """The sequence that writes all of it and puts the colours back."""
        output = _Output()
        for x, y, cells in self._in_order:
            output.write_in_order(x, y, cells)
        for y, x, text, blank in self._blanks:
            self._runs.setdefault(self._any_look_on(blank), []).append((y, x, text))
        for shown, runs in self._runs.items():
            for y, x, text in sorted(runs):
                output.write(x, y, text, shown)
        return output.finished()

    def _any_look_on(self, blank: Look) -> Look:
        """A style that is written anyway and in which a blank looks the same."""
        for written in self._runs:
            if _shows_as_blank(written, blank):
                return written
        return "", "", blank[2]


@lru_cache(4096)
def _shows_as_blank(shown: Look, blank: Look) -> bool:
    """Whether a blank in this style looks as it should: the same background, not underlined, not reversed."""
    return shown[2] == blank[2] and not {"4", "7", "9"} & set(shown[0].split(";"))


def _runs(cells: list[Cell]) -> Iterator[tuple[int, str, Look]]:
    """The runs of one style: position, text, style; a blank joins the run before or after it."""
    start, text, current = 0, "", PLAIN
    for column, cell in enumerate(cells):
        letter, shown = cell or (" ", PLAIN)
        if not text:
            start, text, current = column, letter, shown
        elif shown == current or (shown[1] == ANY_INK and _shows_as_blank(current, shown)):
            text += letter
        elif current[1] == ANY_INK and _shows_as_blank(shown, current):
            text, current = text + letter, shown
        else:
            yield start, text, current
            start, text, current = column, letter, shown
    if text:
        yield start, text, current


class _Output:
    """The output so far, the cursor after it, and the terminal's present style."""

    def __init__(self) -> None:
        self._sent: list[str] = []
        self._look = PLAIN
        self._at = (-1, -1)

    def write(self, x: int, y: int, text: str, shown: Look) -> None:
        """Plain text of one style."""
        self._move(x, y)
        self._change(shown)
        self._sent.append(text)
        self._at = (x + len(text), y)

    def write_in_order(self, x: int, y: int, cells: Iterable[Cell]) -> None:
        """Cells with text whose width only the terminal knows."""
        for column, cell in enumerate(cells, x):
            text, shown = cell or (" ", PLAIN)
            if not text:
                continue
            self._move(column, y)
            if shown[1] != ANY_INK:
                self._change(shown)
            elif not _shows_as_blank(self._look, shown):
                self._change(("", "", shown[2]))
            self._sent.append(text)
            # After such a text only the row of the cursor is known.
            self._at = (column + 1 if len(text) == 1 else -1, y)

    def finished(self) -> str:
        """The whole output, with the colours reset."""
        if self._look != PLAIN:
            self._sent.append("\x1b[0m")
        return "".join(self._sent)

    def _move(self, x: int, y: int) -> None:
        column, row = self._at
        if (column, row) == (x, y):
            return
        if row != y:
            self._sent.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        elif 0 <= column < x:
            self._sent.append(f"\x1b[{x - column}C")
        else:
            self._sent.append(f"\x1b[{x + 1}G")

    def _change(self, shown: Look) -> None:
        before, self._look = self._look, shown
        if before == shown:
            return
        (old_marks, old_ink, old_ground), (marks, ink, ground) = before, shown
        if old_marks != marks or (old_ink and not ink) or (old_ground and not ground):
            self._sent.append(f"\x1b[{';'.join(filter(None, ('0', marks, ink, ground)))}m")
            return
        codes = [new for old, new in ((old_ink, ink), (old_ground, ground)) if old != new]
        self._sent.append(f"\x1b[{';'.join(codes)}m")
