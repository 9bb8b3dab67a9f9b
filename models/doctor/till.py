"""The till: a closing holds the operations of its day, and its figures are theirs."""

from collections.abc import Iterator

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault
from models.money.accounts import TILL
from models.money.ledger import Operation, Posting
from models.money.till_closed import TillClosing, TillReopening
from models.money.till_figures import TillCount, TillHeld
from models.refusals import N_


def closings_hold_their_day() -> Iterator[Fault]:
    """INV-08: while a closing stands it holds every operation that moves the till on its day."""
    moves = Posting.select(Posting.id).where(Posting.operation == Operation.id, Posting.account.in_(TILL))
    holds = TillHeld.select(TillHeld.operation).where(
        TillHeld.closing == TillClosing.id, TillHeld.operation == Operation.id
    )
    missing = (
        TillClosing.select(TillClosing.day, Operation.number, Operation.client)
        .join(TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .join_from(TillClosing, Operation, on=Operation.value_date == TillClosing.day)
        .where(TillReopening.closing.is_null(), fn.EXISTS(moves), ~fn.EXISTS(holds))
    )
    sentence = N_("The till of {day} was closed without {number}.")
    for day, number, client in missing.tuples():
        yield Fault("INV-08", sentence, {"day": day, "number": number}, client=client)


def closings_hold_nothing_else() -> Iterator[Fault]:
    """INV-08: what a closing holds is of its day, and moves the till."""
    moves = Posting.select(Posting.id).where(Posting.operation == Operation.id, Posting.account.in_(TILL))
    strangers = (
        TillHeld.select(TillClosing.day, Operation.number, Operation.client)
        .join(TillClosing, on=TillHeld.closing == TillClosing.id)
        .join_from(TillHeld, Operation, on=TillHeld.operation == Operation.id)
        .where((Operation.value_date != TillClosing.day) | ~fn.EXISTS(moves))
    )
    sentence = N_("The closing of {day} holds {number}, which is not of its till.")
    for day, number, client in strangers.tuples():
        yield Fault("INV-08", sentence, {"day": day, "number": number}, client=client)


def closings_are_what_they_hold() -> Iterator[Fault]:
    """INV-08: receipts and refunds of a closing are those of the operations it holds, account by account."""
    came = Case(None, ((Posting.amount > 0, Posting.amount),), 0)
    went = Case(None, ((Posting.amount < 0, 0 - Posting.amount),), 0)
    moved = (
        TillHeld.select(
            TillHeld.closing,
            Posting.account,
            fn.SUM(came).cast("BIGINT").alias("came"),
            fn.SUM(went).cast("BIGINT").alias("went"),
        )
        .join(Posting, on=(Posting.operation == TillHeld.operation) & Posting.account.in_(TILL))
        .group_by(TillHeld.closing, Posting.account)
        .alias("moved")
    )
    receipts, refunds = (fn.COALESCE(column, 0) for column in (moved.c.came, moved.c.went))
    wrong = (
        TillCount.select(TillClosing.day, TillCount.receipts - TillCount.refunds, receipts - refunds)
        .join(TillClosing, on=TillCount.closing == TillClosing.id)
        .join_from(
            TillCount,
            moved,
            JOIN.LEFT_OUTER,
            on=(moved.c.closing_id == TillCount.closing) & (moved.c.account == TillCount.account),
        )
        .where((TillCount.receipts != receipts) | (TillCount.refunds != refunds))
    )
    sentence = N_("The closing of {day} says that {said} came in; what it holds makes {held}.")
    for day, said, held in wrong.tuples():
        yield Fault("INV-08", sentence, {"day": day}, {"said": said, "held": held})


def closings_are_complete() -> Iterator[Fault]:
    """Every closing counted every account once, and only the last one of a day stands."""
    counts = TillCount.select(fn.COUNT(TillCount.id)).where(TillCount.closing == TillClosing.id)
    later = TillClosing.alias()
    followed = later.select(later.id).where(later.day == TillClosing.day, later.attempt > TillClosing.attempt)
    wrong = (
        TillClosing.select(TillClosing.day)
        .join(TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .where((counts != len(TILL)) | (TillReopening.closing.is_null() & fn.EXISTS(followed)))
    )
    sentence = N_("The closing of {day} is not complete, or another one stands beside it.")
    for (day,) in wrong.tuples():
        yield Fault("till", sentence, {"day": day})


CHECKS: tuple[Check, ...] = (
    closings_hold_their_day,
    closings_hold_nothing_else,
    closings_are_what_they_hold,
    closings_are_complete,
)
