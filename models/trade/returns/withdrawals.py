"""The share of settlement discounts that a return takes back (INV-16, INV-21).

A discount is shared over what was open of the sale when it was granted: goods returned before have no part of
it. A later return takes back its share, to the nearest centime, until nothing of the discount is left.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peewee import JOIN, ModelSelect, fn

from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.trade.returns.table import SaleReturn
from models.values import ZERO, Centimes

NOW = sys.maxsize
"""A request later than all existing ones."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """An allocation that settles the sale, or undoes one. `request` is the id of its
    trail, which gives the order.
    """

    request: int
    credit: int
    is_discount: bool
    amount: Centimes


@dataclass(frozen=True, slots=True)
class Returned:
    """A return of the sale, its amount and what it took back; `cancelled` is the
    request that cancelled it.
    """

    number: str
    request: int
    worth: Centimes
    withdrawn: Centimes
    cancelled: int | None

    def stood(self, request: int) -> bool:
        """Whether it existed, not cancelled, at this request."""
        return self.request < request and (self.cancelled is None or self.cancelled >= request)


@dataclass(frozen=True, slots=True)
class _Granted:
    """A discount on the sale, and the amount it was shared over."""

    request: int
    amount: Centimes
    shared_over: Centimes

    def share(self, worth: Centimes) -> Centimes:
        """What returns of this amount take back of it in all."""
        if worth >= self.shared_over:
            return self.amount
        amount, among = int(self.amount), int(self.shared_over)
        return Centimes((2 * amount * int(worth) + among) // (2 * among))


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """All discounts, allocations and returns of one sale, in the order of requests."""

    client: int
    total: Centimes
    settled: Sequence[_Settled]
    returns: Sequence[Returned]

    def due(self, worth: Centimes, request: int = NOW) -> Centimes:
        """What a return of this amount takes back at this request."""
        present = [each for each in self.returns if each.stood(request)]
        wanted = ZERO
        for discount in self._granted(request):
            since = sum((each.worth for each in present if each.request > discount.request), ZERO)
            wanted += discount.share(since + worth)
        taken = sum((each.withdrawn for each in present), ZERO)
        return min(max(wanted - taken, ZERO), worth)

    def wrong(self) -> Iterator[tuple[Returned, Centimes]]:
        """The returns (not cancelled) that took back another amount than their share, with that share."""
        for each in self.returns:
            due = self.due(each.worth, each.request)
            if each.cancelled is None and due != each.withdrawn:
                yield each, due

    def _granted(self, request: int) -> list[_Granted]:
        """The discounts in force at this request."""
        rows: dict[int, list[_Settled]] = {}
        for row in self.settled:
            if row.is_discount and row.request < request:
                rows.setdefault(row.credit, []).append(row)
        amounts = {first[0].request: sum((row.amount for row in first), ZERO) for first in rows.values()}
        return [
            _Granted(granted, amount, self._shared_over(granted))
            for granted, amount in amounts.items()
            if amount > 0
        ]

    def _shared_over(self, request: int) -> Centimes:
        """The open amount of goods not returned at this request."""
        settled = sum((row.amount for row in self.settled if row.request < request), ZERO)
        gone = sum((each.worth for each in self.returns if each.stood(request)), ZERO)
        return self.total - max(settled, gone)


def of_sale(sale: int) -> Withdrawals:
    """What concerns the discounts of a sale."""
    return next(of_sales(Operation.select(Operation.id).where(Operation.id == sale)))


def of_sales(sales: ModelSelect) -> Iterator[Withdrawals]:
    """The same for all sales of a query, in three statements."""
    settled, back = _settled(sales), _returns(sales)
    rows = Posting.select(Posting.operation, Posting.client, Posting.amount).where(
        Posting.operation.in_(sales), Posting.account == Account.RECEIVABLE
    )
    for key, client, total in rows.order_by(Posting.operation).tuples():
        yield Withdrawals(client, total, settled.get(key, ()), back.get(key, ()))


def _settled(sales: ModelSelect) -> dict[int, list[_Settled]]:
    rows = (
        Allocation.select(
            Allocation.debit,
            Allocation.trail,
            Allocation.credit,
            Operation.kind == OperationKind.DISCOUNT,
            Allocation.amount,
        )
        .join(Operation, on=Allocation.credit == Operation.id)
        .where(Allocation.debit.in_(sales))
        .order_by(Allocation.id)
    )
    found: dict[int, list[_Settled]] = {}
    for sale, *row in rows.tuples():
        found.setdefault(sale, []).append(_Settled(*row))
    return found


def _returns(sales: ModelSelect) -> dict[int, list[Returned]]:
    reversal, part, own = Operation.alias(), Operation.alias(), Posting.alias()
    withdrawn = (
        part.select(fn.COALESCE(fn.SUM(own.amount), 0).cast("BIGINT"))
        .join(own, on=(own.operation == part.id) & (own.account == Account.RECEIVABLE))
        .where(part.part_of == Operation.id, part.kind == OperationKind.DISCOUNT)
    )
    rows = (
        SaleReturn.select(
            *(SaleReturn.sale, Operation.number, Operation.trail, 0 - Posting.amount),
            *(withdrawn, reversal.trail),
        )
        .join(Operation, on=SaleReturn.operation == Operation.id)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .join_from(Operation, reversal, JOIN.LEFT_OUTER, on=reversal.reverses == Operation.id)
        .where(SaleReturn.sale.in_(sales))
        .order_by(Operation.id)
    )
    found: dict[int, list[Returned]] = {}
    for sale, *row in rows.tuples():
        found.setdefault(sale, []).append(Returned(*row))
    return found
