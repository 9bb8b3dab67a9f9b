"""The list of till days, newest first: the totals of each, and whether it is closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import JOIN, Select, fn

from models.money.closings.till import TillClosing, TillReopening
from models.money.ledger.accounts import TILL, Account
from models.money.ledger.postings import Operation, Posting
from models.money.till.figures import TillCount
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import clock, many
from models.store.connection import database
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day. `closed_at` is None while it is open; `difference` is what was
    counted less what was expected.
    """

    day: date
    receipts: Centimes = ZERO
    refunds: Centimes = ZERO
    turnover: Centimes = ZERO
    difference: Centimes = ZERO
    closed_at: datetime | None = None
    closed_by: str = ""


class DayListing:
    """A `Listing` of today and of every day with an operation or a closing (keyset pagination)."""

    def count(self) -> int:
        """The number of days. It reads every day."""
        return len(_older_than(date.max, None))

    def read(
        self,
        limit: int,
        *,
        after: DayRow | None = None,
        before: DayRow | None = None,
        at: DayRow | None = None,
    ) -> Sequence[DayRow]:
        if before is not None:
            return _rows(_newer_than(before.day, limit))
        if at is not None:
            return _rows(_older_than(at.day + timedelta(days=1), limit))
        return _rows(_older_than(after.day if after else date.max, limit))

    def last(self, limit: int) -> Sequence[DayRow]:
        return _rows(_newer_than(date.min, limit))


def _older_than(day: date, limit: int | None) -> list[date]:
    """The days before this one, newest first."""
    found = {clock.today()} if clock.today() < day else set()
    for column in _COLUMNS:
        found |= set(_walk(column, fn.MAX, lambda one, other: one < other, day, limit))
    return sorted(found, reverse=True)[:limit]


def _newer_than(day: date, limit: int) -> list[date]:
    """The days after this one, newest first."""
    found = {clock.today()} if clock.today() > day else set()
    for column in _COLUMNS:
        found |= set(_walk(column, fn.MIN, lambda one, other: one > other, day, limit))
    return sorted(found)[:limit][::-1]


def _walk(
    column: Any, nearest: Any, beyond: Callable[[Any, Any], Any], start: date, limit: int | None
) -> list[date]:
    """A loose index scan: the distinct days of a column, found by a jump from one index entry to
    the next day. Neither engine does this for a DISTINCT, so a thousand operations of one day
    would be read one by one.
    """
    first = column.model.select(nearest(column).alias("day")).where(beyond(column, start))
    steps = first.cte("steps", recursive=True, columns=("day",))
    further = column.model.select(nearest(column)).where(beyond(column, steps.c.day))
    walked = steps.union_all(Select((steps,), (further,)).where(steps.c.day.is_null(False)))
    query = Select((walked,), (walked.c.day,)).where(walked.c.day.is_null(False)).with_cte(walked)
    rows = query.limit(limit).bind(database).tuples()
    return [column.python_value(day) for (day,) in rows]


_COLUMNS = (Operation.value_date, TillClosing.day)


def _rows(days: Sequence[date]) -> list[DayRow]:
    closed = _closed(days)
    still_open = _open([day for day in days if day not in closed])
    return [closed.get(day) or still_open[day] for day in days]


def _closed(days: Sequence[date]) -> dict[date, DayRow]:
    """The closed ones among the days, with their frozen figures."""
    expected = TillCount.opening + TillCount.receipts - TillCount.refunds
    figures = (TillCount.receipts, TillCount.refunds, TillCount.counted - expected)
    receipts, refunds, difference = (
        TillCount.select(fn.SUM(figure).cast("BIGINT")).where(TillCount.closing == TillClosing.id)
        for figure in figures
    )
    rows = (
        TillClosing.select(
            TillClosing.day,
            receipts,
            refunds,
            TillClosing.sales - TillClosing.returns - TillClosing.cancelled,
            difference,
            Trail.at,
            Staff.name,
        )
        .join(Trail, on=TillClosing.trail == Trail.id)
        .join(Staff, on=Trail.staff == Staff.id)
        .join_from(TillClosing, TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .where(many.among(TillClosing.day, days), TillReopening.closing.is_null())
    )
    return {row[0]: DayRow(*row) for row in rows.tuples()}


def _open(days: Sequence[date]) -> dict[date, DayRow]:
    """The other days, with the present figures of the ledger. Asked operation by operation: asked for many
    days at once, PostgreSQL would rather read every posting.
    """
    of_till = Posting.account.in_(TILL)
    amounts = (
        _sum_of(Posting.amount, of_till & (Posting.amount > 0)),
        _sum_of(0 - Posting.amount, of_till & (Posting.amount < 0)),
        _sum_of(0 - Posting.amount, Posting.account == Account.SALES),
    )
    sums = (fn.COALESCE(fn.SUM(amount), 0).cast("BIGINT") for amount in amounts)
    rows = (
        Operation.select(Operation.value_date, *sums)
        .where(many.among(Operation.value_date, days))
        .group_by(Operation.value_date)
    )
    moved = {day: DayRow(day, *figures) for day, *figures in rows.tuples()}
    return {day: moved.get(day) or DayRow(day) for day in days}


def _sum_of(amount: Any, which: Any) -> Any:
    """What an operation posted to some accounts, as a subquery."""
    return Posting.select(fn.SUM(amount)).where(Posting.operation == Operation.id, which)
