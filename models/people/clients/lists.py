"""Which fields of a client are chosen from the lists that the pharmacy keeps."""

from collections.abc import Mapping
from typing import Any

from models.people.clients.fields import ClientFields
from models.people.organisms import listing as organisms
from models.people.references import listing
from models.people.references.table import ReferenceKind

LISTS: Mapping[str, ReferenceKind] = {
    "payment_terms": ReferenceKind.PAYMENT_TERMS,
    "shipping_terms": ReferenceKind.SHIPPING_TERMS,
    "representative": ReferenceKind.REPRESENTATIVE,
    "courier": ReferenceKind.COURIER,
}
"""By field, the list that its value is out of."""


def check(values: ClientFields, before: Mapping[str, Any]) -> None:
    """Checks each choice against its list; one that was made `before` may stay after it was retired.

    Called by verbs, inside their transaction. Raises `OrganismNotOffered` or `NotOffered`.
    """
    organisms.check_choice(values.organism, before["organism"])
    for field, kind in LISTS.items():
        listing.check_choice(field, kind, getattr(values, field), before[field])
