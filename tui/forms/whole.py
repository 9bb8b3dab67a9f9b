"""Parses whole numbers as people type them: `150`, `1 000`."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from locales import formats
from models.refusals import N_, Refused
from tui.forms.fields import TypedField

_BETWEEN = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})")
_LONGEST = 12


@dataclass
class NotAWholeNumber(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a whole number.")


def parse_whole(text: str) -> int:
    """The number meant, 0 or more. Raises `NotAWholeNumber`."""
    figures = _BETWEEN.sub("", text.strip())
    if not (figures.isascii() and figures.isdigit() and len(figures) <= _LONGEST):
        raise NotAWholeNumber(text)
    return int(figures)


@dataclass(frozen=True)
class WholeField(TypedField):
    """A count. Empty is None, which is not 0."""

    width: int = 12

    def read(self, text: str) -> int:
        return parse_whole(text)

    def show(self, value: Any) -> str:
        # Without English thousands commas, which would be read back as decimal ones.
        return "" if value is None else formats.count(value).replace(",", formats.SPACE)
