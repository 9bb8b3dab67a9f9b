"""Checks of reversals (INV-03): each reverses one operation exactly, once and for good."""

from collections.abc import Iterator

from peewee import fn

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.refusals import N_


def reversals_are_opposite() -> Iterator[Fault]:
    """A reversal posts, on every account, the opposite of what it reverses."""
    either = (Posting.operation == Operation.id) | (Posting.operation == Operation.reverses)
    unequal = (
        Operation.select(Operation.id)
        .join(Posting, on=either)
        .where(Operation.reverses > 0)
        .group_by(Operation.id, Posting.account)
        .having(fn.SUM(Posting.amount) != 0)
    )
    rows = Operation.select(Operation.number, Operation.client).where(Operation.id.in_(unequal)).tuples()
    sentence = N_("The reversal {number} is not the exact opposite of what it cancels.")
    for number, client in rows:
        yield Fault("INV-03", sentence, {"number": number}, client=client)


def reversals_are_final() -> Iterator[Fault]:
    """A reversal names an operation of the same client that is no reversal and
    that no other reversal names.
    """
    original, rival = Operation.alias(), Operation.alias()
    twice = rival.select(rival.id).where(rival.reverses == Operation.reverses, rival.id < Operation.id)
    wrong = (
        (original.kind == OperationKind.REVERSAL)
        | (Operation.kind != OperationKind.REVERSAL)
        | strangers(original.client, Operation.client)
        | (original.value_date > Operation.value_date)
        | (original.id > Operation.id)
        | fn.EXISTS(twice)
    )
    rows = (
        Operation.select(Operation.number, Operation.client, original.number)
        .join(original, on=Operation.reverses == original.id)
        .where(wrong)
        .tuples()
    )
    sentence = N_("{number} may not cancel {original}.")
    for number, client, cancelled in rows:
        yield Fault("INV-03", sentence, {"number": number, "original": cancelled}, client=client)


def every_reversal_names_one() -> Iterator[Fault]:
    """Every reversal names the operation it reverses."""
    rows = Operation.select(Operation.number, Operation.client).where(
        Operation.kind == OperationKind.REVERSAL, Operation.reverses.is_null()
    )
    sentence = N_("The reversal {number} does not say what it cancels.")
    for number, client in first(rows):
        yield Fault("INV-03", sentence, {"number": number}, client=client)


def reversed_is_closed() -> Iterator[Fault]:
    """A cancelled operation and its reversal settle each other: neither has an open remainder."""
    original = Operation.alias()
    settled = Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0)).where(
        ((Allocation.debit == Operation.id) & (Allocation.credit == original.id))
        | ((Allocation.credit == Operation.id) & (Allocation.debit == original.id))
    )
    rows = (
        Operation.select(Operation.number, Operation.client)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .join(original, on=Operation.reverses == original.id)
        .where(Operation.reverses > 0, fn.ABS(Posting.amount) != settled)
        .tuples()
    )
    sentence = N_("What the reversal {number} cancels is still open.")
    for number, client in rows:
        yield Fault("INV-03", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    reversals_are_opposite,
    reversals_are_final,
    every_reversal_names_one,
    reversed_is_closed,
)
