"""What belongs to one sale, and so is for one contact: its payment at once, its returns, what was paid back
of them, the parts and the reversal of each.
"""

from collections.abc import Collection, Iterator
from typing import Any

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Allocation, Operation
from models.store import many
from models.trade.returns.table import SaleReturn


def origin(operation: Operation) -> Operation:
    """What an operation belongs to: the sale of a return, the avoir of a refund, the original of a reversal;
    itself where it belongs to nothing else.
    """
    above = _above(operation)
    return operation if above is None else origin(Operation.get_by_id(above))


def belonging(root: Operation) -> list[int]:
    """All operations that belong to one that belongs to nothing else, itself among them, oldest first."""
    found = {root.id, *_paid_at_once(root)}
    reached: Collection[int] = found
    while reached:
        reached = {key for (key,) in _below(reached).tuples()} - found
        found |= reached
    return sorted(found)


def _above(operation: Operation) -> int | None:
    if operation.reverses_id is not None:
        return int(operation.reverses_id)
    if operation.part_of_id is not None:
        return int(operation.part_of_id)
    asked = _ABOVE.get(operation.kind)
    row = asked(operation).tuples().first() if asked else None
    return row[0] if row else None


def _sale_of(operation: Operation) -> Any:
    return SaleReturn.select(SaleReturn.sale).where(SaleReturn.operation == operation.id)


def _avoir_of(operation: Operation) -> Any:
    paid_back = Allocation.debit == operation.id, Allocation.trail == operation.trail_id
    return Allocation.select(Allocation.credit).where(*paid_back).order_by(Allocation.id)


def _sold_with(operation: Operation) -> Any:
    return Operation.select(Operation.id).where(
        Operation.trail == operation.trail_id, Operation.kind == OperationKind.SALE
    )


_ABOVE = {
    OperationKind.RETURN: _sale_of,
    OperationKind.REFUND: _avoir_of,
    OperationKind.PAYMENT: _sold_with,
}


def _paid_at_once(root: Operation) -> Iterator[int]:
    if root.kind is OperationKind.SALE:
        rows = Operation.select(Operation.id).where(
            Operation.trail == root.trail_id, Operation.kind == OperationKind.PAYMENT
        )
        yield from (key for (key,) in rows.tuples())


def _below(operations: Collection[int]) -> Any:
    """What belongs to these directly; each arm is asked along an index of its own."""
    reversals = Operation.select(Operation.id).where(many.among(Operation.reverses, operations))
    parts = Operation.select(Operation.id).where(many.among(Operation.part_of, operations))
    returns = SaleReturn.select(SaleReturn.operation).where(many.among(SaleReturn.sale, operations))
    refund = Operation.alias()
    refunds = (
        Allocation.select(refund.id)
        .join(refund, on=(Allocation.debit == refund.id) & (Allocation.trail == refund.trail))
        .where(many.among(Allocation.credit, operations), refund.kind == str(OperationKind.REFUND))
    )
    return reversals.union_all(parts).union_all(returns).union_all(refunds)
