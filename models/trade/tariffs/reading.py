"""What price lists, breaks and cross discounts say of many products at once, each in one prepared statement.

Whoever prices lines asks these only where the client or the pharmacy has what is asked about.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from peewee import Value

from models.people.tariffs.table import CrossDiscount, PriceList
from models.store import many
from models.store.connection import engine
from models.store.prepared import Prepared, given
from models.trade.catalogue.table import Product
from models.trade.tariffs.table import AlcoholTax, CrossDiscountRate, ListPrice, PriceBreak
from models.values import ZERO, Centimes


class Listed(NamedTuple):
    """What a price list says of a product: a price in centimes, or a rate off the price of the catalogue, in
    hundredths of a percent; the other of the two is None.
    """

    price: Centimes | None
    rate: int | None
    with_vat: bool
    """Whether the price is with VAT; else it is net."""


class Break(NamedTuple):
    """From so many thousandths on, one piece costs `price` centimes, with VAT."""

    quantity: int
    price: Centimes


def _listed() -> Any:
    columns = ListPrice.price, ListPrice.rate, PriceList.with_vat
    valid = (
        (ListPrice.price_list == given("price_list"))
        & ~PriceList.retired
        & (ListPrice.since.is_null() | (ListPrice.since <= given("day")))
        & (ListPrice.until.is_null() | (ListPrice.until >= given("day")))
    )
    own = (
        ListPrice.select(ListPrice.product, *columns, Value(1))
        .join(PriceList)
        .where(valid, many.among_given(ListPrice.product, given("products")))
    )
    of_category = (
        ListPrice.select(Product.id, *columns, Value(0))
        .join(PriceList)
        .switch(ListPrice)
        .join(Product, on=ListPrice.category == Product.category)
        .where(valid, many.among_given(Product.id, given("products")))
    )
    return own.union_all(of_category)


_LISTED = Prepared(_listed)
_BREAKS = Prepared(
    lambda: (
        PriceBreak.select(PriceBreak.product, PriceBreak.quantity, PriceBreak.price)
        .where(many.among_given(PriceBreak.product, given("products")))
        .order_by(PriceBreak.product, PriceBreak.quantity)
    )
)
_CROSS = Prepared(
    lambda: (
        CrossDiscountRate.select(
            CrossDiscountRate.client_category, CrossDiscountRate.category, CrossDiscountRate.rate
        )
        .join(CrossDiscount)
        .where(
            CrossDiscountRate.cross_discount == given("cross_discount"),
            ~CrossDiscount.retired,
            CrossDiscountRate.client_category.is_null()
            | (CrossDiscountRate.client_category == given("client_category")),
        )
    )
)
_TAX = Prepared(
    lambda: (
        AlcoholTax.select(AlcoholTax.amount)
        .where(AlcoholTax.since <= given("day"))
        .order_by(AlcoholTax.since.desc())
        .limit(1)
    )
)


def prices_of(price_list: int, products: Collection[int], day: date) -> dict[int, Listed]:
    """What a price list says of these products on that day; those of which it says nothing are absent, all of
    them if it is retired. A product's own row goes before that of its category.
    """
    rows = _LISTED.tuples(price_list=price_list, products=_as_list(products), day=day.isoformat())
    own = {row[0] for row in rows if row[4]}
    return {
        product: Listed(price, rate, bool(with_vat))
        for product, price, rate, with_vat, is_own in rows
        if is_own or product not in own
    }


def breaks_of(products: Collection[int]) -> dict[int, Sequence[Break]]:
    """The breaks of these products, each from the smallest quantity on; those without any are absent."""
    found: dict[int, list[Break]] = {}
    for product, quantity, price in _BREAKS.tuples(products=_as_list(products)):
        found.setdefault(product, []).append(Break(quantity, price))
    return dict(found)


def cross_rates(cross_discount: int, client_category: int | None) -> Mapping[int, int]:
    """The percentages that a cross discount gives to clients of this category, in hundredths, by category of
    products; a category that is absent is none of its business. Empty if it is retired.

    A row for the clients' own category goes before that for every client, also where it gives 0.
    """
    rows = _CROSS.tuples(cross_discount=cross_discount, client_category=client_category)
    every = {category: rate for of_clients, category, rate in rows if of_clients is None}
    own = {category: rate for of_clients, category, rate in rows if of_clients is not None}
    return every | own


def alcohol_tax_on(day: date) -> Centimes:
    """The tax on a litre of pure alcohol on that day, with VAT; 0 before the first one."""
    rows = _TAX.tuples(day=day.isoformat())
    return Centimes(rows[0][0]) if rows else ZERO


def _as_list(products: Collection[int]) -> Any:
    return engine().as_list(list(products))
