"""Checks of allocations: no debit is paid twice and no credit is used twice, on any day."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault
from models.doctor.persons import strangers
from models.money.ledger.postings import Allocation, Operation, Posting
from models.refusals import N_


def debits_are_not_overpaid() -> Iterator[Fault]:
    """INV-10: on every day, what settles a debit is between 0 and its amount."""
    sentence = N_("On {day}, {used} settles {number}, a debit of {amount}.")
    for number, client, day, used, amount in _outside(Allocation.debit, 1):
        yield Fault(
            "INV-10", sentence, {"number": number, "day": day}, {"used": used, "amount": amount}, client
        )


def credits_are_not_overdrawn() -> Iterator[Fault]:
    """INV-11: on every day, the used part of a credit is between 0 and its amount."""
    sentence = N_("On {day}, {used} is used of {number}, a credit of {amount}.")
    for number, client, day, used, amount in _outside(Allocation.credit, -1):
        yield Fault(
            "INV-11", sentence, {"number": number, "day": day}, {"used": used, "amount": amount}, client
        )


def _outside(side: Any, sign: int) -> Iterator[tuple[Any, ...]]:
    """The days on which the allocations of an operation add up to less than 0 or to more than its amount."""
    used = fn.SUM(Allocation.amount).over(partition_by=[side], order_by=[Allocation.value_date])
    running = Allocation.select(
        side.alias("item"), Allocation.value_date.alias("day"), used.cast("BIGINT").alias("used")
    ).alias("running")
    amount = fn.COALESCE(Posting.amount * sign, 0)
    rows = (
        Operation.select(
            Operation.number, Operation.client, fn.MIN(running.c.day), running.c.used, amount.alias("amount")
        )
        .join(running, on=running.c.item == Operation.id)
        .join(
            Posting,
            JOIN.LEFT_OUTER,
            on=(Posting.operation == Operation.id) & Posting.client.is_null(False),
        )
        .where((running.c.used < 0) | (running.c.used > amount))
        .group_by(Operation.id, Operation.number, Operation.client, running.c.used, Posting.amount)
    )
    yield from rows.tuples()


def one_client() -> Iterator[Fault]:
    """INV-13: both sides belong to the same client, with whichever fiche they were entered."""
    debit, credit = Operation.alias(), Operation.alias()
    stranger = strangers(debit.client, Allocation.client) | strangers(credit.client, Allocation.client)
    sentence = N_("{credit} settles {debit}, which belongs to another client.")
    yield from _pairs(debit, credit, stranger, "INV-13", sentence)


def dated_after_both_sides() -> Iterator[Fault]:
    """INV-05: an allocation is not dated before either of its operations. Otherwise the unpaid total
    of a day could be negative.
    """
    debit, credit = Operation.alias(), Operation.alias()
    early = (Allocation.value_date < debit.value_date) | (Allocation.value_date < credit.value_date)
    sentence = N_("{credit} settles {debit} before the value date of one of them.")
    yield from _pairs(debit, credit, early, "INV-05", sentence)


def entered_after_both_sides() -> Iterator[Fault]:
    """INV-03: an allocation is entered after both of its operations, and an undo after
    the allocation it undoes.
    """
    debit, credit, undone = Operation.alias(), Operation.alias(), Allocation.alias()
    too_soon = (
        (Allocation.trail < debit.trail)
        | (Allocation.trail < credit.trail)
        | (fn.COALESCE(undone.trail, 0) >= Allocation.trail)
    )
    sentence = N_("{credit} settles {debit} by a request that is older than one of them.")
    yield from _pairs(debit, credit, too_soon, "INV-03", sentence, undone)


def undone_by_the_opposite() -> Iterator[Fault]:
    """INV-03: an allocation is undone at most once, by a row with the opposite amount and no earlier date."""
    undone, rival, debit, credit = (
        Allocation.alias(),
        Allocation.alias(),
        Operation.alias(),
        Operation.alias(),
    )
    twice = rival.select(rival.id).where(rival.undoes == Allocation.undoes, rival.id < Allocation.id)
    wrong = (
        (undone.amount != 0 - Allocation.amount)
        | (undone.debit != Allocation.debit)
        | (undone.credit != Allocation.credit)
        | (undone.client != Allocation.client)
        | (undone.value_date > Allocation.value_date)
        | undone.undoes.is_null(False)
        | fn.EXISTS(twice)
    )
    orphan = Allocation.undoes.is_null() & (Allocation.amount < 0)
    sentence = N_("What {credit} had settled of {debit} was not undone exactly and once.")
    yield from _pairs(debit, credit, orphan | wrong, "INV-03", sentence, undone)


def _pairs(
    debit: Any, credit: Any, wrong: Any, invariant: str, sentence: str, undone: Any = None
) -> Iterator[Fault]:
    query = (
        Allocation.select(debit.number, credit.number, Allocation.client)
        .join(debit, on=Allocation.debit == debit.id)
        .switch(Allocation)
        .join(credit, on=Allocation.credit == credit.id)
    )
    if undone is not None:
        query = query.switch(Allocation).join(undone, JOIN.LEFT_OUTER, on=Allocation.undoes == undone.id)
    for owed, used, client in query.where(wrong).tuples():
        yield Fault(invariant, sentence, {"debit": owed, "credit": used}, client=client)


CHECKS: tuple[Check, ...] = (
    debits_are_not_overpaid,
    credits_are_not_overdrawn,
    one_client,
    dated_after_both_sides,
    entered_after_both_sides,
    undone_by_the_opposite,
)
