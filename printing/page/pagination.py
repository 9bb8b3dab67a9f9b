"""Divides rows into pages, and computes what each page carries forward to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from models.values import ZERO, Centimes
from printing.page.rows import Row

_TOGETHER = 3
"""Rows that accompany the totals to a page of their own, so that they are not alone there."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The sums so far, and the balance: the last row of a page and the first of the next."""

    debit: Centimes
    credit: Centimes
    balance: Centimes


@dataclass(frozen=True, slots=True)
class Page:
    """Rows between what was carried to them and what they carry on."""

    number: int
    before: Carried
    rows: tuple[Row, ...]
    after: Carried


def paginate(
    rows: list[Row],
    opening: Centimes,
    capacity: Callable[[int], int],
    ending: int,
    continued: Callable[[Row], Row] = lambda row: row,
) -> list[Page]:
    """At least one page; the last one keeps `ending` rows free. `capacity` gives the
    number of rows on a page.

    A page that begins amid a group or with products repeats the heading of the group and of the operation, as
    `continued` makes it.
    """
    pages: list[Page] = []
    carried = Carried(ZERO, ZERO, opening)
    start = 0
    while not pages or start < len(rows):
        number = len(pages) + 1
        repeated = _repeated(rows, start, continued)
        taken = _taken(rows, start, capacity(number) - len(repeated), ending)
        page = _page(number, carried, (*repeated, *rows[start : start + taken]))
        pages.append(page)
        carried = page.after
        start += taken
    return pages


def _repeated(rows: list[Row], start: int, continued: Callable[[Row], Row]) -> list[Row]:
    """The headings of what the page begins amid: of a group, and of the operation with these products."""
    if start >= len(rows):
        return []
    above = _group_above(rows, start)
    found = [] if above is None else [above]
    if rows[start].is_product:
        operation = next((row for row in reversed(rows[:start]) if not row.is_product), None)
        found += [] if operation is None else [operation]
    return [continued(row) for row in found]


def _group_above(rows: list[Row], start: int) -> Row | None:
    """The heading of the group of this row, unless it is that heading."""
    if rows[start].is_group:
        return None
    return next((row for row in reversed(rows[:start]) if row.is_group), None)


def _taken(rows: list[Row], start: int, capacity: int, ending: int) -> int:
    rest = len(rows) - start
    for place in range(1, min(rest, capacity + 1)):
        if rows[start + place].begins_page:
            return place
    if rest <= capacity - ending:
        return rest
    taken = min(capacity, max(1, rest - _TOGETHER))
    while taken > 1 and taken < rest and _stay_together(rows[start + taken - 1], rows[start + taken]):
        taken -= 1
    return taken


def _stay_together(above: Row, below: Row) -> bool:
    """Whether no page ends between two rows: an operation and its first product stay on one page, as do what
    stands around a group and its nearest operation.
    """
    if above.is_group or below.is_subtotal:
        return True
    return below.is_product and not above.is_product


def _page(number: int, before: Carried, rows: tuple[Row, ...]) -> Page:
    debit, credit, balance = before.debit, before.credit, before.balance
    for row in rows:
        if row.moved:
            debit = debit + row.moved[0]
            credit = credit + row.moved[1]
            balance = row.moved[2]
    return Page(number, before, rows, Carried(debit, credit, balance))
