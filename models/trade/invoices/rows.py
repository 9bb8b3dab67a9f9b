"""One invoice, one credit note, or the draft of one, as lists show it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from models.money.ledger.accounts import Account
from models.money.ledger.open_items import allocated
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.people.clients.table import Client
from models.pharmacy.parties import name_on_papers
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.trade.invoices.states import InvoiceState, state
from models.trade.invoices.table import OF_SALES, Invoice, InvoiceDraft, InvoiceKind, InvoiceSending, is_live
from models.trade.returns.table import SaleReturn
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice, one credit note, or the draft of one.

    Attributes:
      key: of the invoice; of a draft, that of the draft
      number: empty for a draft
      day: of the issue; of a draft, that of its sale or return
      operation: the sale or return, with its number and its day
      name: the client's, as on the paper
      remaining: still to be paid; of a credit note, still to be used or paid back
      returned: whether all that was sold came back
    """

    key: int
    draft: bool
    kind: InvoiceKind
    number: str
    day: date
    due: date | None
    client: int
    name: str
    operation: int
    operation_number: str
    operation_day: date
    total: Centimes
    remaining: Centimes
    sent: bool
    returned: bool
    author: str
    entered: datetime

    @property
    def id(self) -> tuple[bool, int]:
        """What tells it from all other rows."""
        return self.draft, self.key

    @property
    def settled(self) -> Centimes:
        """What was paid of it."""
        return self.total - self.remaining

    @property
    def state(self) -> InvoiceState:
        return state(self.total, self.remaining, draft=self.draft, sent=self.sent, returned=self.returned)


def one(invoice: int) -> InvoiceRow:
    """The row of one invoice."""
    return reader_of(Invoice)(selecting(Invoice).where(Invoice.id == invoice))[0]


def several(invoices: Sequence[int]) -> list[InvoiceRow]:
    """The rows of these invoices, in no order."""
    return list(reader_of(Invoice)(selecting(Invoice).where(many.among(Invoice.id, invoices))))


def of_operation(operation: int) -> InvoiceRow | None:
    """The invoice of a sale or the credit note of a return, else its draft; None if it has neither."""
    issued = reader_of(Invoice)(selecting(Invoice).where(Invoice.operation == operation))
    drafts = reader_of(InvoiceDraft)
    return next(
        iter(issued or drafts(selecting(InvoiceDraft).where(InvoiceDraft.operation == operation, is_live()))),
        None,
    )


def allocated_of(table: Any) -> Any:
    """The allocated amount of the sale or return of an invoice, on its own side."""
    of_debit, of_credit = (allocated(table.operation, debit=debit) for debit in (True, False))
    return Case(None, ((table.kind.in_(OF_SALES), of_debit),), of_credit)


def _came_back(operation: Any) -> ModelSelect:
    """What the returns of a sale (not cancelled) are worth."""
    worth = fn.COALESCE(fn.SUM(0 - Posting.amount), 0).cast("BIGINT")
    return (
        SaleReturn.select(worth)
        .join(
            Posting, on=(Posting.operation == SaleReturn.operation) & (Posting.account == Account.RECEIVABLE)
        )
        .where(SaleReturn.sale == operation, ~is_reversed(SaleReturn.operation))
    )


def selecting(table: Any) -> ModelSelect:
    """The columns of a row, but those of `InvoiceRow` that only an issued one has."""
    total = Posting.select(fn.ABS(Posting.amount)).where(
        Posting.operation == table.operation, Posting.account == Account.RECEIVABLE
    )
    sent = InvoiceSending.select(InvoiceSending.id).where(InvoiceSending.invoice == Invoice.id)
    issued = table is Invoice
    own = (
        (Invoice.number, Invoice.day, Invoice.due, Invoice.parties, fn.EXISTS(sent), Invoice.total)
        if issued
        else (Client.title, Client.first_name, Client.last_name, total)
    )
    return (
        table.select(
            *(table.id, table.kind, table.client, table.operation, Operation.number, Operation.value_date),
            *(allocated_of(table), _came_back(table.operation), fn.COALESCE(Staff.name, ""), Trail.at),
            *own,
        )
        .join(Trail, on=table.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .join_from(table, Operation, on=table.operation == Operation.id)
        .join_from(table, Client, on=table.client == Client.id)
    )


def reader_of(table: Any) -> Any:
    """What makes rows of a query that `selecting` began: of `Invoice` or of `InvoiceDraft`."""
    read = _issued_row if table is Invoice else _draft_row
    return lambda query: [read(*row) for row in query.tuples()]


def _issued_row(*row: Any) -> InvoiceRow:
    *common, number, day, due, parties, sent, total = row
    name = json.loads(parties)["client"]["name"]
    return _row(common, number, day, due, name, Centimes(total), sent=bool(sent))


def _draft_row(*row: Any) -> InvoiceRow:
    *common, title, first, last, total = row
    name = name_on_papers(Client(title=title, first_name=first, last_name=last))
    return _row(common, "", common[5], None, name, Centimes(total), sent=False)


def _row(
    common: Sequence[Any], number: str, day: date, due: date | None, name: str, total: Centimes, *, sent: bool
) -> InvoiceRow:
    key, kind, client, operation, of, of_day, used, back, author, entered = common
    return InvoiceRow(
        key=key,
        draft=not number,
        kind=InvoiceKind(kind),
        number=number,
        day=day,
        due=due,
        client=client,
        name=name,
        operation=operation,
        operation_number=of,
        operation_day=of_day,
        total=total,
        remaining=Centimes(total - used),
        sent=sent,
        returned=kind in OF_SALES and back == total,
        author=author,
        entered=entered,
    )
