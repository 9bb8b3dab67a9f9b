"""The days on which the example pharmacy was open, by month, until yesterday."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from models.store import clock

YEARS = 2
_SUNDAY = 6
_OPENS, _CLOSES = 9 * 3600, 20 * 3600


def months(today: date) -> Iterator[list[date]]:
    """The working days of each month from two years ago until yesterday; no month is empty."""
    day = today - timedelta(days=365 * YEARS)
    month: list[date] = []
    while day < today:
        if month and month[0].month != day.month:
            yield month
            month = []
        if day.weekday() != _SUNDAY:
            month.append(day)
        day += timedelta(days=1)
    if month:
        yield month


def some_moment(days: Sequence[date], chance: Random) -> datetime:
    """A time on one of these days, during opening hours."""
    seconds = _OPENS + int(chance.random() * (_CLOSES - _OPENS - 3600))
    return _at(days[int(chance.random() * len(days))], seconds)


def before_opening(day: date) -> datetime:
    """The time at which the pharmacy is set up."""
    return _at(day, _OPENS - 3600)


def morning(day: date) -> datetime:
    """The time at which clients are written to, before the first one comes."""
    return _at(day, _OPENS - 25 * 60)


def closing(day: date) -> datetime:
    """The end of a day, when corrections are entered."""
    return _at(day, _CLOSES)


def _at(day: date, seconds: int) -> datetime:
    return clock.at(day, time(seconds // 3600, seconds // 60 % 60, seconds % 60))
