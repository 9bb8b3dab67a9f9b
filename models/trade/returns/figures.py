"""The returns of a sale (not cancelled), what can still be returned, and how much of that is money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect, fn

from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.store import many
from models.trade.catalogue.table import Product
from models.trade.prices.amounts import part
from models.trade.returns import withdrawals
from models.trade.returns.table import ReturnLine, SaleReturn
from models.trade.sales.detail import SoldLine
from models.trade.sales.table import SaleLine
from models.values import ZERO, Centimes, Thousandths

MONEY_KINDS = (OperationKind.PAYMENT, OperationKind.ADVANCE, OperationKind.OPENING)
"""Credits that are a client's money, received at present or before Officine; one
from loyalty points is not.
"""
_PAYMENT = OperationKind.PAYMENT


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A line of a sale, and what came back of it. `discount` in hundredths of a percent."""

    sale_line: int
    label: str
    quantity: Thousandths
    unit_price: Centimes
    discount: int
    amount: Centimes
    fractional: bool
    returned: Thousandths
    given_back: Centimes
    """What the returns (not cancelled) gave back for it."""
    net: Centimes | None = None
    net_back: Centimes = ZERO
    """What they gave back of its net amount, where VAT was added to it."""
    alcohol_tax: Centimes = ZERO
    alcohol_back: Centimes = ZERO
    """What they gave back of the tax on alcohol within its amount."""

    @property
    def left(self) -> Thousandths:
        """The quantity that can still come back (INV-18)."""
        return Thousandths(self.quantity - self.returned)

    def worth(self, quantity: int) -> Centimes:
        """The amount to give back for this quantity, at the price and discount of the sale (INV-18).

        Each return brings the total given back to the exact share of the line's amount, to the nearest
        centime: so the returns of a line, in whatever parts, add up to its amount (INV-21).
        """
        return max(part(self.amount, self.returned + quantity, self.quantity) - self.given_back, ZERO)

    def net_worth(self, quantity: int) -> Centimes | None:
        """What of `worth` is net; None where the price was with VAT."""
        if self.net is None:
            return None
        return self._within(quantity, self.net, self.net_back)

    def alcohol_worth(self, quantity: int) -> Centimes:
        """What of `worth` is tax on alcohol."""
        return self._within(quantity, self.alcohol_tax, self.alcohol_back)

    def _within(self, quantity: int, whole: Centimes, back: Centimes) -> Centimes:
        """The share of what is within the amount: no more than comes back; the last part takes the rest."""
        if quantity == self.left:
            return whole - back
        share = part(whole, self.returned + quantity, self.quantity) - back
        return min(max(share, ZERO), self.worth(quantity))


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """What a return does. `withdrawn` of its amount is its share of the settlement discount of the sale;
    `settles` is unpaid of the sale; the rest goes back to the client.

    `money` is how much of that may be paid in money at once (INV-17); the remainder stays an avoir.
    """

    worth: Centimes
    withdrawn: Centimes
    settles: Centimes
    money: Centimes

    @property
    def comes_back(self) -> Centimes:
        return self.worth - self.withdrawn - self.settles


@dataclass(frozen=True, slots=True)
class _Paid:
    """What settles a sale, and what its returns gave."""

    unpaid: Centimes
    settled: Centimes
    """Settled by other operations than its returns and discounts: what was paid."""
    in_money: Centimes
    """Settled by money received for this sale."""
    from_money: Centimes
    """Settled by such money, or by avoirs that were money, such as an advance."""
    came_back: Centimes
    """What its returns gave beyond what they settled of the sale itself."""
    refunded: Centimes

    def at_once(self, more: Centimes) -> Centimes:
        """The money of a return that adds `more` to what goes back: what was paid by avoir goes
        back as avoir first (INV-17).
        """
        return self._beyond(self.settled - self.in_money, more)

    def later(self) -> Centimes:
        """The money in the avoirs of its returns: what was never money goes back first, as avoir."""
        return self._beyond(self.settled - self.from_money)

    def _beyond(self, first: Centimes, more: Centimes = ZERO) -> Centimes:
        """The money that may go back: never more than was paid for the sale and not
        refunded before (INV-17).
        """
        money = min(self.settled - first, self.came_back + more - first)
        return max(money - self.refunded, ZERO)


def sold_lines(sale: int) -> list[ReturnableLine]:
    """The lines of a sale in order, with what came back of each."""
    back = {
        key: sums
        for key, *sums in ReturnLine.select(
            ReturnLine.sale_line,
            fn.SUM(ReturnLine.quantity).cast("BIGINT"),
            fn.SUM(ReturnLine.amount).cast("BIGINT"),
            fn.COALESCE(fn.SUM(ReturnLine.net), 0).cast("BIGINT"),
            fn.SUM(ReturnLine.alcohol_tax).cast("BIGINT"),
        )
        .where(ReturnLine.document.in_(_not_cancelled(SaleReturn.sale == sale)))
        .group_by(ReturnLine.sale_line)
        .tuples()
    }
    rows = (
        SaleLine.select(SaleLine, Product.fractional)
        .join(Product)
        .where(SaleLine.sale == sale)
        .order_by(SaleLine.position)
    )
    return [_with_returns(row, *back.get(row.id, (0, 0, 0, 0))) for row in rows]


def _with_returns(
    row: SaleLine, returned: int, given_back: int, net_back: int, alcohol_back: int
) -> ReturnableLine:
    return ReturnableLine(
        sale_line=row.id,
        label=row.label,
        quantity=Thousandths(row.quantity),
        unit_price=row.unit_price,
        discount=row.discount,
        amount=row.amount,
        fractional=row.product.fractional,
        returned=Thousandths(returned),
        given_back=Centimes(given_back),
        net=row.net,
        net_back=Centimes(net_back),
        alcohol_tax=row.alcohol_tax,
        alcohol_back=Centimes(alcohol_back),
    )


