"""Lines of products, as requested and as priced, for sales, quotes and orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple

from models.money.amounts import WHOLE, NotAPercentage
from models.refusals import N_, Refused
from models.trade.catalogue.table import ForSale
from models.trade.catalogue.vat import Rates
from models.trade.prices import discounts
from models.trade.prices.amounts import VatBasis, line_amount, vat_added, with_vat, without_vat
from models.trade.prices.base import Tariffs, alcohol_tax, base_price, tariffs_for
from models.trade.prices.conditions import Conditions, in_force
from models.trade.prices.discounts import DiscountReason
from models.trade.prices.products import for_sale
from models.trade.prices.sources import FROM_A_LIST, PriceSource
from models.values import LARGEST_QUANTITY, UNIT, ZERO, Centimes, Thousandths


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

    Attributes:
      unit_price: with VAT, as the client sees it before the discount; without for a client who pays none
      amount: what the line comes to, with VAT
      net_price: the price of one without VAT; None where the line was computed from the price with VAT
      net: the line without VAT, rounded once; None likewise
      alcohol_tax: the tax on alcohol within the amount, with VAT
      price_source, price_list_id: where the price comes from, and from which list
      vat_basis: how VAT is computed, for all lines of a sale alike; kept with the sale
    """

    product: int
    label: str
    quantity: int
    unit_price: Centimes
    discount: int
    discount_reason: DiscountReason
    vat_rate: int
    amount: Centimes
    net_price: Centimes | None = None
    net: Centimes | None = None
    alcohol_tax: Centimes = ZERO
    price_source: PriceSource = PriceSource.CATALOGUE
    price_list_id: int | None = None
    vat_basis: VatBasis = VatBasis.INCLUDED

    def kept(self) -> tuple[Any, ...]:
        """The values that the tables of lines store, in the order of `COLUMNS`."""
        return (
            *(self.product, self.label, self.quantity, self.unit_price),
            *(self.discount, str(self.discount_reason), self.vat_rate, self.amount),
            *(self.net_price, self.net, self.alcohol_tax, str(self.price_source), self.price_list_id),
        )


COLUMNS = (
    *("product", "label", "quantity", "unit_price"),
    *("discount", "discount_reason", "vat_rate", "amount"),
    *("net_price", "net", "alcohol_tax", "price_source", "price_list_id"),
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


@dataclass
class VatInSeveralWays(Refused):
    """Documents of one sale were promised some with VAT and some without, as the fiche changed between."""

    sentence: ClassVar[str] = N_("Some of these are with VAT and some without: they are sold apart.")


def price(client: int, lines: Sequence[NewLine], day: date) -> list[PricedLine]:
    """Prices these lines for this client on that day, each rounded once.

    Raises `ProductGone`, `DiscountForbidden`, `NotAPercentage`, `QuantityNotPositive`,
    `QuantityNotWhole` or `QuantityTooLarge`.
    """
    products = for_sale({line.product for line in lines})
    rates, conditions = Rates(), in_force(client)
    tariffs = tariffs_for(conditions, products, day)
    return together(
        [
            priced(found, line, rates.on(found.vat, day), conditions, tariffs)
            for line in lines
            for found in (sold_product(products, line.product),)
        ]
    )


def priced(
    product: ForSale, line: NewLine, vat_rate: int, conditions: Conditions, tariffs: Tariffs
) -> PricedLine:
    """Prices one line by itself. Raises as `price`."""
    _check_quantity(product, line.quantity)
    if line.discount is not None and not 0 <= line.discount <= WHOLE:
        raise NotAPercentage(f"{line.discount / 100:g}")
    discount, reason = discounts.resolve(product, conditions.granted, line.discount)
    base = base_price(product, line.quantity, vat_rate, conditions, tariffs)
    asked = PricedLine(
        product=product.id,
        label=product.name,
        quantity=line.quantity,
        unit_price=base.price,
        discount=discount,
        discount_reason=reason,
        vat_rate=vat_rate,
        amount=ZERO,
        price_source=base.source,
        price_list_id=conditions.price_list if base.source in FROM_A_LIST else None,
        vat_basis=conditions.vat_basis,
    )
    return computed(asked, alcohol_tax(product, line.quantity, tariffs))


def computed(line: PricedLine, alcohol_tax: Centimes) -> PricedLine:
    """Computes the amounts of a line by itself, from its price with VAT and the tax on alcohol with VAT: of a
    client who pays no VAT, both without it, and the line then has no rate.
    """
    if line.vat_basis is VatBasis.INCLUDED:
        amount = line_amount(line.unit_price, line.quantity, line.discount) + alcohol_tax
        return line._replace(amount=amount, alcohol_tax=alcohol_tax)
    net_price, net_tax = without_vat(line.unit_price, line.vat_rate), without_vat(alcohol_tax, line.vat_rate)
    net = line_amount(net_price, line.quantity, line.discount) + net_tax
    if line.vat_basis is VatBasis.EXEMPT:
        return line._replace(
            unit_price=net_price, vat_rate=0, amount=net, net_price=net_price, net=net, alcohol_tax=net_tax
        )
    return line._replace(
        amount=with_vat(net, line.vat_rate),
        net_price=net_price,
        net=net,
        alcohol_tax=with_vat(net_tax, line.vat_rate),
    )


def together(lines: Sequence[PricedLine]) -> list[PricedLine]:
    """The lines of one sale: where VAT is added to net prices, it is computed once per rate for all.

    Raises `VatInSeveralWays`.
    """
    basis = basis_of(lines)
    if any(line.vat_basis is not basis for line in lines):
        raise VatInSeveralWays
    if basis is not VatBasis.ADDED:
        return list(lines)
    amounts = vat_added([(line.net or ZERO, line.vat_rate) for line in lines])
    return [
        line._replace(amount=amount, alcohol_tax=min(line.alcohol_tax, amount))
        for line, amount in zip(lines, amounts, strict=True)
    ]


def basis_of(lines: Sequence[PricedLine]) -> VatBasis:
    """How VAT was computed for these lines of one sale."""
    return lines[0].vat_basis if lines else VatBasis.INCLUDED


def total(lines: Iterable[PricedLine]) -> Centimes:
    """The sum of the lines."""
    return sum((line.amount for line in lines), ZERO)


def sold_product(products: dict[int, ForSale], key: int) -> ForSale:
    """The product of a line. Raises `ProductGone`."""
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
