"""At which conditions a client buys: their discounts, and how VAT is computed for them.

Each sale asks for them, so all stand in one statement; a client without any costs no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from peewee import Case, Value

from models.people.categories.table import ClientCategory
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import many
from models.store.prepared import Prepared, given
from models.trade.prices.amounts import VatBasis
from models.trade.prices.discounts import (
    ClientDiscounts,
    DefaultDiscount,
    DiscountReason,
    of_many,
    understood,
)

_OWN, _OF_CATEGORY, _DETAILS = 0, 1, 2
"""What a row of the statement says."""
_VAT_EXEMPT, _TAX_EXCLUSIVE = 1, 2
"""What is known of the client, as bits of one number."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """At which conditions a client buys.

    Attributes:
      granted: their default discounts, and those of their category of clients
      vat_basis: how VAT is computed for them
    """

    granted: ClientDiscounts = field(default_factory=ClientDiscounts)
    vat_basis: VatBasis = VatBasis.INCLUDED


def _special() -> Any:
    """What is known of clients that changes prices, as bits; nothing for the others."""
    exclusive = ClientDetails.professional & ClientDetails.tax_exclusive
    bits = Case(None, [(ClientDetails.vat_exempt, _VAT_EXEMPT)], 0) + Case(
        None, [(exclusive, _TAX_EXCLUSIVE)], 0
    )
    return ClientDetails.select(Value(_DETAILS), ClientDetails.client, bits).where(
        ClientDetails.vat_exempt | exclusive
    )


def _asked() -> Any:
    own = DefaultDiscount.select(Value(_OWN), DefaultDiscount.category, DefaultDiscount.rate)
    of_category = (
        Client.select(Value(_OF_CATEGORY), Client.id, ClientCategory.discount)
        .join(ClientCategory)
        .where(Client.id == given("client"), ClientCategory.discount > 0, ~ClientCategory.retired)
    )
    return (
        own.where(DefaultDiscount.client == given("client"))
        .union_all(of_category)
        .union_all(_special().where(ClientDetails.client == given("client")))
    )


_IN_FORCE = Prepared(_asked)


def in_force(client: int) -> Conditions:
    """At which conditions this client buys at present.

    Without a permanent discount of their own they get that of their category of clients, while categories are
    in use. VAT is computed as their fiche says while the pharmacy deals with professionals.
    """
    own: dict[int | None, int] = {}
    of_category = bits = 0
    for what, key, value in _IN_FORCE.tuples(client=client):
        if what == _OWN:
            own[key] = value
        elif what == _OF_CATEGORY:
            of_category = value
        else:
            bits = value
    # Another statement only where something hangs on it.
    asks = bits or (of_category and not own.get(None))
    used = features.in_use() if asks else frozenset[Feature]()
    return _together(understood(own), of_category, bits, used)


def in_force_of_many(clients: Sequence[int]) -> Mapping[int, Conditions]:
    """The same for many clients; those without any are absent."""
    used = features.in_use()
    own = of_many(clients)
    giving = (
        Client.select(Client.id, ClientCategory.discount)
        .join(ClientCategory)
        .where(ClientCategory.discount > 0, ~ClientCategory.retired, many.among(Client.id, clients))
    )
    of_category = dict(giving.tuples())
    special = _special().where(many.among(ClientDetails.client, clients))
    bits = {client: known for _, client, known in special.tuples()}
    return {
        client: _together(
            own.get(client, ClientDiscounts()), of_category.get(client, 0), bits.get(client, 0), used
        )
        for client in {*own, *of_category, *bits}
    }


def _together(own: ClientDiscounts, of_category: int, bits: int, used: frozenset[Feature]) -> Conditions:
    granted = own
    if of_category and not own.permanent and Feature.CATEGORIES in used:
        reason = DiscountReason.CLIENT_CATEGORY
        granted = replace(own, permanent=of_category, permanent_reason=reason)
    return Conditions(granted, _basis(bits) if Feature.PROFESSIONALS in used else VatBasis.INCLUDED)


def _basis(bits: int) -> VatBasis:
    if bits & _VAT_EXEMPT:
        return VatBasis.EXEMPT
    return VatBasis.ADDED if bits & _TAX_EXCLUSIVE else VatBasis.INCLUDED
