"""Rows of sales and payments that wait to be written in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from peewee import fn

from models.money.closings.periods import numbers, refuse_closed_period
from models.money.ledger.accounts import NUMBER_PREFIX, OperationKind
from models.money.ledger.postings import Posting
from models.people.clients.table import Client
from models.pharmacy.parties import ClientAsIssued
from models.requests import trail
from models.store.connection import engine
from models.trade.prices.amounts import VatBasis
from models.trade.prices.lines import COLUMNS, PricedLine
from models.values import Centimes

_OPERATION = (
    *("id", "trail_id", "kind", "number", "value_date"),
    *("client_id", "note", "reference", "part_of_id"),
)
_POSTING = ("operation_id", "account", "client_id", "amount")
_ALLOCATION = ("trail_id", "client_id", "debit_id", "credit_id", "value_date", "amount")
_SALE = ("operation_id", "client_name", "client_address", "client_identifiers", "vat_basis")


@dataclass(frozen=True, slots=True)
class UnwrittenOperation:
    """An operation that is not written yet. `record` is the position of its trail among those that wait."""

    key: int
    record: int
    kind: OperationKind
    day: date
    client: int
    note: str
    reference: str
    part_of: int | None

    def rest(self) -> tuple[Any, ...]:
        """The columns whose values are known before it is written."""
        return self.day.isoformat(), self.client, self.note, self.reference, self.part_of


@dataclass(slots=True)
class Unwritten:
    """The waiting rows of each table. Trails are named by their position here until they are written."""

    trails: list[tuple[Any, ...]] = field(default_factory=list)
    operations: list[UnwrittenOperation] = field(default_factory=list)
    postings: list[tuple[int, str, int | None, Centimes]] = field(default_factory=list)
    allocations: list[tuple[int, int, int, int, date, Centimes]] = field(default_factory=list)
    documents: list[tuple[int, ClientAsIssued, VatBasis]] = field(default_factory=list)
    lines: list[tuple[int, int, PricedLine]] = field(default_factory=list)

    def write(self) -> None:
        """Writes all waiting rows. Raises `PeriodClosed`."""
        if not self.operations:
            return
        refuse_closed_period({each.day for each in self.operations} | {row[4] for row in self.allocations})
        trails = engine().reserve_keys("trail", len(self.trails))
        rows = ((key, *row) for key, row in zip(trails, self.trails, strict=True))
        engine().insert_rows("trail", ("id", *trail.COLUMNS), rows)
        self._write_operations(trails)
        self._write_documents()
        self._move_balances()

    def _write_operations(self, trails: Sequence[int]) -> None:
        given = self._numbers()
        engine().insert_rows(
            "operation",
            _OPERATION,
            (
                (each.key, trails[each.record], str(each.kind), given[each.key], *each.rest())
                for each in self.operations
            ),
        )
        engine().insert_rows("posting", _POSTING, self.postings)
        engine().insert_rows(
            "allocation",
            _ALLOCATION,
            (
                (trails[record], client, debit, credit, day.isoformat(), amount)
                for record, client, debit, credit, day, amount in self.allocations
            ),
        )

    def _numbers(self) -> dict[int, str]:
        """A number for each waiting entry, of its series and of the year of its day."""
        given: dict[int, str] = {}
        in_order = sorted(self.operations, key=lambda entry: (entry.kind, entry.day.year, entry.key))
        for (kind, _year), same in groupby(in_order, lambda entry: (entry.kind, entry.day.year)):
            entries = list(same)
            taken = numbers(NUMBER_PREFIX[kind], entries[0].day, len(entries))
            given.update(zip((entry.key for entry in entries), taken, strict=True))
        return given

    def _write_documents(self) -> None:
        engine().insert_rows(
            "sale",
            _SALE,
            (
                (key, party.name, party.address, party.identifiers, str(basis))
                for key, party, basis in self.documents
            ),
        )
        engine().insert_rows(
            "sale_line",
            ("sale_id", "position", "product_id", *COLUMNS[1:]),
            ((sale, place, *each.kept()) for sale, place, each in self.lines),
        )

    def _move_balances(self) -> None:
        # Looked up by the number of the operation, with which the index of a client's postings continues: a
        # client who buys every day has thousands of them.
        written = Posting.operation.between(self.operations[0].key, self.operations[-1].key)
        moved = Posting.select(fn.SUM(Posting.amount).cast("BIGINT")).where(
            Posting.client == Client.id, written
        )
        touched = Posting.select(Posting.client).where(Posting.client.is_null(False), written)
        Client.update(balance=Client.balance + moved).where(Client.id.in_(touched)).execute()
