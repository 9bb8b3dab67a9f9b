"""One page of a table whose totals are carried from page to page, as positioned blocks of text."""

from collections.abc import Callable
from dataclasses import dataclass

from locales import _
from printing.page.geometry import HEADING, NEXT_TOP, PITCH, STRIP
from printing.page.pagination import Carried, Page
from printing.page.sheet import Block, Strip


@dataclass(frozen=True, slots=True)
class CarriedSheet:
    """`carried` is the total of the page before. `top` is the top of the rows,
    `bottom` is below the last strip.
    """

    number: int
    total: int
    heading_top: float
    headings: tuple[Block, ...]
    carried: Strip | None
    top: float
    blocks: tuple[Block, ...]
    closing: Strip
    bottom: float


def lay_out(
    page: Page,
    total: int,
    *,
    first_top: float,
    last: str,
    headings: tuple[Block, ...],
    blocks: tuple[Block, ...],
    strip: Callable[[str, Carried, float], Strip],
) -> CarriedSheet:
    """One page of the paper. Positions in millimetres: `first_top` is where the table
    begins on the first page.

    `strip` draws totals with a label at a position; `last` is the label of the totals on the last page.
    """
    heading_top = first_top if page.number == 1 else NEXT_TOP
    top = heading_top + HEADING
    carried = None
    if page.number > 1:
        carried = strip(_("Brought forward"), page.before, top)
        top += STRIP
    bottom = top + max(1, len(page.rows)) * PITCH
    return CarriedSheet(
        number=page.number,
        total=total,
        heading_top=heading_top,
        headings=headings,
        carried=carried,
        top=top,
        blocks=blocks,
        closing=strip(last if page.number == total else _("Carried forward"), page.after, bottom),
        bottom=bottom + STRIP,
    )
