"""What a client still owes of a facture globale that is billed to them; for an organism see `organisms`.

*Remaining* ("Reste") is the open amount of its sales less the available amount of its returns. A return that
settled a sale outside the invoice, or was refunded, does not lower what is to be paid here: that amount is
added, and shown separately as *elsewhere*. So remaining = total + elsewhere - settled; and the remaining
amounts of all documents add up to what the client owes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.postings import Allocation
from models.store import many
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class Remaining:
    """The figures of one invoice. `settled` + `remaining` is its total + `elsewhere`."""

    total: Centimes
    remaining: Centimes
    elsewhere: Centimes = ZERO
    """What its returns settled or gave back outside the invoice."""

    @property
    def settled(self) -> Centimes:
        """What came from outside, such as money. If more came than is due, the rest is an avoir."""
        return self.total + self.elsewhere - self.remaining


def remaining_of(invoices: Sequence[int], *, before: int | None = None) -> dict[int, Remaining]:
    """The figures of each of these, at present; or as they were before this trail."""
    earlier = () if before is None else (Allocation.trail < before,)
    sales = _per_invoice(GlobalInvoiceItem.operation == Allocation.debit, invoices, earlier)
    returns = _per_invoice(GlobalInvoiceItem.operation == Allocation.credit, invoices, earlier)
    inside = _inside(invoices, earlier)
    totals = GlobalInvoice.select(GlobalInvoice.id, GlobalInvoice.total).where(
        many.among(GlobalInvoice.id, invoices)
    )
    found = {}
    for invoice, total in totals.tuples():
        within = inside.get(invoice, 0)
        came, elsewhere = sales.get(invoice, 0) - within, returns.get(invoice, 0) - within
        remaining = max(total - came + elsewhere, 0)
        found[invoice] = Remaining(Centimes(total), Centimes(remaining), Centimes(elsewhere))
    return found


def _per_invoice(tied: Any, invoices: Sequence[int], earlier: tuple[Any, ...]) -> dict[int, int]:
    """For each invoice: how much of its documents on that side of an allocation is settled or used."""
    return _sums(GlobalInvoiceItem.select().join(Allocation, on=tied), invoices, earlier)


def _inside(invoices: Sequence[int], earlier: tuple[Any, ...]) -> dict[int, int]:
    """For each invoice: how much of its sales its own returns settled."""
    back = GlobalInvoiceItem.alias()
    ties = (
        GlobalInvoiceItem.select()
        .join(Allocation, on=GlobalInvoiceItem.operation == Allocation.debit)
        .join(back, on=(back.operation == Allocation.credit) & (back.invoice == GlobalInvoiceItem.invoice))
    )
    return _sums(ties, invoices, earlier)


def _sums(ties: ModelSelect, invoices: Sequence[int], earlier: tuple[Any, ...]) -> dict[int, int]:
    rows = (
        ties.select(GlobalInvoiceItem.invoice, fn.SUM(Allocation.amount).cast("BIGINT"))
        .where(many.among(GlobalInvoiceItem.invoice, invoices), *earlier)
        .group_by(GlobalInvoiceItem.invoice)
    )
    return dict(rows.tuples())
