"""Avoirs: listing them, granting one, using one (avoir-tab, INV-11, INV-12)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from peewee import fn

from models.money.amounts import NotPositive
from models.money.avoirs.refunds import MoreThanAvailable, credit_item, owner
from models.money.ledger import attribution, history, open_items
from models.money.ledger.accounts import Account, OperationKind, PaymentMode
from models.money.ledger.allocation import settle_oldest_first
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.history import OperationListing, OperationRow
from models.money.ledger.postings import (
    Allocation,
    Entered,
    InTheFuture,
    Operation,
    entered,
    entered_by,
    post,
)
from models.money.payments.receipts import Receipt, receipt
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock, many
from models.store.text import check_text
from models.values import ZERO, Centimes

GRANT, USE = "credits.grant", "credits.use"

KINDS = (
    OperationKind.ADVANCE,
    OperationKind.CREDIT_NOTE,
    OperationKind.RETURN,
    OperationKind.PAYMENT,
    OperationKind.DISCOUNT,
    OperationKind.OPENING,
    OperationKind.ADJUSTMENT,
)
"""The kinds of operation that can leave an avoir."""


@dataclass
class MoreThanUnpaid(Refused):
    """An avoir pays at most what is unpaid."""

    asked: Centimes
    unpaid: Centimes
    sentence: ClassVar[str] = N_("Only {unpaid} is unpaid: {asked} cannot be used.")


@dataclass
class NothingUnpaid(Refused):
    """There is no unpaid debit that an avoir could pay."""

    sentence: ClassVar[str] = N_("Nothing is unpaid: there is nothing to use it for.")


@dataclass(frozen=True, slots=True)
class AvoirRow(OperationRow):
    """One avoir. `at_once` is what its own request settled with it, which was a payment and not an avoir."""

    at_once: Centimes = ZERO
    refunded: Centimes = ZERO

    @property
    def worth(self) -> Centimes:
        """Its amount when it became an avoir."""
        return self.amount - self.at_once

    @property
    def available(self) -> Centimes:
        return self.open

    @property
    def used(self) -> Centimes:
        """How much of it settled later debits."""
        return ZERO if self.reversed_by else self.worth - self.available - self.refunded


@dataclass(frozen=True, slots=True)
class AvoirListing(OperationListing):
    """A `Listing` of the avoirs of a client, newest first, narrowed as operations are."""

    kinds: tuple[OperationKind, ...] = KINDS
    credits: bool = True

    def read(
        self,
        limit: int,
        *,
        after: OperationRow | None = None,
        before: OperationRow | None = None,
        at: OperationRow | None = None,
    ) -> Sequence[AvoirRow]:
        return _rows(OperationListing.read(self, limit, after=after, before=before, at=at))

    def last(self, limit: int) -> Sequence[AvoirRow]:
        return _rows(OperationListing.last(self, limit))


def one(credit: int) -> AvoirRow:
    """One avoir's row."""
    return _rows([history.one(credit)])[0]


@verb(GRANT, Right.ADJUST_BALANCES, answers=entered_by)
def grant(
    client: int,
    amount: Centimes,
    note: str,
    *,
    day: date | None = None,
    for_contact: int | None = None,
    by: By,
) -> Entered:
    """Grants a goodwill credit: no money comes in, and none can be refunded (INV-17).

    It lowers the balance by its amount and stays available (INV-12); `for_contact` is the contact for whom it
    is. Raises `NotPositive`, `Missing` (a reason is required), `NotTheirContact`, `ContactRetired`,
    `InTheFuture`, `ClientBlocked` or `ClientArchived`.
    """
    if amount <= 0:
        raise NotPositive
    note = check_text("note", note)
    if not note:
        raise Missing("note")
    row = lock_for_operation(client)
    whose = attribution.chosen(row, for_contact)
    record = trail.leave(by, client=row.id)
    credit = post(
        record,
        OperationKind.CREDIT_NOTE,
        {Account.DISCOUNTS: amount, Account.RECEIVABLE: -amount},
        client=row.id,
        value_date=day,
        note=note,
    )
    attribution.record(record, whose)
    return entered(credit)


@verb(USE, Right.TAKE_PAYMENTS, answers=receipt)
def use(
    credit: int, amount: Centimes, *, day: date | None = None, for_contact: int | None = None, by: By
) -> Receipt:
    """Pays the oldest debts with this avoir (pay-with-avoir); the balance does not move (INV-12). What is for
    the contact `for_contact` is paid first. For whom the avoir is stays as it is: nothing was received.

    Raises `NotPositive`, `NoAvoir`, `MoreThanAvailable`, `MoreThanUnpaid`, `InTheFuture`, `NotTheirContact`,
    `ContactRetired`, `ClientBlocked` or `ClientArchived`.
    """
    if amount <= 0:
        raise NotPositive
    row = lock_for_operation(owner(credit))
    first = attribution.theirs_first(attribution.chosen(row, for_contact))
    given, debits, on = credit_item(credit), first(open_items.debits(row)), day or clock.today()
    if on > clock.today():
        raise InTheFuture(on)
    if amount > given.open:
        raise MoreThanAvailable(given.number, amount, given.open)
    unpaid = sum((debit.open for debit in debits), ZERO)
    if amount > unpaid:
        raise MoreThanUnpaid(amount, unpaid)
    record = trail.leave(by, client=row.id, mode=PaymentMode.CREDIT, tendered=ZERO, change=ZERO)
    settle_oldest_first(record, row.id, debits, [given], on, amount)
    return receipt(record)


def _rows(operations: Sequence[OperationRow]) -> list[AvoirRow]:
    keys = [row.id for row in operations]
    at_once, refunded = _at_once(keys), _refunded(keys)
    return [
        AvoirRow(
            **{each.name: getattr(row, each.name) for each in fields(OperationRow)},
            at_once=Centimes(at_once.get(row.id, 0)),
            refunded=Centimes(refunded.get(row.id, 0)),
        )
        for row in operations
    ]


def _at_once(credits: Sequence[int]) -> dict[int, int]:
    """For each credit: the part of what its own request settled that is still settled, refunds excluded."""
    credit, debit, undone = Operation.alias(), Operation.alias(), Allocation.alias()
    rows = (
        Allocation.select(Allocation.credit, fn.SUM(Allocation.amount).cast("BIGINT"))
        .join(credit, on=Allocation.credit == credit.id)
        .switch(Allocation)
        .join(debit, on=Allocation.debit == debit.id)
        .where(
            many.among(Allocation.credit, credits),
            Allocation.trail == credit.trail,
            debit.kind != OperationKind.REFUND,
            ~fn.EXISTS(undone.select(undone.id).where(undone.undoes == Allocation.id)),
        )
        .group_by(Allocation.credit)
        .tuples()
    )
    return dict(rows)


def _refunded(credits: Sequence[int]) -> dict[int, int]:
    rows = (
        Allocation.select(Allocation.credit, fn.SUM(Allocation.amount).cast("BIGINT"))
        .join(Operation, on=Allocation.debit == Operation.id)
        .where(many.among(Allocation.credit, credits), Operation.kind == OperationKind.REFUND)
        .group_by(Allocation.credit)
        .tuples()
    )
    return dict(rows)
