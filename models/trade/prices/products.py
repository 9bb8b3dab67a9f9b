"""What pricing lines needs of products, for many of them in one statement."""

from collections.abc import Collection, Iterable
from typing import Any

from peewee import ModelSelect, fn

from models.store import many
from models.store.connection import engine
from models.store.prepared import Prepared, given
from models.trade.catalogue.table import Category, ForSale, Product
from models.trade.tariffs.table import PriceBreak


def _for_sale() -> ModelSelect:
    breaks = PriceBreak.select(PriceBreak.id).where(PriceBreak.product == Product.id)
    return Product.select(
        Product.id,
        Product.name,
        Product.price,
        Product.vat,
        Product.fractional,
        Product.discount_forbidden | Category.discount_forbidden,
        Product.active,
        Category.id,
        Category.name,
        Category.regulated,
        fn.EXISTS(breaks),
        Product.alcohol_degree * Product.alcohol_volume,
    ).join(Category)


_NAMED = Prepared(lambda: _for_sale().where(many.among_given(Product.id, given("keys"))))


def for_sale(keys: Collection[int]) -> dict[int, ForSale]:
    """These products by id, on sale or withdrawn."""
    return _by_key(_NAMED.tuples(keys=engine().as_list(list(keys))) if keys else ())


def all_for_sale() -> dict[int, ForSale]:
    """Every product, by id."""
    return _by_key(_for_sale().tuples())


def _by_key(found: Iterable[tuple[Any, ...]]) -> dict[int, ForSale]:
    return {row[0]: ForSale._make(row) for row in found}
