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

    A page that begins with products repeats the heading of their operation, as `continued` makes it.
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
    """The heading of the operation whose products begin the page, if there is one."""
    if start >= len(rows) or not rows[start].is_product:
        return []
    above = next((rows[index] for index in range(start - 1, -1, -1) if not rows[index].is_product), None)
    return [] if above is None else [continued(above)]


def _taken(rows: list[Row], start: int, capacity: int, ending: int) -> int:
    rest = len(rows) - start
    if rest <= capacity - ending:
        return rest
    taken = min(capacity, max(1, rest - _TOGETHER))
    # An operation and its first product stay on one page.
    while (
        taken > 1
        and start + taken < len(rows)
        and rows[start + taken].is_product
        and not rows[start + taken - 1].is_product
    ):
        taken -= 1
    return taken


def _page(number: int, before: Carried, rows: tuple[Row, ...]) -> Page:
    debit, credit, balance = before.debit, before.credit, before.balance
    for row in rows:
        if row.moved:
            debit = debit + row.moved[0]
            credit = credit + row.moved[1]
            balance = row.moved[2]
    return Page(number, before, rows, Carried(debit, credit, balance))
