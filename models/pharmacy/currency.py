"""What the amounts of a pharmacy are in: dirhams in Morocco, euros in France. Both have centimes."""

from enum import StrEnum

from models.people import postal
from models.people.postal import PostalForm


class Currency(StrEnum):
    """By its code (ISO 4217)."""

    DIRHAM = "MAD"
    EURO = "EUR"


def currency_in(country: str | None = None) -> Currency:
    """That of a pharmacy in this country (ISO 3166-1 alpha-2), as a paper keeps it; None for where this
    pharmacy is at present. Empty are papers that an older version issued, all of them in dirhams.
    """
    where = postal.home() if country is None else country
    return Currency.EURO if where == PostalForm.FRANCE else Currency.DIRHAM
