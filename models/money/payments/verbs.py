"""Pays a debt: the oldest debits up to an amount (pay-credit), or the selected ones (pay-unpaid)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from models.money.amounts import NotPositive, shares
from models.money.ledger import attribution, open_items
from models.money.ledger.accounts import MODE_ACCOUNT, Account, OperationKind, PaymentMode
from models.money.ledger.allocation import allocate_all, settle_oldest_first
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.open_items import OpenItem, Position
from models.money.ledger.postings import InTheFuture, Operation, post
from models.money.payments.receipts import Receipt, receipt
from models.people.clients.table import Client
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.text import check_text
from models.values import ZERO, Centimes

VERB = "payments.pay_credit"
SELECTED_VERB = "payments.pay_selected"


@dataclass(frozen=True, slots=True)
class DebtPayment:
    """The order to take a payment.

    `amount` is what it should settle; `tendered` is the money on the counter (None: exactly the amount).
    `avoir_used` is avoir used besides the money; with mode CREDIT, `amount` is avoir and there is no money.
    `day` is the value date, None for today. `for_contact` is the contact for whom it is,
    whose debts `pay_debt` settles first.
    """

    client: int
    mode: PaymentMode
    amount: Centimes
    tendered: Centimes | None = None
    discount: Centimes = ZERO
    avoir_used: Centimes = ZERO
    keep_change: bool = False
    day: date | None = None
    reference: str = ""
    note: str = ""
    for_contact: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selected debit, and how much of it the person saw as open."""

    operation: int
    seen: Centimes


@dataclass(frozen=True, slots=True)
class Split:
    """How a payment divides: what money settles, what avoir settles, the change,
    and what is kept as avoir.
    """

    money: Centimes
    settled: Centimes
    change: Centimes
    kept: Centimes
    remaining: Centimes


@dataclass
class NothingDue(Refused):
    """There is no unpaid debit, and the money is not to be kept as avoir."""

    sentence: ClassVar[str] = N_("Nothing is unpaid. An advance is received in the tab of the credits.")


@dataclass
class NotEnoughAvoir(Refused):
    """The avoir to use exceeds what is available or due (INV-11)."""

    asked: Centimes
    usable: Centimes
    sentence: ClassVar[str] = N_("{usable} of credit can be used here, not {asked}.")


@dataclass
class DiscountTooLarge(Refused):
    """The settlement discount exceeds what is due (INV-10)."""

    discount: Centimes
    due: Centimes
    sentence: ClassVar[str] = N_("The discount of {discount} is more than what is due: {due}.")


@dataclass
class TenderedTooLittle(Refused):
    """The money handed over is less than the amount to settle."""

    tendered: Centimes
    amount: Centimes
    sentence: ClassVar[str] = N_("{tendered} was handed over for {amount}.")


@dataclass
class NoChange(Refused):
    """Only cash gives change; another mode pays exactly, or the rest is kept as avoir."""

    amount: Centimes
    sentence: ClassVar[str] = N_("Only cash gives change: pay exactly {amount}, or keep the rest as credit.")


@dataclass
class NothingChosen(Refused):
    """A payment of selected debits needs at least one, and each only once (INV-13)."""

    sentence: ClassVar[str] = N_("Tick at least one sale, each once.")


@dataclass
class NotADebt(Refused):
    """A selected operation is no debit of this client (INV-13)."""

    operation: int
    sentence: ClassVar[str] = N_("Operation {operation} is nothing this client has to pay.")


@dataclass
class DebtMoved(Refused):
    """The open amount of a selected debit changed since the person saw it."""

    number: str
    seen: Centimes
    now: Centimes
    sentence: ClassVar[str] = N_("{number} changed meanwhile: {seen} was unpaid, {now} is now.")


@dataclass
class DebtChanged(Refused):
    """The unpaid total changed since the person decided on the payment."""

    seen: Centimes
    now: Centimes
    sentence: ClassVar[str] = N_("The debt changed meanwhile: {seen} was unpaid, {now} is now.")


@dataclass
class TooMuchChange(Refused):
    """The change is so large that a bar code was probably scanned into the field of the amount."""

    tendered: Centimes
    amount: Centimes
    sentence: ClassVar[str] = N_("{tendered} for {amount} to pay: look at the amount again.")


