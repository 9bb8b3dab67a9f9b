"""Cancels an operation with an opposite one that names it (INV-03)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from peewee import JOIN, fn

from models.money.ledger import attribution
from models.money.ledger.accounts import OperationKind
from models.money.ledger.allocation import allocate, refuse_without_ground, undo_all
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.open_items import item
from models.money.ledger.postings import Allocation, Operation, Posting, post
from models.people.clients.aliases import survivor_of
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.connection import engine
from models.store.text import check_text

VERB = "reversal.reverse"


@dataclass
class NoSuchOperation(Refused):
    """There is no operation of this number."""

    operation: int
    sentence: ClassVar[str] = N_("There is no operation {operation}.")


@dataclass
class AlreadyReversed(Refused):
    """An operation is reversed at most once (INV-03)."""

    number: str
    by: str
    sentence: ClassVar[str] = N_("{number} was already cancelled by {by}.")


@dataclass
class CannotReverse(Refused):
    """A reversal cannot be reversed, nor a part without its whole (INV-03)."""

    number: str
    sentence: ClassVar[str] = N_("{number} cannot be cancelled by itself.")


@dataclass
class PaidBack(Refused):
    """An avoir cannot be cancelled while a refund of it is out (INV-17)."""

    number: str
    by: str
    sentence: ClassVar[str] = N_("{number} was paid back with {by}. Cancel that refund first.")


@dataclass
class SettledWithDiscount(Refused):
    """The sale was settled with a discount: cancelling the sale alone would turn the discount into
    an avoir nobody paid for.
    """

    number: str
    by: str
    sentence: ClassVar[str] = N_("{number} was paid with a discount. Cancel {by} first.")


Guard = Callable[[Operation], None]
"""A check that raises a `Refused` where an operation may not be cancelled, for a reason
that this room does not know.
"""

GUARDS: list[Guard] = []
"""Asked before anything is written; `allocation.GROUNDS` are asked after. Rules of the rooms above come
from `models.trade.cancelling.guards`."""

Follower = Callable[[Trail, Operation], None]
"""Writes what becomes of something else once an operation was cancelled; it gets the request and the
original.
"""

FOLLOWED: list[Follower] = []
"""Called after an operation was cancelled, in its transaction, by rooms above as `GUARDS` are."""

_GUARDED = (OperationKind.SALE, OperationKind.RETURN, OperationKind.BILLING)
"""Kinds that have guards: they cannot be cancelled unless guards are registered."""


def reversed_first(done: Trail) -> str:
    """The number of the reversal of a request; the first one if it cancelled several operations."""
    wrote = Operation.select().where(Operation.trail == done, Operation.part_of.is_null())
    return str(wrote.order_by(Operation.id).first().number)


@verb(VERB, Right.CANCEL, answers=reversed_first)
def reverse(operation: int, reason: str, *, by: By) -> str:
    """Cancels an operation and its parts; returns the number of the reversal.

    What it settled is unpaid again, what settled it is available again. It may pass the ceiling: a correction
    says what is true. Its day is today, or that of the original where a clock that was ahead dated it later:
    neither counts without the other.

    Raises `Missing` (a reason is required), `AlreadyReversed`, `CannotReverse`, `PaidBack`,
    `SettledWithDiscount`, `NoSuchOperation`, `DayClosed`, `PeriodClosed`, `ClientBlocked`, `ClientArchived`,
    or what one of `GUARDS` or of `allocation.GROUNDS` raises.
    """
    note = checked_reason(reason)
    original = reversible(operation)
    record = trail.leave(by, client=account_of(original))
    return str(undo(record, original, note).number)


def checked_reason(reason: str) -> str:
    """The reason of a cancellation, trimmed. Raises `Missing`."""
    note = check_text("note", reason)
    if not note:
        raise Missing("note")
    return note


def reversible(operation: int) -> Operation:
    """An operation that may be cancelled, with its client locked. Raises what `reverse` raises about it."""
    original: Operation | None = Operation.get_or_none(Operation.id == operation)
    if original is None:
        raise NoSuchOperation(operation)
    if original.client_id is not None:
        lock_for_operation(original.client_id)
    else:  # The payment of an organism has no client to lock.
        engine().serialise(f"operation {operation}")
    _refuse_if_not_reversible(original)
    return original


def account_of(original: Operation) -> int | None:
    """The client on whose account an operation counts at present, None where it is on nobody's."""
    return None if original.client_id is None else survivor_of(original.client_id)


