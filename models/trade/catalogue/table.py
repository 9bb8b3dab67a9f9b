"""The table of products. A regulated category has a public price, without discount (Morocco, law 17-04)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from peewee import JOIN, Case, ModelSelect, Value

from models.custom_fields.values import CustomValuesField
from models.store import clock
from models.store.connection import Table
from models.store.fields import (
    BooleanField,
    ChoiceField,
    EnteredAmountField,
    ForeignKeyField,
    IntegerField,
    TextField,
)
from models.store.search.folding import loose
from models.store.search.wanted import LONGEST_SEARCH, ways
from models.store.search.words import of_product
from models.trade.catalogue import codes as product_codes
from models.trade.catalogue.vat import Rates, Vat
from models.values import Centimes


class ProductKind(StrEnum):
    """What a product is. Stock is kept of none."""

    ARTICLE = "article"
    SERVICE = "service"
    """Work that is invoiced, as the rent of a bed (doc-services)."""
    COUPON = "coupon"
    SUBSCRIPTION = "subscription"


class Category(Table):
    """A category of products.

    Attributes:
      regulated: the law fixes the prices
      discount_forbidden: nothing of it is sold for less (disc-forbidden)
    """

    name = TextField()
    regulated = BooleanField(default=False)
    discount_forbidden = BooleanField(default=False)


class Product(Table):
    """A product on sale or withdrawn.

    Attributes:
      price: including VAT, in centimes
      vat: its rate; None is exempt
      kind: what it is: most are articles
      alcohol_degree: the alcohol in it, in hundredths of a percent of its volume; 0 bears no tax on alcohol
      alcohol_volume: what one piece contains, in millilitres
      custom: the values of its custom fields, by field
      search_key: its folded name, codes and searchable custom fields; also its position in name order
    """

    code = TextField()
    bar_code = TextField(default="")
    name = TextField()
    search_key = TextField(default="")
    category = ForeignKeyField(Category)
    price = EnteredAmountField()
    vat = ForeignKeyField(Vat, null=True)
    fractional = BooleanField(default=False)
    discount_forbidden = BooleanField(default=False)
    active = BooleanField(default=True)
    kind = ChoiceField(ProductKind, default=ProductKind.ARTICLE)
    alcohol_degree = IntegerField(default=0)
    alcohol_volume = IntegerField(default=0)
    custom = CustomValuesField(default=dict)


class ForSale(NamedTuple):
    """What pricing a line needs of a product. `category` is the name, `vat` the rate, if any; `alcohol` is
    what is in one piece, in hundredths of a percent of millilitres.

    A tuple, because it is built in a fifth of the time.
    """

    id: int
    name: str
    price: Centimes
    vat: int | None
    fractional: bool
    discount_forbidden: bool
    active: bool
    category_id: int
    category: str
    regulated: bool
    price_breaks: bool
    alcohol: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as a sale needs it."""

    id: int
    code: str
    bar_code: str
    name: str
    search_key: str
    category_id: int
    category: str
    regulated: bool
    price: Centimes
    fractional: bool
    """Also sold in parts, such as half a metre."""
    discount_forbidden: bool
    active: bool
    vat: str
    """The name of its VAT rate; empty if exempt."""
    vat_rate: int
    """Today's rate, in hundredths of a percent."""


def search_key(name: str, code: str, bar_code: str = "", custom_words: str = "") -> str:
    """The words by which a product is found, its name first: also the order of lists."""
    found = of_product(name, code, bar_code)
    return f"{found} {custom_words}" if custom_words else found


def find(text: str, limit: int = 20) -> list[ProductRow]:
    """Products on sale with a word for each word typed, as its beginning and in any order, or
    with that code (typeahead).

    Names that begin with the first word come first. An empty text gives the first names of all.
    """
    words = loose(text).split()
    query = selected().where(Product.active, *sought(text))
    order: list[Any] = [Product.search_key, Product.id]
    if words:
        begins = Product.search_key.between(words[0], f"{words[0]}\U0010ffff")
        order.insert(0, Case(None, [(begins, 0)], 1))
    return rows(query.order_by(*order).limit(limit))


def by_code(text: str) -> ProductRow | None:
    """The product on sale with exactly this code or bar code: a scanner types it before Enter."""
    codes = product_codes.spellings(text)
    if not codes:
        return None
    first = Case(None, [(Product.code.in_(codes[:1]) | Product.bar_code.in_(codes[:1]), 0)], 1)
    known = rows(selected().where(Product.active, bears(codes)).order_by(first, Product.id).limit(1))
    return known[0] if known else None


def bearing(text: str) -> ModelSelect:
    """The products with this code in any spelling, on sale or withdrawn: the box that was scanned."""
    return Product.select(Product.id).where(bears(product_codes.spellings(text)))


def bears(codes: list[str]) -> Any:
    """Whether one of these is the code or bar code of a product."""
    return Product.code.in_(codes) | Product.bar_code.in_(codes)


def sought(text: str) -> list[Any]:
    """The condition of a search: a word that begins with each word typed, or the code in any spelling. An
    empty text matches all products; punctuation alone matches none.
    """
    if not text.strip():
        return []
    words = loose(text).split() if len(text) <= LONGEST_SEARCH else []
    worded = reduce(or_, (reduce(and_, map(_matches, way)) for way in ways(words))) if words else None
    codes = product_codes.spellings(text)
    conditions = [each for each in (worded, bears(codes) if codes else None) if each is not None]
    return [reduce(or_, conditions)] if conditions else [Product.id == 0]


def products() -> list[ProductRow]:
    """Every product on sale, by name."""
    return rows(selected().where(Product.active).order_by(Product.search_key, Product.id))


def selected() -> ModelSelect:
    """The columns that `rows` reads."""
    return (
        Product.select(
            Product.id,
            Product.code,
            Product.bar_code,
            Product.name,
            Product.search_key,
            Category.id,
            Category.name,
            Category.regulated,
            Product.price,
            Product.fractional,
            Product.discount_forbidden,
            Product.active,
            Vat.id,
            Vat.name,
        )
        .join(Category)
        .switch(Product)
        .join(Vat, JOIN.LEFT_OUTER)
    )


def rows(query: ModelSelect) -> list[ProductRow]:
    """The products of such a query, with today's rates."""
    rates, today = Rates(), clock.today()
    return [
        ProductRow(*(*columns, vat or "", rates.on(vat_id, today)))
        for *columns, vat_id, vat in query.tuples()
    ]


_BORDER = re.compile(r"(?<=\d)(?=[^\d])|(?<=[^\d])(?=\d)")
"""The border between a digit and a letter."""


def _matches(word: str) -> Any:
    """Whether a word of the name or codes begins with this folded word; `500mg` also finds `500 mg`."""
    padded = Value(" ").concat(Product.search_key)
    condition = padded ** f"% {word}%"
    apart = _BORDER.sub(" ", word)
    return condition if apart == word else condition | (padded ** f"% {apart}%")
