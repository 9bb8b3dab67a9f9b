"""Parses amounts, percentages and quantities as people type them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.refusals import AmountTooLarge as AmountTooLarge
from models.values import LARGEST as LARGEST
from models.values import Centimes

LONGEST = 40
"""The longest text read as a number, with its spaces and currency."""
_CURRENCY = re.compile(r"\s*(dh|dhs|mad|€|eur)\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}( \d{3})+([.,]\d{1,2})?|\d+([.,]\d{1,2})?")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")


@dataclass
class NotAnAmount(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not an amount. Examples: 120, 12.50, 1 250.")


@dataclass
class AmbiguousAmount(Refused):
    """1.234 may be 1,23 or 1 234: it is refused and not guessed (INV-01)."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” can be read two ways. Two decimals at most, no thousands point.")


@dataclass
class NotPositive(Refused):
    sentence: ClassVar[str] = N_("The amount must be more than 0.")


def parse_amount(text: str, *, signed: bool = False) -> Centimes:
    """The amount in centimes: `12,5`, `12.50`, `1 250`, `1250 DH`. Negative amounts only with `signed`.

    Raises `NotAnAmount`, `AmbiguousAmount` or `AmountTooLarge`; never rounds (INV-01).
    """
    if len(text) > LONGEST:
        raise AmountTooLarge if text.strip().isdecimal() else NotAnAmount(_shown(text))
    clean = _CURRENCY.sub("", text.translate(_SPACES).strip())
    sign = 1
    if signed and clean[:1] in {"-", "+", "−"}:
        sign = 1 if clean[0] == "+" else -1
        clean = clean[1:].lstrip()
    if not clean.isascii():
        raise NotAnAmount(_shown(text))
    # Groups of three digits after a point or a comma may be thousands or decimals: refused before anything is
    # parsed.
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d*)?", clean):
        raise AmbiguousAmount(_shown(text))
    if not _GROUPED.fullmatch(clean):
        raise NotAnAmount(_shown(text))
    units, _, decimals = clean.replace(" ", "").replace(",", ".").partition(".")
    centimes = int(units) * 100 + int(decimals.ljust(2, "0") or "0")
    if centimes > int(LARGEST):
        raise AmountTooLarge
    return Centimes(sign * centimes)


@dataclass
class NotAPercentage(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a percentage between 0 and 100.")


WHOLE = 10_000
"""100 %, in hundredths of a percent."""


def parse_percentage(text: str) -> int:
    """A percentage in hundredths of a percent, 0 to 10000. Raises `NotAPercentage`."""
    clean = text.strip().removesuffix("%").strip()
    if not clean.isascii() or not re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", clean):
        raise NotAPercentage(_shown(text))
    units, _, decimals = clean.replace(",", ".").partition(".")
    hundredths = int(units) * 100 + int(decimals.ljust(2, "0") or "0")
    if hundredths > WHOLE:
        raise NotAPercentage(_shown(text))
    return hundredths


@dataclass
class NotAQuantity(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a quantity. Examples: 2, 0.5.")


def parse_quantity(text: str) -> int:
    """A quantity in thousandths: `2`, `0,5`, `1.250`. Does not check whether the product is sold in parts.

    Raises `NotAQuantity`.
    """
    clean = text.strip()
    if not clean.isascii() or not re.fullmatch(r"\d{1,9}([.,]\d{1,3})?", clean):
        raise NotAQuantity(_shown(text))
    units, _, decimals = clean.replace(",", ".").partition(".")
    return int(units) * 1000 + int(decimals.ljust(3, "0") or "0")


def _shown(text: str) -> str:
    """The beginning of what was typed, as a message quotes it."""
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def share(amount: Centimes, hundredths: int) -> Centimes:
    """A percentage of an amount, to the nearest centime, halves up."""
    return Centimes((int(amount) * hundredths + WHOLE // 2) // WHOLE)


def shares(amount: Centimes, weights: Sequence[int]) -> list[Centimes]:
    """Divides an amount in proportion to weights, so that the parts add up to it exactly (INV-21).

    Largest-remainder method: each part is within a centime of its exact share, and the centimes left over go
    to the largest remainders, the first of equal ones. At least one weight is above 0, and none is below.
    """
    whole, centimes = sum(weights), int(amount)
    parts = [centimes * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: -(centimes * weights[n] % whole))
    for number in by_remainder[: centimes - sum(parts)]:
        parts[number] += 1
    return [Centimes(part) for part in parts]
