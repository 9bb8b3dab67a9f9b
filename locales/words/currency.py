"""The currency in words. Each function takes the country of a pharmacy as `models.pharmacy.currency` does:
that of a paper as it was issued, None on screens and on what is of today.
"""

from locales import N_, _, formats
from models.pharmacy.currency import Currency, currency_in
from models.values import Centimes

_SIGNS = {Currency.DIRHAM: "DH", Currency.EURO: "€"}
_HEADINGS = {Currency.DIRHAM: N_("Amounts in dirhams (DH)"), Currency.EURO: N_("Amounts in euros (€)")}


def sign(country: str | None = None) -> str:
    """DH or €."""
    return _SIGNS[currency_in(country)]


def amount(centimes: Centimes, country: str | None = None) -> str:
    """`1 250,00 DH`"""
    return f"{formats.amount(centimes)} {sign(country)}"


def heading(country: str | None = None) -> str:
    """What stands above a table of amounts."""
    return _(_HEADINGS[currency_in(country)])
