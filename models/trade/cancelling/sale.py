"""Cancelling a sale, and with it what was paid at the counter in the same stroke."""

from dataclasses import dataclass

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import NoSuchOperation, is_reversed
from models.requests.trail import Trail
from models.store.connection import transaction
from models.trade.cancelling import guards
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class PaidAtOnce:
    """The payment that was taken together with a sale."""

    operation: int
    number: str
    amount: Centimes


def cancel(sale: int, reason: str, *, with_payment: bool = False, staff: int, op_id: str) -> str:
    """Reverses a sale; returns the number of the reversal. What had paid it is available again (INV-03).

    With `with_payment` the payment taken together with it is reversed as well: the money goes back over the
    counter. Raises `NoSuchOperation` where it is no sale, and what `reversal.reverse` raises.
    """
    with transaction():
        if not Operation.select().where(Operation.id == sale, Operation.kind == OperationKind.SALE).exists():
            raise NoSuchOperation(sale)
        again = Trail.select().where(Trail.op_id == op_id).exists()
        paid = paid_at_once(sale) if with_payment and not again else None
        besides = "payment" if with_payment else ""
        number = guards.cancel(sale, reason, besides=besides, staff=staff, op_id=op_id)
        if paid is not None:
            guards.cancel(paid.operation, reason, staff=staff, op_id=f"{op_id}-payment")
    return number


def paid_at_once(sale: int) -> PaidAtOnce | None:
    """What was paid together with this sale; None where nothing was, or that was cancelled since."""
    sold = Operation.alias()
    row = (
        Operation.select(Operation.id, Operation.number, Posting.amount)
        .join(Posting)
        .join_from(Operation, sold, on=sold.trail == Operation.trail)
        .where(
            sold.id == sale,
            Operation.kind == OperationKind.PAYMENT,
            Posting.client.is_null(False),
            ~is_reversed(Operation.id),
        )
        .tuples()
        .first()
    )
    return PaidAtOnce(row[0], row[1], Centimes(-row[2])) if row else None
