"""Checks of invoices and credit notes of one sale or one return (INV-19)."""

from collections.abc import Iterator

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.refusals import N_
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem, deleted
from models.trade.invoices.table import (
    OF_SALES,
    Invoice,
    InvoiceDraft,
    InvoiceDraftDrop,
    InvoiceKind,
    InvoiceSending,
)
from models.trade.returns.table import SaleReturn


def billed_by_one_paper() -> Iterator[Fault]:
    """INV-19: what has an invoice of its own, or came back of such a sale later, is on no facture globale."""
    sold = Invoice.alias()
    rows = (
        GlobalInvoiceItem.select(Operation.number, Operation.client)
        .join(GlobalInvoice)
        .join_from(GlobalInvoiceItem, Operation, on=GlobalInvoiceItem.operation == Operation.id)
        .join(SaleReturn, JOIN.LEFT_OUTER, on=SaleReturn.operation == Operation.id)
        .join_from(GlobalInvoiceItem, Invoice, JOIN.LEFT_OUTER, on=Invoice.operation == Operation.id)
        .join_from(GlobalInvoiceItem, sold, JOIN.LEFT_OUTER, on=sold.operation == SaleReturn.sale)
        .where(~deleted(), Invoice.id.is_null(False) | (sold.trail < GlobalInvoice.trail))
    )
    sentence = N_("{number} has an invoice of its own, and is on a global invoice.")
    for number, client in first(rows):
        yield Fault("INV-19", sentence, {"number": number}, client=client)


def invoices_are_of_their_operation() -> Iterator[Fault]:
    """INV-19: an invoice is of a sale, a credit note of a return; of its client, its amount, and later;
    neither was cancelled.
    """
    is_sale = Operation.kind == OperationKind.SALE
    fits = (is_sale & Invoice.kind.in_(OF_SALES)) | (
        (Operation.kind == OperationKind.RETURN) & (Invoice.kind == InvoiceKind.CREDIT_NOTE)
    )
    rows = (
        Invoice.select(Invoice.number, Invoice.client)
        .join(Operation, on=Invoice.operation == Operation.id)
        .join(
            Posting,
            JOIN.LEFT_OUTER,
            on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE),
        )
        .where(
            ~fits
            | strangers(Operation.client, Invoice.client)
            | (fn.COALESCE(fn.ABS(Posting.amount), 0) != Invoice.total)
            | (Operation.trail >= Invoice.trail)
            | (Operation.value_date > Invoice.day)
            | is_reversed(Operation.id)
        )
    )
    sentence = N_("The invoice {number} is not what its sale or return is, or came before it.")
    for number, client in first(rows):
        yield Fault("INV-19", sentence, {"number": number}, client=client)


def credit_notes_correct_their_sale() -> Iterator[Fault]:
    """INV-19: a credit note names the invoice of the sale of which goods came back, if it had one then; an
    invoice names none. What is billed has a day by which it is paid, and a credit note has none.
    """
    of_the_sale = Invoice.alias()
    then = of_the_sale.select(of_the_sale.id).where(
        of_the_sale.operation == SaleReturn.sale, of_the_sale.trail < Invoice.trail
    )
    credit = Invoice.kind == InvoiceKind.CREDIT_NOTE
    rows = (
        Invoice.select(Invoice.number, Invoice.client)
        .join(SaleReturn, JOIN.LEFT_OUTER, on=SaleReturn.operation == Invoice.operation)
        .where(
            (fn.COALESCE(Invoice.corrects, 0) != fn.COALESCE(then, 0))
            | (credit & Invoice.due.is_null(False))
            | (~credit & (Invoice.due.is_null() | (Invoice.due < Invoice.day)))
        )
    )
    sentence = N_("The invoice {number} corrects another than its sale has, or is due on no day.")
    for number, client in first(rows):
        yield Fault("INV-19", sentence, {"number": number}, client=client)


def steps_follow_what_they_are_of() -> Iterator[Fault]:
    """Documents: an invoice was sent after it was issued, a draft was dropped after it was prepared, and a
    draft is of the sale or return that it says.
    """
    sent = (
        InvoiceSending.select(Invoice.number, Invoice.client)
        .join(Invoice)
        .where(InvoiceSending.trail <= Invoice.trail)
    )
    is_return = Operation.kind == OperationKind.RETURN
    drafts = InvoiceDraft.select(Operation.number, Operation.client).join(
        Operation, on=InvoiceDraft.operation == Operation.id
    )
    strange = drafts.where(
        (is_return != (InvoiceDraft.kind == InvoiceKind.CREDIT_NOTE))
        | Operation.kind.not_in((OperationKind.SALE, OperationKind.RETURN))
        | strangers(Operation.client, InvoiceDraft.client)
    )
    dropped = drafts.join_from(InvoiceDraft, InvoiceDraftDrop).where(
        InvoiceDraftDrop.trail <= InvoiceDraft.trail
    )
    sentence = N_("What was noted of the invoice of {number} came before it, or is of something else.")
    for rows in (sent, strange, dropped):
        for number, client in first(rows):
            yield Fault("documents", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    billed_by_one_paper,
    invoices_are_of_their_operation,
    credit_notes_correct_their_sale,
    steps_follow_what_they_are_of,
)
