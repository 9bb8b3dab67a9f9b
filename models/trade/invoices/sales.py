"""Sales and returns with the invoice each has, and those that have none yet."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger import history
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing, OperationRow
from models.money.ledger.postings import Operation
from models.money.ledger.reversal import is_reversed
from models.trade.global_invoices.table import on_any_invoice, on_global_invoice
from models.trade.invoices.kinds import has_goods
from models.trade.invoices.table import Invoice
from models.trade.returns.table import SaleReturn
from models.trade.sales.listing import SaleListing


@dataclass(frozen=True, slots=True)
class BilledRow(OperationRow):
    """A sale with the number of its invoice, or of the facture globale it is on; empty for neither."""

    invoice: str = ""


@dataclass(frozen=True, slots=True)
class BilledSales(SaleListing):
    """A `Listing` of the sales of a client, each with its invoice."""

    def read(
        self,
        limit: int,
        *,
        after: OperationRow | None = None,
        before: OperationRow | None = None,
        at: OperationRow | None = None,
    ) -> Sequence[BilledRow]:
        return _billed(SaleListing.read(self, limit, after=after, before=before, at=at))

    def last(self, limit: int) -> Sequence[BilledRow]:
        return _billed(SaleListing.last(self, limit))


@dataclass(frozen=True, slots=True)
class UnbilledSales(SaleListing):
    """A `Listing` of the sales of a client that can have an invoice: of services only, or with goods."""

    services: bool = False

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        goods = has_goods(Operation.id)
        return SaleListing._narrowed(self, query).where(*_unbilled(), ~goods if self.services else goods)


@dataclass(frozen=True, slots=True)
class UnbilledReturns(OperationListing):
    """A `Listing` of the returns of a client that can have a credit note: a facture globale lowers its own
    sales.
    """

    kinds: tuple[OperationKind, ...] = (OperationKind.RETURN,)

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        lowers = SaleReturn.select(SaleReturn.operation).where(
            SaleReturn.operation == Operation.id, on_global_invoice(SaleReturn.sale)
        )
        return OperationListing._narrowed(self, query).where(*_unbilled(), ~fn.EXISTS(lowers))


def one(sale: int) -> BilledRow:
    """The row of one sale."""
    return _billed([history.one(sale)])[0]


def _billed(rows: Sequence[OperationRow]) -> list[BilledRow]:
    numbers = on_any_invoice([row.id for row in rows])
    return [
        BilledRow(
            **{each.name: getattr(row, each.name) for each in fields(row)}, invoice=numbers.get(row.id, "")
        )
        for row in rows
    ]


def _unbilled() -> tuple[Any, ...]:
    """The conditions that an operation stands, and is billed by nothing."""
    own = Invoice.select(Invoice.id).where(Invoice.operation == Operation.id)
    return ~is_reversed(Operation.id), ~fn.EXISTS(own), ~on_global_invoice(Operation.id)
