"""Closed periods, and the check that nothing is entered for a day in one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from peewee import JOIN, ModelSelect

from models.refusals import N_, Refused
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import numbering
from models.store.connection import Table, engine
from models.store.fields import DayField, ForeignKeyField, TextField
from models.store.numbering import Series
from models.store.prepared import Prepared, given

PERIODS = "periods"
"""Name of the lock taken when a period is closed or reopened, and when anything is entered for a day."""


class PeriodClosing(Table):
    """A closed month or year. It is in force until it is reopened."""

    trail = ForeignKeyField(Trail)
    first_day = DayField()
    last_day = DayField()


class PeriodReopening(Table):
    """The reopening of a closing, with its reason."""

    closing = ForeignKeyField(PeriodClosing, primary_key=True)
    trail = ForeignKeyField(Trail)
    reason = TextField()


@dataclass
class PeriodClosed(Refused):
    """The day is in a closed period: nothing can be entered for it."""

    day: date
    first: date
    last: date
    at: datetime
    by: str
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_(
        "{day} is in a closed period: from {first} to {last}, closed by {by} on {at}. "
        "The settings open it again, with the security code."
    )


def in_force() -> ModelSelect:
    """The closings that were not opened again."""
    return (
        PeriodClosing.select()
        .join(PeriodReopening, JOIN.LEFT_OUTER, on=PeriodReopening.closing == PeriodClosing.id)
        .where(PeriodReopening.closing.is_null())
    )


def refuse_closed_period(days: Iterable[date]) -> None:
    """Raises `PeriodClosed` if one of these days is in a closed period.

    No period can be closed until the transaction ends. Called for every value date that is written.
    """
    engine().share(PERIODS)
    for day in sorted({*days}):
        if not _EVER_CLOSED.tuples(day=day.isoformat()):
            continue
        found = _CLOSED_BY.first(day=day.isoformat())
        if found is not None:
            raise PeriodClosed(day, *found)


def numbers(series: Series | str, day: date, count: int = 1) -> list[str]:
    """The next numbers of a series for an entry of this day; they carry the year of the day.

    Every number is taken here, so that none is given in a closed period. Raises `PeriodClosed`.
    """
    refuse_closed_period([day])
    return numbering.take(series, day.year, count)


_EVER_CLOSED = Prepared(
    lambda: (
        PeriodClosing.select(PeriodClosing.id)
        .where(PeriodClosing.first_day <= given("day"), PeriodClosing.last_day >= given("day"))
        .limit(1)
    )
)
"""Asked for every operation and every allocation; nearly all of them are for a day that was never closed."""
_CLOSED_BY = Prepared(
    lambda: (
        in_force()
        .select(PeriodClosing.first_day, PeriodClosing.last_day, Trail.at, Staff.name)
        .join_from(PeriodClosing, Trail)
        .join(Staff)
        .where(PeriodClosing.first_day <= given("day"), PeriodClosing.last_day >= given("day"))
        .order_by(PeriodClosing.last_day.desc(), PeriodClosing.id)
        .limit(1)
    )
)
