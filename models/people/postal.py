"""How an address is written for the post: in Morocco, in France, and abroad (fiche-country).

France: the last line is the postcode and the town in capitals (NF Z 10-011). Morocco: the postcode and the
town. Both have postcodes of five figures, and no province. Elsewhere the province stands below the town. The
country is the last line, in capitals (Universal Postal Union), and left out at home.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from models.people import countries
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
_FRENCH_ZONES = frozenset(
    {"Europe/Paris", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Marigot"}
    | {"America/St_Barthelemy", "America/Miquelon", "Indian/Reunion", "Indian/Mayotte"}
)
"""The time zones of pharmacies in France; any other is one of Morocco."""
_FIVE = re.compile(r"[0-9]{5}")
_TOWN = re.compile(r"([0-9]{5})\s+(\S.*)")
_SPELT = re.compile(r"(?:(?:F|FR|MA)[- ]?)?([0-9][0-9 ]*)", re.IGNORECASE)


def home() -> PostalForm:
    """The country of the pharmacy, which an empty country means."""
    return home_in(clock.zone_name())


def home_in(zone: str) -> PostalForm:
    """The country of a pharmacy with this time zone."""
    return PostalForm.FRANCE if zone in _FRENCH_ZONES else PostalForm.MOROCCO


def form_of(country: str) -> PostalForm:
    """The form of the addresses of a country, in whatever spelling; empty is the pharmacy's own."""
    said = fold(country)
    if not said:
        return home()
    return next((form for form, (_, names) in _NAMES.items() if said in map(fold, names)), PostalForm.ABROAD)


def country_code(country: str) -> str:
    """The code of a country (ISO 3166-1 alpha-2); empty for a name that is not known."""
    return form_of(country).value or countries.code(country)


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
    town = town_line(text, city, form)
    last = "" if form is home() else (country.upper() if country else "")
    return [part for part in (address, town, province if form is PostalForm.ABROAD else "", last) if part]


def town_line(text: str, city: str, form: PostalForm) -> str:
    """The postcode and the town, as the last line of an address of that form."""
    town = f"{text} {city}".strip()
    return town.upper() if form is PostalForm.FRANCE else town


def apart(text: str, city: str) -> tuple[str, str]:
    """The postcode and the town; where no postcode was typed, the five figures before a town are one."""
    found = None if text else _TOWN.fullmatch(city)
    return (found[1], found[2]) if found else (text, city)
