"""Closes a till day (arrêté de caisse): it is counted, and frozen while its closing is in force.

The till of a day is what was posted to cash, card, cheque and transfer, by clients and organisms. Adjustments
post to none of them, so they are in neither till nor turnover (INV-08). While a day is closed, `ledger.post`
refuses to move its till. A day closed too early can be reopened with the security code and a reason; both
closing and reopening stay visible.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

from models.money.amounts import LARGEST, AmountTooLarge
from models.money.closings.periods import refuse_closed_period
from models.money.closings.till import (
    DayClosed,
    TillClosing,
    TillReopening,
    in_force,
    refuse_closed,
    refuse_closed_day,
    till_of,
)
from models.money.ledger.accounts import Account
from models.money.ledger.postings import InTheFuture, Operation
from models.money.till.figures import ModeFigures, TillCount, TillDay, TillHeld, day, held, moved, turnover
from models.people.staff import security_code
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock, many, settings
from models.store.connection import engine
from models.store.text import check_text
from models.values import ZERO, Centimes

__all__ = ["DayClosed", "TillDay", "close", "day", "refuse_closed", "reopen"]

CLOSE, REOPEN = "till.close", "till.reopen"


@dataclass
class NotCounted(Refused):
    """Money is expected on this account, but no count was given. `field` names the account."""

    field: Account
    expected: Centimes
    sentence: ClassVar[str] = N_("{expected} should be there: how much is?")


@dataclass
class CountBelowZero(Refused):
    """A counted amount is below 0. `field` names the account, or the opening float."""

    field: str
    sentence: ClassVar[str] = N_("What is counted cannot be less than 0.")


@dataclass
class TillMoved(Refused):
    """The expected amounts changed since the till was counted."""

    field: Account
    seen: Centimes
    expected: Centimes
    sentence: ClassVar[str] = N_("Money moved meanwhile: {expected} is expected now, no longer {seen}.")


@dataclass
class DayOpen(Refused):
    """There is no closing to reopen."""

    day: date
    sentence: ClassVar[str] = N_("The till of {day} is not closed.")


@verb(CLOSE, Right.CLOSE_TILL, answers=lambda done: day(TillClosing.get(TillClosing.trail == done).day))
def close(
    value: date,
    counted: Mapping[Account, Centimes],
    *,
    opening: Centimes,
    note: str = "",
    seen: Mapping[Account, Centimes],
    by: By,
) -> TillDay:
    """Closes a day as it was counted, and returns it.

    `opening` is the cash float of the morning; an account that is absent from `counted` holds nothing. `seen`
    is what the person saw as expected on each account. Raises `DayClosed` if it is already closed,
    `InTheFuture`, `PeriodClosed`, `TillMoved`, `NotCounted`, `CountBelowZero`.
    """
    note = check_text("note", note)
    _check_count("opening", opening)
    for account, amount in counted.items():
        _check_count(account, amount)
    if value > clock.today():
        raise InTheFuture(value)
    refuse_closed_period([value])
    engine().serialise(till_of(value))
    refuse_closed_day(value)
    modes = moved(value, opening)
    _refuse_what_was_not_seen(modes, counted, seen)
    record = trail.leave(by)
    _freeze(record, value, modes, counted, note)
    return day(value)


@verb(REOPEN, Right.REOPEN_TILL, before=security_code.demand)
def reopen(value: date, reason: str, security: str, *, by: By) -> None:
    """Reopens a closed day, so that money can be entered for it; the closing stays visible.

    Raises `Missing` (a reason is required), what `security_code.check` raises, `PeriodClosed`, and `DayOpen`.
    """
    reason = check_text("reason", reason)
    if not reason:
        raise Missing("reason")
    refuse_closed_period([value])
    engine().serialise(till_of(value))
    closing = in_force(value).first()
    if closing is None:
        raise DayOpen(value)
    record = trail.leave(by)
    TillReopening.create(closing=closing, trail=record, reason=reason)


def _check_count(field: str, amount: Centimes) -> None:
    if amount < 0:
        raise CountBelowZero(field)
    if amount > LARGEST:
        raise AmountTooLarge


def _refuse_what_was_not_seen(
    modes: tuple[ModeFigures, ...], counted: Mapping[Account, Centimes], seen: Mapping[Account, Centimes]
) -> None:
    for mode in modes:
        expected = seen.get(mode.account, ZERO)
        if mode.expected != expected:
            raise TillMoved(mode.account, expected, mode.expected)
        if mode.expected and mode.account not in counted:
            raise NotCounted(mode.account, mode.expected)


def _freeze(
    record: Trail, value: date, modes: tuple[ModeFigures, ...], counted: Mapping[Account, Centimes], note: str
) -> None:
    sold = turnover(value)
    closing = TillClosing.create(
        trail=record,
        day=value,
        attempt=TillClosing.select().where(TillClosing.day == value).count() + 1,
        sales=sold.sales,
        returns=sold.returns,
        cancelled=sold.cancelled,
        discounts=sold.discounts,
        pharmacy=json.dumps(asdict(settings.pharmacy()), ensure_ascii=False),
        note=note,
    )
    counts = (
        {
            "closing": closing.id,
            "account": mode.account,
            "opening": mode.opening,
            "receipts": mode.receipts,
            "refunds": mode.refunds,
            "counted": counted.get(mode.account, ZERO),
        }
        for mode in modes
    )
    many.insert(TillCount, counts)
    TillHeld.insert_from(
        held(value).select(closing.id, Operation.id), [TillHeld.closing, TillHeld.operation]
    ).execute()
