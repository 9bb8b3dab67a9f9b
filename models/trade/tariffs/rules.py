"""What is refused wherever prices other than those of the catalogue are set up."""

from dataclasses import dataclass
from typing import ClassVar

from models.money.amounts import LARGEST, WHOLE, AmountTooLarge, NotAnAmount, NotAPercentage
from models.people.tariffs.table import CrossDiscount, PriceList
from models.refusals import N_, Missing, Refused
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text
from models.trade.catalogue.categories import NoSuchCategory
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.verbs import NoSuchProduct
from models.values import Centimes


@dataclass
class PriceIsRegulated(Refused):
    """The law fixes the prices of this category: no list, quantity or table changes them (law 17-04)."""

    field: str
    name: str
    category: str
    sentence: ClassVar[str] = N_("{name}: the prices of {category} are regulated, and stay as they are.")


@dataclass
class CategoryWithoutDiscount(Refused):
    """Nothing of this category is sold for less (disc-forbidden)."""

    field: str
    name: str
    sentence: ClassVar[str] = N_("{name} is sold without discount.")


@dataclass
class TariffChanged(Refused):
    """Another person saved it since it was read (optimistic locking)."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@dataclass
class TariffNameTaken(Refused):
    """Another one has this name, in whatever spelling; perhaps it is retired."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("There is already {name}.")


def lock() -> None:
    """Makes whoever changes tariffs wait for one another, until the end of their transaction."""
    engine().serialise("tariffs")


def checked_name(text: str, of: type[PriceList] | type[CrossDiscount], but: int | None = None) -> str:
    """The name trimmed, which no other row than `but` has. Raises `Missing`, `TariffNameTaken`, or what
    `check_text` raises.
    """
    name = check_text("name", text)
    key = fold(name)
    if not key:
        raise Missing("name")
    same = of.get_or_none(of.name_key == key, of.id != (but or 0))
    if same is not None:
        raise TariffNameTaken(same.name)
    return name


def check_price(price: Centimes) -> None:
    """Raises `NotAnAmount` or `AmountTooLarge`."""
    if price < 0:
        raise NotAnAmount(f"{price / 100:.2f}")
    if price > LARGEST:
        raise AmountTooLarge


def check_rate(rate: int) -> None:
    """Raises `NotAPercentage` unless it is one, in hundredths."""
    if not 0 <= rate <= WHOLE:
        raise NotAPercentage(f"{rate / 100:g}")


def product_with_free_price(product: int, field: str) -> Product:
    """A product whose price the pharmacy may choose. Raises `NoSuchProduct` or `PriceIsRegulated`."""
    row: Product | None = (
        Product.select(Product, Category).join(Category).where(Product.id == product).first()
    )
    if row is None:
        raise NoSuchProduct(product)
    if row.category.regulated:
        raise PriceIsRegulated(field, row.name, row.category.name)
    return row


def category_with_free_prices(category: int, field: str) -> Category:
    """A category whose prices the pharmacy may choose. Raises `NoSuchCategory` or `PriceIsRegulated`."""
    row: Category | None = Category.get_or_none(Category.id == category)
    if row is None:
        raise NoSuchCategory(category)
    if row.regulated:
        raise PriceIsRegulated(field, row.name, row.name)
    return row
