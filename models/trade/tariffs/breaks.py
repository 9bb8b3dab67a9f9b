"""What a product costs from a quantity on (article-degressive)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.tariffs import reading
from models.trade.tariffs.reading import Break
from models.trade.tariffs.rules import TariffChanged, check_price, lock, product_with_free_price
from models.trade.tariffs.table import PriceBreak
from models.values import LARGEST_QUANTITY, UNIT, Centimes, Thousandths

VERB = "price_breaks.choose"


@dataclass
class NotABreak(Refused):
    """A break begins at more than nothing, and at no more than one line may have."""

    limit: Thousandths
    field: ClassVar[str] = "quantity"
    sentence: ClassVar[str] = N_("A quantity is more than 0 and at most {limit}.")


@dataclass
class BreakOfAPart(Refused):
    """The product is not sold in parts, so no line reaches the break exactly."""

    name: str
    quantity: Thousandths
    field: ClassVar[str] = "quantity"
    sentence: ClassVar[str] = N_("{name} is sold whole: {quantity} is no quantity of it.")


@dataclass
class QuantityTwice(Refused):
    quantity: Thousandths
    field: ClassVar[str] = "quantity"
    sentence: ClassVar[str] = N_("There are two prices from {quantity} on.")


@dataclass
class MoreCostsMore(Refused):
    """A larger quantity has a higher price, which is no break."""

    quantity: Thousandths
    price: Centimes
    smaller: Thousandths
    lower: Centimes
    field: ClassVar[str] = "price"
    sentence: ClassVar[str] = N_(
        "From {quantity} on {price} is more than the {lower} from {smaller} on: a larger quantity costs less."
    )


def of(product: int) -> tuple[Break, ...]:
    """The breaks of a product, from the smallest quantity on."""
    return tuple(reading.breaks_of([product]).get(product, ()))


@verb(VERB, Right.EDIT_CATALOGUE)
def choose(product: int, wanted: Sequence[Break], *, seen: Sequence[Break], by: By) -> None:
    """Saves all breaks of a product over those `seen` (optimistic locking), in any order; none takes them
    away. What was sold keeps its prices.

    Raises `TariffChanged`, `NotABreak`, `BreakOfAPart`, `QuantityTwice`, `MoreCostsMore`, `NotAnAmount`,
    `AmountTooLarge`, `PriceIsRegulated` or `NoSuchProduct`.
    """
    lock()
    row = product_with_free_price(product, "price")
    rising = tuple(sorted(Break(*each) for each in wanted))
    before = of(product)
    if before not in (tuple(map(Break._make, seen)), rising):
        raise TariffChanged(row.name)
    _check(rising, row.name, fractional=row.fractional)
    if before == rising:
        return
    PriceBreak.delete().where(PriceBreak.product == product).execute()
    for quantity, price in rising:
        PriceBreak.create(product=product, quantity=quantity, price=price)
    trail.leave(by, product=product, changes={"breaks": [_plain(before), _plain(rising)]})


def _check(rising: Sequence[Break], name: str, *, fractional: bool) -> None:
    for quantity, price in rising:
        if not 0 < quantity <= LARGEST_QUANTITY:
            raise NotABreak(LARGEST_QUANTITY)
        if quantity % UNIT and not fractional:
            raise BreakOfAPart(name, Thousandths(quantity))
        check_price(price)
    for smaller, larger in pairwise(rising):
        if smaller.quantity == larger.quantity:
            raise QuantityTwice(Thousandths(larger.quantity))
        if smaller.price < larger.price:
            figures = (larger.price, Thousandths(smaller.quantity), smaller.price)
            raise MoreCostsMore(Thousandths(larger.quantity), *figures)


def _plain(breaks: Sequence[Break]) -> dict[str, int]:
    """By quantity, as the trail keeps them."""
    return {str(each.quantity): int(each.price) for each in breaks}
