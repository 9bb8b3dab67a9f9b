"""The lists of sales and of invoices, filtered also by the site that the goods went to (doc-filters).

A sale says nothing of a site itself: it went where the documents went that became it.
"""

from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.postings import Operation
from models.trade.documents.delivery import NO_SITE, Delivery
from models.trade.documents.table import DocumentStep
from models.trade.invoices.listing import InvoiceListing
from models.trade.invoices.sales import BilledSales
from models.trade.returns.table import SaleReturn


@dataclass(frozen=True, slots=True)
class SoldListing(BilledSales):
    """A `BilledSales`; `site` leaves the sales that went to this site, or with `NO_SITE` to none."""

    site: int | None = None

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        query = BilledSales._narrowed(self, query)
        return query if self.site is None else query.where(_went(Operation.id, self.site))


@dataclass(frozen=True, slots=True)
class InvoicedListing(InvoiceListing):
    """An `InvoiceListing`; `site` leaves what bills goods that went to this site, or with `NO_SITE` to
    none. A credit note is of the site of the sale that came back.
    """

    site: int | None = None

    def _narrowed(self, table: Any, query: ModelSelect, *own: Any) -> ModelSelect:
        query = InvoiceListing._narrowed(self, table, query, *own)
        if self.site is None:
            return query
        came_back = SaleReturn.select(SaleReturn.sale).where(SaleReturn.operation == table.operation)
        return query.where(_went(fn.COALESCE(came_back, table.operation), self.site))


def _went(sale: Any, site: int) -> Any:
    """The condition that a sale went to this site, or with `NO_SITE` to none."""
    went = (
        DocumentStep.select(DocumentStep.sale)
        .join(Delivery, on=Delivery.document == DocumentStep.document)
        .where(DocumentStep.sale.is_null(False))
    )
    if site == NO_SITE:
        return sale.not_in(went.where(Delivery.site.is_null(False)))
    return sale.in_(went.where(Delivery.site == site))
