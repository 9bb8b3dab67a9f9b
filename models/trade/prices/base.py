"""The base price of a line: the list's, else the product's; or that for so many pieces if it is lower (X17).

A regulated price is what the law says it is, for everybody: no list and no quantity changes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.money.amounts import share
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.catalogue.table import ForSale
from models.trade.prices.amounts import with_vat
from models.trade.prices.conditions import Conditions
from models.trade.prices.sources import PriceSource
from models.trade.tariffs import reading
from models.trade.tariffs.reading import Break, Listed
from models.values import UNIT, ZERO, Centimes

_ALCOHOL = 10_000 * 1000
"""Hundredths of a percent of millilitres in a litre of pure alcohol."""


@dataclass(frozen=True, slots=True)
class Tariffs:
    """What is in force for a client of price lists, prices by quantity and the tax on alcohol, for some
    products.

    Attributes:
      listed: what the client's price list says, by product
      breaks: prices by quantity, by product, from the smallest quantity on; none for who gets none
      alcohol_tax: on a litre of pure alcohol, with VAT; 0 for who pays none
    """

    listed: Mapping[int, Listed] = field(default_factory=dict)
    breaks: Mapping[int, Sequence[Break]] = field(default_factory=dict)
    alcohol_tax: Centimes = ZERO


@dataclass(frozen=True, slots=True)
class BasePrice:
    """The price of one piece, with VAT, and how it came about.

    Attributes:
      catalogue: the price of the product
      listed: that of the client's list, None if it says nothing of the product
      lowered: the price by quantity that counts here, None if none does
      source: which of them it is
    """

    catalogue: Centimes
    listed: Centimes | None = None
    lowered: Break | None = None
    source: PriceSource = PriceSource.CATALOGUE

    @property
    def price(self) -> Centimes:
        """What one piece costs before the discount."""
        if self.lowered is not None:
            return self.lowered.price
        return self.catalogue if self.listed is None else self.listed


_NOTHING = Tariffs()


def tariffs_for(conditions: Conditions, products: Mapping[int, ForSale], day: date) -> Tariffs:
    """What counts for a client and these products on that day; asks nothing where nothing can."""
    breaks = [key for key, product in products.items() if product.price_breaks and conditions.price_breaks]
    taxed = conditions.alcohol_tax and any(product.alcohol for product in products.values())
    if conditions.price_list is None and not breaks and not taxed:
        return _NOTHING
    used = features.in_use() if breaks or taxed else frozenset[Feature]()
    chosen = conditions.price_list
    return Tariffs(
        listed={} if chosen is None else reading.prices_of(chosen, products, day),
        breaks=reading.breaks_of(breaks) if breaks and Feature.TARIFFS in used else {},
        alcohol_tax=reading.alcohol_tax_on(day) if taxed and Feature.ALCOHOL_TAX in used else ZERO,
    )


def base_price(
    product: ForSale, quantity: int, vat_rate: int, conditions: Conditions, tariffs: Tariffs
) -> BasePrice:
    """The price of one piece of a product, for that quantity in thousandths."""
    if product.regulated:
        return BasePrice(product.price)
    said = tariffs.listed.get(product.id)
    listed = None if said is None else _of_list(said, product.price, vat_rate)
    price, source = product.price, PriceSource.CATALOGUE
    if listed is not None:
        price, source = listed, conditions.list_source
    reached = [each for each in tariffs.breaks.get(product.id, ()) if each.quantity <= quantity]
    lowest = min(reached, key=lambda each: each.price, default=None)
    if lowest is not None and lowest.price < price:
        return BasePrice(product.price, listed, lowest, PriceSource.BREAK)
    return BasePrice(product.price, listed, None, source)


def alcohol_tax(product: ForSale, quantity: int, tariffs: Tariffs) -> Centimes:
    """The tax on the alcohol in so many thousandths of a product, with VAT, to the nearest centime."""
    exact, whole = int(tariffs.alcohol_tax) * product.alcohol * quantity, _ALCOHOL * UNIT
    return Centimes((2 * exact + whole) // (2 * whole))


def _of_list(said: Listed, catalogue: Centimes, vat_rate: int) -> Centimes:
    """What a price list makes of a price, with VAT."""
    if said.price is None:
        return catalogue - share(catalogue, said.rate or 0)
    return said.price if said.with_vat else with_vat(said.price, vat_rate)
