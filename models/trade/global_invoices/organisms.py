"""Billing a client's sales to an organism, and what the organism paid of that.

A billing moves the debt: it settles the client's sales, so that the client cannot pay them as well (INV-19).
It touches neither the till nor the turnover; the organism's payment enters the till.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from peewee import fn

from models.money.amounts import NotPositive
from models.money.ledger import allocation, attribution, open_items, reversal
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode, till_account
from models.money.ledger.allocation import settle_oldest_first
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import Allocation, Operation, Posting, post
from models.people.clients.table import Client
from models.people.clients.verbs import full_name, lock
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.text import check_text
from models.trade.global_invoices.table import KINDS, GlobalInvoicePayment, live, on_any_invoice, paid
from models.trade.returns.table import SaleReturn
from models.values import ZERO, Centimes

COLLECT = "organism_billing.collect"


@dataclass
class NoOrganism(Refused):
    name: str
    sentence: ClassVar[str] = N_("{name} has no organism to bill. Name one in their fiche.")


@dataclass
class PartlyPaid(Refused):
    """A sale that is partly settled cannot be billed to the organism as well (INV-19)."""

    number: str
    paid: Centimes
    sentence: ClassVar[str] = N_(
        "{paid} of {number} is settled already: it cannot be billed to the organism."
    )


@dataclass
class BilledTogether(Refused):
    """An unpaid sale and its returns must be billed together (INV-19)."""

    number: str
    other: str
    sentence: ClassVar[str] = N_("{number} goes on the organism's invoice with {other} only: tick both.")


@dataclass
class NotBilled(Refused):
    number: str
    sentence: ClassVar[str] = N_("{number} is for the client to pay, not for an organism.")


@dataclass
class MoreThanBilled(Refused):
    """An organism pays at most what it was billed."""

    number: str
    asked: Centimes
    remaining: Centimes
    sentence: ClassVar[str] = N_("{remaining} of {number} is still to be paid, not {asked}.")


def bill(record: Trail, row: Client, items: Sequence[OpenItem], total: Centimes, day: date) -> Operation:
    """Moves the debt of these sales less these returns to the client's organism.

    Raises `NoOrganism`, `BilledTogether` or `PartlyPaid`. Called by `global_invoices.issue`, inside its
    transaction.
    """
    if row.organism_id is None:
        raise NoOrganism(full_name(row))
    _refuse_partly_paid(items)
    billing = post(
        record,
        OperationKind.BILLING,
        {Account.RECEIVABLE: -total, Account.ORGANISMS: total},
        client=row.id,
        value_date=day,
    )
    sales = [item for item in items if item.kind is OperationKind.SALE and item.open]
    returns = [item for item in items if item.kind is OperationKind.RETURN and item.open]
    settle_oldest_first(record, row.id, sales, [*returns, open_items.item(billing.id)], day)
    contact = contact_of_all([item.operation for item in items])
    if contact is not None:
        attribution.attribute(record, [billing.id], contact)
    return billing


def contact_of_all(operations: Sequence[int]) -> int | None:
    """The contact for whom all of these are; None where they are for several, or one of them is for none."""
    found = attribution.contacts_of(operations)
    contacts = set(found.values())
    return contacts.pop() if len(contacts) == 1 and len(found) == len(operations) else None


def take_back(record: Trail, billing: Operation, reason: str) -> None:
    """Gives the debt back to the client, and opens again what the returns had settled
    only in order to be billed.

    Called by `global_invoices.delete`, inside its transaction.
    """
    its_own = SaleReturn.select(SaleReturn.operation).where(
        SaleReturn.operation == Allocation.credit, SaleReturn.sale == Allocation.debit
    )
    allocation.undo(record, (Allocation.trail == billing.trail_id) & ~fn.EXISTS(its_own))
    reversal.undo(record, billing, reason)


@verb(COLLECT, Right.TAKE_PAYMENTS, answers=lambda done: str(Operation.get(Operation.trail == done).number))
def collect(
    invoice: int,
    amount: Centimes,
    mode: PaymentMode,
    *,
    day: date | None = None,
    reference: str = "",
    by: By,
) -> str:
    """Records what the organism paid of an invoice; returns the payment's number.

    Raises `NotPositive`, `NotMoney`, `NoSuchInvoice`, `NotBilled`, `MoreThanBilled` or `InTheFuture`.
    """
    if amount <= 0:
        raise NotPositive
    account, reference = till_account(mode), check_text("reference", reference)
    row = lock(live(invoice).client_id)
    billed = live(invoice)
    if billed.billing_id is None:
        raise NotBilled(billed.number)
    remaining = billed.total - paid(invoice)
    if amount > remaining:
        raise MoreThanBilled(billed.number, amount, remaining)
    record = trail.leave(by, client=row.id)
    payment = post(
        record,
        OperationKind.PAYMENT,
        {account: amount, Account.ORGANISMS: -amount},
        value_date=day,
        reference=reference,
    )
    GlobalInvoicePayment.insert(operation=payment, invoice=billed).execute()
    return str(payment.number)


@dataclass(frozen=True, slots=True)
class Received:
    """One payment of an organism. `reversed_by` is the number of what cancelled it, or empty."""

    operation: int
    number: str
    day: date
    mode: Account
    amount: Centimes
    reference: str
    reversed_by: str


def received(invoice: int) -> list[Received]:
    """Every payment of an organism for this invoice, oldest first, cancelled ones included."""
    reversal = Operation.alias()
    reversed_by = reversal.select(reversal.number).where(reversal.reverses == Operation.id)
    rows = (
        Operation.select(
            Operation.id,
            Operation.number,
            Operation.value_date,
            Posting.account,
            Posting.amount,
            Operation.reference,
            fn.COALESCE(reversed_by, ""),
        )
        .join(GlobalInvoicePayment, on=GlobalInvoicePayment.operation == Operation.id)
        .join(Posting, on=(Posting.operation == Operation.id) & Posting.account.in_(TILL))
        .where(GlobalInvoicePayment.invoice == invoice)
        .order_by(Operation.value_date, Operation.id)
        .tuples()
    )
    return [Received(*row) for row in rows]


def _refuse_partly_paid(items: Sequence[OpenItem]) -> None:
    """A return may have settled a sale of the same invoice; any other allocation came from the client."""
    documents = [item.operation for item in items]
    among = (
        Allocation.select(Allocation.debit, Allocation.credit, fn.SUM(Allocation.amount).cast("BIGINT"))
        .where(many.among(Allocation.debit, documents), many.among(Allocation.credit, documents))
        .group_by(Allocation.debit, Allocation.credit)
        .tuples()
    )
    inside: dict[int, Centimes] = {}
    for debit, credit, amount in among:
        for side in (debit, credit):
            inside[side] = inside.get(side, ZERO) + amount
    for item in items:
        settled = item.amount - item.open - inside.get(item.operation, ZERO)
        if settled:
            _refuse_without_its_other(item, documents, settled)
            raise PartlyPaid(item.number, settled)


def _refuse_without_its_other(item: OpenItem, documents: Sequence[int], settled: Centimes) -> None:
    """Raises `BilledTogether` if the only sales or returns that settled it were left
    out and are on no invoice.
    """
    sale = item.kind is OperationKind.SALE
    own, other = (Allocation.debit, Allocation.credit) if sale else (Allocation.credit, Allocation.debit)
    net = fn.SUM(Allocation.amount).cast("BIGINT")
    rows = (
        Allocation.select(other, Operation.number, net)
        .join(Operation, on=other == Operation.id)
        .where(own == item.operation, ~many.among(other, documents), Operation.kind.in_(KINDS))
        .group_by(other, Operation.number)
        .having(net > 0)
        .order_by(other)
        .tuples()
    )
    left_out = list(rows)
    if on_any_invoice([key for key, _, _ in left_out]) or sum(amount for _, _, amount in left_out) != settled:
        return
    raise BilledTogether(item.number, left_out[0][1])
