"""Which fields of a client are chosen from the lists that the pharmacy keeps."""

from collections.abc import Mapping
from typing import Any

from models.people.clients.fields import ClientFields
from models.people.organisms import listing as organisms
from models.people.references import listing
from models.people.references.table import ReferenceKind
from models.people.tariffs import choosing
from models.requests import rights
from models.requests.by import By
from models.requests.rights import Right

LISTS: Mapping[str, ReferenceKind] = {
    "payment_terms": ReferenceKind.PAYMENT_TERMS,
    "shipping_terms": ReferenceKind.SHIPPING_TERMS,
    "representative": ReferenceKind.REPRESENTATIVE,
    "courier": ReferenceKind.COURIER,
}
"""By field, the list that its value is out of."""


_GRANTED = ("price_list", "uses_price_list", "cross_discount")
"""What lowers a client's prices: who changes it grants discounts."""


def check(values: ClientFields, before: Mapping[str, Any], by: By) -> None:
    """Checks each choice against its list; one that was made `before` may stay after it was retired.

    Called by verbs, inside their transaction. Raises `OrganismNotOffered`, `NotOffered`,
    `TariffNotOffered`, `NoPriceListToUse`, or what `rights.check` raises.
    """
    organisms.check_choice(values.organism, before["organism"])
    for field, kind in LISTS.items():
        listing.check_choice(field, kind, getattr(values, field), before[field])
    if any(getattr(values, name) != before[name] for name in _GRANTED):
        rights.check(by.actor, Right.GRANT_DISCOUNTS)
    if values.uses_price_list and values.price_list is None:
        raise choosing.NoPriceListToUse
    choosing.check_price_list(values.price_list, before["price_list"])
    choosing.check_cross_discount(values.cross_discount, before["cross_discount"])
