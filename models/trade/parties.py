"""Who a document was issued to and by, frozen as they were that day (INV-44)."""

import json
from dataclasses import dataclass

from models.people.client_table import Client
from models.people.clients import full_name


@dataclass(frozen=True, slots=True)
class ClientAsIssued:
    """A client's name, address and identifiers on a document. `identifiers` is JSON."""

    name: str
    address: str
    identifiers: str


def client_as_issued(row: Client) -> ClientAsIssued:
    """The client as today's document shows them."""
    where = f"{row.postal_code} {row.city}".strip()
    return ClientAsIssued(
        name=" ".join(part for part in (row.title, full_name(row)) if part),
        address="\n".join(part for part in (row.address, where) if part),
        identifiers=json.dumps(
            {
                "code": row.code,
                "organism": row.organism.name if row.organism_id else "",
                "registration_number": row.registration_number,
                "affiliation_number": row.affiliation_number,
                "phone": row.mobile or row.home_phone or row.work_phone,
            },
            ensure_ascii=False,
        ),
    )
