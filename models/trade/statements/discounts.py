"""The discounts granted in the period of a relevé."""

from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.trade.prices.amounts import saved
from models.trade.returns.figures import columns_of_return
from models.trade.returns.table import ReturnLine
from models.trade.sales.detail import SoldLine, columns_of
from models.trade.sales.table import SaleLine
from models.values import Centimes


def granted(*ours: Any) -> Centimes:
    """The settlement and line discounts of these operations (conditions on `Operation`).

    Less what was cancelled or came back. A goodwill credit is no discount.
    """
    done_or_cancelled = fn.COALESCE(Operation.reverses, Operation.id)
    sold = (
        SaleLine.select(Operation.reverses, *columns_of(SaleLine))
        .join(Operation, on=SaleLine.sale == done_or_cancelled)
        .where(SaleLine.discount > 0, *ours)
    )
    back = (
        ReturnLine.select(Operation.reverses, *columns_of_return())
        .join(SaleLine, on=ReturnLine.sale_line == SaleLine.id)
        .join(Operation, on=ReturnLine.document == done_or_cancelled)
        .where(SaleLine.discount > 0, *ours)
    )
    return Centimes(_at_payments(ours) + _on_lines(sold) - _on_lines(back))


def _at_payments(ours: tuple[Any, ...]) -> int:
    given = Operation.alias()
    gesture = given.select(given.id).where(
        given.id == fn.COALESCE(Operation.reverses, Operation.id), given.kind == OperationKind.CREDIT_NOTE
    )
    return int(
        Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT"))
        .join(Operation)
        .where(Posting.account == Account.DISCOUNTS, ~fn.EXISTS(gesture), *ours)
        .scalar()
    )


def _on_lines(rows: ModelSelect) -> int:
    return sum(int(saved(SoldLine(*line))) * (-1 if cancelled else 1) for cancelled, *line in rows.tuples())
