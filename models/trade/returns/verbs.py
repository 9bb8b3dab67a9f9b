"""Returns (retours sur vente): goods come back at the price of their sale (doc-returns, INV-18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money.amounts import NotPositive
from models.money.avoirs import refunds
from models.money.avoirs.refunds import TooEarly
from models.money.ledger import attribution, open_items
from models.money.ledger.accounts import Account, OperationKind, PaymentMode, till_account
from models.money.ledger.allocation import allocate
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.postings import Entered, Operation, entered, entered_by, post
from models.money.ledger.reversal import NoSuchOperation, refuse_if_reversed
from models.people.clients.table import Client
from models.pharmacy.parties import client_as_issued
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock, many
from models.store.text import check_text
from models.trade.global_invoices.table import refuse_if_billed
from models.trade.returns import figures as returned
from models.trade.returns.figures import ReturnableLine, ReturnFigures
from models.trade.returns.table import ReturnLine, SaleReturn
from models.trade.sales.table import Sale
from models.values import UNIT, ZERO, Centimes, Thousandths

VERB = "returns.take_back"


@dataclass
class NothingTakenBack(Refused):
    """No quantity was given, or one that is worth nothing."""

    sentence: ClassVar[str] = N_("What comes back is worth nothing. Say how much of which line.")


@dataclass
class NotOfThisSale(Refused):
    number: str
    sentence: ClassVar[str] = N_("This line is not one of {number}.")


@dataclass
class MoreThanLeft(Refused):
    """More would come back than was sold (INV-18)."""

    sale_line: int
    label: str
    asked: Thousandths
    left: Thousandths
    sold: Thousandths
    sentence: ClassVar[str] = N_("{label}: of {sold} sold, {left} can still come back, not {asked}.")


@dataclass
class ReturnedWhole(Refused):
    """A product that is not sold in parts cannot come back in parts."""

    sale_line: int
    label: str
    sentence: ClassVar[str] = N_("{label} comes back whole, not in parts.")


@dataclass
class AllReturned(Refused):
    """Everything sold has already come back."""

    number: str
    sentence: ClassVar[str] = N_("All of {number} came back already.")


@dataclass
class MoneyMoved(Refused):
    """The money to pay back is no longer what was shown to the person who hands it over."""

    money: Centimes
    sentence: ClassVar[str] = N_("The account changed meanwhile: {money} can be paid back. Look again.")


@dataclass
class HasReturns(Refused):
    """A sale with returns cannot be cancelled before them."""

    number: str
    by: str
    sentence: ClassVar[str] = N_("Goods of {number} came back with {by}. Cancel that return first.")


@dataclass(frozen=True, slots=True)
class _Taken:
    line: ReturnableLine
    quantity: int
    amount: Centimes


def check_returnable(sale: int) -> None:
    """Checks whether anything can come back of a sale, before the person types it;
    `take_back` checks it again.

    Raises `NoSuchOperation`, `AlreadyReversed`, `BilledToOrganism` or `AllReturned`.
    """
    sold = _sale(sale)
    _refuse(sold)
    if not any(line.left for line in returned.sold_lines(sale)):
        raise AllReturned(sold.number)


def preview(sale: int, lines: Sequence[tuple[int, int]]) -> ReturnFigures:
    """What `take_back` would do at present with these lines; the screen shows it while the person types.

    Raises the refusals of `take_back` about lines.
    """
    taken = _taken(Operation.get_by_id(sale), lines)
    return returned.figures(sale, sum((each.amount for each in taken), ZERO))


@verb(
    VERB,
    Right.TAKE_BACK_GOODS,
    answers=lambda done: entered_by(done, OperationKind.RETURN),
)
def take_back(
    sale: int,
    lines: Sequence[tuple[int, int]],
    *,
    refund: PaymentMode | None = None,
    seen: Centimes | None = None,
    day: date | None = None,
    reference: str = "",
    note: str = "",
    by: By,
) -> Entered:
    """Takes back (line of the sale, quantity in thousandths), at the price and discount of the sale (INV-18).

    What it is worth first takes back its share of the discount that was granted for paying that sale (a
    discount is no avoir, INV-16), then settles what is unpaid of it; the rest is an avoir or, with `refund`,
    is paid back that way as far as it was paid in money (INV-17). `seen` is the money the screen announced,
    `reference` that of the refund (a cheque, a transfer), `day` the value date, today where None.
    Raises `NoSuchOperation`, `AlreadyReversed`, `BilledToOrganism`, `NotOfThisSale`, `MoreThanLeft`,
    `ReturnedWhole`, `NothingTakenBack`, `MoneyMoved`, `TooEarly`, `NotMoney`, `DayClosed`, `InTheFuture`,
    `ClientBlocked` or `ClientArchived`.
    """
    if refund:
        till_account(refund)
    clean, cheque = check_text("note", note), check_text("reference", reference)
    sold = _sale(sale)
    row = lock_for_operation(sold.client_id)
    _refuse(sold)
    on = day or clock.today()
    if on < sold.value_date:
        raise TooEarly(sold.number, sold.value_date)
    taken = _taken(sold, lines)
    figures = returned.figures(sale, sum((each.amount for each in taken), ZERO))
    if refund and seen is not None and seen != figures.money:
        raise MoneyMoved(figures.money)
    record = trail.leave(by, client=row.id)
    document = _write(record, sold, row, taken, figures, on, clean)
    if refund and figures.money:
        credit = open_items.item(document.id)
        refunds.hand_over(record, credit, figures.money, refund, on, reference=cheque, part_of=document)
    attribution.follow(record, sold.id)
    return entered(document)


def refuse_under_withdrawals(original: Operation) -> None:
    """A guard of `reversal.reverse`: a discount that a return took back in part cannot be
    cancelled before that return.

    Raises `HasReturns`.
    """
    discounts = [each.id for each in (original, *original.parts) if each.kind is OperationKind.DISCOUNT]
    for key in returned.withdrawing(discounts):
        raise HasReturns(original.number, Operation.get_by_id(key).number)


def refuse_under_returns(original: Operation) -> None:
    """A guard of `reversal.reverse`. Raises `HasReturns`."""
    if original.kind is OperationKind.SALE:
        for key in returned.not_cancelled(original.id):
            raise HasReturns(original.number, Operation.get_by_id(key).number)


def _sale(sale: int) -> Operation:
    sold = Operation.get_or_none(Operation.id == sale, Operation.kind == OperationKind.SALE)
    if sold is None:
        raise NoSuchOperation(sale)
    return sold


def _refuse(sold: Operation) -> None:
    refuse_if_reversed(sold)
    refuse_if_billed(sold)


def _taken(sold: Operation, lines: Sequence[tuple[int, int]]) -> list[_Taken]:
    wanted: dict[int, int] = {}
    for key, quantity in lines:
        if quantity <= 0:
            raise NotPositive
        wanted[key] = wanted.get(key, 0) + quantity
    known = {line.sale_line: line for line in returned.sold_lines(sold.id)}
    if wanted.keys() - known.keys():
        raise NotOfThisSale(sold.number)
    taken = [_one(known[key], quantity) for key, quantity in wanted.items()]
    if not sum((each.amount for each in taken), ZERO):
        raise NothingTakenBack
    return taken


def _one(line: ReturnableLine, quantity: int) -> _Taken:
    if quantity > line.left:
        raise MoreThanLeft(line.sale_line, line.label, Thousandths(quantity), line.left, line.quantity)
    if quantity % UNIT and quantity != line.left and not line.fractional:
        raise ReturnedWhole(line.sale_line, line.label)
    return _Taken(line, quantity, line.worth(quantity))


def _write(
    record: Trail,
    sold: Operation,
    row: Client,
    taken: Sequence[_Taken],
    figures: ReturnFigures,
    day: date,
    note: str,
) -> Operation:
    document = post(
        record,
        OperationKind.RETURN,
        {Account.SALES: figures.worth, Account.RECEIVABLE: -figures.worth},
        client=row.id,
        value_date=day,
        note=note,
    )
    party = client_as_issued(row)
    SaleReturn.insert(
        operation=document,
        sale=Sale.get_by_id(sold.id),
        client_name=party.name,
        client_address=party.address,
        client_identifiers=party.identifiers,
    ).execute()
    lines = (
        {
            "document": document.id,
            "position": place,
            "sale_line": each.line.sale_line,
            "quantity": each.quantity,
            "amount": each.amount,
            "net": each.line.net_worth(each.quantity),
            "alcohol_tax": each.line.alcohol_worth(each.quantity),
        }
        for place, each in enumerate(taken, 1)
    )
    many.insert(ReturnLine, lines)
    if figures.withdrawn:
        _withdraw_discount(record, document, figures.withdrawn)
    if figures.settles:
        debit, credit = open_items.item(sold.id), open_items.item(document.id)
        allocate(record, row.id, debit, credit, figures.settles, day)
    return document


def _withdraw_discount(record: Trail, document: Operation, amount: Centimes) -> None:
    """Posts the opposite of a discount, as a part of the return, and settles it at once."""
    withdrawn = post(
        record,
        OperationKind.DISCOUNT,
        {Account.RECEIVABLE: amount, Account.DISCOUNTS: -amount},
        client=document.client_id,
        value_date=document.value_date,
        part_of=document,
    )
    debit, credit = open_items.item(withdrawn.id), open_items.item(document.id)
    allocate(record, document.client_id, debit, credit, amount, document.value_date)
