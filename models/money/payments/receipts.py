"""The receipt of a payment, read from the ledger."""

from dataclasses import dataclass

from peewee import fn

from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.allocation import Settlement
from models.money.ledger.open_items import items
from models.money.ledger.postings import Allocation, Operation, Posting
from models.people.clients.aliases import survivor_or_itself
from models.people.clients.table import Client
from models.requests.trail import Trail
from models.values import ZERO, Centimes

_NONE: tuple[int | None, str, Centimes] = (None, "", ZERO)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of a payment. `balance` is the client's present balance; positive: the client still owes."""

    operation: int | None
    """The payment; the discount where there was no money; None where an avoir paid everything."""
    number: str
    mode: PaymentMode
    money: Centimes
    discount: Centimes
    avoir_used: Centimes
    tendered: Centimes
    change: Centimes
    kept: Centimes
    settled: tuple[Settlement, ...]
    balance: Centimes


def receipt(record: Trail) -> Receipt:
    """The receipt of the payment of this request; the same one for a repeated request (INV-20)."""
    detail = record.details()
    posted = {
        kind: (key, number, Centimes(-amount))
        for kind, key, number, amount in Operation.select(
            Operation.kind, Operation.id, Operation.number, Posting.amount
        )
        .join(Posting)
        .where(Operation.trail == record, Posting.client.is_null(False))
        .tuples()
    }
    payment, number, money = posted.get(OperationKind.PAYMENT, _NONE)
    let_go, _, discount = posted.get(OperationKind.DISCOUNT, _NONE)
    settled = _settled(record)
    allocated = sum((line.amount for line in settled), ZERO)
    from_money = _allocated_from(record, OperationKind.PAYMENT)
    return Receipt(
        operation=payment or let_go,
        number=number,
        mode=PaymentMode(detail["mode"]),
        money=money,
        discount=discount,
        avoir_used=allocated - from_money - discount,
        tendered=Centimes(detail["tendered"]),
        change=Centimes(detail["change"]),
        kept=money - from_money,
        settled=tuple(settled),
        balance=Client.get(Client.id == survivor_or_itself(record.concerned())).balance,
    )


def _settled(record: Trail) -> list[Settlement]:
    rows = list(
        Allocation.select(Allocation.debit, fn.SUM(Allocation.amount).cast("BIGINT"))
        .where(Allocation.trail == record, Allocation.amount > 0)
        .group_by(Allocation.debit)
        .order_by(fn.MIN(Allocation.id))
        .tuples()
    )
    now = items([debit for debit, _ in rows], debit=True)
    return [
        Settlement(debit, now[debit].number, now[debit].day, Centimes(amount), now[debit].open)
        for debit, amount in rows
    ]


def _allocated_from(record: Trail, kind: OperationKind) -> Centimes:
    return Centimes(
        Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0).cast("BIGINT"))
        .join(Operation, on=Allocation.credit == Operation.id)
        .where(Allocation.trail == record, Operation.trail == record, Operation.kind == kind)
        .scalar()
    )
