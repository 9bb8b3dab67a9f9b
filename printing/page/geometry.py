"""Positions on an A4 page: millimetres from its top left corner, and sizes in points.

Pages are laid out here and not by CSS: a page is then a few blocks of text, which take a third of the time of
a table with a box for every cell. The style sheet has the colours and weights.
"""

from dataclasses import dataclass
from math import ceil

from printing.page.glyphs import width

MARGIN = 12.0
WIDTH = 186.0
PITCH = 4.4
"""The height of a row."""
STRIP = 5.6
"""The height of a bold row: opening, carried forward, totals."""
HEADING = 6.4
BOTTOM = 278.0
"""The end of the rows; below is the footer."""
FIRST_TOP = 112.0
"""The top of the table below the letterhead."""
NEXT_TOP = 25.0
ENDING = 44.0
"""The height of the closing balance and the ages below the totals."""

OPERATION = 7.8
PRODUCT = 7.2
PADDING = 1.2
GUTTER = 5.0
"""The space of a column of figures beyond its widest one."""
INDENT = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table. `name` is the field of the row it shows."""

    name: str
    left: float
    width: float

    @property
    def start(self) -> float:
        """The left edge of a text."""
        return self.left + PADDING

    @property
    def edge(self) -> float:
        """The right edge of a figure."""
        return self.left + self.width - PADDING

    @property
    def room(self) -> float:
        """The width available for a text."""
        return self.width - 2 * PADDING


Columns = dict[str, Column]
"""By name, from left to right."""


_PRODUCT_WIDTHS = {"quantity": 9.0, "unit_price": 15.5, "discount": 12.5, "amount": 15.5}
_DETAILS = ("unit_price", "discount")
"""Shown together or not at all: a price without its discount does not explain the amount."""
_AMOUNT_WIDTHS = {"debit": 18.0, "credit": 18.0, "balance": 21.0}
_DAY = 19.0


def columns(widest: dict[str, str], *, products: bool, discounts: bool) -> Columns:
    """The columns of a statement, from left to right; the label takes the remaining width.

    `widest` is the longest text of a column of figures: a figure is never cut, so its column grows.
    """
    widths = {"day": _DAY, "label": 0.0}
    if products:
        widths |= {name: wide for name, wide in _PRODUCT_WIDTHS.items() if discounts or name not in _DETAILS}
    widths |= _AMOUNT_WIDTHS
    for name in widths.keys() & widest.keys():
        widths[name] = max(widths[name], width(widest[name], OPERATION, bold=True) + GUTTER)
    widths["label"] = WIDTH - sum(widths.values())
    found: Columns = {}
    left = MARGIN
    for name, wide in widths.items():
        found[name] = Column(name, left, wide)
        left += wide
    return found


def title_room(table: dict[str, Column]) -> float:
    """The width of an operation's title, which may extend over the columns used by products only."""
    return table["debit"].left - table["label"].left - PADDING


def capacity(page: int) -> int:
    """The number of rows on a page, between its two bold ones. The first page is number 1."""
    top = FIRST_TOP if page == 1 else NEXT_TOP
    return int((BOTTOM - top - HEADING - 2 * STRIP) / PITCH)


ENDING_ROWS = ceil(ENDING / PITCH)
