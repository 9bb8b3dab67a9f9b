"""The operations of a till day in order of entry: by the ledger for an open day, by its
closing for a closed one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.money.till.figures import TillDay, held
from models.people.clients.table import Client
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One operation that moves the till. `moves` is what came in (positive) or went out, by account.

    `client` is empty for a payment by an organism; `reverses` is the number of the
    operation that a reversal cancels.
    """

    id: int
    number: str
    kind: OperationKind
    client_id: int | None
    client: str
    note: str
    reference: str
    author: str
    entered: datetime
    reverses: str
    moves: tuple[tuple[Account, Centimes], ...]

    @property
    def amount(self) -> Centimes:
        """What it moves on all accounts together."""
        return sum((amount for _, amount in self.moves), ZERO)


@dataclass(frozen=True, slots=True)
class HeldListing:
    """A `Listing` of these operations; with `account`, those that move this account,
    and only their amount on it.
    """

    day: date
    closing: int | None = None
    account: Account | None = None

    def count(self) -> int:
        """How many operations there are."""
        return int(self._narrowed().count())

    def read(
        self,
        limit: int,
        *,
        after: HeldRow | None = None,
        before: HeldRow | None = None,
        at: HeldRow | None = None,
    ) -> Sequence[HeldRow]:
        query = self._narrowed()
        if before is not None:
            return self._last_first(query.where(Operation.id < before.id), limit)
        if after is not None:
            query = query.where(Operation.id > after.id)
        if at is not None:
            query = query.where(Operation.id >= at.id)
        return self._read(query.order_by(Operation.id).limit(limit))

    def last(self, limit: int) -> Sequence[HeldRow]:
        return self._last_first(self._narrowed(), limit)

    def _last_first(self, query: ModelSelect, limit: int) -> Sequence[HeldRow]:
        return self._read(query.order_by(Operation.id.desc()).limit(limit))[::-1]

    def _narrowed(self) -> ModelSelect:
        query = held(self.day, self.closing)
        if self.account is None:
            return query
        moves = Posting.select(Posting.id).where(
            Posting.operation == Operation.id, Posting.account == self.account
        )
        return query.where(fn.EXISTS(moves))

    def _read(self, query: ModelSelect) -> list[HeldRow]:
        original = Operation.alias()
        rows = (
            query.switch(Operation)
            .select(
                Operation.id,
                Operation.number,
                Operation.kind,
                Operation.client,
                fn.COALESCE(Client.last_name, ""),
                fn.COALESCE(Client.first_name, ""),
                Operation.note,
                Operation.reference,
                fn.COALESCE(Staff.name, ""),
                Trail.at,
                fn.COALESCE(original.number, ""),
            )
            .join(Client, JOIN.LEFT_OUTER, on=Operation.client == Client.id)
            .switch(Operation)
            .join(Trail, on=Operation.trail == Trail.id)
            .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
            .switch(Operation)
            .join(original, JOIN.LEFT_OUTER, on=Operation.reverses == original.id)
        )
        found = list(rows.tuples())
        moves = self._moves([row[0] for row in found])
        return [_row(row, moves.get(row[0], ())) for row in found]

    def _moves(self, operations: Sequence[int]) -> dict[int, tuple[tuple[Account, Centimes], ...]]:
        found: dict[int, tuple[tuple[Account, Centimes], ...]] = {}
        accounts = TILL if self.account is None else (self.account,)
        rows = (
            Posting.select(Posting.operation, Posting.account, Posting.amount)
            .where(many.among(Posting.operation, operations), Posting.account.in_(accounts))
            .order_by(Posting.id)
        )
        for operation, account, amount in rows.tuples():
            found[operation] = (*found.get(operation, ()), (account, Centimes(amount)))
        return found


def _row(row: tuple[Any, ...], moves: tuple[tuple[Account, Centimes], ...]) -> HeldRow:
    key, number, kind, client, last_name, first_name, note, reference, author, entered, reverses = row
    return HeldRow(
        id=key,
        number=number,
        kind=kind,
        client_id=client,
        client=f"{last_name} {first_name}".strip(),
        note=note,
        reference=reference,
        author=author,
        entered=entered,
        reverses=reverses,
        moves=moves,
    )


def of(day: TillDay, account: Account | None = None) -> HeldListing:
    """The operations of this day, present or frozen."""
    return HeldListing(day.day, day.closing.id if day.closing else None, account)
