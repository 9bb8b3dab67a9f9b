"""Queries for decisions without their ground; the rules are in `models.trade.cancelling.grounds`.

Verbs ask them about what they undid, the doctor about everything: a few statements each, whatever the size.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceItem, deleted
from models.trade.returns.figures import MONEY_KINDS
from models.trade.returns.table import SaleReturn
from models.values import Centimes


@dataclass(frozen=True, slots=True)
class UnfoundedReturns:
    """A sale whose returns gave back or paid back more than what they rest on.

    `given` is what its returns gave beyond what they settled of the sale itself and took back of a discount;
    `paid` is what other operations than its returns and discounts settled of it; `money` is how much of that
    was money; `refunded` is what was paid back. `by` is the last return; `paid_back_by` is the operation to
    cancel in order to undo the last refund.
    """

    sale: int
    number: str
    client: int
    given: Centimes
    paid: Centimes
    money: Centimes
    refunded: Centimes
    by: str
    paid_back_by: str


@dataclass(frozen=True, slots=True)
class UnfoundedDiscount:
    """A discount, not all of whose original allocations remain.

    `debit` is one debit concerned; `by` is the operation to cancel in order to undo the
    discount: its payment, or itself.
    """

    number: str
    client: int
    amount: Centimes
    debit: str
    by: str


@dataclass(frozen=True, slots=True)
class UnfoundedBilling:
    """A document on an organism's invoice (not deleted), of which the invoice
    settles less than its `amount`.
    """

    number: str
    client: int
    invoice: str
    amount: Centimes
    settled: Centimes


def returns(sales: ModelSelect | None = None) -> Iterator[UnfoundedReturns]:
    """The sales whose returns gave back or paid back more than what paid them, among the sales of a query."""
    back = list(_returns(sales))
    paid = {key: amounts for key, *amounts in _payments(sales)} if back else {}
    for key, number, client, given, refunded in back:
        every, money = paid.get(key, (0, 0))
        if given > every or refunded > money:
            by, paid_back_by = _last(key)
            yield UnfoundedReturns(
                sale=key,
                number=number,
                client=client,
                given=Centimes(given),
                paid=Centimes(every),
                money=Centimes(money),
                refunded=Centimes(refunded),
                by=by,
                paid_back_by=paid_back_by,
            )


def discounts(requests: ModelSelect | None = None) -> Iterator[UnfoundedDiscount]:
    """The discounts (not cancelled) of whose request some allocation is smaller than it was."""
    payment, debit, now = Operation.alias(), Operation.alias(), Allocation.alias()
    # Looked up by its debit, which has few allocations: a payment may settle forty thousand sales.
    still = now.select(fn.SUM(now.amount)).where(
        now.debit == Allocation.debit, now.credit + 0 == Allocation.credit
    )
    by = fn.COALESCE(payment.number, Operation.number)
    rows = (
        Operation.select(Operation.number, Operation.client, 0 - Posting.amount, debit.number, by)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .join_from(Operation, Allocation, on=Allocation.trail == Operation.trail)
        .join_from(Allocation, debit, on=Allocation.debit == debit.id)
        .join_from(Operation, payment, JOIN.LEFT_OUTER, on=Operation.part_of == payment.id)
        .where(
            Operation.kind == OperationKind.DISCOUNT,
            Posting.amount < 0,
            ~is_reversed(Operation.id),
            Allocation.credit != Operation.id,
            Allocation.amount > 0,
        )
        .group_by(
            *(Operation.id, Operation.number, Operation.client, Posting.amount, debit.id, debit.number, by),
            *(Allocation.debit, Allocation.credit),
        )
        .having(fn.SUM(Allocation.amount) > still)
        .order_by(Operation.id, debit.id)
    )
    if requests is not None:
        rows = rows.where(Operation.trail.in_(requests))
    for number, client, amount, settled, whole in rows.tuples():
        yield UnfoundedDiscount(number, client, Centimes(amount), settled, whole)


def billings(documents: ModelSelect | None = None) -> Iterator[UnfoundedBilling]:
    """The documents on organisms' invoices (not deleted) that the invoice does not wholly settle."""
    beside = GlobalInvoiceItem.alias()
    among = beside.select(beside.operation).where(beside.invoice == GlobalInvoice.id)
    settled = Allocation.select(_sum(Allocation.amount).cast("BIGINT")).where(
        (
            (Allocation.debit == Operation.id)
            & ((Allocation.credit == GlobalInvoice.billing) | Allocation.credit.in_(among))
        )
        | ((Allocation.credit == Operation.id) & Allocation.debit.in_(among))
    )
    amount = fn.ABS(GlobalInvoiceItem.amount)
    rows = (
        GlobalInvoiceItem.select(
            *(Operation.number, Operation.client, GlobalInvoice.number, amount),
            settled,
        )
        .join(GlobalInvoice)
        .join_from(GlobalInvoiceItem, Operation)
        .where(GlobalInvoice.billing.is_null(False), ~deleted(), amount != settled)
        .order_by(Operation.id)
    )
    if documents is not None:
        rows = rows.where(GlobalInvoiceItem.operation.in_(documents))
    for number, client, invoice, whole, so_far in rows.tuples():
        yield UnfoundedBilling(number, client, invoice, Centimes(whole), Centimes(so_far))