def columns_of_return() -> tuple[Any, ...]:
    """The columns of returned lines, in the order of `SoldLine`: those of the return, else of the sale."""
    own = ReturnLine._meta.fields
    return tuple(getattr(ReturnLine if name in own else SaleLine, name) for name in SoldLine.__slots__)


def lines(documents: list[int]) -> dict[int, list[SoldLine]]:
    """The lines of many returns, by return, with the returned quantity."""
    found: dict[int, list[SoldLine]] = {}
    rows = (
        ReturnLine.select(
            ReturnLine.document,
            *columns_of_return(),
        )
        .join(SaleLine)
        .where(many.among(ReturnLine.document, documents))
        .order_by(ReturnLine.document, ReturnLine.position)
        .tuples()
    )
    for document, *rest in rows:
        found.setdefault(document, []).append(SoldLine(*rest))
    return found


def not_cancelled(sale: int) -> list[int]:
    """The returns of a sale that were not cancelled, oldest first."""
    return [key for (key,) in _not_cancelled(SaleReturn.sale == sale).order_by(SaleReturn.operation).tuples()]


def _not_cancelled(which: Any) -> ModelSelect:
    """The returns of some sales that were not cancelled."""
    return SaleReturn.select(SaleReturn.operation).where(which, ~is_reversed(SaleReturn.operation))


def withdrawing(discounts: Sequence[int]) -> list[int]:
    """The returns (not cancelled) that took back a share of one of these discounts."""
    settled = (
        Allocation.select(Allocation.debit)
        .where(many.among(Allocation.credit, discounts))
        .group_by(Allocation.debit)
        .having(fn.SUM(Allocation.amount) > 0)
    )
    parts = Operation.select(Operation.part_of).where(
        Operation.part_of.in_(_not_cancelled(SaleReturn.sale.in_(settled))),
        Operation.kind == OperationKind.DISCOUNT,
    )
    return sorted(key for (key,) in parts.tuples())


def figures(sale: int, worth: Centimes) -> ReturnFigures:
    """What a return of this amount would do to the sale at present."""
    paid = _paid(sale)
    withdrawn = withdrawals.of_sale(sale).due(worth)
    settles = min(worth - withdrawn, paid.unpaid)
    back = worth - withdrawn - settles
    money = min(back, paid.at_once(back))
    return ReturnFigures(worth, withdrawn, settles, money)


def refundable(document: int) -> Centimes:
    """How much of the avoirs of the return's sale is money that was not refunded (INV-17)."""
    return _paid(SaleReturn.get_by_id(document).sale_id).later()


def _paid(sale: int) -> _Paid:
    returns = set(not_cancelled(sale))
    total: Centimes = Posting.get(Posting.operation == sale, Posting.account == Account.RECEIVABLE).amount
    rows = list(_settlements(sale))
    own = sum((amount for key, *_, amount in rows if key in returns), ZERO)
    at_once = sum((amount for _, kind, _, brought, amount in rows if brought and kind is _PAYMENT), ZERO)
    from_money = sum((amount for _, kind, gift, _, amount in rows if kind in MONEY_KINDS and not gift), ZERO)
    every = sum((amount for *_, amount in rows), ZERO)
    discount = sum((amount for _, kind, *_, amount in rows if kind is OperationKind.DISCOUNT), ZERO)
    return _Paid(
        unpaid=total - every,
        settled=every - own - discount,
        in_money=at_once,
        from_money=from_money,
        came_back=_given(returns) - _withdrawn(returns) - own,
        refunded=_refunded(returns),
    )


def _settlements(sale: int) -> Iterable[tuple[int, OperationKind, bool, bool, Centimes]]:
    """What settles a sale at present: the credit, its kind, whether it is from loyalty points, whether it was
    received for this sale, and the amount.
    """
    undone = Allocation.alias()
    gift = Posting.select(Posting.id).where(
        Posting.operation == Operation.id, Posting.account == Account.GIFTS
    )
    rows: Iterable[tuple[int, OperationKind, bool, bool, Centimes]] = (
        Allocation.select(
            Operation.id,
            Operation.kind,
            fn.EXISTS(gift),
            Allocation.trail == Operation.trail,
            Allocation.amount,
        )
        .join(Operation, on=Allocation.credit == Operation.id)
        .where(
            Allocation.debit == sale,
            Allocation.amount > 0,
            ~fn.EXISTS(undone.select(undone.id).where(undone.undoes == Allocation.id)),
        )
        .tuples()
    )
    return rows


_SUM = fn.COALESCE(fn.SUM(Allocation.amount), 0).cast("BIGINT")


def _given(returns: Iterable[int]) -> Centimes:
    given = fn.COALESCE(fn.SUM(0 - Posting.amount), 0).cast("BIGINT")
    of_returns = many.among(Posting.operation, returns), Posting.account == Account.RECEIVABLE
    return Centimes(Posting.select(given).where(*of_returns).scalar())


def _withdrawn(returns: Iterable[int]) -> Centimes:
    """The discount shares that were taken back with these returns: each a part of its return, and a debit."""
    return Centimes(
        Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT"))
        .join(Operation)
        .where(
            many.among(Operation.part_of, returns),
            Operation.kind == OperationKind.DISCOUNT,
            Posting.account == Account.RECEIVABLE,
        )
        .scalar()
    )


def _refunded(returns: Iterable[int]) -> Centimes:
    return Centimes(
        Allocation.select(_SUM)
        .join(Operation, on=Allocation.debit == Operation.id)
        .where(many.among(Allocation.credit, returns), Operation.kind == OperationKind.REFUND)
        .scalar()
    )
