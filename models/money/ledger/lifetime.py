"""What a client was ever invoiced and ever paid, and what each of the last twelve months brought.

Every operation of an account is in one of three groups: it was invoiced, it was paid, or it is something
else. So the three together are the balance (dash-metrics).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import about, fiches_of, one_of
from models.store import clock
from models.store.connection import engine
from models.values import ZERO, Centimes

MONTHS = 12
INVOICED = (OperationKind.SALE, OperationKind.RETURN)
PAID = (OperationKind.PAYMENT, OperationKind.ADVANCE, OperationKind.REFUND)
_OTHERS = tuple(kind for kind in OperationKind if kind not in (*INVOICED, *PAID, OperationKind.REVERSAL))


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """What was invoiced in a month, less what came back or was cancelled in it; it may be below 0."""

    month: date
    """Its first day."""
    invoiced: Centimes


@dataclass(frozen=True, slots=True)
class AccountTotals:
    """The totals of an account since its first operation.

    Attributes:
        invoiced: sales less returns and cancelled sales; no advance, no adjustment
        paid: money received less money paid back
        other: what else moved the balance: discounts, adjustments, what was owed before, what an organism
            took over, goodwill credits; positive where it raised what the client owes
        months: the last twelve months, the present one last, by value date
    """

    invoiced: Centimes
    paid: Centimes
    other: Centimes
    months: tuple[MonthFigure, ...]

    @property
    def balance(self) -> Centimes:
        """What the client owes; negative for a credit. The sum of all operations (INV-02)."""
        return self.invoiced - self.paid + self.other


def totals(client: int) -> AccountTotals:
    """The totals of a client's account, in four statements that read covering indexes only.

    What was invoiced is the sum of the account less every other kind of operation: sales are by far the most
    operations of an account, and the sum of all is one scan of an index, while the kind of each is a seek.
    """
    first = _first_month()
    with engine().reading():
        everything = _everything(client)
        moved = dict(_by_kind(client))
        cancelled = list(_cancelled(client))
        sold = list(_sold_since(client, first))
    for kind, _day, amount in cancelled:
        moved[kind] = moved.get(kind, ZERO) + amount
    paid = -_of(moved, PAID)
    other = _of(moved, _OTHERS)
    cancelled_sales = [(day, amount) for kind, day, amount in cancelled if kind in INVOICED]
    return AccountTotals(everything + paid - other, paid, other, _by_month(first, [*sold, *cancelled_sales]))


def _of(moved: dict[OperationKind, Centimes], kinds: Iterable[OperationKind]) -> Centimes:
    return sum((moved.get(kind, ZERO) for kind in kinds), ZERO)


def _everything(client: int) -> Centimes:
    """The sum of all operations."""
    added = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")
    return Centimes(Posting.select(added).where(about(Posting.client, client)).scalar())


def _by_kind(client: int) -> Iterable[tuple[OperationKind, Centimes]]:
    """What each kind that is neither sold, brought back nor cancelled moved."""
    rows = _operations(client, (*PAID, *_OTHERS), Operation.kind).group_by(Operation.kind)
    return ((kind, Centimes(amount)) for kind, amount in rows.tuples())


def _cancelled(client: int) -> Iterable[tuple[OperationKind, date, Centimes]]:
    """What cancellations moved: the kind of what was cancelled, and the day of the cancellation."""
    original = Operation.alias()
    rows = (
        _operations(client, (OperationKind.REVERSAL,), original.kind, Operation.value_date)
        .join(original, on=Operation.reverses == original.id)
        .group_by(original.kind, Operation.value_date)
    )
    return ((kind, day, Centimes(amount)) for kind, day, amount in rows.tuples())


def _sold_since(client: int, first: date) -> Iterable[tuple[date, Centimes]]:
    """What was sold and what came back, by day. Grouped in the order of the index that holds all of it."""
    rows = _operations(client, INVOICED, Operation.value_date).where(Operation.value_date >= first)
    rows = rows.group_by(Operation.kind, Operation.value_date)
    return ((day, Centimes(amount)) for day, amount in rows.tuples())


def _operations(client: int, kinds: Sequence[OperationKind], *columns: Any) -> ModelSelect:
    """Columns of operations of these kinds, and the sum of what they moved.

    The amount is a subquery, so that every engine begins with the operations of these kinds and not with all
    postings of the client (optimizer fence).
    """
    fiches = fiches_of(client)
    owed = one_of(Posting.client, fiches)
    moved = Posting.select(Posting.amount).where(owed, Posting.operation == Operation.id)
    rows = Operation.select(*columns, fn.SUM(moved).cast("BIGINT"))
    return rows.where(one_of(Operation.client, fiches), Operation.kind.in_(kinds))


def _first_month() -> date:
    today = clock.today()
    return _month(today.year * 12 + today.month - MONTHS)


def _month(number: int) -> date:
    """The first day of a month that is counted from year 0."""
    return date(number // 12, number % 12 + 1, 1)


def _by_month(first: date, moved: Iterable[tuple[date, Centimes]]) -> tuple[MonthFigure, ...]:
    begins = first.year * 12 + first.month - 1
    sums = dict.fromkeys((_month(begins + each) for each in range(MONTHS)), ZERO)
    for day, amount in moved:
        month = day.replace(day=1)
        if month in sums:
            sums[month] += amount
    return tuple(MonthFigure(month, amount) for month, amount in sums.items())
