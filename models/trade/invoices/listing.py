"""The lists of invoices: those of one client, and those of all clients in a period (doc-invoices,
doc-credit-notes, doc-services). Drafts stand above what was issued.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.attribution import of_contact
from models.money.ledger.postings import Operation
from models.people.clients.aliases import about, fiches_of
from models.people.clients.table import Client
from models.store import runs
from models.store.blocks import Blocks
from models.store.keyset import Keyset, Start, start
from models.store.text_search import says
from models.trade.invoices.rows import InvoiceRow, allocated_of, reader_of, selecting
from models.trade.invoices.table import OF_SALES, Invoice, InvoiceDraft, InvoiceKind, is_live
from models.values import ZERO, Centimes


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
                fn.SUM(allocated_of(Invoice)).cast("BIGINT"),
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
        rows = selecting(table)
        rows = self._drafts(rows, among=False) if table is InvoiceDraft else self._issued(rows, among=False)
        order, key = (_DRAFTS, _draft_key) if table is InvoiceDraft else (_ISSUED, _issued_key)
        return runs.window(order, rows, self._runs(table), limit, begins, key, reader_of(table))

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
            query = query.where(Invoice.total > allocated_of(Invoice))
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
    """The drafts or what was issued of a list, read by `Blocks`."""

    of: InvoiceListing
    table: Any

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


_ISSUED = Keyset((Invoice.day, Invoice.id), descending=True)
_DRAFTS = Keyset((InvoiceDraft.id,), descending=True)


def _issued_key(row: InvoiceRow) -> tuple[Any, ...]:
    return row.day, row.key


def _draft_key(row: InvoiceRow) -> tuple[Any, ...]:
    return (row.key,)
