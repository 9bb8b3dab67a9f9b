"""Products in categories. A regulated category has a public price: no discount there (Morocco, law 17-04)."""

from dataclasses import dataclass

from peewee import BooleanField, ForeignKeyField, TextField

from models.store import clock
from models.store.connection import Table
from models.store.fields import AmountField
from models.trade.vat import Rates, Vat
from models.values import Centimes


class Category(Table):
    name = TextField()
    regulated = BooleanField(default=False)


class Product(Table):
    """Something sold. `price` includes VAT; no `vat` is exempt. `search_key` is its folded name and codes."""

    code = TextField()
    bar_code = TextField(default="")
    name = TextField()
    search_key = TextField(default="")
    category = ForeignKeyField(Category)
    price = AmountField()
    vat = ForeignKeyField(Vat, null=True)
    fractional = BooleanField(default=False)
    discount_forbidden = BooleanField(default=False)
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
    """Today's, in hundredths of a percent."""


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
            Product.vat,
        )
        .join(Category)
        .where(Product.active)
        .order_by(Product.name)
        .tuples()
    )
    rates, today = Rates(), clock.today()
    return [
        ProductRow(key, code, name, category, regulated, price, rates.on(vat, today))
        for key, code, name, category, regulated, price, vat in rows
    ]
