"""The list of a client's sales, filtered also by the site that they went to (doc-filters).

A sale says nothing of a site itself: it went where the documents went that became it.
"""

from dataclasses import dataclass

from peewee import ModelSelect

from models.money.ledger.postings import Operation
from models.trade.documents.delivery import NO_SITE, Delivery
from models.trade.documents.table import DocumentStep
from models.trade.invoices.sales import BilledSales


@dataclass(frozen=True, slots=True)
class SoldListing(BilledSales):
    """A `BilledSales`; `site` leaves the sales that went to this site, or with `NO_SITE` to none."""

    site: int | None = None

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        query = BilledSales._narrowed(self, query)
        if self.site is None:
            return query
        went = (
            DocumentStep.select(DocumentStep.sale)
            .join(Delivery, on=Delivery.document == DocumentStep.document)
            .where(DocumentStep.sale.is_null(False))
        )
        if self.site == NO_SITE:
            return query.where(Operation.id.not_in(went.where(Delivery.site.is_null(False))))
        return query.where(Operation.id.in_(went.where(Delivery.site == self.site)))
