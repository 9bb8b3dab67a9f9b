"""Sales: lines, paid at once, by avoir or on credit (doc-sales)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.money import ceiling
from models.money.amounts import LARGEST, AmountTooLarge, NotPositive
from models.money.ledger import attribution, open_items
from models.money.ledger.accounts import Account, OperationKind, PaymentMode, till_account
from models.money.ledger.allocation import allocate, settle_oldest_first
from models.money.ledger.client_status import lock_for_operation
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import Entered, Operation, entered, entered_by, post
from models.money.payments.verbs import NotEnoughAvoir
from models.people.clients.table import Client
from models.pharmacy.parties import client_as_issued
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.connection import engine
from models.store.text import check_text
from models.trade.prices import lines as priced_lines
from models.trade.prices.lines import COLUMNS, NewLine, PricedLine, basis_of
from models.trade.sales import animals as for_animals
from models.trade.sales.animals import ForAnimals
from models.trade.sales.table import DOCUMENT
from models.values import ZERO, Centimes

VERB = "sales.sell"


@dataclass
class EmptySale(Refused):
    sentence: ClassVar[str] = N_("A sale has at least one line and a total above 0.")


@dataclass
class PaidTooMuch(Refused):
    paid: Centimes
    total: Centimes
    sentence: ClassVar[str] = N_("{paid} paid for a sale of {total}.")


@dataclass
class TotalChanged(Refused):
    """A price, a rate or a discount changed since the total was shown."""

    seen: Centimes
    total: Centimes
    sentence: ClassVar[str] = N_("The total was {seen} and is {total} now: a price has changed.")


def sold(done: Trail) -> Entered:
    """The sale that a request made."""
    return entered_by(done, OperationKind.SALE)


@verb(VERB, Right.SELL, answers=sold)
def sell(
    client: int,
    lines: Sequence[NewLine],
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    contact: str = "",
    day: date | None = None,
    note: str = "",
    seen: Centimes | None = None,
    animals: ForAnimals | None = None,
    for_contact: int | None = None,
    by: By,
) -> Entered:
    """Records a sale; what is paid neither at once nor by avoir is on credit, within the ceiling (INV-14).

    `reference` is the number of a cheque or transfer, `seen` the total that was shown, `animals` says for
    which of the client's animals it is, `for_contact` for which of their contacts: whose name stands on the
    paper unless `contact` says who comes for it. Raises what `lines.price` and `enter` raise, `TotalChanged`,
    `NotTheirAnimal`, `NoSuchLine`, `NotTheirContact`, `ContactRetired`, `ClientBlocked` or `ClientArchived`.
    """
    paid = {mode: amount for mode, amount in (paid or {}).items() if amount}
    reference, note = check_text("reference", reference), check_text("note", note)
    contact = check_text("contact", contact)
    row = lock_for_operation(client)
    whose = attribution.chosen(row, for_contact)
    priced = priced_lines.price(row.id, lines, day or clock.today())
    total = priced_lines.total(priced)
    if seen not in {None, total}:
        raise TotalChanged(seen, total)
    record = trail.leave(by, client=row.id)
    sale = enter(
        record,
        row,
        priced,
        paid=paid,
        avoir_used=avoir_used,
        reference=reference,
        contact=contact or (whose.name if whose else ""),
        day=day,
        note=note,
    )
    attribution.record(record, whose)
    if animals is not None:
        for_animals.record(record, row, sale.id, animals)
    return entered(sale)


def enter(
    record: Trail,
    row: Client,
    priced: Sequence[PricedLine],
    *,
    paid: Mapping[PaymentMode, Centimes] | None = None,
    avoir_used: Centimes = ZERO,
    reference: str = "",
    contact: str = "",
    day: date | None = None,
    note: str = "",
) -> Operation:
    """Writes a sale of these lines inside the caller's transaction, which holds the client's row.

    The caller has checked the texts. Raises `EmptySale`, `AmountTooLarge`, `NotPositive`, `NotMoney`,
    `PaidTooMuch`, `NotEnoughAvoir`, `CeilingExceeded` or `InTheFuture`.
    """
    total = checked_total(priced)
    money = checked_money(paid or {}, avoir_used, total)
    if avoir_used:
        usable = min(open_items.position(row).credit, total)
        if avoir_used > usable:
            raise NotEnoughAvoir(avoir_used, usable)
    ceiling.check(row, total - money)
    sale = post(
        record,
        OperationKind.SALE,
        {Account.RECEIVABLE: total, Account.SALES: -total},
        client=row.id,
        value_date=day,
        note=note,
    )
    _write_document(sale, row, priced, contact)
    debit = _open(sale, total)
    if avoir_used:
        credits = open_items.credits(row)
        settle_oldest_first(record, row.id, [debit], credits, sale.value_date, avoir_used)
    if money:
        _pay_now(record, sale, debit.less(avoir_used), paid or {}, money, reference)
    return sale


def checked_total(priced: Sequence[PricedLine]) -> Centimes:
    """The total of a sale. Raises `EmptySale` or `AmountTooLarge`."""
    total = priced_lines.total(priced)
    if total <= 0:
        raise EmptySale
    if total > LARGEST:
        raise AmountTooLarge
    return total


def checked_money(paid: Mapping[PaymentMode, Centimes], avoir_used: Centimes, total: Centimes) -> Centimes:
    """What is paid in money at once. Raises `NotPositive`, `NotMoney` or `PaidTooMuch`."""
    for mode, amount in paid.items():
        till_account(mode)
        if amount < 0:
            raise NotPositive
    if avoir_used < 0:
        raise NotPositive
    money = sum(paid.values(), ZERO)
    if money + avoir_used > total:
        raise PaidTooMuch(money + avoir_used, total)
    return money


def _write_document(sale: Operation, row: Client, priced: Sequence[PricedLine], contact: str) -> None:
    party = client_as_issued(row)
    issued = sale.id, party.name, party.address, party.identifiers
    engine().insert_rows("sale", DOCUMENT, [(*issued, contact, str(basis_of(priced)))])
    engine().insert_rows(
        "sale_line",
        ("sale_id", "position", "product_id", *COLUMNS[1:]),
        [(sale.id, place, *each.kept()) for place, each in enumerate(priced, 1)],
    )


def _open(operation: Operation, amount: Centimes) -> OpenItem:
    """The open item of an operation that was just written: all of it."""
    day = operation.value_date
    return OpenItem(operation.id, operation.number, operation.kind, day, day, amount, amount)


def _pay_now(
    record: Trail,
    sale: Operation,
    debit: OpenItem,
    paid: Mapping[PaymentMode, Centimes],
    money: Centimes,
    reference: str,
) -> None:
    payment = post(
        record,
        OperationKind.PAYMENT,
        {**{till_account(mode): amount for mode, amount in paid.items()}, Account.RECEIVABLE: -money},
        client=sale.client_id,
        value_date=sale.value_date,
        reference=reference,
    )
    allocate(record, sale.client_id, debit, _open(payment, money), money, sale.value_date)
