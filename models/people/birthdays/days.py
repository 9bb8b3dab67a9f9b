"""Days of the year, and the birthdays between two days (X11, INV-56).

The year of a birth is left aside. The two days have a year, as it says when 29 February is celebrated: on
that day in a leap year, on the 28th in a common one.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from models.refusals import N_, Refused

MOST_DAYS = 364
"""The most days before and after today, together: a window of a year names each birthday once."""
_SINGLE = 28
_EVE, _LEAP_DAY = 228, 229
_FIRST_DAY, _LAST_DAY = 101, 1231


@dataclass
class TooManyDays(Refused):
    """The days before and after today come to more than a year."""

    most: int = MOST_DAYS
    field: ClassVar[str] = "after"
    sentence: ClassVar[str] = N_("Before and after together, at most {most} days: a year has no more.")


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of the year, such as 29 February."""

    month: int
    day: int

    @property
    def number(self) -> int:
        """As a number that sorts like the days: 229 is 29 February."""
        return 100 * self.month + self.day

    def in_year(self, year: int) -> date:
        """That day of a year; in a common year 28 February stands for the 29th."""
        missing = self.number == _LEAP_DAY and not isleap(year)
        return date(year, self.month, _SINGLE if missing else self.day)


def month_day(day: date) -> MonthDay:
    """The day of the year of a date."""
    return MonthDay(day.month, day.day)


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one year, from a number (`MonthDay.number`) to another, both included."""

    first: int
    last: int


def spans(first: date, last: date) -> tuple[Span, ...]:
    """The days of birth that are celebrated from one date to another, in the order of their days: one span,
    or two where a year ends between them. No day is in both. The dates are at most a year apart.
    """
    low, high = month_day(first).number, month_day(last).number
    if high == _EVE and not isleap(last.year):
        high = _LEAP_DAY
    if first.year == last.year:
        return (Span(low, high),)
    return Span(low, _LAST_DAY), Span(_FIRST_DAY, min(high, low - 1))


def celebrated(born: date, first: date, last: date) -> date | None:
    """On which of these days somebody who was born on that day has their birthday; None if on none."""
    days = (month_day(born).in_year(year) for year in range(first.year, last.year + 1))
    return next((day for day in days if first <= day <= last), None)


def between(first: MonthDay, last: MonthDay, today: date) -> tuple[date, date]:
    """The dates from one day of the year to another that are nearest to today; the second is in the year
    after where it comes before the first (20/12 to 10/01).
    """

    def dates(year: int) -> tuple[date, date]:
        return first.in_year(year), last.in_year(year + (last < first))

    def distance(found: tuple[date, date]) -> timedelta:
        return max(found[0] - today, today - found[1], timedelta())

    # Of two that are equally near, the one to come.
    return min(map(dates, range(today.year + 1, today.year - 2, -1)), key=distance)


def around(today: date, before: int, after: int) -> tuple[date, date]:
    """The dates from some days before today to some days after. Raises `TooManyDays`."""
    if before + after > MOST_DAYS:
        raise TooManyDays
    return today - timedelta(days=before), today + timedelta(days=after)
