"""Historique des produits: everything a client bought or returned, newest first (prod-history)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.attribution import Attribution, is_newest
from models.money.ledger.postings import Operation
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import about, fiches_of
from models.store.search.folding import loose
from models.store.text_search import says
from models.trade.catalogue.table import Product, bearing
from models.trade.returns.table import ReturnLine
from models.trade.sales.animals import for_animal
from models.trade.sales.table import SaleLine
from models.values import Centimes, Thousandths


@dataclass(frozen=True, slots=True)
class ProductMovement:
    """One line of a sale or of a return. `quantity` and `amount` are positive;
    `returned` gives the direction.

    `label` is the product's name at the sale. `cancelled` if its sale or return was cancelled.
    """

    operation: int
    position: int
    day: date
    number: str
    returned: bool
    code: str
    label: str
    quantity: Thousandths
    amount: Centimes
    cancelled: bool

    @property
    def id(self) -> tuple[int, int]:
        return self.operation, self.position


@dataclass(frozen=True, slots=True)
class ProductTotals:
    """What was bought, less what was returned, without cancelled documents."""

    quantity: Thousandths
    amount: Centimes


@dataclass(frozen=True, slots=True)
class ProductHistory:
    """A `Listing` of a client's product movements (keyset pagination over two tables). Days are
    value dates, both included.

    Each word of `text` must be part of a product's name or code, whatever the accents. `animal` leaves only
    what was sold for it, and what came back of that; `contact` only what is for this contact.
    """

    client: int
    since: date | None = None
    until: date | None = None
    text: str = ""
    animal: int | None = None
    contact: int | None = None

    def count(self) -> int:
        """The number of movements."""
        return sum(self._all(way, fn.COUNT(way.line.id)).scalar() for way in _WAYS)

    def totals(self) -> ProductTotals:
        """The totals of all movements."""
        quantity = amount = 0
        for way in _WAYS:
            sums = (
                fn.COALESCE(fn.SUM(each), 0).cast("BIGINT") for each in (way.line.quantity, way.line.amount)
            )
            moved, worth = self._all(way, *sums).where(~is_reversed(Operation.id)).tuples().first()
            quantity += way.sign * moved
            amount += way.sign * worth
        return ProductTotals(Thousandths(quantity), Centimes(amount))

    def read(
        self,
        limit: int,
        *,
        after: ProductMovement | None = None,
        before: ProductMovement | None = None,
        at: ProductMovement | None = None,
    ) -> Sequence[ProductMovement]:
        if before is not None:
            return self._oldest_first(limit, before)
        found: list[ProductMovement] = []
        for way, query in self._runs():
            mark = after or at
            day, operation = self._order
            if mark is not None:
                query = query.where(*self._after(way, mark, itself=at is not None))
            order = (day.desc(), operation.desc(), *self._rest_of_index(down=True), way.line.position)
            found += _read(query.order_by(*order).limit(limit))
        return sorted(found, key=_place)[:limit]

    def last(self, limit: int) -> Sequence[ProductMovement]:
        return self._oldest_first(limit, None)

    def _oldest_first(self, limit: int, before: ProductMovement | None) -> Sequence[ProductMovement]:
        found: list[ProductMovement] = []
        for way, query in self._runs():
            if before is not None:
                query = query.where(*self._before(way, before))
            order = (*self._order, *self._rest_of_index(down=False), way.line.position.desc())
            found += _read(query.order_by(*order).limit(limit))
        return sorted(found, key=_place)[-limit:]

    def _runs(self) -> Iterator[tuple["_Way", ModelSelect]]:
        """Each kind of document of each fiche: what is read along an index of its own, and merged. All that
        is for a contact is in one index, with whichever fiche it was written.
        """
        if self.contact is not None:
            yield from ((way, self._rows(way)) for way in _WAYS)
            return
        for fiche in fiches_of(self.client):
            for way in _WAYS:
                yield way, self._rows(way).where(Operation.client == fiche)

    @property
    def _order(self) -> tuple[Any, Any]:
        """The day and the operation, in the index along which they are read."""
        if self.contact is not None:
            return Attribution.day, Attribution.operation
        return Operation.value_date, Operation.id

    def _rest_of_index(self, *, down: bool) -> tuple[Any, ...]:
        """What stands in the index of a contact after the operation, of which one row counts: named in the
        order, it lets the engine read that index instead of sorting.
        """
        if self.contact is None:
            return ()
        rest = Attribution.kind, Attribution.id
        return tuple(each.desc() for each in rest) if down else rest

    def _after(self, way: "_Way", mark: ProductMovement, *, itself: bool) -> tuple[Any, Any]:
        """The condition for rows after a key. The simple bound on the day lets the index start there."""
        day, operation = self._order
        position = way.line.position >= mark.position if itself else way.line.position > mark.position
        older = (day < mark.day) | (operation < mark.operation)
        return day <= mark.day, older | ((operation == mark.operation) & position)

    def _before(self, way: "_Way", mark: ProductMovement) -> tuple[Any, Any]:
        """The condition for rows before a key."""
        day, operation = self._order
        newer = (day > mark.day) | (operation > mark.operation)
        same = (operation == mark.operation) & (way.line.position < mark.position)
        return day >= mark.day, newer | same

    def _all(self, way: "_Way", *columns: Any) -> ModelSelect:
        query = self._lines(way, *columns)
        return query if self.contact is not None else query.where(about(Operation.client, self.client))

    def _rows(self, way: "_Way") -> ModelSelect:
        return self._lines(
            way,
            Operation.id,
            way.line.position,
            Operation.value_date,
            Operation.number,
            Operation.kind,
            Product.code,
            SaleLine.label,
            way.line.quantity,
            way.line.amount,
            is_reversed(Operation.id),
        )

    def _lines(self, way: "_Way", *columns: Any) -> ModelSelect:
        """The lines of one kind of document, of whichever client."""
        query = Operation.select(*columns)
        if way.kind is OperationKind.RETURN:
            query = query.join(ReturnLine, on=ReturnLine.document == Operation.id)
            query = query.join(SaleLine, on=ReturnLine.sale_line == SaleLine.id)
        else:
            query = query.join(SaleLine, on=SaleLine.sale == Operation.id)
        query = query.join(Product, on=SaleLine.product == Product.id)
        query = query.where(Operation.kind == way.kind)
        if self.since:
            query = query.where(Operation.value_date >= self.since)
        if self.until:
            query = query.where(Operation.value_date <= self.until)
        if self.animal is not None:
            query = query.where(for_animal(self.animal))
        if self.contact is not None:
            query = query.join_from(Operation, Attribution, on=Attribution.operation == Operation.id)
            query = query.where(
                Attribution.contact == self.contact, Attribution.kind == way.kind, is_newest()
            )
        words = self.text.split()
        # Punctuation between words, as in "Gel - 50 ml", is ignored; punctuation alone finds nothing.
        for word in [word for word in words if loose(word)] or words:
            query = query.where(says(word, SaleLine.label, Product.code) | Product.id.in_(bearing(word)))
        return query


@dataclass(frozen=True, slots=True)
class _Way:
    """A direction, sold or returned, with the table of its lines."""

    kind: OperationKind
    line: Any
    sign: int


_WAYS = (_Way(OperationKind.SALE, SaleLine, 1), _Way(OperationKind.RETURN, ReturnLine, -1))


def _place(row: ProductMovement) -> tuple[int, int, int]:
    """The keyset of a row: the newest document first, its lines from the top."""
    return -row.day.toordinal(), -row.operation, row.position


def _read(query: ModelSelect) -> Iterator[ProductMovement]:
    for operation, position, day, number, kind, code, label, quantity, amount, cancelled in query.tuples():
        yield ProductMovement(
            *(operation, position, day, number, kind is OperationKind.RETURN, code, label),
            quantity=quantity,
            amount=amount,
            cancelled=bool(cancelled),
        )