def _not_cancelled(query: ModelSelect, sales: ModelSelect | None) -> ModelSelect:
    """A query of `SaleReturn` restricted to returns that are not cancelled, and to some sales."""
    query = query.where(~is_reversed(SaleReturn.operation))
    return query if sales is None else query.where(SaleReturn.sale.in_(sales))


def _sum(expression: Any) -> Any:
    return fn.COALESCE(fn.SUM(expression), 0)


def _returns(sales: ModelSelect | None) -> Iterator[tuple[Any, ...]]:
    """For each sale: its number and client, what its returns gave, and what was paid back of that."""
    sale, part, debit = Operation.alias(), Operation.alias(), Operation.alias()
    withdrawn = (
        part.select(_sum(Posting.amount))
        .join(Posting, on=(Posting.operation == part.id) & (Posting.account == Account.RECEIVABLE))
        .where(part.part_of == SaleReturn.operation, part.kind == OperationKind.DISCOUNT)
    )
    own = Allocation.select(_sum(Allocation.amount)).where(
        Allocation.credit == SaleReturn.operation, Allocation.debit == SaleReturn.sale
    )
    refunded = (
        Allocation.select(_sum(Allocation.amount))
        .join(debit, on=Allocation.debit == debit.id)
        .where(Allocation.credit == SaleReturn.operation, debit.kind == OperationKind.REFUND)
    )
    worth = Posting.alias()
    each = _not_cancelled(
        SaleReturn.select(
            SaleReturn.sale.alias("sale_id"),
            (0 - worth.amount - withdrawn - own).alias("given"),
            refunded.alias("refunded"),
        ).join(
            worth,
            on=(worth.operation == SaleReturn.operation) & (worth.account == Account.RECEIVABLE),
        ),
        sales,
    ).alias("each_return")
    rows = (
        sale.select(
            sale.id,
            sale.number,
            sale.client,
            fn.SUM(each.c.given).cast("BIGINT"),
            fn.SUM(each.c.refunded).cast("BIGINT"),
        )
        .join(each, on=sale.id == each.c.sale_id)
        .group_by(sale.id, sale.number, sale.client)
        .order_by(sale.id)
    )
    yield from rows.tuples()


def _payments(sales: ModelSelect | None) -> Iterator[tuple[int, int, int]]:
    """For each sale: what other operations than its returns and discounts settle,
    and how much of it is money.
    """
    own = SaleReturn.alias()
    gift = Posting.select(Posting.id).where(
        Posting.operation == Operation.id, Posting.account == Account.GIFTS
    )
    money = Operation.kind.in_(MONEY_KINDS) & ~fn.EXISTS(gift)
    rows = (
        Allocation.select(
            Allocation.debit,
            _sum(Allocation.amount).cast("BIGINT"),
            fn.COALESCE(fn.SUM(Allocation.amount).filter(money), 0).cast("BIGINT"),
        )
        .join(Operation, on=Allocation.credit == Operation.id)
        .join_from(
            Allocation,
            own,
            JOIN.LEFT_OUTER,
            on=(own.operation == Allocation.credit) & (own.sale == Allocation.debit),
        )
        .where(
            Allocation.debit.in_(_not_cancelled(SaleReturn.select(SaleReturn.sale), sales)),
            own.operation.is_null(),
            Operation.kind != OperationKind.DISCOUNT,
        )
        .group_by(Allocation.debit)
    )
    yield from rows.tuples()


def _last(sale: int) -> tuple[str, str]:
    """The last return of a sale that is not cancelled, and the operation to
    cancel to undo the last refund.
    """
    returns = _not_cancelled(SaleReturn.select(SaleReturn.operation), None).where(SaleReturn.sale == sale)
    last = Operation.select(Operation.number).where(Operation.id.in_(returns)).order_by(Operation.id.desc())
    whole = Operation.alias()
    refund = (
        Operation.select(fn.COALESCE(whole.number, Operation.number))
        .join(Allocation, on=Allocation.debit == Operation.id)
        .join_from(Operation, whole, JOIN.LEFT_OUTER, on=Operation.part_of == whole.id)
        .where(
            Allocation.credit.in_(returns),
            Operation.kind == OperationKind.REFUND,
            ~is_reversed(Operation.id),
        )
        .order_by(Operation.id.desc())
    )
    return str(last.limit(1).scalar()), str(refund.limit(1).scalar() or "")
