"""A sale: lines, paid now or on credit (S0 6.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import ForeignKeyField, IntegerField, TextField

from models.money import ceiling, open_items
from models.money.accounts import Account, OperationKind, PaymentMode, till_account
from models.money.allocation import allocate
from models.money.amounts import WHOLE, NotAPercentage, NotPositive, share
from models.money.ledger import Operation, post
from models.money.standing import lock_for_operation
from models.people import trail
from models.people.client_table import Client
from models.people.text import check_text
from models.people.trail import Trail
from models.refusals import N_, Refused
from models.store import clock
from models.store.connection import Table, transaction
from models.store.fields import AmountField
from models.trade.catalogue import Category, Product
from models.trade.parties import client_as_issued
from models.trade.vat import Rates
from models.values import Centimes

VERB = "sales.sell"


class Sale(Table):
    """A sale's document: who it was issued to, frozen (INV-44). Its money is its operation."""

    operation = ForeignKeyField(Operation, primary_key=True)
    client_name = TextField()
    client_address = TextField()
    client_identifiers = TextField()


class SaleLine(Table):
    """One product sold. `quantity` in thousandths, `discount` and `vat_rate` in hundredths of a percent."""

    sale = ForeignKeyField(Sale, backref="lines")
    position = IntegerField()
    product = ForeignKeyField(Product)
    label = TextField()
    quantity = IntegerField()
    unit_price = AmountField()
    discount = IntegerField(default=0)
    vat_rate = IntegerField(default=0)
    amount = AmountField()


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to sell: so many thousandths of a product, at a discount in hundredths of a percent."""

    product: int
    quantity: int = 1000
    discount: int = 0


@dataclass
class EmptySale(Refused):
    sentence: ClassVar[str] = N_("A sale has at least one line and a total above 0.")


@dataclass
class ProductGone(Refused):
    product: int
    sentence: ClassVar[str] = N_("This product is no longer sold.")


@dataclass
class DiscountForbidden(Refused):
    """A regulated price cannot be lowered."""

    product: str
    category: str
    sentence: ClassVar[str] = N_("{product}: no discount on {category}, its price is regulated.")


@dataclass
class PaidTooMuch(Refused):
    paid: Centimes
    total: Centimes
    sentence: ClassVar[str] = N_("{paid} paid for a sale of {total}.")


def gross_amount(unit_price: int, quantity: int) -> Centimes:
    """Price times quantity in thousandths, to the nearest centime, halves up."""
    return Centimes((unit_price * quantity + 500) // 1000)


def line_amount(unit_price: int, quantity: int, discount: int) -> Centimes:
    """Price times quantity, less the discount."""
    gross = gross_amount(unit_price, quantity)
    return Centimes(gross - share(gross, discount))


def sell(
    client: int,
    lines: Sequence[NewLine],
    *,
    paid: dict[PaymentMode, Centimes] | None = None,
    day: date | None = None,
    note: str = "",
    staff: int,
    op_id: str,
) -> Operation:
    """Records a sale; what is not paid now is on credit, within the ceiling (INV-14).

    Raises `EmptySale`, `ProductGone`, `DiscountForbidden`, `NotAPercentage`, `PaidTooMuch`, `NotMoney`,
    `CeilingExceeded`, `ClientBlocked`, `ClientArchived` or `InTheFuture`.
    """
    paid = {mode: amount for mode, amount in (paid or {}).items() if amount}
    if any(amount < 0 for amount in paid.values()):
        raise NotPositive
    clean = check_text("note", note)
    asked = asked_for(lines, paid, day, clean)
    with transaction():
        done = trail.done_before(op_id, VERB, client, asked)
        if done:
            return Operation.get(Operation.trail == done, Operation.kind == OperationKind.SALE)
        row = lock_for_operation(client)
        rates, sold_on = Rates(), day or clock.today()
        priced = [_priced(line, rates, sold_on) for line in lines]
        total = sum(each["amount"] for each in priced)
        if total <= 0:
            raise EmptySale
        money = sum(paid.values())
        if money > total:
            raise PaidTooMuch(Centimes(money), Centimes(total))
        ceiling.check(row, total - money)
        left = trail.leave(VERB, staff=staff, op_id=op_id, client=client, asked=asked)
        sale = post(
            left,
            OperationKind.SALE,
            {Account.RECEIVABLE: total, Account.SALES: -total},
            client=client,
            value_date=day,
            note=clean,
        )
        _write_document(sale, row, priced)
        if paid:
            _pay_now(left, sale, paid)
    return sale


def asked_for(
    lines: Sequence[NewLine], paid: Mapping[PaymentMode, Centimes], day: date | None = None, note: str = ""
) -> str:
    """What a sale is recognised by when it is asked for again (`trail.asked`)."""
    return trail.asked(list(lines), sorted(paid.items()), day, note)


def _priced(line: NewLine, rates: Rates, day: date) -> dict[str, Any]:
    product = (
        Product.select(Product, Category)
        .join(Category)
        .where(Product.id == line.product, Product.active)
        .first()
    )
    if product is None:
        raise ProductGone(line.product)
    return priced(product, line, rates.on(product.vat_id, day))


def priced(product: Product, line: NewLine, vat_rate: int) -> dict[str, Any]:
    """A line's columns, for a product read with its category. Raises what `sell` raises about a line."""
    if line.discount and product.category.regulated:
        raise DiscountForbidden(product.name, product.category.name)
    if line.quantity <= 0:
        raise EmptySale
    if not 0 <= line.discount <= WHOLE:
        raise NotAPercentage(f"{line.discount / 100:g}")
    return {
        "product": product.id,
        "label": product.name,
        "quantity": line.quantity,
        "unit_price": product.price,
        "discount": line.discount,
        "vat_rate": vat_rate,
        "amount": line_amount(product.price, line.quantity, line.discount),
    }


def _write_document(sale: Operation, row: Client, priced: list[dict[str, Any]]) -> None:
    party = client_as_issued(row)
    Sale.insert(
        operation=sale,
        client_name=party.name,
        client_address=party.address,
        client_identifiers=party.identifiers,
    ).execute()
    SaleLine.insert_many(
        {"sale": sale.id, "position": number, **each} for number, each in enumerate(priced, 1)
    ).execute()


def _pay_now(left: Trail, sale: Operation, paid: dict[PaymentMode, Centimes]) -> None:
    money = sum(paid.values())
    payment = post(
        left,
        OperationKind.PAYMENT,
        {**{till_account(mode): amount for mode, amount in paid.items()}, Account.RECEIVABLE: -money},
        client=sale.client_id,
        value_date=sale.value_date,
    )
    debit, credit = open_items.item(sale.id), open_items.item(payment.id)
    allocate(left, sale.client_id, debit, credit, money, sale.value_date)
