"""The legal numbers of a pharmacy, named as the fields of its settings.

Those that every company has are checked as `numbers` checks those of clients. A pharmacy in France has two
more, each with a check digit (Luhn): the RPPS of its holder (11 digits) and its FINESS (9 signs, of which the
second is A or B in Corsica, where the digit is not verified).
"""

import re
from collections.abc import Callable

from models.people.companies import numbers
from models.people.companies.digits import WrongCheckDigits, WrongLength, compact, only_digits

_RPPS, _FINESS = 11, 9
_CORSICAN = re.compile(r"2[AB][0-9]*", re.ASCII)
_OF_COMPANIES = (*("ice", "tax_number", "trade_register", "business_tax"), *("siret", "vat_number", "naf"))


def check(field: str, text: str) -> str:
    """The number as it is kept, without separators; empty for empty.

    Raises `WrongLength` or what `numbers.check` raises.
    """
    return _CHECKS[field](field, text) if text.strip() else ""


def agree(*, siret: str, vat_number: str) -> None:
    """Checks that both hold the same SIREN. Raises `VatNumberOfAnother`."""
    numbers.agree(siren="", siret=siret, vat_number=vat_number)


def _with_check_digit(field: str, text: str, wanted: int) -> str:
    number = only_digits(field, text, wanted)
    from stdnum import luhn

    if int(number) == 0 or not luhn.is_valid(number):
        raise WrongCheckDigits(field, text)
    return number


def _rpps(field: str, text: str) -> str:
    return _with_check_digit(field, text, _RPPS)


def _finess(field: str, text: str) -> str:
    number = compact(text)
    if not _CORSICAN.fullmatch(number):
        return _with_check_digit(field, text, _FINESS)
    if len(number) != _FINESS:
        raise WrongLength(field, len(number), _FINESS)
    return number


_CHECKS: dict[str, Callable[[str, str], str]] = {
    **dict.fromkeys(_OF_COMPANIES, numbers.check),
    "rpps": _rpps,
    "finess": _finess,
}
NAMES = tuple(_CHECKS)
"""The fields of the settings that hold such numbers."""
