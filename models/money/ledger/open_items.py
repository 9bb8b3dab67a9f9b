"""Open items: debits that are not wholly paid, and credits that are not wholly used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.people.clients.aliases import about, fiches_of, one_of, were_merged
from models.people.clients.table import Client
from models.store import many
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A debit or a credit of a client, with its open amount. Both amounts are positive.

    `since` is the first day from which an allocation may count: the value date, or the day of the last
    allocation that was undone. An earlier one would count twice on the days in between (INV-05).
    """

    operation: int
    number: str
    kind: OperationKind
    day: date
    since: date
    amount: Centimes
    open: Centimes

    def less(self, amount: Centimes) -> "OpenItem":
        """The same item after `amount` of it was used."""
        return replace(self, open=self.open - amount)


@dataclass(frozen=True, slots=True)
class Position:
    """The three figures of an account: what is unpaid, what is available, and
    their difference (bal-panel).
    """

    unpaid: Centimes
    credit: Centimes

    @property
    def balance(self) -> Centimes:
        return self.unpaid - self.credit


def debits(client: int | Client, among: Sequence[int] | None = None) -> list[OpenItem]:
    """The client's unpaid debits, oldest first (INV-15).

    With `among`, the debits of this client among these operations, including those with nothing open.
    """
    if among is None:
        return list(_items(_open(about(Posting.client, client), debit=True)))
    rows = _select(debit=True).where(about(Posting.client, client), Posting.amount > 0)
    found = _items(rows.where(many.among(Operation.id, among)))
    return sorted(found, key=lambda item: (item.day, item.operation))


def credits(client: int | Client) -> list[OpenItem]:
    """The client's available credits, oldest first."""
    return list(_items(_open(about(Posting.client, client), debit=False)))


def of_clients(clients: Iterable[int], *, debit: bool) -> dict[int, list[OpenItem]]:
    """For each of these clients, the open debits or credits, oldest first; a client without any is absent."""
    found: dict[int, list[OpenItem]] = {}
    rows = _open(many.among(Posting.client, clients), debit=debit)
    for *columns, client in rows.select_extend(Posting.client).tuples():
        found.setdefault(client, []).append(_item(*columns))
    return found


def owes_for(client: int, kinds: tuple[OperationKind, ...]) -> bool:
    """Whether an item of these kinds is unpaid; looks at the newest first."""
    used = allocated(Posting.operation, debit=True)
    rows = (
        Posting.select(Posting.id)
        .join(Operation)
        .where(about(Posting.client, client), Operation.kind.in_(kinds))
        .where(Posting.amount > 0, Posting.amount > used)
        .order_by(Posting.id.desc())
        .limit(1)
    )
    return bool(list(rows.tuples()))


def position(client: int | Client, at: date | None = None) -> Position:
    """Unpaid and available, at present or at the end of a day (INV-05).

    One statement reads both: between two statements, another person's payment could be counted by half.
    """
    fiches = fiches_of(client)
    used = Allocation.select(_sum(fn.COALESCE(fn.SUM(Allocation.amount), 0))).where(
        one_of(Allocation.client, fiches)
    )
    if at is not None:
        used = used.where(Allocation.value_date <= at, *within_one_person(fiches))
    postings = Posting.select(
        _sum(fn.COALESCE(fn.SUM(Posting.amount).filter(Posting.amount > 0), 0)),
        _sum(fn.COALESCE(fn.SUM(0 - Posting.amount).filter(Posting.amount < 0), 0)),
        used,
    ).where(one_of(Posting.client, fiches))
    if at is not None:
        postings = postings.join(Operation).where(Operation.value_date <= at)
    debit, credit, settled = postings.tuples().first()
    return Position(Centimes(debit - settled), Centimes(credit - settled))


def within_one_person(fiches: Sequence[int]) -> list[Any]:
    """For a figure of a past day: the conditions that an allocation ties what these fiches own.

    While two fiches were one, something of one may have settled something of the other. It was undone before
    they were parted, and counts for neither on the days between.
    """
    if not were_merged(fiches):
        return []
    own = Operation.select(Operation.id).where(one_of(Operation.client, fiches))
    return [Allocation.debit.in_(own), Allocation.credit.in_(own)]


def allocated(operation: Any, *, debit: bool) -> ModelSelect:
    """The allocated amount of an operation on that side, as a subquery for the column
    that names the operation.
    """
    side = Allocation.debit if debit else Allocation.credit
    return Allocation.select(_sum(fn.COALESCE(fn.SUM(Allocation.amount), 0))).where(side == operation)


def items(operations: Iterable[int], *, debit: bool) -> dict[int, OpenItem]:
    """Debits or credits of clients, by operation."""
    rows = _select(debit=debit).where(many.among(Operation.id, operations), Posting.client.is_null(False))
    return {each.operation: each for each in _items(rows)}


def item(operation: int) -> OpenItem:
    """The debit or credit of one operation, with its open amount."""
    posting = Posting.get(Posting.operation == operation, Posting.client.is_null(False))
    return next(_items(_select(debit=posting.amount > 0).where(Posting.id == posting.id)))


def _open(whose: Any, *, debit: bool) -> ModelSelect:
    sign = 1 if debit else -1
    used = allocated(Posting.operation, debit=debit)
    rows = _select(debit=debit).where(whose, Posting.amount * sign > 0, Posting.amount * sign > used)
    return rows.order_by(Operation.value_date, Operation.id)


def _select(*, debit: bool) -> ModelSelect:
    side = Allocation.debit if debit else Allocation.credit
    undone = Allocation.select(fn.MAX(Allocation.value_date)).where(
        side == Posting.operation, Allocation.amount < 0
    )
    return Posting.select(
        Operation.id,
        Operation.number,
        Operation.kind,
        Operation.value_date,
        undone,
        Posting.amount,
        allocated(Posting.operation, debit=debit),
    ).join(Operation)


def _items(rows: ModelSelect) -> Iterator[OpenItem]:
    return (_item(*row) for row in rows.tuples())


def _item(
    key: int, number: str, kind: OperationKind, day: date, undone: Any, amount: int, used: int
) -> OpenItem:
    size = abs(amount)
    since = max(day, Operation.value_date.python_value(undone) or day)
    return OpenItem(key, number, kind, day, since, Centimes(size), Centimes(size - used))


def _sum(expression: object) -> object:
    """The sum as an integer: PostgreSQL adds bigints up to a numeric."""
    return expression.cast("BIGINT")  # type: ignore[attr-defined]
