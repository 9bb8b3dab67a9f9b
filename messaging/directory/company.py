"""Reads a company out of an answer of the directory, in the shape of `recherche-entreprises.api.gouv.fr`.

An answer is data from outside: any field may be missing, null, of another kind or too long. Texts become one
printable line of a length that a fiche holds; a number that does not fit its check digits is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from messaging import strangers
from models.people.companies import numbers
from models.refusals import Refused
from models.store.text import is_control, limit_of

_CLOSED = {"C", "F"}
"""`etat_administratif` of a company that ceased, and of a site that closed."""
_WITHHELD = {"[ND]", "[NON-DIFFUSIBLE]"}
"""In the place of what a sole trader does not want published."""
_STREET = ("complement_adresse", "numero_voie", "indice_repetition", "type_voie", "libelle_voie")


@dataclass(frozen=True, slots=True)
class Company:
    """A company, with the address of the site that was asked for, or of its head office.

    The fields are named as those of a client; each may be empty.
    """

    last_name: str
    address: str
    postal_code: str
    city: str
    siren: str
    siret: str
    naf: str
    vat_number: str
    closed: bool
    """Whether the company ceased, or this site closed."""


def companies(answer: Any) -> list[Mapping[str, Any]] | None:
    """The results of an answer; None if it is not the answer of a directory."""
    results = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        return None
    return [each for each in results if isinstance(each, dict)]


def read(found: Mapping[str, Any], number: str) -> Company | None:
    """The company of this SIREN or SIRET; None if the result is another one's."""
    siren = _number("siren", found.get("siren"))
    if not siren or not number.startswith(siren):
        return None
    office = _site(found, number)
    siret = _number("siret", office.get("siret"))
    if number not in (siren, siret):
        return None
    return Company(
        last_name=_line("last_name", found.get("nom_raison_sociale") or found.get("nom_complet")),
        address=_line("address", _street(office)),
        postal_code=_line("postal_code", office.get("code_postal")),
        city=_line("city", office.get("libelle_commune")),
        siren=siren,
        siret=siret,
        naf=_number("naf", office.get("activite_principale") or found.get("activite_principale")),
        vat_number=_vat_number(found, siren),
        closed=bool(_CLOSED & {_state(found), _state(office)}),
    )


def _site(found: Mapping[str, Any], number: str) -> Mapping[str, Any]:
    """The site of this SIRET, or the head office."""
    office = found.get("siege")
    others = found.get("matching_etablissements")
    sites = [office, *(others if isinstance(others, list) else [])]
    known = [site for site in sites if isinstance(site, dict)]
    named = [site for site in known if _number("siret", site.get("siret")) == number]
    return (named or known or [{}])[0]


def _street(office: Mapping[str, Any]) -> str:
    """The street with its number; where only the whole address is told, that without its town."""
    parts = [_line("address", office.get(name)) for name in _STREET]
    if any(parts[1:]):
        return " ".join(filter(None, parts))
    whole = _line("address", office.get("adresse"))
    town = f"{_line('postal_code', office.get('code_postal'))} {_line('city', office.get('libelle_commune'))}"
    return whole.removesuffix(town.strip()).strip()


def _vat_number(found: Mapping[str, Any], siren: str) -> str:
    told = found.get("tva")
    numbers_told = told if isinstance(told, list) else [told]
    read = [_number("vat_number", each) for each in numbers_told]
    return next((number for number in read if number.endswith(siren)), "")


def _number(field: str, value: Any) -> str:
    """A legal number; empty where it is none."""
    try:
        return numbers.check(field, _line(field, value))
    except Refused:
        return ""


def _state(found: Mapping[str, Any]) -> str:
    return strangers.word(found.get("etat_administratif"))


def _line(field: str, value: Any) -> str:
    """A text of the answer as one printable line that fits the field; empty for anything but a text."""
    if not isinstance(value, str) or value.strip() in _WITHHELD:
        return ""
    printable = "".join(" " if is_control(sign) else sign for sign in strangers.word(value))
    return " ".join(printable.split())[: limit_of(field)].strip()
