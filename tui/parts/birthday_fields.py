"""The two days of a range of birthdays in a form."""

from collections.abc import Mapping
from typing import Any

from models.people.birthdays.days import between, month_day
from models.people.birthdays.range import Birthdays, Whose
from models.people.clients.filter import Celebrating
from models.refusals import Missing
from models.store import clock
from tui.forms.month_days import MonthDayField

NAMES = ("first_birthday", "last_birthday")


def fields(first: str, last: str) -> tuple[MonthDayField, ...]:
    """What asks for the two days, under these labels; both are left empty for no range."""
    shown = zip(NAMES, (first, last), ("20/12", "10/01"), strict=True)
    return tuple(MonthDayField(name, label, hint) for name, label, hint in shown)


def days_of(now: Celebrating | None) -> Mapping[str, Any]:
    """The values of the two fields for this range."""
    if not isinstance(now, Birthdays):
        return dict.fromkeys(NAMES)
    return dict(zip(NAMES, map(month_day, (now.first, now.last)), strict=True))


def birthdays_of(values: Mapping[str, Any], now: Celebrating | None) -> Birthdays | None:
    """The range that a form holds, of those whose birthdays were asked for until `now`; None if both days are
    empty. Raises `Missing` if one is.
    """
    first, last = (values[name] for name in NAMES)
    if first is None and last is None:
        return None
    for name in NAMES:
        if values[name] is None:
            raise Missing(name)
    whose = now.whose if isinstance(now, Birthdays) else Whose.CLIENTS
    return Birthdays(*between(first, last, clock.today()), whose)
