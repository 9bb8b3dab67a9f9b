"""Closed till days, and the check that nothing moves the till on one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from peewee import JOIN, ModelSelect, Value

from models.refusals import N_, Refused
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store.connection import Table, engine
from models.store.fields import AmountField, DayField, ForeignKeyField, IntegerField, TextField
from models.store.prepared import Prepared, given


class TillClosing(Table):
    """A till day that was counted. `attempt` numbers the closings of one day; only the
    last one can be in force.

    The turnover is that of the moment of closing: sales on credit may still be entered for a closed day.
    `pharmacy` is the pharmacy's identity on that day, as JSON.
    """

    trail = ForeignKeyField(Trail)
    day = DayField()
    attempt = IntegerField()
    sales = AmountField()
    returns = AmountField()
    cancelled = AmountField()
    discounts = AmountField()
    pharmacy = TextField()
    note = TextField()


class TillReopening(Table):
    """The reopening of a closing, with its reason."""

    closing = ForeignKeyField(TillClosing, primary_key=True)
    trail = ForeignKeyField(Trail)
    reason = TextField()


@dataclass
class DayClosed(Refused):
    """The till of this day was counted and closed."""

    day: date
    at: datetime
    by: str
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_("The till of {day} was closed by {by} on {at}: it takes a reopening first.")


def till_of(day: date) -> str:
    """Name of the lock taken when a day is closed, and when money of that day is entered."""
    return f"till {day.isoformat()}"


def in_force(day: date | Value) -> ModelSelect:
    """The closing of this day that was not reopened, if there is one."""
    return (
        TillClosing.select()
        .join(TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .where(TillClosing.day == day, TillReopening.closing.is_null())
    )


def refuse_closed(day: date) -> None:
    """Raises `DayClosed` if the till of this day is closed. The day cannot be closed
    until the transaction ends.
    """
    engine().share(till_of(day))
    refuse_closed_day(day)


def refuse_closed_day(day: date) -> None:
    """Raises `DayClosed` if the till of this day is closed."""
    found = _CLOSED_BY.first(day=day.isoformat())
    if found is not None:
        at, by = found
        raise DayClosed(day, at, by)


_CLOSED_BY = Prepared(
    lambda: (
        in_force(given("day"))
        .select(Trail.at, Staff.name)
        .join(Trail, on=TillClosing.trail == Trail.id)
        .join(Staff, on=Trail.staff == Staff.id)
    )
)
"""Asked for every operation that moves the till."""
