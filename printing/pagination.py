"""Which rows stand on which page, and what each page carries forward to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from models.values import ZERO, Centimes
from printing.rows import Row

_TOGETHER = 3
"""Rows that follow the totals to a page of their own, so that they do not stand there alone."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was added up so far, and the balance: the last row of a page and the first of the next."""

    debit: Centimes
    credit: Centimes
    balance: Centimes


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows between what was carried to them and what they carry on."""

    number: int
    before: Carried
    rows: tuple[Row, ...]
    after: Carried


def paginate(rows: list[Row], opening: Centimes, capacity: Callable[[int], int], ending: int) -> list[Page]:
    """At least one page; the last one keeps `ending` rows free. `capacity` says how many rows a page has."""
    pages: list[Page] = []
    carried = Carried(ZERO, ZERO, opening)
    start = 0
    while not pages or start < len(rows):
        number = len(pages) + 1
        taken = _taken(rows, start, capacity(number), ending)
        page = _page(number, carried, tuple(rows[start : start + taken]))
        pages.append(page)
        carried = page.after
        start += taken
    return pages


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
            debit = Centimes(debit + row.moved[0])
            credit = Centimes(credit + row.moved[1])
            balance = row.moved[2]
    return Page(number, before, rows, Carried(debit, credit, balance))
