"""The operations of an account, newest first, and which operation settled which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode
from models.money.ledger.attribution import Attribution, is_newest
from models.money.ledger.postings import Allocation, Operation, Posting
from models.people.clients.aliases import about, fiches_of
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many, runs
from models.store.keyset import Keyset, Start, start
from models.store.text_search import says
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One operation of an account. `amount` and `open` are positive; `debit` says on which side.

    `open` is what remains of a debit, or what is available of a credit. `modes` are the till accounts it
    moved; `means` is how an adjustment, which moves none, is said to have been paid; `reversed_by` is the
    number of the operation that cancelled it, or empty.
    """

    id: int
    day: date
    number: str
    kind: OperationKind
    debit: bool
    amount: Centimes
    open: Centimes
    discount: Centimes
    modes: tuple[Account, ...]
    note: str
    reference: str
    author: str
    entered: datetime
    reversed_by: str
    means: PaymentMode | None = None

    @property
    def settled(self) -> Centimes:
        """How much of a debit was paid, or of a credit was used."""
        return self.amount - self.open


@dataclass(frozen=True, slots=True)
class OperationListing:
    """A `Listing` of one client's operations of some kinds (keyset pagination). Days are
    value dates, both included.

    `text` is part of a number, a reference or a note, whatever its accents. `only_open` leaves out what is
    settled or used, `whole` discounts that are parts of others, `credits` credits that never were an avoir.
    `contact` leaves only what is for this contact of the client.
    """

    client: int
    kinds: tuple[OperationKind, ...]
    since: date | None = None
    until: date | None = None
    only_open: bool = False
    text: str = ""
    whole: bool = False
    credits: bool = False
    contact: int | None = None

    def count(self) -> int:
        """How many operations there are."""
        return int(self.counting().scalar())

    def counting(self) -> ModelSelect:
        """The query that counts them."""
        counted = self._narrowed(Operation.select(fn.COUNT(Operation.id)))
        if self.contact is not None:
            return self._counting_of_contact() if self._says_only_days else self._of_contact(counted)
        return counted.where(about(Operation.client, self.client))

    def read(
        self,
        limit: int,
        *,
        after: OperationRow | None = None,
        before: OperationRow | None = None,
        at: OperationRow | None = None,
    ) -> Sequence[OperationRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[OperationRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[OperationRow]) -> Sequence[OperationRow]:
        """A run for each fiche of the client."""
        rows = self._narrowed(_select()).where(Posting.client.is_null(False))
        if self.contact is not None:
            return _CONTACT_ORDER.window(self._of_contact(rows), limit, begins, _key, _read)
        each = [(Operation.client == fiche) & (Posting.client == fiche) for fiche in fiches_of(self.client)]
        return runs.window(_ORDER, rows, each, limit, begins, _key, _read)

    @property
    def _says_only_days(self) -> bool:
        """Whether the days and the kinds alone say what is listed."""
        return not (self.only_open or self.whole or self.credits or self.text.strip())

    def _counting_of_contact(self) -> ModelSelect:
        """What is said of an operation repeats its kind and its day, so no operation is looked at."""
        said = Attribution.select(fn.COUNT(Attribution.id)).where(
            Attribution.contact == self.contact, Attribution.kind.in_(self.kinds), is_newest()
        )
        if self.since:
            said = said.where(Attribution.day >= self.since)
        return said.where(Attribution.day <= self.until) if self.until else said

    def _of_contact(self, query: ModelSelect) -> ModelSelect:
        """Along the index of what is for the contact, with whichever fiche of the client it was written."""
        said = Attribution.contact == self.contact, Attribution.kind.in_(self.kinds)
        joined = query.join_from(Operation, Attribution, on=Attribution.operation == Operation.id)
        return joined.where(*said, is_newest())

    def _narrowed(self, query: ModelSelect) -> ModelSelect:
        """The operations of this kind, of whichever client."""
        query = query.where(Operation.kind.in_(self.kinds))
        if self.since:
            query = query.where(Operation.value_date >= self.since)
        if self.until:
            query = query.where(Operation.value_date <= self.until)
        if self.whole:
            query = query.where(Operation.part_of.is_null() | (Operation.kind != OperationKind.DISCOUNT))
        if self.only_open:
            query = query.where(Operation.id.in_(_open(self.client)))
        if self.credits:
            query = query.where(Operation.id.in_(_credits(self.client)))
        if self.text.strip():
            query = query.where(says(self.text, Operation.number, Operation.reference, Operation.note))
        return query


@dataclass(frozen=True, slots=True)
class Link:
    """The other side of an allocation that was not undone, and its amount."""

    operation: int
    number: str
    kind: OperationKind
    day: date
    modes: tuple[Account, ...]
    amount: Centimes


def links(operation: int) -> list[Link]:
    """The operations that settled this one, or that it settled, oldest first."""
    net = fn.SUM(Allocation.amount).cast("BIGINT")
    found: list[Link] = []
    for own, other in ((Allocation.debit, Allocation.credit), (Allocation.credit, Allocation.debit)):
        rows = (
            Allocation.select(Operation.id, Operation.number, Operation.kind, Operation.value_date, net)
            .join(Operation, on=other == Operation.id)
            .where(own == operation)
            .group_by(Operation.id, Operation.number, Operation.kind, Operation.value_date)
            .having(net > 0)
            .order_by(Operation.value_date, Operation.id)
            .tuples()
        )
        read = list(rows)
        modes = _modes([row[0] for row in read])
        found += [
            Link(key, number, kind, day, modes.get(key, ()), amount)
            for key, number, kind, day, amount in read
        ]
    return found


def cancels(reversal: int) -> str:
    """The number of the operation that this one cancelled, or empty."""
    original = Operation.alias()
    named = Operation.select(original.number).join(original, on=Operation.reverses == original.id)
    return named.where(Operation.id == reversal).scalar() or ""


def one(operation: int) -> OperationRow:
    """The row of one operation."""
    return _read(_select().where(Operation.id == operation, Posting.client.is_null(False)))[0]


def several(operations: Sequence[int]) -> list[OperationRow]:
    """The rows of these operations, in no order; each is on the account of a client."""
    return _read(_select().where(many.among(Operation.id, operations), Posting.client.is_null(False)))


_ORDER = Keyset((Operation.value_date, Operation.id), descending=True)
_CONTACT_ORDER = Keyset((Attribution.day, Attribution.operation), descending=True)


def _key(row: OperationRow) -> tuple[date, int]:
    return row.day, row.id


def older(mark: OperationRow) -> Any:
    """The condition that an operation comes before another one in its account."""
    return _ORDER.past(_key(mark))


def _allocated(operation: Any) -> Any:
    """The allocated amount of an operation, on its own side: one covering index answers it for each row."""
    of_debit, of_credit = (open_items.allocated(operation, debit=debit) for debit in (True, False))
    return Case(None, ((Posting.amount > 0, of_debit),), of_credit)


def _open(client: int) -> ModelSelect:
    """The client's open items, found by an index alone."""
    return Posting.select(Posting.operation).where(
        about(Posting.client, client), fn.ABS(Posting.amount) > _allocated(Posting.operation)
    )


_ALWAYS_CREDITS = (OperationKind.ADVANCE, OperationKind.CREDIT_NOTE)


def _credits(client: int) -> ModelSelect:
    """The client's avoirs: kinds that always are one, and credits not wholly used by
    the request that made them.
    """
    credit, debit = Operation.alias(), Operation.alias()
    available = 0 - Posting.amount > open_items.allocated(Posting.operation, debit=False)
    later = (
        Allocation.select(Allocation.id)
        .join(debit, on=Allocation.debit == debit.id)
        .where(
            Allocation.credit == credit.id,
            Allocation.trail != credit.trail,
            Allocation.amount > 0,
            debit.kind != OperationKind.REVERSAL,
        )
    )
    return (
        Posting.select(Posting.operation)
        .join(credit, on=Posting.operation == credit.id)
        .where(about(Posting.client, client), Posting.amount < 0)
        .where(credit.kind.in_(_ALWAYS_CREDITS) | available | fn.EXISTS(later))
    )


def _select() -> ModelSelect:
    reversal = Operation.alias()
    reversed_by = reversal.select(reversal.number).where(reversal.reverses == Operation.id)
    part, granted = Operation.alias(), Posting.alias()
    discount = (
        part.select(fn.SUM(granted.amount).cast("BIGINT"))
        .join(granted, on=granted.operation == part.id)
        .where(part.part_of == Operation.id, granted.account == Account.DISCOUNTS)
    )
    return (
        Operation.select(
            Operation.id,
            Operation.value_date,
            Operation.number,
            Operation.kind,
            Posting.amount,
            _allocated(Operation.id),
            fn.COALESCE(discount, 0),
            Operation.note,
            Operation.reference,
            fn.COALESCE(Staff.name, ""),
            Trail.at,
            fn.COALESCE(reversed_by, ""),
            Case(None, ((Operation.kind == OperationKind.ADJUSTMENT, Trail.detail),), "{}"),
        )
        .join(Posting, on=Posting.operation == Operation.id)
        .switch(Operation)
        .join(Trail, on=Operation.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
    )


def _read(query: ModelSelect) -> list[OperationRow]:
    rows = list(query.tuples())
    modes = _modes([row[0] for row in rows])
    return [_row(row, modes.get(row[0], ())) for row in rows]


def _row(row: tuple[Any, ...], modes: tuple[Account, ...]) -> OperationRow:
    key, day, number, kind, amount, allocated, discount, note, reference, author, entered, by, detail = row
    means = Trail(detail=detail).details().get("means")
    size = abs(amount)
    return OperationRow(
        id=key,
        day=day,
        number=number,
        kind=kind,
        debit=amount > 0,
        amount=Centimes(size),
        open=Centimes(size - allocated),
        discount=Centimes(discount),
        modes=modes,
        note=note,
        reference=reference,
        author=author,
        entered=entered,
        reversed_by=by,
        means=PaymentMode(means) if means else None,
    )


def _modes(operations: Sequence[int]) -> dict[int, tuple[Account, ...]]:
    found: dict[int, tuple[Account, ...]] = {}
    rows = Posting.select(Posting.operation, Posting.account).where(
        many.among(Posting.operation, operations), Posting.account.in_(TILL)
    )
    for operation, account in rows.order_by(Posting.id).tuples():
        found[operation] = (*found.get(operation, ()), account)
    return found
