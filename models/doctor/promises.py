"""What was promised: quotes, preparations and orders, their steps, and the sales they became."""

from collections.abc import Iterator

from peewee import Case, fn

from models.doctor.documents import right_amount
from models.doctor.fault import Check, Fault
from models.money.accounts import Account
from models.money.ledger import Operation, Posting
from models.refusals import N_
from models.trade.document_table import (
    FIRST,
    NEXT,
    SOLD,
    Document,
    DocumentLine,
    DocumentState,
    DocumentStep,
)

_START = ""
"""Stands before the first step."""


def steps_are_allowed() -> Iterator[Fault]:
    """A document begins where its kind begins, and each step may follow the one before it."""
    before = fn.COALESCE(
        fn.LAG(DocumentStep.state).over(partition_by=[DocumentStep.document], order_by=[DocumentStep.id]),
        _START,
    )
    rows = (
        Document.select(Document.number, Document.client, Document.kind, before, DocumentStep.state)
        .join(DocumentStep, on=DocumentStep.document == Document.id)
        .order_by(DocumentStep.id)
        .tuples()
    )
    sentence = N_("The document {number} took a step that may not follow the one before.")
    for number, client, kind, earlier, state in rows.iterator():
        allowed = NEXT[kind].get(DocumentState(earlier), ()) if earlier else (FIRST[kind],)
        if state not in allowed:
            yield Fault("documents", sentence, {"number": number}, client=client)
    without = Document.select(Document.number, Document.client).where(
        Document.id.not_in(DocumentStep.select(DocumentStep.document))
        | Document.id.not_in(DocumentLine.select(DocumentLine.document))
    )
    empty = N_("The document {number} has no line, or stands nowhere.")
    for number, client in without.tuples():
        yield Fault("documents", empty, {"number": number}, client=client)


def sold_once() -> Iterator[Fault]:
    """INV-10: a document is sold exactly where it says so, to its own client, for what it promised; and of a
    quote and its order only one is.
    """
    promised = DocumentLine.select(fn.SUM(DocumentLine.amount).cast("BIGINT")).where(
        DocumentLine.document == Document.id
    )
    order, sold = Document.alias(), DocumentStep.alias()
    with_its_order = fn.EXISTS(
        order.select(order.id)
        .join(sold, on=sold.document == order.id)
        .where(order.origin == Document.id, sold.sale.is_null(False))
    )
    says_so = Case(Document.kind, [(kind, state) for kind, state in SOLD.items()]) == DocumentStep.state
    steps = Document.select(Document.number, Document.client).join(
        DocumentStep, on=DocumentStep.document == Document.id
    )
    unsaid = steps.where(says_so != DocumentStep.sale.is_null(False))
    wrong = (
        steps.join(Operation, on=DocumentStep.sale == Operation.id)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .where((Operation.client != Document.client) | (Posting.amount != promised) | with_its_order)
    )
    sentence = N_("The document {number} and the sale it became do not agree.")
    for query in (unsaid, wrong):
        for number, client in query.tuples():
            yield Fault("INV-10", sentence, {"number": number}, client=client)


def lines_are_their_price() -> Iterator[Fault]:
    """INV-01: a line is price times quantity less the discount, rounded once."""
    expected = right_amount(DocumentLine)
    rows = (
        DocumentLine.select(
            Document.number, Document.client, DocumentLine.label, DocumentLine.amount, expected
        )
        .join(Document)
        .where(DocumentLine.amount != expected)
        .tuples()
    )
    sentence = N_("The document {number} has a line of {amount} for {label}; its price makes {expected}.")
    for number, client, label, amount, right in rows:
        figures, amounts = {"number": number, "label": label}, {"amount": amount, "expected": right}
        yield Fault("INV-01", sentence, figures, amounts, client)


CHECKS: tuple[Check, ...] = (steps_are_allowed, sold_once, lines_are_their_price)
