"""What was paid of an invoice and what remained when it was issued: what its paper says for ever.

Settling a client's sale needs the lock on the client's row, and so did the issue: a request with a later
trail came later, so the same allocations are counted at each reprint.
"""

from dataclasses import dataclass

from peewee import fn

from models.money.ledger.postings import Allocation
from models.trade.invoices.table import OF_SALES, Invoice
from models.trade.returns.table import SaleReturn
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class Settled:
    """The figures of one invoice when it was issued.

    Attributes:
      goods: of an invoice, what came back of the sale and lowered what was owed; of a credit note, what it
        lowered of what was owed for its sale
      paid: of an invoice, what was paid; of a credit note, what was paid back or used for something else
    """

    total: Centimes
    goods: Centimes
    paid: Centimes

    @property
    def remaining(self) -> Centimes:
        """What was still to be paid; of a credit note, what was still to be used."""
        return self.total - self.goods - self.paid


def at_issue(invoice: Invoice) -> Settled:
    """The figures of this invoice."""
    own = Allocation.debit if invoice.kind in OF_SALES else Allocation.credit
    tie = SaleReturn.select(SaleReturn.operation).where(
        SaleReturn.operation == Allocation.credit, SaleReturn.sale == Allocation.debit
    )
    amount = fn.COALESCE(fn.SUM(Allocation.amount), 0)
    earlier = Allocation.select(amount.cast("BIGINT")).where(
        own == invoice.operation_id, Allocation.trail < invoice.trail_id
    )
    goods = Centimes(earlier.where(fn.EXISTS(tie)).scalar())
    return Settled(invoice.total, goods, Centimes(earlier.scalar()) - goods)
