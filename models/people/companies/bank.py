"""Bank accounts: the RIB (Morocco) and the IBAN with their check digits, the BIC, and how they are shown.

python-stdnum knows the IBAN of most countries, and not that of Morocco.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from models.people.companies.digits import WrongCheckDigits, WrongLength, compact, fits_97, only_digits
from models.refusals import N_, Refused

_RIB, _MOROCCAN_IBAN = 24, 28
_SHOWN = 4
"""How many of its last characters are shown of a masked number."""


@dataclass
class NotAnIban(Refused):
    """It is not written as an IBAN of a country that has them."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not an IBAN. It begins with a country and two digits: MA64…")


@dataclass
class NotABic(Refused):
    """It is not written as a BIC (ISO 9362)."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not a BIC: 8 or 11 characters, such as BCMAMAMC.")


@dataclass
class IbanOfAnother(Refused):
    """The Moroccan IBAN, which ends with the RIB of its account, names another one."""

    field: ClassVar[str] = "iban"
    sentence: ClassVar[str] = N_("This IBAN is of another account than the RIB.")


def check(field: str, text: str) -> str:
    """The number of `rib`, `iban` or `bic` as it is kept, without separators; empty for empty.

    Raises `DigitsOnly`, `WrongLength`, `WrongCheckDigits`, `NotAnIban` or `NotABic`.
    """
    return _CHECKS[field](field, text) if text.strip() else ""


def agree(*, rib: str, iban: str) -> None:
    """Checks that a Moroccan IBAN and the RIB are of the same account. Raises `IbanOfAnother`."""
    if rib and iban.startswith("MA") and iban[4:] != rib:
        raise IbanOfAnother


def masked(number: str) -> str:
    """All but its last characters hidden: `**** 4921`. For screens and papers that do not edit it."""
    return f"**** {number[-_SHOWN:]}" if len(number) > 2 * _SHOWN else "****" if number else ""


def _rib(field: str, text: str) -> str:
    """Bank 3, town 3, account 16 and key 2: the key is 97 less what the rest, times 100, leaves when
    divided by 97, so 97 divides the whole. The RIB in the SWIFT registry's Moroccan IBAN shows the rule.
    """
    number = only_digits(field, text, _RIB)
    key = int(number[-2:])
    if not 1 <= key <= 97 or int(number) % 97:
        raise WrongCheckDigits(field, text)
    return number


def _iban(field: str, text: str) -> str:
    number = compact(text)
    country, keys = number[:2], number[2:4]
    if not (number.isascii() and number.isalnum() and country.isalpha() and keys.isdigit() and number[4:]):
        raise NotAnIban(field, text)
    if country == "MA":
        return _moroccan_iban(field, number, text)
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        return iban.validate(number)
    except InvalidChecksum:
        raise WrongCheckDigits(field, text) from None
    except (ValidationError, ValueError):
        raise NotAnIban(field, text) from None


def _moroccan_iban(field: str, number: str, text: str) -> str:
    """`MA`, two check digits and the RIB."""
    if len(number) != _MOROCCAN_IBAN:
        raise WrongLength(field, len(number), _MOROCCAN_IBAN)
    if not fits_97(number[4:] + number[:4]):
        raise WrongCheckDigits(field, text)
    _rib(field, number[4:])
    return number


def _bic(field: str, text: str) -> str:
    from stdnum import bic
    from stdnum.exceptions import ValidationError

    try:
        return bic.validate(compact(text))
    except ValidationError:
        raise NotABic(field, text) from None


_CHECKS: dict[str, Callable[[str, str], str]] = {"rib": _rib, "iban": _iban, "bic": _bic}
NAMES = tuple(_CHECKS)
"""The fields of a client that hold such numbers."""
MASKED = ("rib", "iban")
"""Those of which only the end is shown outside the editor: see `masked`."""
