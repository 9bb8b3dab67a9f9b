"""The lists of invoices: those of one client, and those of all clients in a period (doc-invoices,
doc-credit-notes, doc-services). Drafts stand above what was issued.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from models.money.ledger.accounts import Account
from models.money.ledger.attribution import of_contact
from models.money.ledger.open_items import allocated
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import about, fiches_of
from models.people.clients.table import Client
from models.pharmacy.parties import name_on_papers
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many, runs
from models.store.blocks import Blocks
from models.store.keyset import Keyset, Start, start
from models.store.text_search import says
from models.trade.invoices.states import InvoiceState, state
from models.trade.invoices.table import OF_SALES, Invoice, InvoiceDraft, InvoiceKind, InvoiceSending, is_live
from models.trade.returns.table import SaleReturn
from models.values import ZERO, Centimes


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


@dataclass(frozen=True, slots=True)
class Totals:
    """What invoices come to.

    Attributes:
      count: how many papers
      invoiced: the totals of invoices
      credited: those of credit notes
      unpaid: what remains to be paid of the invoices
    """

    count: int = 0
    invoiced: Centimes = ZERO
    credited: Centimes = ZERO
    unpaid: Centimes = ZERO

    @property
    def balance(self) -> Centimes:
        """What was invoiced, less what was credited."""
        return self.invoiced - self.credited

    def plus(self, kind: InvoiceKind, count: int, total: Centimes, remaining: Centimes) -> "Totals":
        """The same, with those of one kind."""
        if kind in OF_SALES:
            return Totals(self.count + count, self.invoiced + total, self.credited, self.unpaid + remaining)
        return Totals(self.count + count, self.invoiced, self.credited + total, self.unpaid)


@dataclass(frozen=True, slots=True)
class InvoiceListing:
    """A `Listing` of the invoices of some kinds, drafts first, then the newest. Days are those of the issue,
    both included; of a draft, that of its sale.

    `client` is None for those of all clients. `text` is part of a number, that of the sale included, or of
    the client's name; `unpaid` leaves what was issued and is not wholly paid; `contact` leaves what is for
    this contact, whose client need not be named to count them.
    """

    client: int | None
    kinds: tuple[InvoiceKind, ...]
    since: date | None = None
    until: date | None = None
    text: str = ""
    unpaid: bool = False
    contact: int | None = None

    def count(self) -> int:
        """The number of invoices and drafts."""
        return int(self.counting().scalar())

    def counting(self) -> ModelSelect:
        """The query that counts them."""
        issued = self._issued(Invoice.select(fn.COUNT(Invoice.id)))
        if self.unpaid:
            return issued
        return self._drafts(InvoiceDraft.select(fn.COUNT(InvoiceDraft.id) + issued))

    def totals(self) -> "Totals":
        """What was issued of the list comes to; drafts are left out."""
        rows = self._issued(
            Invoice.select(
                Invoice.kind,
                fn.COUNT(Invoice.id),
                fn.SUM(Invoice.total).cast("BIGINT"),
                fn.SUM(_allocated(Invoice)).cast("BIGINT"),
            )
        )
        found = Totals()
        for kind, count, total, used in rows.group_by(Invoice.kind).tuples():
            found = found.plus(InvoiceKind(kind), count, Centimes(total), Centimes(total - used))
        return found

    def read(
        self,
        limit: int,
        *,
        after: InvoiceRow | None = None,
        before: InvoiceRow | None = None,
        at: InvoiceRow | None = None,
    ) -> Sequence[InvoiceRow]:
        return self._blocks().read(limit, after=after, before=before, at=at)

    def last(self, limit: int) -> Sequence[InvoiceRow]:
        return self._blocks().last(limit)

    def _blocks(self) -> Blocks[InvoiceRow]:
        issued = _Part(self, Invoice)
        if self.unpaid:
            return Blocks([issued], lambda row: 0)
        return Blocks([_Part(self, InvoiceDraft), issued], lambda row: 0 if row.draft else 1)

    def window(self, table: Any, limit: int, begins: Start[InvoiceRow]) -> Sequence[InvoiceRow]:
        """A window of the drafts or of what was issued, each in its own order."""
        rows = _select(table)
        rows = self._drafts(rows, among=False) if table is InvoiceDraft else self._issued(rows, among=False)
        order, key = (_DRAFTS, _draft_key) if table is InvoiceDraft else (_ISSUED, _issued_key)
        return runs.window(order, rows, self._runs(table), limit, begins, key, _reader(table))

    def _runs(self, table: Any) -> list[Any]:
        """Each kind, and of one client each of their fiches: each is in order along an index."""
        kinds = [table.kind == kind for kind in self.kinds]
        if self.client is None:
            return kinds
        return [(table.client == fiche) & kind for fiche in fiches_of(self.client) for kind in kinds]

    def _issued(self, query: ModelSelect, *, among: bool = True) -> ModelSelect:
        """What was issued; `among` adds whose and of which kinds, where no run of the list does."""
        query = self._among(Invoice, query) if among else query
        if self.since:
            query = query.where(Invoice.day >= self.since)
        if self.until:
            query = query.where(Invoice.day <= self.until)
        if self.unpaid:
            query = query.where(Invoice.total > _allocated(Invoice))
        return self._narrowed(Invoice, query, Invoice.number)

    def _drafts(self, query: ModelSelect, *, among: bool = True) -> ModelSelect:
        query = self._among(InvoiceDraft, query) if among else query
        day = Operation.select(Operation.value_date).where(Operation.id == InvoiceDraft.operation)
        if self.since:
            query = query.where(day >= self.since)
        if self.until:
            query = query.where(day <= self.until)
        return self._narrowed(InvoiceDraft, query.where(is_live()))

    def _among(self, table: Any, query: ModelSelect) -> ModelSelect:
        query = query.where(table.kind.in_(self.kinds))
        named = self.client is not None and self.contact is None
        return query.where(about(table.client, self.client)) if named else query

    def _narrowed(self, table: Any, query: ModelSelect, *own: Any) -> ModelSelect:
        """What narrows drafts and what was issued alike; `own` are their numbers."""
        if self.contact is not None:
            query = query.where(table.operation.in_(of_contact(self.contact)))
        return self._says(table, query, *own)

    def _says(self, table: Any, query: ModelSelect, *own: Any) -> ModelSelect:
        if not self.text.strip():
            return query
        sold = Operation.alias()
        found = fn.EXISTS(
            sold.select(sold.id).where(sold.id == table.operation, says(self.text, sold.number))
        )
        if own:
            found |= says(self.text, *own)
        if self.client is None:
            whose = Client.alias()
            names = says(self.text, whose.last_name, whose.first_name)
            found |= fn.EXISTS(whose.select(whose.id).where(whose.id == table.client, names))
        return query.where(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """The drafts or what was issued of a list, as a `Listing`."""

    of: InvoiceListing
    table: Any

    def count(self) -> int:
        raise NotImplementedError  # `InvoiceListing` counts both at once

    def read(
        self,
        limit: int,
        *,
        after: InvoiceRow | None = None,
        before: InvoiceRow | None = None,
        at: InvoiceRow | None = None,
    ) -> Sequence[InvoiceRow]:
        return self.of.window(self.table, limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[InvoiceRow]:
        return self.of.window(self.table, limit, Start(backwards=True))


def one(invoice: int) -> InvoiceRow:
    """The row of one invoice."""
    return _reader(Invoice)(_select(Invoice).where(Invoice.id == invoice))[0]


def several(invoices: Sequence[int]) -> list[InvoiceRow]:
    """The rows of these invoices, in no order."""
    return list(_reader(Invoice)(_select(Invoice).where(many.among(Invoice.id, invoices))))


def draft(key: int) -> InvoiceRow:
    """The row of one draft."""
    return _reader(InvoiceDraft)(_select(InvoiceDraft).where(InvoiceDraft.id == key))[0]


def of_operation(operation: int) -> InvoiceRow | None:
    """The invoice of a sale or the credit note of a return, else its draft; None if it has neither."""
    issued = _reader(Invoice)(_select(Invoice).where(Invoice.operation == operation))
    drafts = _reader(InvoiceDraft)
    return next(
        iter(issued or drafts(_select(InvoiceDraft).where(InvoiceDraft.operation == operation, is_live()))),
        None,
    )


_ISSUED = Keyset((Invoice.day, Invoice.id), descending=True)
_DRAFTS = Keyset((InvoiceDraft.id,), descending=True)


def _issued_key(row: InvoiceRow) -> tuple[Any, ...]:
    return row.day, row.key


def _draft_key(row: InvoiceRow) -> tuple[Any, ...]:
    return (row.key,)


def _allocated(table: Any) -> Any:
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


def _select(table: Any) -> ModelSelect:
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
            *(_allocated(table), _came_back(table.operation), fn.COALESCE(Staff.name, ""), Trail.at),
            *own,
        )
        .join(Trail, on=table.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .join_from(table, Operation, on=table.operation == Operation.id)
        .join_from(table, Client, on=table.client == Client.id)
    )


def _reader(table: Any) -> Any:
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
