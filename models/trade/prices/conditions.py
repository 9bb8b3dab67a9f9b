"""At which conditions a client buys: their discounts, their price list, and how VAT is computed for them.

Each sale asks for them, so all stand in one statement; a client without any costs no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from peewee import JOIN, Case, Value, fn

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
from models.trade.prices.sources import PriceSource
from models.trade.tariffs import reading as tariffs

_OWN, _OF_CATEGORY, _DETAILS = 0, 1, 2
"""What a row of the statement says."""
_VAT_EXEMPT, _TAX_EXCLUSIVE, _NO_BREAKS, _NO_ALCOHOL_TAX = 1, 2, 4, 8
"""What a fiche says that changes prices, as bits of one number."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """At which conditions a client buys.

    Attributes:
      granted: their default discounts, those of their cross discount and of their category of clients
      vat_basis: how VAT is computed for them
      price_list: whose prices they pay before those of the catalogue, None if no list's
      list_source: whether that list is their own or that of their category of clients
      price_breaks: whether quantities lower prices for them
      alcohol_tax: whether they pay the tax on alcohol
    """

    granted: ClientDiscounts = field(default_factory=ClientDiscounts)
    vat_basis: VatBasis = VatBasis.INCLUDED
    price_list: int | None = None
    list_source: PriceSource = PriceSource.CATALOGUE
    price_breaks: bool = True
    alcohol_tax: bool = True


@dataclass(slots=True)
class _Said:
    """What is known of a client. A list, a cross discount or a category that they do not have is 0."""

    own: ClientDiscounts = field(default_factory=ClientDiscounts)
    category: int = 0
    of_category: int = 0
    list_of_category: int = 0
    bits: int = 0
    price_list: int = 0
    cross: int = 0

    def hear(self, what: int, category: int, first: int, second: int, third: int) -> None:
        """Takes a row of the category or of the details."""
        self.category = category
        if what == _OF_CATEGORY:
            self.of_category, self.list_of_category = first, second
        else:
            self.bits, self.price_list, self.cross = first, second, third

    @property
    def asks(self) -> bool:
        """Whether anything hangs on which features are in use."""
        given_by_category = self.of_category and not self.own.permanent
        return bool(given_by_category or self.list_of_category or self.bits or self.price_list or self.cross)


def _of_categories() -> Any:
    """What categories of clients give: what, the client, the category, the discount, the price list."""
    return (
        Client.select(
            *(Value(_OF_CATEGORY), Client.id, ClientCategory.id, ClientCategory.discount),
            *(fn.COALESCE(ClientCategory.price_list, 0), Value(0)),
        )
        .join(ClientCategory)
        .where(
            (ClientCategory.discount > 0) | ClientCategory.price_list.is_null(False), ~ClientCategory.retired
        )
    )


def _of_fiches() -> Any:
    """What fiches say that changes prices: what, the client, their category, the bits, the list, the cross
    discount. Nothing of the others.
    """
    exclusive = ClientDetails.professional & ClientDetails.tax_exclusive
    said = (
        (ClientDetails.vat_exempt, _VAT_EXEMPT),
        (exclusive, _TAX_EXCLUSIVE),
        (ClientDetails.no_price_breaks, _NO_BREAKS),
        (ClientDetails.alcohol_tax_exempt, _NO_ALCOHOL_TAX),
    )
    first, *others = (Case(None, [(true, bit)], 0) for true, bit in said)
    listed = Case(None, [(ClientDetails.uses_price_list, fn.COALESCE(ClientDetails.price_list, 0))], 0)
    cross = fn.COALESCE(ClientDetails.cross_discount, 0)
    anything = (
        ClientDetails.vat_exempt
        | exclusive
        | ClientDetails.no_price_breaks
        | ClientDetails.alcohol_tax_exempt
        | ClientDetails.uses_price_list
        | ClientDetails.cross_discount.is_null(False)
    )
    return (
        ClientDetails.select(
            *(Value(_DETAILS), ClientDetails.client, fn.COALESCE(Client.category, 0)),
            *(sum(others, first), listed, cross),
        )
        .join(Client, JOIN.INNER)
        .where(anything)
    )


def _asked() -> Any:
    rate = DefaultDiscount.category, DefaultDiscount.rate
    own = DefaultDiscount.select(Value(_OWN), DefaultDiscount.client, *rate, Value(0), Value(0))
    return (
        own.where(DefaultDiscount.client == given("client"))
        .union_all(_of_categories().where(Client.id == given("client")))
        .union_all(_of_fiches().where(ClientDetails.client == given("client")))
    )


_IN_FORCE = Prepared(_asked)


def in_force(client: int) -> Conditions:
    """At which conditions this client buys at present.

    Without a permanent discount of their own they get that of their category of clients, and without a price
    list of their own that of their category, while categories are in use; lists, quantities and cross
    discounts count while tariffs are, and VAT is computed as their fiche says while the pharmacy deals with
    professionals.
    """
    own: dict[int | None, int] = {}
    said = _Said()
    for what, _, category, *rest in _IN_FORCE.tuples(client=client):
        if what == _OWN:
            own[category] = rest[0]
        else:
            said.hear(what, category, *rest)
    said.own = understood(own)
    # Another statement only where something hangs on it.
    return _together(said, features.in_use()) if said.asks else Conditions(said.own)


def in_force_of_many(clients: Sequence[int]) -> Mapping[int, Conditions]:
    """The same for many clients; those without any are absent."""
    found = {client: _Said(own) for client, own in of_many(clients).items()}
    rows: Iterable[tuple[int, ...]] = [
        *_of_categories().where(many.among(Client.id, clients)).tuples(),
        *_of_fiches().where(many.among(ClientDetails.client, clients)).tuples(),
    ]
    for what, client, *rest in rows:
        found.setdefault(client, _Said()).hear(what, *rest)
    used = features.in_use()
    return {client: _together(said, used) for client, said in found.items()}


def _together(said: _Said, used: frozenset[Feature]) -> Conditions:
    grouped, tariffed = Feature.CATEGORIES in used, Feature.TARIFFS in used
    granted = said.own
    if said.of_category and not granted.permanent and grouped:
        reason = DiscountReason.CLIENT_CATEGORY
        granted = replace(granted, permanent=said.of_category, permanent_reason=reason)
    if said.cross and tariffed:
        of_clients = said.category if grouped and said.category else None
        granted = replace(granted, cross=tariffs.cross_rates(said.cross, of_clients))
    price_list, source = None, PriceSource.CATALOGUE
    if said.price_list and tariffed:
        price_list, source = said.price_list, PriceSource.LIST
    elif said.list_of_category and tariffed and grouped:
        price_list, source = said.list_of_category, PriceSource.CATEGORY_LIST
    return Conditions(
        granted=granted,
        vat_basis=_basis(said.bits) if Feature.PROFESSIONALS in used else VatBasis.INCLUDED,
        price_list=price_list,
        list_source=source,
        price_breaks=not said.bits & _NO_BREAKS,
        alcohol_tax=not said.bits & _NO_ALCOHOL_TAX,
    )


def _basis(bits: int) -> VatBasis:
    if bits & _VAT_EXEMPT:
        return VatBasis.EXEMPT
    return VatBasis.ADDED if bits & _TAX_EXCLUSIVE else VatBasis.INCLUDED