MOST_CHANGE = Centimes(100_000)
"""The largest change: nobody hands over 1 000,00 more than is due."""


def refuse_much_change(tendered: Centimes, amount: Centimes) -> None:
    """Raises `TooMuchChange` if more than `MOST_CHANGE` was handed over beyond this amount."""
    if tendered - amount > MOST_CHANGE:
        raise TooMuchChange(tendered, amount)


def split(position: Position, order: DebtPayment) -> Split:
    """Computes what a payment would do to an account in this position; the screen shows
    it while the person types.

    Raises the refusals of `pay_debt` that depend on figures alone.
    """
    order = spelled_out(order)
    if min(order.amount, order.discount, order.avoir_used) < 0:
        raise NotPositive
    due = position.unpaid
    if order.discount > due:
        raise DiscountTooLarge(order.discount, due)
    usable = min(position.credit, due - order.discount)
    if order.avoir_used > usable:
        raise NotEnoughAvoir(order.avoir_used, usable)
    still = due - order.discount - order.avoir_used
    tendered = order.amount if order.tendered is None else order.tendered
    if tendered < order.amount:
        raise TenderedTooLittle(tendered, order.amount)
    # Money that is kept settles what is due first; only the rest becomes avoir (INV-12).
    settled = min(tendered if order.keep_change else order.amount, still)
    over = tendered - settled
    if not (settled or order.discount or order.avoir_used or (order.keep_change and tendered)):
        raise NotPositive if due else NothingDue
    if over and not order.keep_change and order.mode is not PaymentMode.CASH:
        raise NoChange(settled)
    if not order.keep_change:
        refuse_much_change(tendered, settled)
    kept = over if order.keep_change else ZERO
    return Split(
        money=settled + kept,
        settled=settled,
        change=over - kept,
        kept=kept,
        remaining=still - settled,
    )


@verb(VERB, Right.TAKE_PAYMENTS, answers=receipt)
def pay_debt(order: DebtPayment, *, seen: Centimes | None = None, by: By) -> Receipt:
    """Takes the payment: avoir, then money, then discount, each on the oldest debit (INV-15, INV-16); what is
    for a contact settles first, oldest first, where the payment is for that contact.

    `seen` is the unpaid total that was shown, where there was one: of another, other change goes back. The
    till moves by exactly what was tendered less the change (INV-08). Raises `DebtChanged`, `ClientBlocked`,
    `ClientArchived`, `InTheFuture`, `NotTheirContact`, `ContactRetired` and the refusals of `split`.
    """
    order = _clean(order)

    row = lock_for_operation(order.client)
    whose = attribution.chosen(row, order.for_contact)

    theirs_first = attribution.theirs_first(whose)

    def due() -> list[OpenItem]:
        return theirs_first(open_items.debits(row))

    position = open_items.position(row)
    if seen not in {None, position.unpaid}:
        raise DebtChanged(seen, position.unpaid)
    parts = split(position, order)
    record, day = _begin(by, order, parts, row)
    _use_avoir(record, order, _avoirs(order, row), due(), day)
    payment = _receive(record, order, parts, day)
    _settle(record, order, payment, due, day, parts.settled)
    _settle(record, order, _grant(record, order, payment, day), due, day, order.discount)
    attribution.record(record, whose)
    return receipt(record)


@verb(SELECTED_VERB, Right.TAKE_PAYMENTS, answers=receipt)
def pay_selected(order: DebtPayment, chosen: Sequence[Chosen], *, by: By) -> Receipt:
    """Pays the selected debits and no others (pay-unpaid).

    `order` is about these debits alone: all are settled in full, or the oldest first where the amount is
    less. The discount is divided over them in proportion to their open amounts (INV-16, INV-21). Raises
    `NothingChosen`, `NotADebt`, `DebtMoved` if one changed meanwhile, and what `pay_debt` raises.
    """
    order = _clean(order)

    row = lock_for_operation(order.client)
    whose = attribution.chosen(row, order.for_contact)

    def due() -> list[OpenItem]:
        return open_items.debits(row, [each.operation for each in chosen])

    ticked = _as_seen(chosen, due())
    unpaid = sum((item.open for item in ticked), ZERO)
    parts = split(Position(unpaid, open_items.position(row).credit), order)
    record, day = _begin(by, order, parts, row)
    avoirs = _avoirs(order, row)
    payment = _receive(record, order, parts, day)
    _share(record, order, _grant(record, order, payment, day), ticked, day)
    _use_avoir(record, order, avoirs, due(), day)
    _settle(record, order, payment, due, day, parts.settled)
    attribution.record(record, whose)
    return receipt(record)


