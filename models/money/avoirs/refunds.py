"""Refunds an avoir: money leaves the till, and never more than came in for it (INV-11, INV-17)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from peewee import fn

from models.money import ceiling
from models.money.amounts import NotPositive
from models.money.ledger import attribution, open_items
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode, till_account
from models.money.ledger.allocation import allocate
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import Entered, Operation, Posting, entered, entered_by, post
from models.people.clients.aliases import about, survivor_of
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.text import check_text
from models.values import ZERO, Centimes

VERB = "refunds.pay_back"


@dataclass
class NoAvoir(Refused):
    """The operation is no avoir, so nothing of it can be used or refunded."""

    operation: int
    sentence: ClassVar[str] = N_("This operation gives no credit.")


@dataclass
class NeverMoney(Refused):
    """It is a goodwill gesture, a discount or an adjustment: no money came in for it (INV-17)."""

    number: str
    sentence: ClassVar[str] = N_("No money came in for {number}: it can be used, not paid back.")


@dataclass
class MoreThanAvailable(Refused):
    """The amount exceeds what is available of the avoir (INV-11)."""

    number: str
    asked: Centimes
    available: Centimes
    sentence: ClassVar[str] = N_("{available} is left of {number}, not {asked}.")


@dataclass
class NothingLeft(Refused):
    """The avoir is used up or cancelled."""

    number: str
    sentence: ClassVar[str] = N_("Nothing is left of {number}.")


@dataclass
class MoreThanMoney(Refused):
    """What was paid by avoir comes back as avoir; only what was paid in money is paid back (INV-17)."""

    number: str
    asked: Centimes
    money: Centimes
    sentence: ClassVar[str] = N_(
        "Of {number}, {money} can be paid back, not {asked}: the rest was not paid in money."
    )


@dataclass
class MoreThanBrought(Refused):
    """A client is never refunded more than they ever paid (INV-17)."""

    asked: Centimes
    left: Centimes
    sentence: ClassVar[str] = N_(
        "Of all the money this client brought, {left} was not paid back yet: {asked} cannot be."
    )


@dataclass
class TooEarly(Refused):
    """The refund is dated before the sale or the payment it is for."""

    number: str
    day: date
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_("{number} is of {day}: nothing is given back before.")


MONEY_OF: dict[OperationKind, Callable[[int], Centimes]] = {}
"""For each kind of return: the function that says how much money may be refunded. Registered by
`models.trade.cancelling.guards`.
"""


@verb(VERB, Right.PAY_BACK, answers=entered_by)
def pay_back(
    credit: int,
    amount: Centimes,
    mode: PaymentMode,
    *,
    day: date | None = None,
    reference: str = "",
    note: str = "",
    by: By,
) -> Entered:
    """Pays so much of an avoir back; the balance rises by it, within the ceiling (INV-14). It is for the
    contact for whom the avoir is.

    Raises `NotPositive`, `NotMoney`, `NoAvoir`, `NeverMoney`, `MoreThanAvailable`, `MoreThanMoney`,
    `MoreThanBrought`, `TooEarly`, `CeilingExceeded`, `InTheFuture`, `ClientBlocked` or `ClientArchived`.
    """
    if amount <= 0:
        raise NotPositive
    till_account(mode)
    reference, note = check_text("reference", reference), check_text("note", note)
    row = lock_for_operation(owner(credit))
    given = credit_item(credit)
    _refuse(given, amount)
    on = day or clock.today()
    if on < given.day:
        raise TooEarly(given.number, given.day)
    ceiling.check(row, amount)
    record = trail.leave(by, client=row.id)
    refund = hand_over(record, given, amount, mode, on, reference=reference, note=note)
    attribution.follow(record, credit)
    return entered(refund)


def payable(credit: OpenItem) -> Centimes:
    """How much of an avoir can be refunded at present. Raises `NeverMoney`."""
    return min(_money_in(credit), _brought(owner(credit.operation)))


def _money_in(credit: OpenItem) -> Centimes:
    """How much of the available part of an avoir came in as money. Raises `NeverMoney`."""
    if credit.kind is OperationKind.RETURN:
        return min(credit.open, MONEY_OF[credit.kind](credit.operation))
    if not _was_money(credit):
        raise NeverMoney(credit.number)
    return credit.open


def _brought(client: int) -> Centimes:
    """What a client paid and was not refunded, plus what they had before Officine.

    Their open avoirs never exceed it while every decision has its ground. A database in which one lost its
    ground before that rule existed pays no money out for it.
    """
    till = fn.SUM(Posting.amount).filter(Posting.account.in_(TILL))
    before = fn.SUM(Posting.amount).filter(Posting.account == Account.OPENING)
    brought, had = (
        Posting.select(fn.COALESCE(till, 0).cast("BIGINT"), fn.COALESCE(before, 0).cast("BIGINT"))
        .join(Operation)
        .where(about(Operation.client, client), Posting.account.in_((*TILL, Account.OPENING)))
        .tuples()
        .first()
    )
    return max(brought + max(had, 0), ZERO)


def owner(credit: int) -> int:
    """The client to whom an avoir belongs at present. Raises `NoAvoir`."""
    found = Operation.get_or_none(Operation.id == credit)
    if found is None or found.client_id is None:
        raise NoAvoir(credit)
    return survivor_of(found.client_id)


def credit_item(credit: int) -> OpenItem:
    """An avoir and its available amount. Raises `NoAvoir`."""
    own = Posting.get_or_none(Posting.operation == credit, Posting.client.is_null(False))
    if own is None or own.amount > 0:
        raise NoAvoir(credit)
    return open_items.item(credit)


def hand_over(
    record: Trail,
    credit: OpenItem,
    amount: Centimes,
    mode: PaymentMode,
    day: date,
    *,
    reference: str = "",
    note: str = "",
    part_of: Operation | None = None,
) -> Operation:
    """Writes the refund, inside the transaction of a verb that has checked the rules."""
    client = record.concerned()
    refund = post(
        record,
        OperationKind.REFUND,
        {Account.RECEIVABLE: amount, till_account(mode): -amount},
        client=client,
        value_date=day,
        reference=reference,
        note=note,
        part_of=part_of,
    )
    allocate(record, client, open_items.item(refund.id), credit, amount, day)
    return refund


def _refuse(credit: OpenItem, amount: Centimes) -> None:
    money = _money_in(credit)
    if amount > credit.open:
        raise MoreThanAvailable(credit.number, amount, credit.open)
    if amount > money:
        raise MoreThanMoney(credit.number, amount, money)
    left = _brought(owner(credit.operation))
    if amount > left:
        raise MoreThanBrought(amount, left)


def _was_money(credit: OpenItem) -> bool:
    if credit.kind is OperationKind.OPENING:
        return True
    if credit.kind not in (OperationKind.PAYMENT, OperationKind.ADVANCE):
        return False
    till = Posting.select().where(Posting.operation == credit.operation, Posting.account.in_(TILL))
    return bool(till.exists())
