"""Operations with one posting on the client's account: opening balance, advance, adjustment."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.money import ceiling
from models.money.amounts import NotPositive
from models.money.ledger import attribution, open_items
from models.money.ledger.accounts import Account, OperationKind, PaymentMode, till_account
from models.money.ledger.allocation import settle_oldest_first
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.postings import Entered, Operation, entered, entered_by, post
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.text import check_text
from models.values import Centimes


@dataclass
class AlreadyOpened(Refused):
    """The client already has an opening balance."""

    name: str
    sentence: ClassVar[str] = N_("{name} already has an opening balance.")


@dataclass
class BalanceMoved(Refused):
    """The balance is no longer the one the person saw when they decided on the amount."""

    balance: Centimes
    sentence: ClassVar[str] = N_("The balance changed meanwhile. Look at the amount again.")


@dataclass
class NoChangeAsked(NotPositive):
    """An adjustment raises or lowers a balance."""

    sentence: ClassVar[str] = N_("An adjustment of 0 changes nothing.")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An operation of two postings: `amount` on the client's account, and its opposite on `against`."""

    kind: OperationKind
    client: int
    amount: Centimes
    against: Account
    day: date | None
    reference: str = ""
    note: str = ""
    seen: Centimes | None = None
    means: PaymentMode | None = None
    for_contact: int | None = None


@verb("entries.open_balance", Right.ADJUST_BALANCES)
def open_balance(client: int, amount: Centimes, *, day: date | None = None, by: By) -> None:
    """Enters what a client owed (positive) or had (negative) before Officine. Raises `AlreadyOpened`."""
    entry = _Entry(OperationKind.OPENING, client, amount, Account.OPENING, day)
    _enter(by, entry)


@verb(
    "entries.receive_advance",
    Right.TAKE_PAYMENTS,
    answers=entered_by,
)
def receive_advance(
    client: int,
    amount: Centimes,
    mode: PaymentMode,
    *,
    day: date | None = None,
    reference: str = "",
    note: str = "",
    for_contact: int | None = None,
    by: By,
) -> Entered:
    """Receives money before anything is owed: it lowers the balance and stays available as avoir (INV-12).

    `for_contact` is the contact for whom it is. Raises `NotPositive`, `NotMoney`, `NotTheirContact` or
    `ContactRetired`.
    """
    if amount <= 0:
        raise NotPositive
    entry = _Entry(
        OperationKind.ADVANCE,
        client,
        -amount,
        till_account(mode),
        day,
        check_text("reference", reference),
        check_text("note", note),
        for_contact=for_contact,
    )
    return _enter(by, entry)


@verb("entries.adjust", Right.ADJUST_BALANCES, answers=entered_by)
def adjust(
    client: int,
    amount: Centimes,
    note: str,
    *,
    means: PaymentMode | None = None,
    seen: Centimes | None = None,
    day: date | None = None,
    for_contact: int | None = None,
    by: By,
) -> Entered:
    """Raises the debt (positive) or lowers it (negative), and moves nothing else (adj-create, INV-08).

    A note is required. `means` is how the client is said to have paid; it is only information and moves no
    till. Lowering settles the oldest debits first; raising uses up avoirs. So an adjustment to 0 leaves
    nothing open. `seen` is the balance on which the amount was decided, where there was one. Raises
    `NoChangeAsked`, `NotMoney`, `BalanceMoved` if the balance changed meanwhile, `CeilingExceeded`, and
    `NotTheirContact` or `ContactRetired` of the contact for whom it is.
    """
    note = check_text("note", note)
    if not note:
        raise Missing("note")
    if not amount:
        raise NoChangeAsked
    if means is not None:
        till_account(means)
    entry = _Entry(
        *(OperationKind.ADJUSTMENT, client, amount, Account.ADJUSTMENTS, day),
        note=note,
        seen=seen,
        means=means,
        for_contact=for_contact,
    )
    return _enter(by, entry)


def _enter(by: By, entry: _Entry) -> Entered:
    if not entry.amount:
        raise NotPositive
    row = lock_for_operation(entry.client)
    _refuse(entry, row)
    whose = attribution.chosen(row, entry.for_contact)
    detail: dict[str, Any] = {"means": entry.means} if entry.means else {}
    record = trail.leave(by, client=row.id, **detail)
    operation = post(
        record,
        entry.kind,
        {Account.RECEIVABLE: entry.amount, entry.against: -entry.amount},
        client=row.id,
        value_date=entry.day,
        note=entry.note,
        reference=entry.reference,
    )
    if entry.kind is OperationKind.ADJUSTMENT:
        _settle_adjustment(record, row, operation, entry.amount)
    attribution.record(record, whose)
    return entered(operation)


def _refuse(entry: _Entry, row: Client) -> None:
    if entry.seen is not None and entry.seen != row.balance:
        raise BalanceMoved(row.balance)
    if entry.kind is OperationKind.ADJUSTMENT:
        ceiling.check(row, entry.amount)
    if entry.kind is OperationKind.OPENING and _opened(row):
        raise AlreadyOpened(full_name(row))


def _opened(row: Client) -> bool:
    """Whether the client has an opening balance that was not cancelled."""
    not_cancelled = Operation.select().where(
        about(Operation.client, row), Operation.kind == OperationKind.OPENING, ~is_reversed(Operation.id)
    )
    return bool(not_cancelled.exists())


def _settle_adjustment(record: Trail, row: Client, operation: Operation, amount: Centimes) -> None:
    own, day = open_items.item(operation.id), operation.value_date
    if amount > 0:
        settle_oldest_first(record, row.id, [own], open_items.credits(row), day)
    else:
        settle_oldest_first(record, row.id, open_items.debits(row), [own], day)