def spelled_out(order: DebtPayment) -> DebtPayment:
    """The order with mode CREDIT rewritten as avoir used and no money."""
    if order.mode is not PaymentMode.CREDIT:
        return order
    return replace(
        order,
        amount=ZERO,
        tendered=None,
        avoir_used=order.amount + order.avoir_used,
        keep_change=False,
    )


def _clean(order: DebtPayment) -> DebtPayment:
    return replace(
        spelled_out(order),
        reference=check_text("reference", order.reference),
        note=check_text("note", order.note),
    )


def _as_seen(chosen: Sequence[Chosen], items: Sequence[OpenItem]) -> list[OpenItem]:
    """The selected debits, oldest first. Raises if one of them is not as the person saw it."""
    now = {item.operation: item for item in items}
    if not chosen or len({each.operation for each in chosen}) < len(chosen):
        raise NothingChosen
    for each in chosen:
        item = now.get(each.operation)
        if item is None:
            raise NotADebt(each.operation)
        if item.open != each.seen:
            raise DebtMoved(item.number, each.seen, item.open)
    return [item for item in items if item.open]


def _begin(by: By, order: DebtPayment, parts: Split, row: Client) -> tuple[Trail, date]:
    day = order.day or clock.today()
    if day > clock.today():
        raise InTheFuture(day)
    record = trail.leave(
        by, client=row.id, mode=order.mode, tendered=parts.money + parts.change, change=parts.change
    )
    return record, day


def _avoirs(order: DebtPayment, row: Client) -> list[OpenItem]:
    """The avoirs available before the payment; read first, as the payment itself would be one,
    perhaps of an earlier day.
    """
    return open_items.credits(row) if order.avoir_used else []


def _use_avoir(
    record: Trail, order: DebtPayment, credits: Sequence[OpenItem], debits: Sequence[OpenItem], day: date
) -> None:
    if order.avoir_used:
        settle_oldest_first(record, record.concerned(), debits, credits, day, order.avoir_used)


def _receive(record: Trail, order: DebtPayment, parts: Split, day: date) -> Operation | None:
    if not parts.money:
        return None
    return post(
        record,
        OperationKind.PAYMENT,
        {MODE_ACCOUNT[order.mode]: parts.money, Account.RECEIVABLE: -parts.money},
        client=record.client_id,
        value_date=day,
        note=order.note,
        reference=order.reference,
    )


def _grant(record: Trail, order: DebtPayment, payment: Operation | None, day: date) -> Operation | None:
    """Writes the settlement discount: an operation of its own, and a part of its payment (INV-16)."""
    if not order.discount:
        return None
    return post(
        record,
        OperationKind.DISCOUNT,
        {Account.DISCOUNTS: order.discount, Account.RECEIVABLE: -order.discount},
        client=record.client_id,
        value_date=day,
        note=order.note,
        part_of=payment,
    )


def _share(
    record: Trail, order: DebtPayment, discount: Operation | None, ticked: Sequence[OpenItem], day: date
) -> None:
    if discount is None:
        return
    credit = open_items.item(discount.id)
    parts = shares(order.discount, [int(debit.open) for debit in ticked])
    given = ((debit, credit, part) for debit, part in zip(ticked, parts, strict=True) if part)
    allocate_all(record, record.concerned(), given, day)


def _settle(
    record: Trail,
    order: DebtPayment,
    credit: Operation | None,
    due: Callable[[], list[OpenItem]],
    day: date,
    amount: Centimes,
) -> None:
    if credit is not None and amount:
        item = open_items.item(credit.id)
        settle_oldest_first(record, record.concerned(), due(), [item], day, amount)
