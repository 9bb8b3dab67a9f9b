"""Checks of the till: each closing holds the operations of its day, and its figures are their sums."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault, first
from models.money.closings.till import TillClosing, TillReopening
from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.till.figures import TillCount, TillHeld
from models.refusals import N_
from models.requests.trail import Trail

A_MINUTE = timedelta(minutes=1)


def closings_hold_their_day() -> Iterator[Fault]:
    """INV-08: a closing that was not reopened holds every operation that moves the till on its day."""
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
    """INV-08: a closing holds only operations of its day that move the till."""
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
    """INV-08: the receipts and refunds of a closing are the sums of its operations, account by account."""
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
    """Every closing counted every account once, and at most the last closing of a day was not reopened."""
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


def closings_say_what_was_sold() -> Iterator[Fault]:
    """INV-08: the turnover of a closing is what its day had posted to sales and discounts when it was made.

    A sale on credit does not wait for a closing. So a sale by somebody else that was being written at that
    minute may be missing from it, which is no fault.
    """
    beside, closed = Trail.alias(), Trail.alias()
    figures = _sold()
    under_way = (beside.staff != closed.staff) & (beside.id < closed.id)
    rows = (
        TillClosing.select(
            TillClosing.day,
            TillClosing.sales,
            TillClosing.returns,
            TillClosing.cancelled,
            TillClosing.discounts,
        )
        .select_extend(*(fn.COALESCE(fn.SUM(figure), 0).cast("BIGINT") for figure in figures))
        .select_extend(closed.at, fn.MAX(Case(None, [(under_way, beside.at)], None)))
        .join(closed, on=TillClosing.trail == closed.id)
        .join_from(
            TillClosing,
            Operation,
            JOIN.LEFT_OUTER,
            on=(Operation.value_date == TillClosing.day) & (Operation.trail < TillClosing.trail),
        )
        .join(
            Posting,
            JOIN.LEFT_OUTER,
            on=(Posting.operation == Operation.id) & Posting.account.in_((Account.SALES, Account.DISCOUNTS)),
        )
        .join_from(Operation, beside, JOIN.LEFT_OUTER, on=Operation.trail == beside.id)
        .group_by(TillClosing.id, closed.id, closed.at, closed.staff)
    )
    sentence = N_("The closing of {day} says {said} was sold; its operations make {made}.")
    for day, *said, sales, returns, cancelled, discounts, at, last in rows.tuples():
        if said == [sales, returns, cancelled, discounts]:
            continue
        if last is not None and at - Trail.at.python_value(last) < A_MINUTE:
            continue
        net = (said[0] - said[1] - said[2], sales - returns - cancelled)
        yield Fault("INV-08", sentence, {"day": day}, {"said": net[0], "made": net[1]})


def _sold() -> Iterator[Any]:
    """What a posting adds to sales, returns, cancellations and discounts (see `till_figures.turnover_of`)."""
    of_sales, kind = Posting.account == Account.SALES, Operation.kind
    yield Case(None, [(of_sales & (kind == OperationKind.SALE), 0 - Posting.amount)], 0)
    yield Case(None, [(of_sales & (kind == OperationKind.RETURN), Posting.amount)], 0)
    others = kind.not_in((OperationKind.SALE, OperationKind.RETURN))
    yield Case(None, [(of_sales & others, Posting.amount)], 0)
    yield Case(None, [(Posting.account == Account.DISCOUNTS, Posting.amount)], 0)


def closings_follow_one_another() -> Iterator[Fault]:
    """The closings of a day are numbered without a hole, and each was reopened with a
    reason before the next one.
    """
    before, opened, again = TillClosing.alias(), TillReopening.alias(), TillReopening.alias()
    missing = (TillClosing.attempt < 1) | ((TillClosing.attempt > 1) & before.id.is_null())
    too_soon = (again.closing.is_null(False)) & ((again.trail <= TillClosing.trail) | (again.reason == ""))
    not_opened = before.id.is_null(False) & (
        opened.closing.is_null() | (opened.trail >= TillClosing.trail) | (before.trail >= opened.trail)
    )
    rows = (
        TillClosing.select(TillClosing.day)
        .join(before, JOIN.LEFT_OUTER, on=_is_next(before))
        .join(opened, JOIN.LEFT_OUTER, on=opened.closing == before.id)
        .join_from(TillClosing, again, JOIN.LEFT_OUTER, on=again.closing == TillClosing.id)
        .where(missing | too_soon | not_opened)
        .distinct()
    )
    sentence = N_("The closings of {day} do not follow one another.")
    for (day,) in first(rows):
        yield Fault("till", sentence, {"day": day})


def _is_next(before: Any) -> Any:
    return (before.day == TillClosing.day) & (before.attempt == TillClosing.attempt - 1)


def only_cash_is_there_in_the_morning() -> Iterator[Fault]:
    """The float of a morning is cash: every other account starts the day at 0."""
    rows = (
        TillCount.select(TillClosing.day, TillCount.opening)
        .join(TillClosing)
        .where(TillCount.account != Account.CASH, TillCount.opening != 0)
    )
    sentence = N_("The closing of {day} opens with {amount} that is no cash.")
    for day, amount in first(rows):
        yield Fault("till", sentence, {"day": day}, {"amount": amount})


CHECKS: tuple[Check, ...] = (
    closings_hold_their_day,
    closings_hold_nothing_else,
    closings_are_what_they_hold,
    closings_are_complete,
    closings_say_what_was_sold,
    closings_follow_one_another,
    only_cash_is_there_in_the_morning,
)
