"""The figures of a till day: for each account the opening, receipts, refunds and counted
amount; and the turnover.

A closed day has the figures frozen by its closing. An open day is read from the ledger by value date and from
that day alone, so it costs the same after ten years as on the first day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, Case, CompositeKey, ModelSelect, fn

from models.money.closings.till import TillClosing, TillReopening
from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import AmountField, ChoiceField, ForeignKeyField
from models.values import ZERO, Centimes


class TillCount(Table):
    """The count of one till account in a closing. Every closing has one row for each account."""

    closing = ForeignKeyField(TillClosing)
    account = ChoiceField(Account)
    opening = AmountField()
    receipts = AmountField()
    refunds = AmountField()
    counted = AmountField()


class TillHeld(Table):
    """An operation that a closing holds: one that moved the till on its day."""

    closing = ForeignKeyField(TillClosing)
    operation = ForeignKeyField(Operation)

    class Meta:
        primary_key = CompositeKey("closing", "operation")


@dataclass(frozen=True, slots=True)
class ModeFigures:
    """The figures of one till account on one day, in centimes. `counted` is None while the day is open.

    Positive amounts came in and negative ones went out. The reversal of a payment counts on its own day.
    """

    account: Account
    opening: Centimes
    receipts: Centimes
    refunds: Centimes
    counted: Centimes | None = None

    @property
    def expected(self) -> Centimes:
        """The amount that should be there. Below 0 if more was paid out than there was."""
        return self.opening + self.receipts - self.refunds

    @property
    def difference(self) -> Centimes:
        """The counted amount less the expected one; negative where money is missing."""
        return ZERO if self.counted is None else self.counted - self.expected


@dataclass(frozen=True, slots=True)
class Turnover:
    """The sales posted on a day. `discounts` are settlement discounts: shown separately, not deducted."""

    sales: Centimes = ZERO
    returns: Centimes = ZERO
    cancelled: Centimes = ZERO
    discounts: Centimes = ZERO

    @property
    def net(self) -> Centimes:
        """Sales less returns less cancellations."""
        return self.sales - self.returns - self.cancelled


@dataclass(frozen=True, slots=True)
class CashCounted:
    """The cash counted when a day was closed: proposed as the opening of the next day."""

    day: date
    cash: Centimes


@dataclass(frozen=True, slots=True)
class Closing:
    """Who closed a day and when, and why it was reopened. `reopened_at` is None
    while the closing is in force.
    """

    id: int
    at: datetime
    by: str
    note: str
    difference: Centimes
    reopened_at: datetime | None
    reopened_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class TillDay:
    """A till day. `closing` is None while it is open; `earlier` are the closings that were reopened."""

    day: date
    modes: tuple[ModeFigures, ...]
    turnover: Turnover
    held: int
    """The number of operations that move the till on this day."""
    closing: Closing | None
    earlier: tuple[Closing, ...]

    @property
    def total(self) -> ModeFigures:
        """The sum over all accounts; its `account` has no meaning."""
        counts = [mode.counted for mode in self.modes if mode.counted is not None]
        return ModeFigures(
            account=Account.CASH,
            opening=sum((mode.opening for mode in self.modes), ZERO),
            receipts=sum((mode.receipts for mode in self.modes), ZERO),
            refunds=sum((mode.refunds for mode in self.modes), ZERO),
            counted=sum(counts, ZERO) if counts else None,
        )

    def of(self, account: Account) -> ModeFigures:
        """The figures of one account."""
        return next(mode for mode in self.modes if mode.account is account)


def day(value: date) -> TillDay:
    """A till day: frozen figures if it is closed, present ones otherwise.

    For an open day, the cash counted by the last closing before it is proposed as its opening.
    """
    closings = _closings(value)
    last = closings[-1] if closings and closings[-1].reopened_at is None else None
    earlier = tuple(one for one in closings if one is not last)
    if last is None:
        modes = moved(value, proposed_opening(value))
        return TillDay(value, modes, turnover(value), held(value).count(), None, earlier)
    row = TillClosing.get_by_id(last.id)
    frozen = Turnover(row.sales, row.returns, row.cancelled, row.discounts)
    return TillDay(value, _counted(last.id), frozen, held(value, last.id).count(), last, earlier)


def proposed_opening(value: date) -> Centimes:
    """The cash counted by the last closing before this day that was not reopened; 0 if there is none."""
    last = last_counted(value)
    return last.cash if last else ZERO


def last_counted(value: date) -> CashCounted | None:
    """The last closing before this day that was not reopened; None if there is none."""
    last = (
        TillClosing.select(TillClosing.id, TillClosing.day)
        .join(TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .where(TillClosing.day < value, TillReopening.closing.is_null())
        .order_by(TillClosing.day.desc())
        .first()
    )
    if last is None:
        return None
    counted = TillCount.select(TillCount.counted).where(
        TillCount.closing == last.id, TillCount.account == Account.CASH
    )
    return CashCounted(last.day, Centimes(counted.scalar() or 0))


def moved(value: date, opening: Centimes) -> tuple[ModeFigures, ...]:
    """The figures of each account on that day by the ledger, with this opening cash."""
    came = Case(None, ((Posting.amount > 0, Posting.amount),), 0)
    went = Case(None, ((Posting.amount < 0, 0 - Posting.amount),), 0)
    rows = (
        Posting.select(Posting.account, fn.SUM(came).cast("BIGINT"), fn.SUM(went).cast("BIGINT"))
        .join(Operation)
        .where(Operation.value_date == value, Posting.account.in_(TILL))
        .group_by(Posting.account)
    )
    found = {account: (receipts, refunds) for account, receipts, refunds in rows.tuples()}
    return tuple(
        ModeFigures(account, opening if account is Account.CASH else ZERO, *found.get(account, (ZERO, ZERO)))
        for account in TILL
    )


def turnover(value: date) -> Turnover:
    """The turnover of a day by the ledger."""
    rows = (
        Posting.select(Posting.account, Operation.kind, fn.SUM(Posting.amount).cast("BIGINT"))
        .join(Operation)
        .where(Operation.value_date == value, Posting.account.in_((Account.SALES, Account.DISCOUNTS)))
        .group_by(Posting.account, Operation.kind)
    )
    return turnover_of((account, kind, amount) for account, kind, amount in rows.tuples())


def turnover_of(sums: Iterable[tuple[Account, OperationKind, Centimes]]) -> Turnover:
    """The turnover, from what each kind of operation posted to sales and to discounts."""
    sold: dict[OperationKind, Centimes] = {}
    granted = ZERO
    for account, kind, amount in sums:
        if account is Account.SALES:
            sold[kind] = amount
        else:
            granted += amount
    sales, returns = -sold.pop(OperationKind.SALE, ZERO), sold.pop(OperationKind.RETURN, ZERO)
    return Turnover(sales, returns, sum(sold.values(), ZERO), granted)


def held(value: date, closing: int | None = None) -> ModelSelect:
    """The operations that move the till on this day, or those that a closing holds."""
    if closing is not None:
        return (
            Operation.select(Operation.id)
            .join(TillHeld, on=TillHeld.operation == Operation.id)
            .where(TillHeld.closing == closing)
        )
    moves = Posting.select(Posting.id).where(Posting.operation == Operation.id, Posting.account.in_(TILL))
    return Operation.select(Operation.id).where(Operation.value_date == value, fn.EXISTS(moves))


def _counted(closing: int) -> tuple[ModeFigures, ...]:
    rows = TillCount.select().where(TillCount.closing == closing)
    found = {row.account: row for row in rows}
    return tuple(
        ModeFigures(account, row.opening, row.receipts, row.refunds, row.counted)
        for account in TILL
        if (row := found[account])
    )


def _closings(value: date) -> list[Closing]:
    """Every closing of a day, in order."""
    again, reopener = Trail.alias(), Staff.alias()
    missing_or_over = TillCount.counted - TillCount.opening - TillCount.receipts + TillCount.refunds
    difference = TillCount.select(fn.SUM(missing_or_over).cast("BIGINT")).where(
        TillCount.closing == TillClosing.id
    )
    rows = (
        TillClosing.select(
            TillClosing.id,
            Trail.at,
            Staff.name,
            TillClosing.note,
            difference,
            again.at,
            fn.COALESCE(reopener.name, ""),
            fn.COALESCE(TillReopening.reason, ""),
        )
        .join(Trail, on=TillClosing.trail == Trail.id)
        .join(Staff, on=Trail.staff == Staff.id)
        .switch(TillClosing)
        .join(TillReopening, JOIN.LEFT_OUTER, on=TillReopening.closing == TillClosing.id)
        .join(again, JOIN.LEFT_OUTER, on=TillReopening.trail == again.id)
        .join(reopener, JOIN.LEFT_OUTER, on=again.staff == reopener.id)
        .where(TillClosing.day == value)
        .order_by(TillClosing.attempt)
    )
    return [Closing(*row) for row in rows.tuples()]
