"""How a number with check digits is read, and the refusals that all such numbers share."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused

_SEPARATORS = " .-\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@dataclass
class WrongLength(Refused):
    """The number has too few or too many digits."""

    field: str
    count: int
    wanted: int
    sentence: ClassVar[str] = N_("{count} characters; this number has {wanted}.")


@dataclass
class DigitsOnly(Refused):
    """The number holds something that is no digit."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” holds more than digits.")


@dataclass
class WrongCheckDigits(Refused):
    """The number does not fit its own check digits: it was mistyped."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” was mistyped: its check digits do not fit.")


def compact(text: str) -> str:
    """Upper case without separators; digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text.upper() if sign not in _SEPARATORS)


def only_digits(field: str, text: str, wanted: int | None = None) -> str:
    """The compact number, which has digits only, `wanted` of them. Raises `DigitsOnly` or `WrongLength`."""
    number = compact(text)
    if not (number.isascii() and number.isdigit()):
        raise DigitsOnly(field, text)
    if wanted is not None and len(number) != wanted:
        raise WrongLength(field, len(number), wanted)
    return number


def fits_97(number: str) -> bool:
    """Whether the number, its letters counted as 10 to 35, leaves 1 when divided by 97 (ISO 7064)."""
    return int("".join(str(int(sign, 36)) for sign in number)) % 97 == 1
