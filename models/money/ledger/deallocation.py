"""Deallocation: undoes an allocation (lettrage); the debit is unpaid again, the credit available again.

A payment by avoir alone leaves no operation to cancel, so this is the only way to undo it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from peewee import JOIN, fn

from models.money.ledger import allocation
from models.money.ledger.accounts import OperationKind
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.postings import Allocation, Operation
from models.people.clients.aliases import about
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.text import check_text
from models.values import Centimes

VERB = "lettrage.undo"

_BOUND = (
    OperationKind.REVERSAL,  # The two halves of a cancellation (INV-03).
    OperationKind.DISCOUNT,  # Granted for this payment, and worth nothing elsewhere (INV-16).
    OperationKind.REFUND,  # Refunded money is no avoir (INV-17).
    OperationKind.BILLING,  # The organism pays for these sales, not for others (INV-19).
)
"""Kinds whose allocations cannot be undone without cancelling the operation."""


@dataclass
class NotTied(Refused):
    """No allocation ties this credit to this debit: there never was one, or it was undone."""

    sentence: ClassVar[str] = N_("These two do not settle each other any more.")


@dataclass
class Bound(Refused):
    """One of the two operations exists only for the other: it can only be cancelled as a whole."""

    number: str
    sentence: ClassVar[str] = N_("{number} stays tied to what it settles. Cancel it as a whole.")


@dataclass
class LinkMoved(Refused):
    """The amount allocated between the two is not the amount that the person saw."""

    seen: Centimes
    now: Centimes
    sentence: ClassVar[str] = N_("This changed meanwhile: {now} is settled, not {seen}.")


@dataclass(frozen=True, slots=True)
class Undone:
    """An allocation that was undone: with which operation, how much, by whom, when and why."""

    other: str
    amount: Centimes
    author: str
    at: datetime
    reason: str


def is_bound(*kinds: OperationKind) -> bool:
    """Whether an allocation between operations of these kinds cannot be undone."""
    return any(kind in _BOUND for kind in kinds)


def _amount_of(done: Trail) -> Centimes:
    amount = Allocation.select(fn.SUM(0 - Allocation.amount).cast("BIGINT")).where(
        Allocation.trail == done, Allocation.amount < 0
    )
    return Centimes(amount.scalar())


@verb(VERB, Right.CANCEL, answers=_amount_of)
def undo(debit: int, credit: int, reason: str, *, seen: Centimes | None = None, by: By) -> Centimes:
    """Undoes all that a credit settled of a debit; returns how much that was.

    Its rows stay and opposite ones join them, so the balance does not move (INV-12). `seen` is how much
    somebody saw settled between the two. Raises `Missing` (a reason is required), `NotTied`, `Bound`,
    `LinkMoved`, `ClientBlocked`, `ClientArchived`, or what one of `allocation.GROUNDS` raises where something
    rests on this lettrage.
    """
    reason = check_text("note", reason)
    if not reason:
        raise Missing("note")
    pair = (Allocation.debit == debit) & (Allocation.credit == credit)
    sides = {each.id: each for each in Operation.select().where(many.among(Operation.id, [debit, credit]))}
    if len(sides) < 2 or sides[debit].client_id is None:
        raise NotTied
    row = lock_for_operation(sides[debit].client_id)
    _refuse(sides[debit], sides[credit], about(Allocation.client, row), seen)
    record = trail.leave(by, client=row.id, reason=reason)
    amount = allocation.undo(record, pair)
    allocation.refuse_without_ground(record)
    return amount


def undone(operation: int) -> list[Undone]:
    """The allocations of an operation that were undone with a reason, the latest first."""
    found: list[Undone] = []
    for own, other in ((Allocation.debit, Allocation.credit), (Allocation.credit, Allocation.debit)):
        rows = (
            Trail.select(Operation.number, fn.SUM(0 - Allocation.amount), Staff.name, Trail.at, Trail.detail)
            .join(Allocation, on=Allocation.trail == Trail.id)
            .join(Operation, on=other == Operation.id)
            .join_from(Trail, Staff, JOIN.LEFT_OUTER)
            .where(own == operation, Allocation.amount < 0, Trail.verb == VERB)
            .group_by(Trail.id, Operation.number, Staff.name, Trail.at, Trail.detail)
            .order_by(Trail.id.desc())
        )
        for number, amount, author, at, detail in rows.tuples():
            reason = str(Trail(detail=detail).details().get("reason", ""))
            found.append(Undone(number, Centimes(int(amount)), author or "", at, reason))
    return found


def _refuse(debit: Operation, credit: Operation, own: object, seen: Centimes | None) -> None:
    now = Centimes(
        Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0).cast("BIGINT"))
        .where(Allocation.debit == debit, Allocation.credit == credit, own)
        .scalar()
    )
    if not now:
        raise NotTied
    for side in (credit, debit):
        if is_bound(side.kind):
            raise Bound(side.number)
    if seen is not None and seen != now:
        raise LinkMoved(seen, now)
