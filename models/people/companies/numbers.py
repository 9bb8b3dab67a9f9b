"""The legal numbers of a company, named as the fields of a client.

French: SIREN (company), SIRET (one of its sites), NAF (activity), and the VAT number of any country of the
European Union; their check digits are verified by python-stdnum, which is imported at the first such number.
Moroccan: IF (tax number), patente (business tax) and RC (trade register) have no check digits; the ICE is in
`ice`, which only doubts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from models.people.companies.digits import WrongCheckDigits, compact, only_digits
from models.refusals import N_, Refused

_SIREN, _SIRET = 9, 14
_NAF = re.compile(r"(\d\d)(\d\d)([A-Z])", re.ASCII)


@dataclass
class NotAnActivity(Refused):
    """It is not written as a code of the French list of activities (NAF)."""

    field: str
    text: str
    sentence: ClassVar[str] = N_("“{text}” is not an activity code. Example: 47.73Z.")


@dataclass
class NotAVatNumber(Refused):
    """It is not written as a VAT number of a country of the European Union."""

    field: str
    text: str
    sentence: ClassVar[str] = N_(
        "“{text}” is not a VAT number of the European Union. Example: FR 40 303 265 045."
    )


@dataclass
class SiretOfAnother(Refused):
    """The SIRET, which begins with the SIREN of its company, names another one."""

    siren: str
    field: ClassVar[str] = "siret"
    sentence: ClassVar[str] = N_("This SIRET is of another company: it begins with {siren}.")


@dataclass
class VatNumberOfAnother(Refused):
    """The French VAT number, which ends with the SIREN of its company, names another one."""

    siren: str
    field: ClassVar[str] = "vat_number"
    sentence: ClassVar[str] = N_("This VAT number is of another company: it ends with {siren}.")


def check(field: str, text: str) -> str:
    """The number as it is kept, without separators; empty for empty.

    Raises `DigitsOnly`, `WrongLength`, `WrongCheckDigits`, `NotAnActivity` or `NotAVatNumber`.
    """
    return _CHECKS[field](field, text) if text.strip() else ""


def agree(*, siren: str, siret: str, vat_number: str) -> None:
    """Checks that all hold the same SIREN. Raises `SiretOfAnother` or `VatNumberOfAnother`."""
    of_site = siren_of(siret)
    if siren and of_site and of_site != siren:
        raise SiretOfAnother(of_site)
    company, of_vat = siren or of_site, vat_number[-_SIREN:]
    # Monaco has French VAT numbers with 000 in the place of a SIREN (stdnum.fr.tva).
    if company and vat_number.startswith("FR") and not of_vat.startswith("000") and of_vat != company:
        raise VatNumberOfAnother(of_vat)


def siren_of(siret: str) -> str:
    """The SIREN of the company of a site; empty for empty."""
    return siret[:_SIREN]


def _siren(field: str, text: str) -> str:
    number = only_digits(field, text, _SIREN)
    from stdnum.fr import siren

    if int(number) == 0 or not siren.is_valid(number):
        raise WrongCheckDigits(field, text)
    return number


def _siret(field: str, text: str) -> str:
    number = only_digits(field, text, _SIRET)
    from stdnum.fr import siret

    if int(siren_of(number)) == 0 or not siret.is_valid(number):
        raise WrongCheckDigits(field, text)
    return number


def _activity(field: str, text: str) -> str:
    found = _NAF.fullmatch(compact(text))
    if found is None:
        raise NotAnActivity(field, text)
    return f"{found[1]}.{found[2]}{found[3]}"


def _vat_number(field: str, text: str) -> str:
    from stdnum.eu import vat
    from stdnum.exceptions import InvalidChecksum, ValidationError

    try:
        return vat.validate(compact(text))
    except InvalidChecksum:
        raise WrongCheckDigits(field, text) from None
    except (ValidationError, ValueError):
        raise NotAVatNumber(field, text) from None


def _as_written(field: str, text: str) -> str:
    return text.strip()


def _without_spaces(field: str, text: str) -> str:
    return compact(text)


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "siren": _siren,
    "siret": _siret,
    "naf": _activity,
    "vat_number": _vat_number,
    "ice": _without_spaces,
    "tax_number": only_digits,
    "trade_register": _as_written,
    "business_tax": only_digits,
}
NAMES = tuple(_CHECKS)
"""The fields of a client that hold such numbers."""
