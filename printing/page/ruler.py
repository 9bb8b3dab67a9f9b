"""Figures in columns, set as lines of text: a cell is pushed to its edge by spaces of known widths.

A line of six cells is then one line to lay out and not six, and layout is what printing costs. Noto Sans has
spaces from a tenth of an em upwards; a few of them make any gap to a hundredth of an em.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import combinations_with_replacement

from printing.page.glyphs import UNITS, em_millimetres, width

_EM = "\u2003"
_SPACES = {"\u200a": 100, "\u2009": 166, "\u00a0": 260, "\u2004": 333, "\u2002": 500, "\u2007": 572}


def gap(millimetres: float, points: float) -> str:
    """Spaces that are so wide, all but exactly."""
    return _spaces(round(millimetres / em_millimetres(points) * UNITS))


def right_aligned(
    cells: Sequence[tuple[str, float]], edge: float, points: float, *, bold: bool = False
) -> str:
    """Cells, each with its right edge, as one line to be set against `edge`. Nothing where all are empty."""
    line = ""
    start = edge
    for text, right in sorted(cells, key=lambda cell: -cell[1]):
        if text:
            spaces = gap(start - right, points)
            line = text + spaces + line
            # From where the text really ends, so that what a gap lacks is made up for by the next.
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
    """Every width that up to five spaces make, with the fewest that make it."""
    found: dict[int, str] = {}
    for number in range(1, 6):
        for spaces in combinations_with_replacement(_SPACES, number):
            found.setdefault(sum(_SPACES[space] for space in spaces), "".join(spaces))
    sums = sorted(found)
    return sums, [found[one] for one in sums]
