"""Products in categories. A regulated category has a public price: no discount there (Morocco, law 17-04)."""

from dataclasses import dataclass

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField

from models.store.connection import Table
from models.store.fields import AmountField
from models.values import Centimes


class Category(Table):
    name = TextField()
    regulated = BooleanField(default=False)


class Product(Table):
    """Something sold. `price` includes VAT; `vat_rate` is in hundredths of a percent."""

    code = TextField()
    name = TextField()
    category = ForeignKeyField(Category)
    price = AmountField()
    vat_rate = IntegerField(default=0)
    active = BooleanField(default=True)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as a sale needs it."""

    id: int
    code: str
    name: str
    category: str
    regulated: bool
    price: Centimes
    vat_rate: int


def products() -> list[ProductRow]:
    """Every product that can be sold, by name."""
    rows = (
        Product.select(
            Product.id,
            Product.code,
            Product.name,
            Category.name,
            Category.regulated,
            Product.price,
            Product.vat_rate,
        )
        .join(Category)
        .where(Product.active)
        .order_by(Product.name)
        .tuples()
    )
    return [ProductRow(*row) for row in rows]
