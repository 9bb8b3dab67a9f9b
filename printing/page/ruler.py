"""Columns of figures as lines of text: spaces of known widths move each cell to its edge.

A line of six cells is then laid out as one line instead of six boxes, and layout is what makes printing slow.
Noto Sans has spaces from a tenth of an em upwards; a few of them make any gap to a hundredth of an em.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import combinations_with_replacement

from printing.page.glyphs import UNITS, em_millimetres, width

_EM = "\u2003"
_SPACES = {"\u200a": 100, "\u2009": 166, "\u00a0": 260, "\u2004": 333, "\u2002": 500, "\u2007": 572}


def gap(millimetres: float, points: float) -> str:
    """Spaces of almost exactly this width."""
    return _spaces(round(millimetres / em_millimetres(points) * UNITS))


def right_aligned(
    cells: Sequence[tuple[str, float]], edge: float, points: float, *, bold: bool = False
) -> str:
    """Cells with their right edges, as one line that ends at `edge`. Empty if all cells are empty."""
    line = ""
    start = edge
    for text, right in sorted(cells, key=lambda cell: -cell[1]):
        if text:
            spaces = gap(start - right, points)
            line = text + spaces + line
            # Measured from the real end of the text, so that the next gap corrects the error of the last.
            start -= width(spaces, points) + width(text, points, bold=bold)
    return line


@cache
def _spaces(units: int) -> str:
    if units < min(_SPACES.values()) // 2:
        return ""
    ems = max(0, units // UNITS - 1)
    sums, fillers = _fillers()
    rest = units - ems * UNITS
    after = min(bisect_left(sums, rest), len(sums) - 1)
    nearest = min((max(0, after - 1), after), key=lambda index: abs(sums[index] - rest))
    return _EM * ems + fillers[nearest]


@cache
def _fillers() -> tuple[list[int], list[str]]:
    """The widths that up to five spaces make, each with the fewest spaces."""
    found: dict[int, str] = {}
    for number in range(1, 6):
        for spaces in combinations_with_replacement(_SPACES, number):
            found.setdefault(sum(_SPACES[space] for space in spaces), "".join(spaces))
    sums = sorted(found)
    return sums, [found[one] for one in sums]
