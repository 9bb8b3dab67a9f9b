"""The sales and returns that can be billed to an organism: those of which nothing is settled (INV-19).

A return of an unpaid sale settles it in part, so the two are billed together: such a return is offered with
its sale, of whatever day it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import ModelSelect, Value, fn

from models.money.ledger import open_items
from models.money.ledger.accounts import OperationKind
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import Allocation, Operation
from models.people.clients.aliases import about
from models.store import many
from models.trade.global_invoices.listing import InvoiceableListing
from models.trade.global_invoices.table import on_any_invoice

_Pair = tuple[int, int]
"""A sale, and a return that settles part of it."""


@dataclass(frozen=True, slots=True)
class BillableListing(InvoiceableListing):
    """A `Listing` of what can be billed to an organism; billing all of it together is not refused.

    `linked` are the sales of these days that have returns, with those returns.
    """

    linked: tuple[int, ...] = ()

    def left_out(self) -> int:
        """The number of sales and returns of these days that are on no invoice,
        but at least partly settled.
        """
        every = InvoiceableListing(self.client, since=self.since, until=self.until)
        offered = self.counting().where(*self._days())
        return every.count() - int(offered.scalar())

    def among(self, operations: Sequence[int]) -> set[int]:
        """Those of these operations that are in the list."""
        ours = about(Operation.client, self.client), many.among(Operation.id, operations)
        found = self._narrowed(Operation.select(Operation.id)).where(*ours)
        return {key for (key,) in found.tuples()}

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        untouched = Operation.select(Operation.id).where(
            about(Operation.client, self.client),
            *self._days(),
            *(Value(0) == open_items.allocated(Operation.id, debit=debit) for debit in (True, False)),
        )
        query = InvoiceableListing._narrowed(replace(self, since=None, until=None), query)
        return query.where(Operation.id.in_(untouched) | many.among(Operation.id, self.linked))

    def _days(self) -> list[Any]:
        conditions = [Operation.value_date >= self.since] if self.since else []
        return [*conditions, Operation.value_date <= self.until] if self.until else conditions


def billable(client: int, since: date | None = None, until: date | None = None) -> BillableListing:
    """The billable sales and returns of these days, both included."""
    used = _used(client)
    settled_among = _settled_among_themselves(used)
    sales = {
        key
        for key, item in settled_among.items()
        if item.kind is OperationKind.SALE
        and (since is None or item.day >= since)
        and (until is None or item.day <= until)
    }
    linked = _reached(sales, [pair for pair in used if settled_among.keys() >= set(pair)])
    return BillableListing(client, since=since, until=until, linked=tuple(sorted(linked)))


def _used(client: int) -> dict[_Pair, int]:
    """For documents on no invoice: how much of each return settles which sale."""
    sale, taken = Operation.alias(), Operation.alias()
    net = fn.SUM(Allocation.amount).cast("BIGINT")
    rows = (
        Allocation.select(Allocation.debit, Allocation.credit, net)
        .join(sale, on=Allocation.debit == sale.id)
        .switch(Allocation)
        .join(taken, on=Allocation.credit == taken.id)
        .where(about(Allocation.client, client))
        .where(sale.kind == OperationKind.SALE, taken.kind == OperationKind.RETURN)
        .group_by(Allocation.debit, Allocation.credit)
        .having(net > 0)
        .tuples()
    )
    pairs = {(debit, credit): amount for debit, credit, amount in rows}
    invoiced = on_any_invoice([key for pair in pairs for key in pair])
    return {pair: amount for pair, amount in pairs.items() if not invoiced.keys() & set(pair)}


def _settled_among_themselves(used: dict[_Pair, int]) -> dict[int, OpenItem]:
    """The sales and returns that only one another settle: no money, no avoir, nothing that is left out."""
    items = open_items.items([sale for sale, _ in used], debit=True)
    items |= open_items.items([taken for _, taken in used], debit=False)
    while True:
        inside = dict.fromkeys(items, 0)
        for pair, amount in used.items():
            if items.keys() >= set(pair):
                for key in pair:
                    inside[key] += amount
        kept = {key: item for key, item in items.items() if item.amount - item.open == inside[key]}
        if len(kept) == len(items):
            return kept
        items = kept


def _reached(start: set[int], pairs: Sequence[_Pair]) -> set[int]:
    """These sales with everything that is settled together with them."""
    found = set(start)
    while more := {key for pair in pairs if found & set(pair) for key in pair} - found:
        found |= more
    return found
