"""Days of the year, as of a birthday: a year is not asked for, and left aside where it is typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from locales import formats
from models.people.birthdays.days import MonthDay, month_day
from models.store import clock
from tui.forms.dates import NoSuchDay, figures, from_words
from tui.forms.fields import TypedField

_LEAP_YEAR = 2000
"""A year that has every day there is."""


def parse_month_day(text: str, today: date) -> MonthDay:
    """The day meant: `29/02`, `2902`, `12` of this month, `hier`, `+3`; the 12/11 of `12/11/1984`.

    Raises `NotADay`, or `NoSuchDay` for a day that no year has.
    """
    said = " ".join(text.split())
    found = from_words(said, today)
    if found is not None:
        return month_day(found)
    _year, month, day = figures(said)
    try:
        return month_day(date(_LEAP_YEAR, int(month or today.month), int(day)))
    except ValueError as error:
        raise NoSuchDay(said) from error


@dataclass(frozen=True)
class MonthDayField(TypedField):
    """A day of the year. Empty is None."""

    width: int = 12
    most: int = 40

    def read(self, text: str) -> MonthDay:
        return parse_month_day(text, clock.today())

    def show(self, value: Any) -> str:
        return formats.short_day(value) if value else ""
