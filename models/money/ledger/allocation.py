"""Lettrage: which credit settles which debit, for how much. Append-only; undone by an opposite row."""

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
"""Each mends, or raises a `Refused`, where what stands has lost what it rests on, by what a request untied.

They know sales, returns and invoices, which this room does not: `models.trade.cancelling.guards` fills them
in.
"""


@dataclass(frozen=True, slots=True)
class Settlement:
    """One line of what a payment settled: so much of this debit, so much left on it."""

    operation: int
    number: str
    day: date
    amount: Centimes
    remaining: Centimes


def allocate(
    trail: Trail, client: int, debit: OpenItem, credit: OpenItem, amount: Centimes, day: date
) -> None:
    """Ties a credit to a debit. It counts from the day both are open, or from a later one."""
    allocate_all(trail, client, [(debit, credit, amount)], day)


def allocate_all(
    trail: Trail, client: int, tied: Iterable[tuple[OpenItem, OpenItem, Centimes]], day: date
) -> None:
    """Ties many debits and credits, each for an amount, at once. Raises `PeriodClosed`."""
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
    """Uses the credits for the debits, both as ordered, up to `limit` in all; returns what was used."""
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
    """Which credit settles which debit, for how much: the first open ones first, up to `limit` in all."""
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
    """Undoes every standing allocation of an operation, on either side."""
    undo(trail, (Allocation.debit == operation) | (Allocation.credit == operation))


def undo(trail: Trail, which: Any) -> Centimes:
    """Undoes the standing allocations that fit a condition; returns how much they settled."""
    undone = Allocation.select(Allocation.undoes).where(Allocation.undoes.is_null(False), which)
    standing = (which, Allocation.amount > 0, Allocation.id.not_in(undone))
    total = fn.SUM(Allocation.amount).cast("BIGINT")
    settled, latest = (
        Allocation.select(total, fn.MAX(Allocation.value_date)).where(*standing).tuples().first()
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
    rows = Allocation.select(*opposite.values()).where(*standing).order_by(Allocation.id)
    Allocation.insert_from(rows, list(opposite)).execute()
    return Centimes(settled)


def refuse_without_ground(left: Trail) -> None:
    """Called by whoever undid ties, once all of a request is written: what stands must still have its ground.

    Raises what one of `GROUNDS` raises; then the caller's transaction writes nothing.
    """
    if not GROUNDS:
        raise LookupError("models.trade.cancelling.guards.register was not called")
    for rule in GROUNDS:
        rule(left)
