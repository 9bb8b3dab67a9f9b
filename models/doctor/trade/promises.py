"""Checks of documents: their steps, and the sales they became."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, SQL, Case, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.doctor.trade.net_prices import right_amount
from models.money.ledger.postings import Operation
from models.money.ledger.reversal import is_reversed
from models.refusals import N_
from models.requests.trail import Trail
from models.store.connection import engine
from models.store.engines.sqlite import SqliteEngine
from models.trade.documents.delivery_notes import FROM_ORDER
from models.trade.documents.orders import FROM_PRO_FORMA, FROM_QUOTE
from models.trade.documents.table import (
    FIRST,
    GIVEN_UP,
    NEXT,
    SOLD,
    Document,
    DocumentKind,
    DocumentLine,
    DocumentState,
    DocumentStep,
)
from models.trade.sales.table import Sale, SaleLine

_START = ""
"""The state before the first step."""
_MADE_OF = {
    FROM_QUOTE: DocumentKind.QUOTE,
    FROM_PRO_FORMA: DocumentKind.PRO_FORMA,
    FROM_ORDER: DocumentKind.ORDER,
}
"""The verbs that make one document of another, and of which kind that is."""


def steps_are_allowed() -> Iterator[Fault]:
    """A document starts in the first state of its kind, and each step is allowed after the one before it."""
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
    """INV-10: a document is sold if and only if its state says so, to its own client; a sale is for the
    total of the documents that became it: that without VAT where VAT is added to net prices, as its rate is
    that of the day of the sale. Of a document and the one made from it, at most one is sold.
    """
    together = DocumentStep.alias()
    promised = (
        promised_total(DocumentLine)
        .join(together, on=together.document == DocumentLine.document)
        .where(together.sale == DocumentStep.sale)
    )
    became = promised_total(SaleLine).where(SaleLine.sale == Operation.id)
    another_way = Sale.vat_basis != Document.vat_basis
    order, sold = Document.alias(), DocumentStep.alias()
    with_its_order = fn.EXISTS(
        order.select(order.id)
        .join(sold, on=sold.document == order.id)
        .where(order.origin == Document.id, sold.sale.is_null(False), ~is_reversed(sold.sale))
    )
    says_so = Case(Document.kind, [(kind, state) for kind, state in SOLD.items()]) == DocumentStep.state
    steps = Document.select(Document.number, Document.client).join(
        DocumentStep, on=DocumentStep.document == Document.id
    )
    unsaid = steps.where(says_so != DocumentStep.sale.is_null(False))
    wrong = (
        steps.join(Operation, on=DocumentStep.sale == Operation.id)
        .join(Sale, on=Sale.operation == Operation.id)
        .where(
            strangers(Operation.client, Document.client)
            | (fn.COALESCE(became, 0) != promised)
            | another_way
            | (with_its_order & ~is_reversed(Operation.id))
        )
    )
    sentence = N_("The document {number} and the sale it became do not agree.")
    for query in (unsaid, wrong):
        for number, client in query.tuples():
            yield Fault("INV-10", sentence, {"number": number}, client=client)


def lines_are_their_price() -> Iterator[Fault]:
    """INV-01: a line's amount is price times quantity less the discount, rounded once."""
    expected = right_amount(DocumentLine.unit_price, DocumentLine) + DocumentLine.alcohol_tax
    rows = (
        DocumentLine.select(
            Document.number, Document.client, DocumentLine.label, DocumentLine.amount, expected
        )
        .join(Document)
        .where(DocumentLine.net.is_null(), DocumentLine.amount != expected)
        .tuples()
    )
    sentence = N_("The document {number} has a line of {amount} for {label}; its price makes {expected}.")
    for number, client, label, amount, right in rows:
        figures, amounts = {"number": number, "label": label}, {"amount": amount, "expected": right}
        yield Fault("INV-01", sentence, figures, amounts, client)


def promised_total(lines: Any) -> Any:
    """The query of what lines come to as they were promised: without VAT where it is added to net prices."""
    return lines.select(fn.SUM(fn.COALESCE(lines.net, lines.amount)).cast("BIGINT"))


