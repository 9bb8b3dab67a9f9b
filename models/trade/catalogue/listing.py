"""The list of the catalogue: search, and products on sale or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect, Tuple, fn

from models.trade.catalogue import table as catalogue
from models.trade.catalogue.table import Product, ProductRow


@dataclass(frozen=True, slots=True)
class ProductListing:
    """A `Listing` of products by name (keyset pagination). `active` false shows withdrawn ones."""

    search: str = ""
    active: bool = True

    def count(self) -> int:
        """The number of matching products."""
        return int(Product.select(fn.COUNT(Product.id)).where(*self._conditions()).scalar())

    def total(self) -> int:
        """The number of products before any search."""
        return ProductListing(active=self.active).count()

    def read(
        self,
        limit: int,
        *,
        after: ProductRow | None = None,
        before: ProductRow | None = None,
        at: ProductRow | None = None,
    ) -> Sequence[ProductRow]:
        query = catalogue.selected().where(*self._conditions())
        mark = after or before or at
        if mark is not None:
            place, there = Tuple(Product.search_key, Product.id), Tuple(mark.search_key, mark.id)
            query = query.where(place > there if after else place < there if before else place >= there)
        return self._ordered(query, limit, backwards=before is not None)

    def last(self, limit: int) -> Sequence[ProductRow]:
        return self._ordered(catalogue.selected().where(*self._conditions()), limit, backwards=True)

    def _conditions(self) -> list[Any]:
        active = Product.active if self.active else ~Product.active
        return [active, *catalogue.sought(self.search)]

    def _ordered(self, query: ModelSelect, limit: int, *, backwards: bool) -> Sequence[ProductRow]:
        order = [Product.search_key, Product.id]
        found = catalogue.rows(
            query.order_by(*(key.desc() if backwards else key for key in order)).limit(limit)
        )
        return found[::-1] if backwards else found


def row_of(product: int) -> ProductRow | None:
    """The row of one product, withdrawn or not; None if there is none."""
    return next(iter(catalogue.rows(catalogue.selected().where(Product.id == product))), None)
