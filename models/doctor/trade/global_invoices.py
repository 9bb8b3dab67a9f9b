"""Checks of factures globales: their items, billings and collections (INV-19)."""

from collections.abc import Iterator

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.refusals import N_
from models.requests.trail import Trail
from models.trade.global_invoices.table import (
    KINDS,
    GlobalInvoice,
    GlobalInvoiceDeletion,
    GlobalInvoiceItem,
    GlobalInvoicePayment,
    deleted,
    paid_of,
)
from models.values import ZERO, Centimes


def one_live_invoice() -> Iterator[Fault]:
    """INV-19: a sale or a return is on at most one live invoice."""
    rows = (
        GlobalInvoiceItem.select(Operation.number, Operation.client, fn.COUNT(GlobalInvoiceItem.id))
        .join(GlobalInvoice)
        .switch(GlobalInvoiceItem)
        .join(Operation)
        .where(~deleted())
        .group_by(Operation.id, Operation.number, Operation.client)
        .having(fn.COUNT(GlobalInvoiceItem.id) > 1)
        .tuples()
    )
    sentence = N_("{number} is on {count} invoices at once.")
    for number, client, count in rows:
        yield Fault("INV-19", sentence, {"number": number, "count": count}, client=client)


def items_are_documents() -> Iterator[Fault]:
    """INV-19: an item is a sale or a return of the invoice's client, with its original amount."""
    rows = (
        GlobalInvoiceItem.select(GlobalInvoice.number, GlobalInvoice.client, Operation.number)
        .join(GlobalInvoice)
        .switch(GlobalInvoiceItem)
        .join(Operation)
        .join(
            Posting,
            JOIN.LEFT_OUTER,
            on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE),
        )
        .where(
            strangers(Operation.client, GlobalInvoice.client)
            | Operation.kind.not_in(KINDS)
            | Posting.amount.is_null()
            | (Posting.amount != GlobalInvoiceItem.amount)
        )
        .tuples()
    )
    sentence = N_("The invoice {number} holds {document}, no document of its client, or of another amount.")
    for number, client, document in rows:
        yield Fault("INV-19", sentence, {"number": number, "document": document}, client=client)


def totals_are_their_items() -> Iterator[Fault]:
    """INV-19: a total is the sales less the returns, and the billing has this total."""
    items = fn.COALESCE(fn.SUM(GlobalInvoiceItem.amount), 0).cast("BIGINT")
    billed = Posting.select(Posting.amount).where(
        Posting.operation == GlobalInvoice.billing, Posting.account == Account.ORGANISMS
    )
    rows = (
        GlobalInvoice.select(GlobalInvoice.number, GlobalInvoice.client, GlobalInvoice.total, items)
        .join(GlobalInvoiceItem, JOIN.LEFT_OUTER)
        .group_by(GlobalInvoice.id, GlobalInvoice.number, GlobalInvoice.client, GlobalInvoice.total)
        .having(
            (items != GlobalInvoice.total) | (fn.COALESCE(billed, GlobalInvoice.total) != GlobalInvoice.total)
        )
        .tuples()
    )
    sentence = N_("The invoice {number} is {total}; what is on it, or was billed, is not: {items}.")
    for number, client, total, amount in rows:
        yield Fault("INV-19", sentence, {"number": number}, {"total": total, "items": amount}, client)


def billings_stand_with_their_invoice() -> Iterator[Fault]:
    """INV-19: the organism owes the debt exactly while the invoice is not deleted."""
    reversal = Operation.alias()
    cancelled = fn.EXISTS(reversal.select(reversal.id).where(reversal.reverses == Operation.id))
    rows = (
        Operation.select(Operation.number, Operation.client)
        .join(GlobalInvoice, JOIN.LEFT_OUTER, on=GlobalInvoice.billing == Operation.id)
        .where(
            Operation.kind == OperationKind.BILLING,
            GlobalInvoice.id.is_null() | (cancelled & ~deleted()) | (~cancelled & deleted()),
        )
        .tuples()
    )
    sentence = N_("The billing {number} and its invoice do not stand together.")
    for number, client in rows:
        yield Fault("INV-19", sentence, {"number": number}, client=client)


