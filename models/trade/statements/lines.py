"""The lines of a relevé: what each operation was about, how it was paid, on which invoice.

Notes and reasons are not read here, as they are for the pharmacy only. Everything shown was true at the time
of issue, so a reprint shows it again.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from peewee import JOIN, SQL, fn

from models.money.ledger.accounts import TILL, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import one_of
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceDeletion, GlobalInvoiceItem
from models.trade.invoices.table import Invoice
from models.trade.returns import figures as returned
from models.trade.returns.table import SaleReturn
from models.trade.sales import detail as sale_detail
from models.trade.sales.detail import SoldLine
from models.trade.statements.content import About, ProductLine, StatementLine
from models.values import ZERO, Centimes


def lines(
    fiches: Sequence[int], within: Sequence[Any], opening: int, *, before: int
) -> Iterator[tuple[int, StatementLine]]:
    """The operations of these fiches of one client that meet `within` (conditions on `Operation`), by value
    date; each with its key.

    `opening` is the balance before the first; `before` is the trail of the relevé.
    """
    ours = (one_of(Operation.client, fiches), *within)
    rows = list(
        Operation.select(Operation.id, Operation.value_date, Operation.kind, Operation.number, Posting.amount)
        .join(Posting)
        .where(one_of(Posting.client, fiches), *within)
        .order_by(Operation.value_date, Operation.id)
        .tuples()
    )
    products = {
        **_products(sale_detail.lines, [key for key, _, kind, *_ in rows if kind is OperationKind.SALE]),
        **_products(returned.lines, [key for key, _, kind, *_ in rows if kind is OperationKind.RETURN]),
    }
    about, modes, invoices = {**_cancelled(ours), **_sold(ours)}, _modes(ours), _invoices(ours, before)
    balance = opening
    for key, day, kind, number, amount in rows:
        balance += amount
        yield (
            key,
            StatementLine(
                day=day,
                kind=str(kind),
                number=number,
                debit=max(amount, ZERO),
                credit=max(-amount, ZERO),
                balance=Centimes(balance),
                products=products.get(key, ()),
                about=about.get(key),
                modes=modes.get(key, ()),
                invoice=invoices.get(key, ""),
            ),
        )


def _products(
    lines_of: Callable[[list[int]], dict[int, list[SoldLine]]], documents: list[int]
) -> dict[int, tuple[ProductLine, ...]]:
    return {
        document: tuple(
            ProductLine(line.label, line.quantity, line.unit_price, line.discount, line.amount)
            for line in sold
        )
        for document, sold in lines_of(documents).items()
    }


def _cancelled(ours: Sequence[Any]) -> dict[int, About]:
    """For each cancellation, the operation that it cancels."""
    original = Operation.alias()
    rows = Operation.select(Operation.id, original.kind, original.number, original.value_date).join(
        original, on=Operation.reverses == original.id
    )
    return {key: About(str(kind), number, day) for key, kind, number, day in rows.where(*ours).tuples()}


def _sold(ours: Sequence[Any]) -> dict[int, About]:
    """For each return, its sale."""
    sale = Operation.alias()
    rows = (
        Operation.select(Operation.id, sale.number, sale.value_date)
        .join(SaleReturn, on=SaleReturn.operation == Operation.id)
        .join(sale, on=SaleReturn.sale == sale.id)
        .where(*ours)
    )
    return {key: About(str(OperationKind.SALE), number, day) for key, number, day in rows.tuples()}


def _modes(ours: Sequence[Any]) -> dict[int, tuple[str, ...]]:
    """The till accounts that each operation moved."""
    rows = Posting.select(Posting.operation, Posting.account).join(Operation)
    found: dict[int, tuple[str, ...]] = {}
    for key, account in rows.where(Posting.account.in_(TILL), *ours).order_by(Posting.id).tuples():
        found[key] = (*found.get(key, ()), str(account))
    return found


def _invoices(ours: Sequence[Any], before: int) -> dict[int, str]:
    """What billed each operation at the time of issue: a facture globale, or a paper of its own."""
    deleted = fn.EXISTS(
        GlobalInvoiceDeletion.select(SQL("1")).where(
            GlobalInvoiceDeletion.invoice == GlobalInvoice.id, GlobalInvoiceDeletion.trail < before
        )
    )
    live = (GlobalInvoice.trail < before, ~deleted, *ours)
    on_it = (
        Operation.select(Operation.id, GlobalInvoice.number)
        .join(GlobalInvoiceItem, on=GlobalInvoiceItem.operation == Operation.id)
        .join(GlobalInvoice, on=GlobalInvoiceItem.invoice == GlobalInvoice.id)
    )
    billing = Operation.select(Operation.id, GlobalInvoice.number).join(
        GlobalInvoice, JOIN.INNER, on=GlobalInvoice.billing == Operation.id
    )
    alone = Operation.select(Operation.id, Invoice.number).join(Invoice, on=Invoice.operation == Operation.id)
    own = alone.where(Invoice.trail < before, *ours)
    return dict([*billing.where(*live).tuples(), *on_it.where(*live).tuples(), *own.tuples()])
