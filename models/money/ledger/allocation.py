"""Allocations (lettrage): which credit settles which debit, for how much. Append-only;
undone by an opposite row.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Case, Value, fn

from models.money.closings.periods import refuse_closed_period
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import Allocation, Operation
from models.requests.trail import Trail
from models.store import clock, many
from models.values import ZERO, Centimes

GROUNDS: list[Callable[[Trail], None]] = []
"""Rules that run once a request has undone ties (`reversal.GUARDS` run before). Where a decision lost what it
rests on, each repairs it or raises a `Refused`.

They know sales, returns and invoices, which this room does not:
`models.trade.cancelling.guards` registers them.
"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """One debit that a payment settled: how much of it, and how much of it remains."""

    operation: int
    number: str
    day: date
    amount: Centimes
    remaining: Centimes


def allocate(
    trail: Trail, client: int, debit: OpenItem, credit: OpenItem, amount: Centimes, day: date
) -> None:
    """Allocates a credit to a debit, from `day` on, but not before both are open."""
    allocate_all(trail, client, [(debit, credit, amount)], day)


def allocate_all(
    trail: Trail, client: int, tied: Iterable[tuple[OpenItem, OpenItem, Centimes]], day: date
) -> None:
    """Writes many allocations in one call, each for its amount. Raises `PeriodClosed`."""
    rows = [_row(trail, client, *each, day) for each in tied]
    if rows:
        refuse_closed_period(row["value_date"] for row in rows)
        many.insert(Allocation, rows)


def settle_oldest_first(
    trail: Trail,
    client: int,
    debits: Sequence[OpenItem],
    credits: Iterable[OpenItem],
    day: date,
    limit: Centimes | None = None,
) -> Centimes:
    """Uses the credits for the debits, both in the given order, up to `limit` in
    all; returns the amount used.
    """
    tied = list(pairs(debits, credits, limit))
    allocate_all(trail, client, tied, day)
    return sum((amount for _, _, amount in tied), ZERO)


def _row(
    trail: Trail, client: int, debit: OpenItem, credit: OpenItem, amount: Centimes, day: date
) -> dict[str, Any]:
    if not ZERO < amount <= min(debit.open, credit.open):
        raise ValueError(f"{amount} is more than what is open: {debit.open} / {credit.open}")
    return {
        "trail": trail,
        "client": client,
        "debit": debit.operation,
        "credit": credit.operation,
        "value_date": max(debit.since, credit.since, day),
        "amount": amount,
    }


def pairs(
    debits: Sequence[OpenItem], credits: Iterable[OpenItem], limit: Centimes | None = None
) -> Iterator[tuple[OpenItem, OpenItem, Centimes]]:
    """Pairs of a credit, a debit and an amount: the first open ones first, up to `limit` in all."""
    waiting = deque(debit for debit in debits if debit.open)
    used = ZERO
    for credit in credits:
        while waiting and credit.open and (limit is None or used < limit):
            debit = waiting[0]
            room = limit - used if limit is not None else credit.open
            amount = min(debit.open, credit.open, room)
            yield debit, credit, amount
            used += amount
            credit = credit.less(amount)
            waiting[0] = debit.less(amount)
            if not waiting[0].open:
                waiting.popleft()


def undo_all(trail: Trail, operation: Operation) -> None:
    """Undoes every allocation of an operation that was not undone, on either side."""
    undo(trail, (Allocation.debit == operation) | (Allocation.credit == operation))


def undo(trail: Trail, which: Any) -> Centimes:
    """Undoes the allocations that meet a condition and were not undone; returns their sum."""
    undoing = Allocation.alias()
    undone = undoing.select(undoing.id).where(undoing.undoes == Allocation.id)
    conditions = (which, Allocation.amount > 0, ~fn.EXISTS(undone))
    total = fn.SUM(Allocation.amount).cast("BIGINT")
    settled, latest = (
        Allocation.select(total, fn.MAX(Allocation.value_date)).where(*conditions).tuples().first()
    )
    if settled is None:
        return ZERO
    refuse_closed_period([clock.today(), max(latest, clock.today())])
    today = Allocation.value_date.db_value(clock.today())
    day = Case(None, ((Allocation.value_date > today, Allocation.value_date),), today)
    opposite = {
        Allocation.trail: Value(trail.id),
        Allocation.client: Allocation.client,
        Allocation.debit: Allocation.debit,
        Allocation.credit: Allocation.credit,
        Allocation.value_date: day,
        Allocation.amount: 0 - Allocation.amount,
        Allocation.undoes: Allocation.id,
    }
    rows = Allocation.select(*opposite.values()).where(*conditions).order_by(Allocation.id)
    Allocation.insert_from(rows, list(opposite)).execute()
    return Centimes(settled)


def refuse_without_ground(record: Trail) -> None:
    """Checks that every decision still has its ground. Called after allocations were undone,
    once the request is written.

    Raises what one of `GROUNDS` raises; the caller's transaction is then rolled back.
    """
    if not GROUNDS:
        raise LookupError("models.trade.cancelling.guards.register was not called")
    for rule in GROUNDS:
        rule(record)
