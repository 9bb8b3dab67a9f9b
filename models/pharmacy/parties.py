"""The two parties of a document, frozen as they were when it was issued (INV-44)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.people import postal
from models.people.clients import details
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.people.companies.numbers import siren_of
from models.pharmacy.party import Party
from models.refusals import N_
from models.store import clock, settings
from models.store.settings import Pharmacy

CLIENT_IDENTIFIERS = {
    "code": N_("Code"),
    "organism": N_("Organism"),
    "registration_number": N_("Registration number"),
    "affiliation_number": N_("Affiliation number"),
}
MOROCCAN_NUMBERS = {
    "ice": "ICE",
    "tax_number": "IF",
    "trade_register": "RC",
    "business_tax": N_("Business tax"),
    "social_security": "CNSS",
    "professional_number": "INPE",
}
FRENCH_NUMBERS = {
    "siret": "SIRET",
    "vat_number": N_("VAT number"),
    "rcs": "RCS",
    "naf": "APE",
    "rpps": "RPPS",
    "finess": "FINESS",
}
PHARMACY_IDENTIFIERS = MOROCCAN_NUMBERS | FRENCH_NUMBERS
COMPANY_IDENTIFIERS = {
    "ice": "ICE",
    "tax_number": "IF",
    "trade_register": "RC",
    "business_tax": N_("Business tax"),
    "siren": "SIREN",
    "siret": "SIRET",
    "vat_number": N_("VAT number"),
}
"""Message ids of the labels of identifiers; legal abbreviations are not translated. Those of a pharmacy that
are filled in are printed, whatever its country; the settings ask for those of its country.
"""


@dataclass(frozen=True, slots=True)
class ClientAsIssued:
    """A client's name, address and identifiers on a document. `identifiers` is JSON."""

    name: str
    address: str
    identifiers: str


def name_on_papers(row: Client) -> str:
    """`Mme MARTINEZ Jeanne`"""
    return " ".join(part for part in (row.title, full_name(row)) if part)


def client_as_issued(row: Client) -> ClientAsIssued:
    """The client's data for a document of today."""
    where = postal.lines(row.address, row.postal_code, row.city, *details.country_of(row))
    return ClientAsIssued(
        name=name_on_papers(row),
        address="\n".join(where),
        identifiers=_KEPT.encode(
            {
                "code": row.code,
                "organism": row.organism_name,
                "registration_number": row.registration_number,
                "affiliation_number": row.affiliation_number,
                "phone": row.mobile or row.home_phone or row.work_phone,
            }
        ),
    )


_KEPT = json.JSONEncoder(ensure_ascii=False)


def parties_today(row: Client) -> dict[str, dict[str, Any]]:
    """The data of the pharmacy and a client for a document of today, as JSON.

    Beside the lines to print, each party has its `place`, the address taken apart, and in `ids` its legal
    numbers by field. What was issued by an older version has neither.
    """
    issued = client_as_issued(row)
    known = json.loads(issued.identifiers)
    return {
        "pharmacy": {**pharmacy_as(settings.pharmacy()), "time_zone": clock.zone_name()},
        "client": {
            "name": issued.name,
            "address": issued.address.splitlines(),
            "phone": known["phone"],
            "identifiers": _named(CLIENT_IDENTIFIERS, known),
            "place": _place(row.address, row.postal_code, row.city, details.country_of(row)[1]),
            "ids": details.company_numbers(row.id),
        },
    }


def pharmacy_as(shop: Pharmacy) -> dict[str, Any]:
    """The pharmacy's data for a document, as JSON."""
    home = postal.home_in(shop.time_zone)
    town = postal.town_line(shop.postal_code, shop.city, home) if shop.postal_code else shop.city
    numbers = {name: getattr(shop, name) for name in PHARMACY_IDENTIFIERS if getattr(shop, name)}
    return {
        "name": shop.name,
        "address": [part for part in (shop.address, town) if part],
        "phone": shop.phone,
        "identifiers": _named(PHARMACY_IDENTIFIERS, numbers),
        "place": _place(shop.address, *postal.apart(shop.postal_code, shop.city), home.value),
        "ids": numbers | ({"siren": siren_of(shop.siret)} if shop.siret else {}),
    }


def _place(street: str, postal_code: str, city: str, country: str) -> dict[str, str]:
    """An address taken apart; `country` becomes its code, or is empty if it has none."""
    code = postal.country_code(country)
    return {"street": street, "postal_code": postal_code, "city": city, "country": code}


def on_the_wall(moment: datetime, parties: dict[str, dict[str, Any]]) -> datetime:
    """The local time at which a document was issued, in the pharmacy's time zone of then."""
    return clock.local(moment, parties["pharmacy"].get("time_zone", ""))


def party(kept: dict[str, Any]) -> Party:
    """A party of a paper, from its JSON."""
    return Party(
        name=kept["name"],
        address=tuple(kept["address"]),
        phone=kept["phone"],
        identifiers=tuple((label, value) for label, value in kept["identifiers"]),
        company=tuple(_named(COMPANY_IDENTIFIERS, _company(kept.get("ids", {})))),
        country=kept.get("place", {}).get("country", ""),
    )


def _company(ids: Mapping[str, str]) -> dict[str, str]:
    """The numbers of a company that are printed: the SIREN is not, where the SIRET begins with it."""
    return {name: value for name, value in ids.items() if name != "siren" or "siret" not in ids}


def _named(labels: dict[str, str], values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(label, values[name]) for name, label in labels.items() if values.get(name)]