def undo(record: Trail, original: Operation, note: str) -> Operation:
    """Cancels an operation and its parts, inside the transaction of a verb that has checked its own rules and
    whose trail names the client.

    Raises what one of `allocation.GROUNDS` raises where a decision rests on what the operation settled.
    """
    whole = _reverse_one(record, original, note, None)
    for part in original.parts:
        if not part.reversals.exists():
            _reverse_one(record, part, note, whole)
    attribution.follow_reversed(whole)
    for follower in FOLLOWED:
        follower(record, original)
    refuse_without_ground(record)
    return whole


def is_reversed(operation: Any) -> Any:
    """Whether an operation was cancelled, as a condition on the column of a query that names it."""
    by = Operation.alias()
    return fn.EXISTS(by.select(by.id).where(by.reverses == operation))


def refuse_if_reversed(original: Operation) -> None:
    """Raises `AlreadyReversed`."""
    by = original.reversals.first()
    if by is not None:
        raise AlreadyReversed(original.number, by.number)


def _refuse_if_not_reversible(original: Operation) -> None:
    refuse_if_reversed(original)
    if original.kind is OperationKind.REVERSAL or original.part_of_id is not None:
        raise CannotReverse(original.number)
    if original.kind in _GUARDED and not GUARDS:
        raise LookupError("models.trade.cancelling.guards.register was not called")
    for guard in GUARDS:
        guard(original)
    _refuse_if_paid_back(original)
    _refuse_if_discounted(original)


def _refuse_if_discounted(original: Operation) -> None:
    """A payment with a discount is cancelled before what it settled, and the discount with it (INV-16)."""
    payment = Operation.alias()
    by = fn.COALESCE(payment.number, Operation.number)
    granted = (
        Allocation.select(by)
        .join(Operation, on=Allocation.credit == Operation.id)
        .join(payment, JOIN.LEFT_OUTER, on=Operation.part_of == payment.id)
        .where(Allocation.debit == original, Operation.kind == OperationKind.DISCOUNT)
        .group_by(Operation.id, by)
        .having(fn.SUM(Allocation.amount) > 0)
        .order_by(Operation.id)
        .tuples()
    )
    for (number,) in granted:
        raise SettledWithDiscount(original.number, number)


def _refuse_if_paid_back(original: Operation) -> None:
    """A refund that is a part of the operation is cancelled with it; a later
    refund must be cancelled first.
    """
    paid_back = (
        Allocation.select(Operation.number)
        .join(Operation, on=Allocation.debit == Operation.id)
        .where(
            Allocation.credit == original,
            Operation.kind == OperationKind.REFUND,
            fn.COALESCE(Operation.part_of, 0) != original.id,
        )
        .group_by(Operation.id, Operation.number)
        .having(fn.SUM(Allocation.amount) > 0)
        .order_by(Operation.id)
        .tuples()
    )
    for (number,) in paid_back:
        raise PaidBack(original.number, number)


def _reverse_one(record: Trail, original: Operation, note: str, part_of: Operation | None) -> Operation:
    undo_all(record, original)
    opposite = post(
        record,
        OperationKind.REVERSAL,
        {posting.account: -posting.amount for posting in original.postings.order_by(Posting.id)},
        client=record.client_id if original.client_id is not None else None,
        value_date=max(clock.today(), original.value_date),
        note=note,
        part_of=part_of,
        reverses=original,
    )
    if Posting.select().where(Posting.operation == opposite, Posting.client.is_null(False)).exists():
        _close_against(record, original, opposite)
    return opposite


def _close_against(record: Trail, original: Operation, opposite: Operation) -> None:
    """Allocates the operation and its reversal to each other, so that neither stays open."""
    sides = [item(original.id), item(opposite.id)]
    owed = Posting.get(Posting.operation == original, Posting.client.is_null(False)).amount > 0
    debit, credit = sides if owed else sides[::-1]
    allocate(record, record.concerned(), debit, credit, debit.open, clock.today())
