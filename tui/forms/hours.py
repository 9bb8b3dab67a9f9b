"""Parses times of day as people type them: `9`, `9h`, `9:30`, `9h30`, `0930`."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar

from models.refusals import N_, Refused
from tui.forms.fields import TypedField

_TIME = re.compile(r"(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?|(\d{2})(\d{2})", re.IGNORECASE)


@dataclass
class NotATime(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a time of day. Examples: 9, 9:30, 18:45.")


def parse_time(text: str) -> time:
    """The time meant. Raises `NotATime`."""
    found = _TIME.fullmatch(text.strip())
    if found is None or not text.isascii():
        raise NotATime(text)
    hour, minute = found[1] or found[3], found[2] or found[4] or 0
    try:
        return time(int(hour), int(minute))
    except ValueError as error:
        raise NotATime(text) from error


@dataclass(frozen=True)
class TimeField(TypedField):
    """A time of the day, to the minute. Empty is None."""

    width: int = 10

    def read(self, text: str) -> time:
        return parse_time(text)

    def show(self, value: Any) -> str:
        return f"{value:%H:%M}" if value else ""
