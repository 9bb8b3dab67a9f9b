"""The two parties of a document, frozen as they were when it was issued (INV-44)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.people import postal
from models.people.clients import details
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
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
PHARMACY_IDENTIFIERS = {
    "ice": "ICE",
    "tax_number": "IF",
    "trade_register": "RC",
    "business_tax": N_("Business tax"),
    "social_security": "CNSS",
    "professional_number": "INPE",
}
"""Message ids of the labels of identifiers; legal abbreviations are not translated."""


@dataclass(frozen=True, slots=True)
class ClientAsIssued:
    """A client's name, address and identifiers on a document. `identifiers` is JSON."""

    name: str
    address: str
    identifiers: str


def client_as_issued(row: Client) -> ClientAsIssued:
    """The client's data for a document of today."""
    where = postal.lines(row.address, row.postal_code, row.city, *details.country_of(row))
    return ClientAsIssued(
        name=" ".join(part for part in (row.title, full_name(row)) if part),
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
    """The data of the pharmacy and a client for a document of today, as JSON."""
    issued = client_as_issued(row)
    known = json.loads(issued.identifiers)
    return {
        "pharmacy": {**pharmacy_as(settings.pharmacy()), "time_zone": clock.zone_name()},
        "client": {
            "name": issued.name,
            "address": issued.address.splitlines(),
            "phone": known["phone"],
            "identifiers": _named(CLIENT_IDENTIFIERS, known),
        },
    }


def pharmacy_as(shop: Pharmacy) -> dict[str, Any]:
    """The pharmacy's data for a document, as JSON."""
    return {
        "name": shop.name,
        "address": [part for part in (shop.address, shop.city) if part],
        "phone": shop.phone,
        "identifiers": _named(
            PHARMACY_IDENTIFIERS, {name: getattr(shop, name) for name in PHARMACY_IDENTIFIERS}
        ),
    }


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
    )


def _named(labels: dict[str, str], values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(label, values[name]) for name, label in labels.items() if values.get(name)]
