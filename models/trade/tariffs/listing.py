"""The rows of a price list: of products by name, a window at a time; of categories, all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, ModelSelect, Tuple, fn

from models.people.tariffs import choosing
from models.people.tariffs.table import PriceList
from models.store.search.folding import fold
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.table import Category, Product
from models.trade.tariffs.table import ListPrice
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class ListPriceRow:
    """A row of a list: `product` or `category`, `price` or `rate`; the other of the two is None.

    Attributes:
      search_key: the sort label of the product; empty for a category
      name: of the product or the category
      of_catalogue: the price in the catalogue; None for a category
    """

    id: int
    product: int | None
    category: int | None
    search_key: str
    name: str
    code: str
    of_catalogue: Centimes | None
    price: Centimes | None
    rate: int | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class CountedList:
    """A price list, with the number of its rows."""

    id: int
    name: str
    with_vat: bool
    retired: bool
    rows: int


@dataclass(frozen=True, slots=True)
class ListPriceListing:
    """A `Listing` of the products of a price list by name (keyset pagination)."""

    price_list: int
    search: str = ""

    def count(self) -> int:
        """The number of rows that match."""
        return int(self._query(fn.COUNT(ListPrice.id)).scalar())

    def total(self) -> int:
        """The number of rows before any search."""
        return ListPriceListing(self.price_list).count()

    def read(
        self,
        limit: int,
        *,
        after: ListPriceRow | None = None,
        before: ListPriceRow | None = None,
        at: ListPriceRow | None = None,
    ) -> Sequence[ListPriceRow]:
        query, mark = self._rows(), after or before or at
        if mark is not None:
            place = Tuple(Product.search_key, Product.id, ListPrice.id)
            there = Tuple(mark.search_key, mark.product, mark.id)
            query = query.where(place > there if after else place < there if before else place >= there)
        return self._ordered(query, limit, backwards=before is not None)

    def last(self, limit: int) -> Sequence[ListPriceRow]:
        return self._ordered(self._rows(), limit, backwards=True)

    def _query(self, *columns: Any) -> ModelSelect:
        # From the product on: its index is in the order of names, so nothing is sorted.
        return (
            Product.select(*columns)
            .join(ListPrice, on=ListPrice.product == Product.id)
            .where(ListPrice.price_list == self.price_list, *catalogue.sought(self.search))
        )

    def _rows(self) -> ModelSelect:
        return self._query(
            ListPrice.id,
            Product.id,
            Product.search_key,
            Product.name,
            Product.code,
            Product.price,
            ListPrice.price,
            ListPrice.rate,
            ListPrice.since,
            ListPrice.until,
        )

    def _ordered(self, query: ModelSelect, limit: int, *, backwards: bool) -> Sequence[ListPriceRow]:
        order = [Product.search_key, Product.id, ListPrice.id]
        query = query.order_by(*(key.desc() if backwards else key for key in order)).limit(limit)
        found = [_row(*row) for row in query.tuples()]
        return found[::-1] if backwards else found


def of_categories(price_list: int) -> list[ListPriceRow]:
    """The rows of a list that are about a whole category, by its name."""
    rows = (
        ListPrice.select(
            ListPrice.id,
            Category.id,
            Category.name,
            ListPrice.price,
            ListPrice.rate,
            ListPrice.since,
            ListPrice.until,
        )
        .join(Category)
        .where(ListPrice.price_list == price_list)
    )
    found = [
        ListPriceRow(key, None, category, "", name, "", None, *rest)
        for key, category, name, *rest in rows.tuples()
    ]
    return sorted(found, key=lambda row: (fold(row.name), row.since or date.min))


def counted() -> list[CountedList]:
    """The price lists by name, each with the number of its rows."""
    counts = dict(
        PriceList.select(PriceList.id, fn.COUNT(ListPrice.id))
        .join(ListPrice, JOIN.LEFT_OUTER, on=ListPrice.price_list == PriceList.id)
        .group_by(PriceList.id)
        .tuples()
    )
    return [
        CountedList(row.id, row.name, row.with_vat, row.retired, counts[row.id])
        for row in choosing.price_lists()
    ]


def row_of(row: int) -> ListPriceRow | None:
    """One row about a product, as the listing has it; None if there is none."""
    kept: ListPrice | None = ListPrice.get_or_none(ListPrice.id == row, ListPrice.product.is_null(False))
    if kept is None:
        return None
    found = ListPriceListing(kept.price_list_id)._rows().where(ListPrice.id == row).tuples().first()
    return _row(*found) if found else None


def _row(key: int, product: int, search_key: str, name: str, code: str, *rest: Any) -> ListPriceRow:
    return ListPriceRow(key, product, None, search_key, name, code, *rest)
