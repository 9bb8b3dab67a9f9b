"""The list of a client's factures globales, and of the sales and returns that could be put on one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.money.ledger.history import OperationListing
from models.money.ledger.postings import Operation
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import about, fiches_of
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many, runs
from models.store.keyset import Keyset, Start, start
from models.trade.global_invoices.remaining import Remaining, remaining_of
from models.trade.global_invoices.table import (
    KINDS,
    GlobalInvoice,
    GlobalInvoiceItem,
    deleted,
    on_global_invoice,
    paid_of,
)
from models.trade.invoices.table import has_own_paper
from models.values import ZERO, Centimes


class InvoiceState(StrEnum):
    """The state of an invoice, derived and never stored (INV-10)."""

    DELETED = "deleted"
    UNPAID = "unpaid"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One facture globale. `organism` is who pays it; empty: the client.

    `remaining` is still to be paid; with `elsewhere` it may exceed the total, see `remaining`.
    """

    id: int
    number: str
    day: date
    total: Centimes
    documents: int
    organism: str
    remaining: Centimes
    deleted: bool
    author: str
    elsewhere: Centimes = ZERO

    @property
    def settled(self) -> Centimes:
        """What was paid of it."""
        return self.total + self.elsewhere - self.remaining

    @property
    def state(self) -> InvoiceState:
        if self.deleted:
            return InvoiceState.DELETED
        if not self.remaining:
            return InvoiceState.PAID
        return InvoiceState.PARTLY_PAID if self.settled else InvoiceState.UNPAID


@dataclass(frozen=True, slots=True)
class InvoiceListing:
    """A `Listing` of one client's factures globales, newest first, deleted ones included."""

    client: int

    def count(self) -> int:
        """The number of invoices."""
        return int(self.counting().scalar())

    def counting(self) -> ModelSelect:
        """The query that counts them."""
        ours = about(GlobalInvoice.client, self.client)
        return GlobalInvoice.select(fn.COUNT(GlobalInvoice.id)).where(ours)

    def read(
        self,
        limit: int,
        *,
        after: InvoiceRow | None = None,
        before: InvoiceRow | None = None,
        at: InvoiceRow | None = None,
    ) -> Sequence[InvoiceRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[InvoiceRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[InvoiceRow]) -> Sequence[InvoiceRow]:
        each = [GlobalInvoice.client == fiche for fiche in fiches_of(self.client)]
        return runs.window(_ORDER, _select(), each, limit, begins, _key, _read)


@dataclass(frozen=True, slots=True)
class InvoiceableListing(OperationListing):
    """A `Listing` of the sales and returns (not cancelled) that are on no invoice that is in force, and
    have none of their own (INV-19).
    """

    kinds: tuple[Any, ...] = KINDS

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        return OperationListing._narrowed(self, query).where(
            ~is_reversed(Operation.id), ~on_global_invoice(Operation.id), ~has_own_paper(Operation.id)
        )


def one(invoice: int) -> InvoiceRow:
    """The row of one invoice."""
    return _read(_select().where(GlobalInvoice.id == invoice))[0]


def several(invoices: Sequence[int]) -> list[InvoiceRow]:
    """The rows of these invoices, in no order."""
    return _read(_select().where(many.among(GlobalInvoice.id, invoices)))


_ORDER = Keyset((GlobalInvoice.day, GlobalInvoice.id), descending=True)


def _key(row: InvoiceRow) -> tuple[date, int]:
    return row.day, row.id


def _select() -> ModelSelect:
    documents = GlobalInvoiceItem.select(fn.COUNT(GlobalInvoiceItem.id)).where(
        GlobalInvoiceItem.invoice == GlobalInvoice.id
    )
    return (
        GlobalInvoice.select(
            GlobalInvoice.id,
            GlobalInvoice.number,
            GlobalInvoice.day,
            GlobalInvoice.total,
            documents,
            GlobalInvoice.parties,
            GlobalInvoice.billing,
            deleted(),
            fn.COALESCE(Staff.name, ""),
        )
        .join(Trail, on=GlobalInvoice.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
    )


def _read(query: ModelSelect) -> list[InvoiceRow]:
    rows = list(query.tuples())
    billed = [row[0] for row in rows if row[6] is not None]
    received = paid_of(billed)
    own = remaining_of([row[0] for row in rows if row[6] is None])
    return [_row(row, own.get(row[0]), received.get(row[0], ZERO)) for row in rows]


def _row(row: tuple[Any, ...], own: Remaining | None, received: Centimes) -> InvoiceRow:
    key, number, day, total, documents, parties, billing, gone, author = row
    organism = json.loads(parties).get("organism", {}).get("name", "") if billing is not None else ""
    figures = own or Remaining(total, Centimes(total - received))
    return InvoiceRow(
        id=key,
        number=number,
        day=day,
        total=Centimes(total),
        documents=documents,
        organism=organism,
        remaining=figures.remaining,
        deleted=bool(gone),
        author=author,
        elsewhere=figures.elsewhere,
    )
