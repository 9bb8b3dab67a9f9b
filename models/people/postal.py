"""How an address is written for the post: in Morocco, in France, and abroad (fiche-country).

France: the last line is the postcode and the town in capitals (NF Z 10-011). Morocco: the postcode and the
town. Both have postcodes of five figures, and no province. Elsewhere the province stands below the town. The
country is the last line, in capitals (Universal Postal Union), and left out at home.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from models.store import clock
from models.store.search.folding import fold


class PostalForm(StrEnum):
    """The form of an address."""

    MOROCCO = "MA"
    FRANCE = "FR"
    ABROAD = ""
    """Of any other country."""


_NAMES = {
    PostalForm.MOROCCO: ("Maroc", ("maroc", "morocco", "ma", "mar", "royaume du maroc", "المغرب")),
    PostalForm.FRANCE: ("France", ("france", "fr", "fra", "republique francaise", "فرنسا")),
}
_HOME = {"Europe/Paris": PostalForm.FRANCE}
"""The country of a pharmacy by its time zone, where it is not Morocco."""
_FIVE = re.compile(r"[0-9]{5}")
_SPELT = re.compile(r"(?:(?:F|FR|MA)[- ]?)?([0-9][0-9 ]*)", re.IGNORECASE)


def home() -> PostalForm:
    """The country of the pharmacy, which an empty country means."""
    return _HOME.get(clock.zone_name(), PostalForm.MOROCCO)


def form_of(country: str) -> PostalForm:
    """The form of the addresses of a country, in whatever spelling; empty is the pharmacy's own."""
    said = fold(country)
    if not said:
        return home()
    return next((form for form, (_, names) in _NAMES.items() if said in map(fold, names)), PostalForm.ABROAD)


def spelt(country: str) -> str:
    """A country as it is kept: Maroc for `maroc` or `MA`; any other as it was typed."""
    form = form_of(country)
    return country if not country or form is PostalForm.ABROAD else _NAMES[form][0]


def postcode(text: str, country: str) -> str:
    """A postcode as it is kept: of `20 000` and `F-75011` the five figures, where it has as many."""
    figures = _SPELT.fullmatch(text)
    if figures is None or form_of(country) is PostalForm.ABROAD:
        return text
    found = figures[1].replace(" ", "")
    return found if _FIVE.fullmatch(found) else text


def is_usual(text: str, country: str) -> bool:
    """Whether a postcode has the five figures it has in Morocco and in France; always abroad."""
    return form_of(country) is PostalForm.ABROAD or bool(_FIVE.fullmatch(text))


def lines(address: str, text: str, city: str, province: str, country: str) -> Sequence[str]:
    """The lines of an address below the name; `text` is the postcode. Empty ones are left out."""
    form = form_of(country)
    town = f"{text} {city}".strip()
    if form is PostalForm.FRANCE:
        town = town.upper()
    last = "" if form is home() else (country.upper() if country else "")
    return [part for part in (address, town, province if form is PostalForm.ABROAD else "", last) if part]