def days_follow_one_another() -> Iterator[Fault]:
    """A document has the day on which it was made, whatever the time zone was, and is not valid for less."""
    if isinstance(engine(), SqliteEngine):
        made = Document.day.between(SQL("date(t2.at, '-1 day')"), SQL("date(t2.at, '+1 day')"))
    else:
        made = Document.day.between(SQL('"t2"."at"::date - 1'), SQL('"t2"."at"::date + 1'))
    lasting = (str(DocumentKind.QUOTE), str(DocumentKind.PRO_FORMA))
    endless = Document.kind.in_(lasting) & Document.until.is_null()
    sentence = N_("The document {number} is valid until {until}, but it is of {day}; it was made at {made}.")
    rows = Document.select(Document.number, Document.client, Document.day, Document.until, Trail.at).join(
        Trail
    )
    for number, client, day, until, at in first(
        rows.where(~made | (Document.until < Document.day) | endless)
    ):
        figures = {"number": number, "day": day, "until": until, "made": at}
        yield Fault("documents", sentence, figures, client=client)


def what_was_made_is_of_its_origin() -> Iterator[Fault]:
    """A document made from another one names it, and has its client, lines and prices."""
    quote = Document.alias()
    of_what = Case(Trail.verb, [(verb, str(kind)) for verb, kind in _MADE_OF.items()], "")
    amounts, origins = DocumentLine.alias(), DocumentLine.alias()
    worth = promised_total(amounts).where(amounts.document == Document.id)
    promised = promised_total(origins).where(origins.document == quote.id)
    wrong = (
        (fn.COALESCE(quote.kind, "") != of_what)
        | (quote.id.is_null(False) & strangers(quote.client, Document.client))
        | (quote.trail >= Document.trail)
        | (fn.COALESCE(promised, worth) != worth)
        | (fn.COALESCE(quote.vat_basis, Document.vat_basis) != Document.vat_basis)
    )
    rows = (
        Document.select(Document.number, Document.client)
        .join(Trail)
        .join_from(Document, quote, JOIN.LEFT_OUTER, on=Document.origin == quote.id)
        .where(wrong)
    )
    sentence = N_("The document {number} and the one it was made of do not agree.")
    for number, client in first(rows):
        yield Fault("documents", sentence, {"number": number}, client=client)


def steps_were_taken_in_order() -> Iterator[Fault]:
    """Steps name their requests in ascending order; a cancellation has a reason; a sale
    names the request of its step.
    """
    sale = Operation.alias()
    before = DocumentStep.alias()
    earlier = before.select(before.id).where(
        before.document == DocumentStep.document,
        before.id < DocumentStep.id,
        before.trail > DocumentStep.trail,
    )
    one = Document.kind != DocumentKind.DELIVERY_NOTE  # Of these, one sale may take several.
    at_the_door = ~one & (DocumentStep.state == DocumentState.DELIVERED)  # What was refused there.
    wrong = (
        fn.EXISTS(earlier)
        | (DocumentStep.trail < Document.trail)
        | (DocumentStep.state.in_(GIVEN_UP) & (DocumentStep.reason == ""))
        | (~(DocumentStep.state.in_(GIVEN_UP) | at_the_door) & (DocumentStep.reason != ""))
        | (sale.trail != DocumentStep.trail)
        | (one & ((sale.note != Document.number) | (Sale.contact != Document.contact)))
        | (~one & ~sale.note.contains(Document.number))
    )
    rows = (
        DocumentStep.select(Document.number, Document.client)
        .join(Document)
        .join_from(DocumentStep, sale, JOIN.LEFT_OUTER, on=DocumentStep.sale == sale.id)
        .join(Sale, JOIN.LEFT_OUTER, on=Sale.operation == sale.id)
        .where(wrong)
    )
    sentence = N_("A step of the document {number} was not taken as it says.")
    for number, client in first(rows):
        yield Fault("documents", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    steps_are_allowed,
    sold_once,
    lines_are_their_price,
    days_follow_one_another,
    what_was_made_is_of_its_origin,
    steps_were_taken_in_order,
)
