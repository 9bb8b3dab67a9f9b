"""Explains a balance (Pourquoi ce solde ?): every operation of an account, oldest first, with the balance
after each. The last one is what the client owes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from models.money.ledger import history, open_items
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing, OperationRow
from models.money.ledger.open_items import Position
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import about, fiches_of, one_of, survivor_of
from models.people.clients.table import Client
from models.store.connection import engine
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """An operation, its effect on the balance (positive: the client owes more), and the balance after it."""

    operation: OperationRow
    moved: Centimes
    balance: Centimes

    @property
    def id(self) -> int:
        return self.operation.id


@dataclass(frozen=True, slots=True)
class Explanation:
    """A `Listing` of all operations that moved a balance, oldest first. Days are
    value dates, both included.
    """

    client: int
    since: date | None = None
    until: date | None = None

    def count(self) -> int:
        """How many operations there are."""
        return self._operations.count()

    def read(
        self,
        limit: int,
        *,
        after: ExplainedRow | None = None,
        before: ExplainedRow | None = None,
        at: ExplainedRow | None = None,
    ) -> Sequence[ExplainedRow]:
        # The listing of operations starts at the newest; an explanation starts at the oldest, so both
        # directions swap.
        if after is not None:
            found = self._operations.read(limit, before=after.operation)
        elif before is not None:
            found = self._operations.read(limit, after=before.operation)
        elif at is not None:
            later = self._operations.read(limit - 1, before=at.operation)
            found = [*later, history.one(at.id)]
        else:
            found = self._operations.last(limit)
        return self._explained(found[::-1])

    def last(self, limit: int) -> Sequence[ExplainedRow]:
        return self._explained(self._operations.read(limit)[::-1])

    def opening(self) -> Centimes:
        """The balance before the first day."""
        return balance_before(self.client, Operation.value_date < self.since) if self.since else Centimes(0)

    @property
    def _operations(self) -> OperationListing:
        return OperationListing(self.client, tuple(OperationKind), since=self.since, until=self.until)

    def _explained(self, rows: Sequence[OperationRow]) -> Sequence[ExplainedRow]:
        if not rows:
            return []
        balance = balance_before(self.client, history.older(rows[0]))
        explained = []
        for row in rows:
            moved = row.amount if row.debit else -row.amount
            balance = balance + moved
            explained.append(ExplainedRow(row, moved, balance))
        return explained


@dataclass(frozen=True, slots=True)
class Proof:
    """The balance computed in three ways: from all operations, from the open items, and as cached."""

    operations: int
    debits: Centimes
    credits: Centimes
    position: Position
    shown: Centimes

    @property
    def balance(self) -> Centimes:
        """The sum of all operations."""
        return self.debits - self.credits

    @property
    def holds(self) -> bool:
        """Whether all three are equal."""
        return self.balance == self.position.balance == self.shown


def proof(client: int) -> Proof:
    """The proof of a client's balance, from all operations."""
    with engine().reading():
        count, debits, credits = (
            Posting.select(
                fn.COUNT(Posting.id),
                fn.COALESCE(fn.SUM(Posting.amount).filter(Posting.amount > 0), 0).cast("BIGINT"),
                fn.COALESCE(fn.SUM(0 - Posting.amount).filter(Posting.amount < 0), 0).cast("BIGINT"),
            )
            .where(about(Posting.client, client))
            .tuples()
            .first()
        )
        shown = Client.select(Client.balance).where(Client.id == survivor_of(client)).scalar()
        return Proof(count, Centimes(debits), Centimes(credits), open_items.position(client), Centimes(shown))


def balance_before(client: int, earlier: Any) -> Centimes:
    """The sum of the client's operations that meet a condition."""
    added = Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")).join(Operation)
    fiches = fiches_of(client)
    ours = one_of(Posting.client, fiches), one_of(Operation.client, fiches)
    return Centimes(added.where(*ours, earlier).scalar())
