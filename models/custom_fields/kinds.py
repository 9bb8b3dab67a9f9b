"""The kinds of custom fields, and how a value of each is written down (decision X16, cf-types).

Every value is kept as one text, so that a field of any kind is stored, compared and exported alike.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from models.refusals import N_, ControlCharacters, Refused, TooLong, check_size
from models.store.text import check_text
from models.values import Centimes


class CustomKind(StrEnum):
    """What can be typed into a custom field, and how it is kept."""

    TEXT = "text"
    NOTE = "note"
    """Text of several lines."""
    WHOLE = "whole"
    """`-12`"""
    DECIMAL = "decimal"
    """`12.5`, without a zero at its end."""
    AMOUNT = "amount"
    """Whole centimes."""
    DATE = "date"
    """`2026-11-30`"""
    YES_NO = "yes_no"
    """`yes`; no is kept as nothing."""
    LIST = "list"
    """The id of one value of its list."""
    SEVERAL = "several"
    """Ids of values of its list in ascending order, with commas between: `3,7`."""


LISTED = frozenset({CustomKind.LIST, CustomKind.SEVERAL})
"""The kinds with a list of values."""
SEARCHED = frozenset(
    {CustomKind.TEXT, CustomKind.NOTE, CustomKind.WHOLE, CustomKind.DECIMAL, *LISTED},
)
"""The kinds whose values can be words of a search."""
YES = "yes"
LONGEST_NUMBER = 15
"""The most digits of a number, on each side of its point."""
_WHOLE = re.compile(rf"0|-?[1-9]\d{{0,{LONGEST_NUMBER - 1}}}")
_DECIMAL = re.compile(rf"-?(0|[1-9]\d{{0,{LONGEST_NUMBER - 1}}})(\.\d{{0,{LONGEST_NUMBER - 1}}}[1-9])?")
_TYPED_NUMBER = re.compile(rf"[-−+]?\d{{1,{LONGEST_NUMBER}}}([.,]\d{{1,{LONGEST_NUMBER}}})?")
_SPACES = re.compile(r"\s+")


@dataclass
class NotOfThisKind(Refused):
    """The value does not fit the kind of its field."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” does not fit this field.")


@dataclass
class NotANumber(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a number. Examples: 12, 0.5.")


@dataclass
class NotAWholeNumber(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a whole number.")


def checked(name: str, kind: CustomKind, text: str, options: Collection[int]) -> str:
    """A value as it is kept, empty for none; `options` are the ids of the values of its list.

    Raises `NotOfThisKind`, `AmountTooLarge`, or what `check_text` raises, each for the field `name`.
    """
    if kind in _LIMITED_AS:
        try:
            return check_text(_LIMITED_AS[kind], text)
        except (ControlCharacters, TooLong) as refused:
            refused.field = name
            raise
    if text and not _fits(kind, text, options):
        raise NotOfThisKind(name, text)
    return text


def parse_number(text: str, *, whole: bool) -> str:
    """A number as it is kept, from how it was typed: `1 250`, `12,50`, `-3`.

    Raises `NotAWholeNumber` or `NotANumber`.
    """
    clean = _SPACES.sub("", text).replace("−", "-")
    if not clean.isascii() or not _TYPED_NUMBER.fullmatch(clean):
        raise NotAWholeNumber(text.strip()) if whole else NotANumber(text.strip())
    number = Decimal(clean.replace(",", "."))
    if whole and number != number.to_integral_value():
        raise NotAWholeNumber(text.strip())
    kept = f"{number:f}"
    kept = kept.rstrip("0").rstrip(".") if "." in kept else kept
    return "0" if kept in ("-0", "") else kept


def ids(text: str) -> list[int]:
    """The ids of the values in a text of one or several."""
    return [int(part) for part in text.split(",") if part]


_LIMITED_AS = {CustomKind.TEXT: "custom", CustomKind.NOTE: "info"}
"""The name by which `models.store.text` limits a text of this kind."""


def _fits(kind: CustomKind, text: str, options: Collection[int]) -> bool:
    return _FITS[kind](text, options)


def _is_amount(text: str, _: Collection[int]) -> bool:
    if not _WHOLE.fullmatch(text):
        return False
    check_size(Centimes(int(text)))
    return True


def _is_day(text: str, _: Collection[int]) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_one(text: str, options: Collection[int]) -> bool:
    return _is_several(text, options) and "," not in text


def _is_several(text: str, options: Collection[int]) -> bool:
    parts = text.split(",")
    if not all(_WHOLE.fullmatch(part) for part in parts):
        return False
    numbers = [int(part) for part in parts]
    return numbers == sorted(set(numbers)) and set(numbers) <= set(options)


_FITS: Mapping[CustomKind, Callable[[str, Collection[int]], bool]] = {
    CustomKind.WHOLE: lambda text, _: bool(_WHOLE.fullmatch(text)),
    CustomKind.DECIMAL: lambda text, _: bool(_DECIMAL.fullmatch(text)) and text != "-0",
    CustomKind.AMOUNT: _is_amount,
    CustomKind.DATE: _is_day,
    CustomKind.YES_NO: lambda text, _: text == YES,
    CustomKind.LIST: _is_one,
    CustomKind.SEVERAL: _is_several,
}
