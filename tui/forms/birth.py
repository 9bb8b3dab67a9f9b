"""A birth date: the year belongs to it, and two figures of a year are of the last hundred years."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.refusals import N_, Refused
from models.store import clock
from tui.forms.dates import parse_day
from tui.forms.fields import DateField

_SHORT_YEAR = re.compile(r"(\d{1,2}[/. -]\d{1,2}[/. -]|\d{4})(\d{2})")
_WHOLE = re.compile(r"\d{1,2}[/. -]\d{1,2}[/. -]\d{4}|\d{8}|\d{4}-\d{2}-\d{2}")


@dataclass
class NotABirthDay(Refused):
    """It is no day, or has no year."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a birth date. Examples: 29/02/1984, 29021984, 29/02/84.")


def parse_birth_date(text: str, today: date) -> date:
    """The day meant, not after today: `84` is 1984. Raises `NotABirthDay`, or what `parse_day` raises."""
    said = " ".join(text.split())
    short = _SHORT_YEAR.fullmatch(said)
    if short:
        this_century = today.year // 100 * 100
        year = this_century + int(short[2])
        said = f"{short[1]}{year if year <= today.year else year - 100}"
    if not said.isascii() or not _WHOLE.fullmatch(said):
        raise NotABirthDay(text)
    return parse_day(said, today)


@dataclass(frozen=True)
class BirthDateField(DateField):
    """A birth date. Empty is None."""

    def read(self, text: str) -> date:
        return parse_birth_date(text, clock.today())
