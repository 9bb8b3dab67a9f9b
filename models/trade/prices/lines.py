"""Lines of products, as requested and as priced, for sales, quotes and orders."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple

from peewee import ModelSelect

from models.money.amounts import WHOLE, NotAPercentage, share
from models.refusals import N_, Refused
from models.store import many
from models.store.connection import engine
from models.store.prepared import Prepared, given
from models.trade.catalogue.table import Category, ForSale, Product
from models.trade.catalogue.vat import Rates
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts, DiscountReason
from models.values import ZERO, Centimes, Thousandths

UNIT = 1000
"""One piece of a product, in thousandths."""
LARGEST_QUANTITY = Thousandths(99_999 * UNIT)
"""The largest quantity: a larger one is a bar code typed into the wrong field."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """So many thousandths of a product. `discount` in hundredths of a percent: None is the
    client's default, 0 is none.
    """

    product: int
    quantity: int = UNIT
    discount: int | None = None


class PricedLine(NamedTuple):
    """A priced line. Rates in hundredths of a percent.

    A tuple, because it is built in a fifth of the time.
    """

    product: int
    label: str
    quantity: int
    unit_price: Centimes
    discount: int
    discount_reason: DiscountReason
    vat_rate: int
    amount: Centimes

    def kept(self) -> tuple[Any, ...]:
        """The values that the tables of lines store, in the order of `COLUMNS`."""
        return (
            *(self.product, self.label, self.quantity, self.unit_price),
            *(self.discount, str(self.discount_reason), self.vat_rate, self.amount),
        )


COLUMNS = (
    *("product", "label", "quantity", "unit_price"),
    *("discount", "discount_reason", "vat_rate", "amount"),
)


@dataclass
class ProductGone(Refused):
    """The product was withdrawn, perhaps since it was found."""

    product: int
    label: str
    sentence: ClassVar[str] = N_("{label} is no longer sold.")


@dataclass
class QuantityNotPositive(Refused):
    label: str
    sentence: ClassVar[str] = N_("{label}: the quantity must be more than 0.")


@dataclass
class QuantityNotWhole(Refused):
    """The product is not sold in parts."""

    label: str
    sentence: ClassVar[str] = N_("{label} is sold whole, not in parts.")


@dataclass
class QuantityTooLarge(Refused):
    label: str
    limit: Thousandths
    sentence: ClassVar[str] = N_("{label}: at most {limit} in one line.")


def price(client: int, lines: Sequence[NewLine], day: date) -> list[PricedLine]:
    """Prices these lines for this client on that day, each rounded once.

    Raises `ProductGone`, `DiscountForbidden`, `NotAPercentage`, `QuantityNotPositive`,
    `QuantityNotWhole` or `QuantityTooLarge`.
    """
    products = for_sale({line.product for line in lines})
    rates, granted = Rates(), discounts.in_force(client)
    return [
        priced(found, line, rates.on(found.vat, day), granted)
        for line in lines
        for found in (_sold(products, line.product),)
    ]


def priced(product: ForSale, line: NewLine, vat_rate: int, granted: ClientDiscounts) -> PricedLine:
    """Prices one line. Raises as `price`."""
    _check_quantity(product, line.quantity)
    if line.discount is not None and not 0 <= line.discount <= WHOLE:
        raise NotAPercentage(f"{line.discount / 100:g}")
    discount, reason = discounts.resolve(product, granted, line.discount)
    return PricedLine(
        product=product.id,
        label=product.name,
        quantity=line.quantity,
        unit_price=product.price,
        discount=discount,
        discount_reason=reason,
        vat_rate=vat_rate,
        amount=line_amount(product.price, line.quantity, discount),
    )


def total(lines: Iterable[PricedLine]) -> Centimes:
    """The sum of the lines."""
    return sum((line.amount for line in lines), ZERO)


def gross_amount(unit_price: Centimes, quantity: int) -> Centimes:
    """Price times quantity in thousandths, to the nearest centime, halves up."""
    return Centimes((int(unit_price) * quantity + UNIT // 2) // UNIT)


def line_amount(unit_price: Centimes, quantity: int, discount: int) -> Centimes:
    """Price times quantity, less the discount."""
    gross = gross_amount(unit_price, quantity)
    return gross - share(gross, discount)


def _for_sale() -> ModelSelect:
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


def _sold(products: dict[int, ForSale], key: int) -> ForSale:
    found = products.get(key)
    if found is None or not found.active:
        raise ProductGone(key, found.name if found else str(key))
    return found


def _check_quantity(product: ForSale, quantity: int) -> None:
    if quantity <= 0:
        raise QuantityNotPositive(product.name)
    if quantity % UNIT and not product.fractional:
        raise QuantityNotWhole(product.name)
    if quantity > LARGEST_QUANTITY:
        raise QuantityTooLarge(product.name, LARGEST_QUANTITY)