def organisms_pay_what_they_owe() -> Iterator[Fault]:
    """INV-17: an organism pays no more than it was billed, and nothing of a deleted invoice."""
    invoices = list(
        GlobalInvoice.select(
            GlobalInvoice.id, GlobalInvoice.number, GlobalInvoice.client, GlobalInvoice.total
        )
        .join(GlobalInvoicePayment)
        .distinct()
        .tuples()
    )
    gone = {key for (key,) in GlobalInvoice.select(GlobalInvoice.id).where(deleted()).tuples()}
    received = paid_of([key for key, *_ in invoices])
    sentence = N_("Of the invoice {number}, {paid} was paid; {total} can be.")
    for key, number, client, total in invoices:
        limit, paid = ZERO if key in gone else Centimes(total), received.get(key, ZERO)
        if paid > limit:
            amounts = {"paid": paid, "total": limit}
            yield Fault("INV-17", sentence, {"number": number}, amounts, client)


def invoices_follow_what_is_on_them() -> Iterator[Fault]:
    """INV-19: an invoice is not dated before its items, and its billing has the invoice's day."""
    billing = Operation.alias()
    rows = (
        GlobalInvoice.select(GlobalInvoice.number, GlobalInvoice.client)
        .join(GlobalInvoiceItem)
        .join(Operation)
        .join_from(GlobalInvoice, billing, JOIN.LEFT_OUTER, on=GlobalInvoice.billing == billing.id)
        .where(
            (Operation.trail >= GlobalInvoice.trail)
            | (Operation.value_date > GlobalInvoice.day)
            | (billing.trail != GlobalInvoice.trail)
            | (billing.value_date != GlobalInvoice.day)
            | (fn.COALESCE(billing.client, GlobalInvoice.client) != GlobalInvoice.client)
        )
        .distinct()
    )
    sentence = N_("The invoice {number} is older than what is on it, or than what it moved.")
    for number, client in first(rows):
        yield Fault("INV-19", sentence, {"number": number}, client=client)


def deletions_came_after_their_invoice() -> Iterator[Fault]:
    """INV-19: the deletion of an invoice has a reason and names an existing invoice."""
    rows = (
        GlobalInvoiceDeletion.select(GlobalInvoice.number, GlobalInvoice.client)
        .join(GlobalInvoice)
        .where((GlobalInvoiceDeletion.reason == "") | (GlobalInvoiceDeletion.trail <= GlobalInvoice.trail))
    )
    sentence = N_("The invoice {number} was not deleted as it says.")
    for number, client in first(rows):
        yield Fault("INV-19", sentence, {"number": number}, client=client)


def organisms_paid_for_an_invoice() -> Iterator[Fault]:
    """INV-17: a collection names an invoice that was billed to this organism, for
    the client of the request.
    """
    posted = Posting.select(Posting.id).where(
        Posting.operation == Operation.id, Posting.account == Account.ORGANISMS
    )
    rows = (
        Operation.select(Operation.number, GlobalInvoice.client)
        .join(Trail)
        .join_from(
            Operation,
            GlobalInvoicePayment,
            JOIN.LEFT_OUTER,
            on=GlobalInvoicePayment.operation == Operation.id,
        )
        .join(GlobalInvoice, JOIN.LEFT_OUTER)
        .where(Operation.kind == OperationKind.PAYMENT)
        .where(
            (fn.EXISTS(posted) != GlobalInvoice.id.is_null(False))
            | (GlobalInvoice.id.is_null(False) & GlobalInvoice.billing.is_null())
            | (GlobalInvoice.id.is_null(False) & strangers(Trail.client_id, GlobalInvoice.client))
            | (GlobalInvoice.trail >= Operation.trail)
        )
    )
    sentence = N_("The payment {number} of an organism and the invoice it is for do not go together.")
    for number, client in first(rows):
        yield Fault("INV-17", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    one_live_invoice,
    items_are_documents,
    totals_are_their_items,
    billings_stand_with_their_invoice,
    organisms_pay_what_they_owe,
    invoices_follow_what_is_on_them,
    deletions_came_after_their_invoice,
    organisms_paid_for_an_invoice,
)
