"""A return with all details: its sale, its lines, and where its amount went."""

from dataclasses import dataclass

from models.money.ledger import history
from models.money.ledger.accounts import MODE_ACCOUNT, OperationKind, PaymentMode
from models.money.ledger.history import Link, OperationRow
from models.money.ledger.postings import Operation
from models.trade.prices.amounts import VatBasis
from models.trade.returns import figures as returned
from models.trade.returns.table import SaleReturn
from models.trade.sales.detail import SoldLine
from models.values import ZERO, Centimes

_MODE_OF = {account: mode for mode, account in MODE_ACCOUNT.items()}


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that was paid back with a return."""

    number: str
    amount: Centimes
    mode: PaymentMode


@dataclass(frozen=True, slots=True)
class ReturnDetail:
    """A return, to whom it was issued, its lines, and where its amount went.

    `settles` is what it settled of its own sale; `refund` is the money paid back in the same request.
    """

    row: OperationRow
    sale: int
    sale_number: str
    client_name: str
    lines: tuple[SoldLine, ...]
    used_for: tuple[Link, ...]
    refund: Refund | None
    vat_basis: VatBasis = VatBasis.INCLUDED

    @property
    def settles(self) -> Centimes:
        return sum((link.amount for link in self.used_for if link.operation == self.sale), ZERO)


def detail(document: int) -> ReturnDetail:
    """The return with this operation number."""
    issued = SaleReturn.get_by_id(document)
    sale = Operation.get_by_id(issued.sale_id)
    return ReturnDetail(
        row=history.one(document),
        sale=sale.id,
        sale_number=sale.number,
        client_name=issued.client_name,
        lines=tuple(returned.lines([document]).get(document, ())),
        used_for=tuple(history.links(document)),
        refund=_refund(document),
        vat_basis=issued.sale.vat_basis,
    )


def _refund(document: int) -> Refund | None:
    part = Operation.get_or_none(Operation.part_of == document, Operation.kind == OperationKind.REFUND)
    if part is None:
        return None
    row = history.one(part.id)
    return Refund(row.number, row.amount, _MODE_OF[row.modes[0]])
