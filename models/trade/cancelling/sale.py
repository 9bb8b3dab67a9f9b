"""Cancels a sale, and on request the payment that was taken together with it."""

from dataclasses import dataclass

from models.money.ledger import reversal
from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import NoSuchOperation, is_reversed
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.trade.cancelling import guards
from models.values import Centimes

VERB = "sales.cancel"


@dataclass(frozen=True, slots=True)
class PaidAtOnce:
    """The payment taken together with a sale."""

    operation: int
    number: str
    amount: Centimes


@verb(VERB, Right.CANCEL, answers=reversal.reversed_first)
def cancel(sale: int, reason: str, *, with_payment: bool = False, by: By) -> str:
    """Reverses a sale; returns the number of the reversal. What had paid it is available again (INV-03).

    With `with_payment`, the payment taken together with it is reversed as well, and its money goes back over
    the counter. Raises `NoSuchOperation` if it is no sale, and what `reversal.reverse` raises.
    """
    if not Operation.select().where(Operation.id == sale, Operation.kind == OperationKind.SALE).exists():
        raise NoSuchOperation(sale)
    note = reversal.checked_reason(reason)
    sold = guards.reversible(sale)
    paid = paid_at_once(sale) if with_payment else None
    record = trail.leave(by, client=reversal.account_of(sold))
    number = reversal.undo(record, sold, note).number
    if paid is not None:
        reversal.undo(record, guards.reversible(paid.operation), note)
    return str(number)


def paid_at_once(sale: int) -> PaidAtOnce | None:
    """The payment taken together with this sale; None if there was none, or it was cancelled since."""
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
