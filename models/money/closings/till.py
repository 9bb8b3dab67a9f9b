"""Which days of the till are closed, and that nothing moves it on such a day."""

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
    """A day that was counted. `attempt` numbers the closings of one day; at most the last one stands.

    The turnover is as it was then: sales on credit may still be entered for a closed day. `pharmacy` is who
    the pharmacy was that day, as JSON.
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
    """Why a closing no longer stands."""

    closing = ForeignKeyField(TillClosing, primary_key=True)
    trail = ForeignKeyField(Trail)
    reason = TextField()


@dataclass
class DayClosed(Refused):
    """The till of this day was counted and frozen."""

    day: date
    at: datetime
    by: str
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_("The till of {day} was closed by {by} on {at}: it takes a reopening first.")


def till_of(day: date) -> str:
    """What the section is called in which a day is closed, or money of that day is entered."""
    return f"till {day.isoformat()}"


def standing(day: date | Value) -> ModelSelect:
    """The closing of this day that was not reopened, if there is one."""
    return (
        TillClosing.select()
        .join(TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .where(TillClosing.day == day, TillReopening.closing.is_null())
    )


def refuse_closed(day: date) -> None:
    """Raises `DayClosed` if the till of this day is closed. Until the transaction ends, nobody closes it."""
    engine().share(till_of(day))
    refuse_standing(day)


def refuse_standing(day: date) -> None:
    """Raises `DayClosed` if the till of this day is closed."""
    found = _CLOSED_BY.first(day=day.isoformat())
    if found is not None:
        at, by = found
        raise DayClosed(day, at, by)


_CLOSED_BY = Prepared(
    lambda: (
        standing(given("day"))
        .select(Trail.at, Staff.name)
        .join(Trail, on=TillClosing.trail == Trail.id)
        .join(Staff, on=Trail.staff == Staff.id)
    )
)
"""Asked for every operation that moves the till."""
