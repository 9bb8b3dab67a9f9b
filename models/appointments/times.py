"""The times of an appointment: on the wall's clock, and the moment that they are.

Only the wall's clock is stored. The moment is computed where another program needs one, by the rules of the
zone as they are known then.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from models.appointments.table import DAY_MINUTES
from models.refusals import N_, Refused
from models.store import clock


@dataclass
class NoSuchHour(Refused):
    """Clocks go forward over this hour on that day."""

    hour: time
    day: date
    field: ClassVar[str] = "start"
    sentence: ClassVar[str] = N_("There is no {hour} on {day}: the clocks go forward then.")


@dataclass
class EndsAnotherDay(Refused):
    """It would last beyond midnight."""

    field: ClassVar[str] = "minutes"
    sentence: ClassVar[str] = N_("This ends after midnight: an appointment ends on its day.")


@dataclass
class NoLength(Refused):
    field: ClassVar[str] = "minutes"
    sentence: ClassVar[str] = N_("How long does it last? At least a minute.")


def check(day: date, start: int, minutes: int) -> None:
    """Raises `NoLength`, `EndsAnotherDay`, or `NoSuchHour` for a start that the clocks skip."""
    if minutes < 1:
        raise NoLength
    if not 0 <= start < DAY_MINUTES or start + minutes > DAY_MINUTES:
        raise EndsAnotherDay
    shown = datetime.combine(day, hour(start))
    if clock.local(moment(day, start)).replace(tzinfo=None) != shown:
        raise NoSuchHour(hour(start), day)


def hour(start: int) -> time:
    """The time on the wall's clock; midnight at the end of a day is 00:00."""
    hours, minutes = divmod(start % DAY_MINUTES, 60)
    return time(hours, minutes)


def moment(day: date, start: int) -> datetime:
    """The moment at which an appointment begins, in UTC, by the rules of the zone as they are known today."""
    return clock.at(day, hour(start))


def end_moment(day: date, start: int, minutes: int) -> datetime:
    """The moment at which it ends, in UTC."""
    return moment(day, start) + timedelta(minutes=minutes)
