"""The tables of factures globales, and queries about them (global-create, INV-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import fn

from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.people.clients.table import Client
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store import many
from models.store.connection import Table
from models.store.fields import AmountField, DayField, ForeignKeyField, TextField
from models.trade.invoices.table import own_invoice_of
from models.values import Centimes

KINDS = (OperationKind.SALE, OperationKind.RETURN)
"""The kinds of operation that an invoice may hold."""


class GlobalInvoice(Table):
    """An invoice as issued. `parties` is JSON, frozen (INV-44); `billing` moved the debt to an organism."""

    trail = ForeignKeyField(Trail)
    number = TextField()
    day = DayField()
    client = ForeignKeyField(Client)
    billing = ForeignKeyField(Operation, null=True)
    parties = TextField()
    total = AmountField()


@dataclass(frozen=True, slots=True)
class Issued:
    """An invoice as the verb answers it that issued it. `total` in centimes."""

    id: int
    number: str
    day: date
    total: Centimes


def issued(invoice: GlobalInvoice) -> Issued:
    """The answer of a verb that issued this invoice."""
    return Issued(invoice.id, invoice.number, invoice.day, invoice.total)


class GlobalInvoiceItem(Table):
    """A sale (positive) or a return (negative) on an invoice."""

    invoice = ForeignKeyField(GlobalInvoice, backref="items")
    operation = ForeignKeyField(Operation)
    amount = AmountField()


class GlobalInvoiceDeletion(Table):
    """The deletion of an invoice: its documents are free again, and its number is
    never reused (global-delete).
    """

    invoice = ForeignKeyField(GlobalInvoice, primary_key=True, backref="deletions")
    trail = ForeignKeyField(Trail)
    reason = TextField()


class GlobalInvoicePayment(Table):
    """What an organism paid of an invoice."""

    operation = ForeignKeyField(Operation, primary_key=True)
    invoice = ForeignKeyField(GlobalInvoice, backref="payments")


@dataclass
class NoSuchInvoice(Refused):
    sentence: ClassVar[str] = N_("This invoice does not exist any more.")


@dataclass
class OnAnInvoice(Refused):
    """A sale or a return on an invoice cannot be cancelled (INV-19)."""

    number: str
    invoice: str
    sentence: ClassVar[str] = N_("{number} is on the invoice {invoice}. Delete that invoice first.")


@dataclass
class BilledToOrganism(Refused):
    """The sale is billed to an organism: returned goods would give the client an avoir
    for what the organism pays.
    """

    number: str
    invoice: str
    sentence: ClassVar[str] = N_(
        "{number} is billed to the organism by {invoice}. Delete that invoice first."
    )


def live(invoice: int) -> GlobalInvoice:
    """The invoice, if it was not deleted. Raises `NoSuchInvoice`."""
    issued = GlobalInvoice.get_or_none(GlobalInvoice.id == invoice)
    if issued is None or issued.deletions.exists():
        raise NoSuchInvoice
    return issued


def paid(invoice: int) -> Centimes:
    """What the organism paid of it, without cancelled payments."""
    return paid_of([invoice]).get(invoice, Centimes(0))


def paid_of(invoices: Sequence[int]) -> dict[int, Centimes]:
    """The same for several invoices."""
    rows = (
        GlobalInvoicePayment.select(GlobalInvoicePayment.invoice, fn.SUM(0 - Posting.amount).cast("BIGINT"))
        .join(Posting, on=Posting.operation == GlobalInvoicePayment.operation)
        .where(
            many.among(GlobalInvoicePayment.invoice, invoices),
            Posting.account == Account.ORGANISMS,
            ~is_reversed(Posting.operation),
        )
        .group_by(GlobalInvoicePayment.invoice)
        .tuples()
    )
    return {invoice: Centimes(amount) for invoice, amount in rows}


def invoice_of(operations: Sequence[int]) -> dict[int, str]:
    """The invoice (not deleted) of each of these sales and returns, by its number."""
    rows = (
        GlobalInvoiceItem.select(GlobalInvoiceItem.operation, GlobalInvoice.number)
        .join(GlobalInvoice)
        .where(many.among(GlobalInvoiceItem.operation, operations), ~deleted())
        .tuples()
    )
    return dict(rows)


def on_global_invoice(operation: Any) -> Any:
    """`invoice_of` as a condition on the column of a query that names a sale or a return."""
    rows = GlobalInvoiceItem.select(GlobalInvoiceItem.id).join(GlobalInvoice)
    return fn.EXISTS(rows.where(GlobalInvoiceItem.operation == operation, ~deleted()))


def on_any_invoice(operations: Sequence[int]) -> dict[int, str]:
    """What each of these is billed by, and is billed by no other (INV-19): a facture globale in force, or an
    invoice or credit note of its own.
    """
    return invoice_of(operations) | own_invoice_of(operations)


def deleted() -> Any:
    """Whether the `GlobalInvoice` of a query was deleted."""
    return fn.EXISTS(
        GlobalInvoiceDeletion.select(GlobalInvoiceDeletion.invoice).where(
            GlobalInvoiceDeletion.invoice == GlobalInvoice.id
        )
    )


def refuse_if_billed(sale: Operation) -> None:
    """Raises `BilledToOrganism` if an organism pays for this sale."""
    row = (
        GlobalInvoiceItem.select(GlobalInvoice.number)
        .join(GlobalInvoice)
        .where(GlobalInvoiceItem.operation == sale, GlobalInvoice.billing.is_null(False), ~deleted())
        .tuples()
        .first()
    )
    if row is not None:
        raise BilledToOrganism(sale.number, *row)


def refuse_on_an_invoice(original: Operation) -> None:
    """A guard of `reversal.reverse`: neither a document on an invoice nor its billing
    can be cancelled by itself.
    """
    if original.kind in KINDS:
        for number in invoice_of([original.id]).values():
            raise OnAnInvoice(original.number, number)
    if original.kind is OperationKind.BILLING:
        issued = GlobalInvoice.get(GlobalInvoice.billing == original)
        raise OnAnInvoice(original.number, issued.number)
