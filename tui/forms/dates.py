"""Parses days as people type them: `12/11`, `12/11/26`, `12112026`, `hier`, `-3`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.search.folding import fold

_AWAY = {
    "auj": 0,
    "aujourd hui": 0,
    "j": 0,
    "today": 0,
    "hier": -1,
    "yesterday": -1,
    "avant hier": -2,
    "demain": 1,
    "tomorrow": 1,
}
"""Words and their distance from today in days; of both languages, whichever is on the screen."""
_AWAY_IN_DAYS = re.compile(r"j?\s*([-+−])\s*(\d{1,4})")
_PARTS = re.compile(r"(\d{1,2})(?:[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?)?")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_MACHINES = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HALF_A_YEAR = timedelta(days=183)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
LONG_AGO = timedelta(days=31)
"""An entry for a day further back is probably a typing mistake, but may be meant."""


@dataclass
class NotADay(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a date. Examples: 12/11, 12/11/2026, yesterday, -3.")


@dataclass
class NoSuchDay(Refused):
    """31/04, or 29/02 of a common year."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” does not exist in the calendar.")


@dataclass
class DayToCome(Refused):
    """The day is in the future, which has no meaning here."""

    day: date
    sentence: ClassVar[str] = N_("{day} is still to come. Today is the latest.")


def parse_day(text: str, today: date, *, future: bool = False) -> date:
    """The day that is meant. Raises `NotADay`, `NoSuchDay`, and `DayToCome` unless `future`.

    Without a month it is in this month, without a year in this year; or in the last one if it would be more
    than half a year ahead: on 3 January, 28/12 was last week.
    """
    said = " ".join(text.split())
    found = from_words(said, today) or _from_figures(said, today)
    if found > today and not future:
        raise DayToCome(found)
    return found


def is_long_ago(day: date, today: date) -> bool:
    """Whether the person must be asked if they mean this day."""
    return today - day > LONG_AGO


def from_words(said: str, today: date) -> date | None:
    """The day that a word means, or a number of days away: `hier`, `-3`; None if it is neither."""
    days = _AWAY.get(fold(said))
    counted = _AWAY_IN_DAYS.fullmatch(said.lower())
    if counted:
        days = int(counted[2]) * (1 if counted[1] == "+" else -1)
    try:
        return None if days is None else today + timedelta(days=days)
    except OverflowError as error:
        raise NotADay(said) from error


def _from_figures(said: str, today: date) -> date:
    year, month, day = figures(said)
    try:
        return _nearest(int(day), int(month or today.month), year, today)
    except ValueError as error:
        raise NoSuchDay(said) from error


def figures(said: str) -> tuple[str | None, str | None, str]:
    """The figures of the year, the month and the day. Raises `NotADay`."""
    if said.isascii():
        if machine := _MACHINES.fullmatch(said):
            year, month, day = machine.groups()
            return year, month, day
        if parts := _RUN_TOGETHER.fullmatch(said) or _PARTS.fullmatch(said):
            day, month, year = parts.groups()
            return year, month, day
    raise NotADay(said)


def _nearest(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        if not _FIRST_YEAR <= full <= _LAST_YEAR:
            raise ValueError(year)
        return date(full, month, day)
    if date(today.year, month, 1) - today > _HALF_A_YEAR:
        return date(today.year - 1, month, day)
    return date(today.year, month, day)
