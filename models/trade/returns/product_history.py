"""Historique des produits: everything a client bought or returned, newest first (prod-history)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.attribution import of_contact
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
            if mark is not None:
                query = query.where(*_after(way, mark, itself=at is not None))
            order = (Operation.value_date.desc(), Operation.id.desc(), way.line.position)
            found += _read(query.order_by(*order).limit(limit))
        return sorted(found, key=_place)[:limit]

    def last(self, limit: int) -> Sequence[ProductMovement]:
        return self._oldest_first(limit, None)

    def _oldest_first(self, limit: int, before: ProductMovement | None) -> Sequence[ProductMovement]:
        found: list[ProductMovement] = []
        for way, query in self._runs():
            if before is not None:
                query = query.where(*_before(way, before))
            order = (Operation.value_date, Operation.id, way.line.position.desc())
            found += _read(query.order_by(*order).limit(limit))
        return sorted(found, key=_place)[-limit:]

    def _runs(self) -> Iterator[tuple["_Way", ModelSelect]]:
        """Each kind of document of each fiche: what is read along an index of its own, and merged."""
        for fiche in fiches_of(self.client):
            for way in _WAYS:
                yield way, self._rows(way).where(Operation.client == fiche)

    def _all(self, way: "_Way", *columns: Any) -> ModelSelect:
        return self._lines(way, *columns).where(about(Operation.client, self.client))

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
            query = query.where(Operation.id.in_(of_contact(self.contact)))
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


def _after(way: _Way, mark: ProductMovement, *, itself: bool) -> tuple[Any, Any]:
    """The condition for rows after a key. The simple bound on the day lets the index start there."""
    position = way.line.position >= mark.position if itself else way.line.position > mark.position
    older = (Operation.value_date < mark.day) | (Operation.id < mark.operation)
    return Operation.value_date <= mark.day, older | ((Operation.id == mark.operation) & position)


def _before(way: _Way, mark: ProductMovement) -> tuple[Any, Any]:
    """The condition for rows before a key."""
    newer = (Operation.value_date > mark.day) | (Operation.id > mark.operation)
    same = (Operation.id == mark.operation) & (way.line.position < mark.position)
    return Operation.value_date >= mark.day, newer | same


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
