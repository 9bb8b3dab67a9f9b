"""The reference lists of the example pharmacy, and an organism that became part of another."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.people.organisms import verbs as organisms
from models.people.organisms.verbs import OrganismFields
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.requests.actors import StaffMember
from models.requests.by import By

ENTRIES: Mapping[ReferenceKind, Sequence[ReferenceFields]] = {
    ReferenceKind.PAYMENT_TERMS: (
        ReferenceFields("Comptant", days=0),
        ReferenceFields("30 jours", days=30),
        ReferenceFields("30 jours fin de mois", days=30, end_of_month=True),
        ReferenceFields("60 jours", days=60),
    ),
    ReferenceKind.SHIPPING_TERMS: (
        ReferenceFields("Retrait au comptoir"),
        ReferenceFields("Livraison le jour même"),
        ReferenceFields("Livraison sous 48 heures"),
        ReferenceFields("Expédition contre remboursement"),
    ),
    ReferenceKind.REPRESENTATIVE: (
        ReferenceFields("Nadia Tazi", "+212661204518"),
        ReferenceFields("Rachid El Fassi", "+212662731190"),
    ),
    ReferenceKind.COURIER: (
        ReferenceFields("Karim Belhaj", "+212670418832"),
        ReferenceFields("Amana", "+212537212121"),
        ReferenceFields("Coursier du quartier"),
    ),
}
LEFT = "Coursier du quartier"
"""A courier who brings nothing any more: retired."""
MERGED, INTO = "MGPTT", "MGPAP"
"""An organism of before, and the one that goes on in its place."""


def keep_lists(staff: int, name: str) -> None:
    """Fills the lists; `name` begins the key of each request."""
    keys = (By(StaffMember(staff), f"{name}-list-{number}") for number in range(100))
    for kind, entries in ENTRIES.items():
        for values in entries:
            made = references.create(kind, values, by=next(keys))
            if values.name == LEFT:
                references.retire(made, seen=values, by=next(keys))
    into = organisms.create(OrganismFields(INTO), by=next(keys))
    organisms.create(OrganismFields(MERGED, None, date(2024, 12, 31), into), by=next(keys))
