"""Checks of returns: no more than was sold, at the price of the sale; and of what was paid back."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault
from models.doctor.persons import strangers
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.refusals import N_
from models.trade.returns.table import ReturnLine, SaleReturn
from models.trade.sales.table import SaleLine
from models.values import Thousandths

NEVER_MONEY = (
    OperationKind.CREDIT_NOTE,
    OperationKind.DISCOUNT,
    OperationKind.ADJUSTMENT,
    OperationKind.BILLING,
)


def returns_are_their_lines() -> Iterator[Fault]:
    """INV-18: what a return gave back is the sum of its lines."""
    lines = fn.SUM(ReturnLine.amount).cast("BIGINT")
    rows = (
        Operation.select(Operation.number, Operation.client, 0 - Posting.amount, lines)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .join(ReturnLine, on=ReturnLine.document == Operation.id)
        .group_by(Operation.id, Operation.number, Operation.client, Posting.amount)
        .having(0 - Posting.amount != lines)
    )
    sentence = N_("The return {number} is {total}; its lines add up to {lines}.")
    for number, client, total, amount in rows.tuples():
        yield Fault("INV-18", sentence, {"number": number}, {"total": total, "lines": amount}, client)


def no_more_returned_than_sold() -> Iterator[Fault]:
    """INV-18: the returns of a line that were not cancelled add up to no more than was sold,
    in quantity and in amount.
    """
    sentence = N_("Of {sold} {label} sold with {number}, {returned} came back.")
    for number, client, label, sold, _, returned, _ in _returned(
        lambda back, given: back > SaleLine.quantity
    ):
        figures = {
            "number": number,
            "label": label,
            "sold": _quantity(sold),
            "returned": _quantity(returned),
        }
        yield Fault("INV-18", sentence, figures, client=client)


def returns_are_worth_their_lines() -> Iterator[Fault]:
    """INV-18, INV-21: a return gives back its share of a line's amount, and all returns of a whole
    line exactly that amount.
    """

    def wrong(back: Any, given: Any) -> Any:
        # Each return is within a centime of its share, even where others were cancelled since.
        drift = fn.ABS(given * SaleLine.quantity - SaleLine.amount * back) > SaleLine.quantity * _ever()
        whole = (back == SaleLine.quantity) & (given != SaleLine.amount)
        return drift | whole | (given > SaleLine.amount)

    sentence = N_("{given} was given back for {label} of {number}, sold for {amount}.")
    for number, client, label, _, amount, _, given in _returned(wrong):
        figures = {"number": number, "label": label}
        yield Fault("INV-18", sentence, figures, {"given": given, "amount": amount}, client)


def _quantity(thousandths: int) -> str:
    return f"{Thousandths(thousandths) / 1000:g}"


def _ever() -> Any:
    """The number of returns that a line ever had, including cancelled ones."""
    one = ReturnLine.alias()
    return one.select(fn.COUNT(one.id)).where(one.sale_line == SaleLine.id)


def _returned(wrong: Any) -> Iterator[tuple[Any, ...]]:
    """The sale lines whose returns (not cancelled) are wrong: number, client, label, sold,
    amount, returned, given back.
    """
    cancelled, sale = Operation.alias(), Operation.alias()
    back = fn.SUM(ReturnLine.quantity).cast("BIGINT")
    given = fn.SUM(ReturnLine.amount).cast("BIGINT")
    rows = (
        ReturnLine.select(
            sale.number, sale.client, SaleLine.label, SaleLine.quantity, SaleLine.amount, back, given
        )
        .join(SaleLine, on=ReturnLine.sale_line == SaleLine.id)
        .join(sale, on=SaleLine.sale == sale.id)
        .where(~fn.EXISTS(cancelled.select(cancelled.id).where(cancelled.reverses == ReturnLine.document)))
        .group_by(SaleLine.id, sale.number, sale.client, SaleLine.label, SaleLine.quantity, SaleLine.amount)
        .having(wrong(back, given))
    )
    yield from rows.tuples()


def returns_are_of_their_sale() -> Iterator[Fault]:
    """INV-13, INV-18: a return is of the sale's client and lines, and not dated before the sale."""
    sale = Operation.alias()
    rows = (
        SaleReturn.select(Operation.number, Operation.client)
        .join(Operation, on=SaleReturn.operation == Operation.id)
        .switch(SaleReturn)
        .join(sale, on=SaleReturn.sale == sale.id)
        .switch(SaleReturn)
        .join(ReturnLine, JOIN.LEFT_OUTER, on=ReturnLine.document == SaleReturn.operation)
        .join(SaleLine, JOIN.LEFT_OUTER, on=ReturnLine.sale_line == SaleLine.id)
        .where(
            strangers(sale.client, Operation.client)
            | (sale.value_date > Operation.value_date)
            | (fn.COALESCE(SaleLine.sale, 0) != sale.id)
        )
        .distinct()
    )
    sentence = N_("The return {number} does not fit the sale it is of.")
    for number, client in rows.tuples():
        yield Fault("INV-18", sentence, {"number": number}, client=client)


def every_return_has_its_document() -> Iterator[Fault]:
    """INV-44: every return has a document with the parties frozen at that time; no other
    operation has such a document.
    """
    rows = (
        Operation.select(Operation.number, Operation.client)
        .join(SaleReturn, JOIN.LEFT_OUTER, on=SaleReturn.operation == Operation.id)
        .where(
            ((Operation.kind == OperationKind.RETURN) & (fn.COALESCE(SaleReturn.client_name, "") == ""))
            | ((Operation.kind != OperationKind.RETURN) & SaleReturn.operation.is_null(False))
        )
    )
    sentence = N_("The return {number} has no complete document.")
    for number, client in rows.tuples():
        yield Fault("INV-44", sentence, {"number": number}, client=client)


def refunds_are_of_money() -> Iterator[Fault]:
    """INV-17: a refund is allocated wholly to avoirs, none of them given without money coming in."""
    credit, cancelled = Operation.alias(), Operation.alias()
    paid = Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0)).where(
        Allocation.debit == Operation.id
    )
    unsound = (
        Allocation.select(Allocation.debit)
        .join(credit, on=Allocation.credit == credit.id)
        .where(Allocation.debit == Operation.id, credit.kind.in_(NEVER_MONEY))
        .group_by(Allocation.debit, credit.id)
        .having(fn.SUM(Allocation.amount) > 0)
    )
    rows = (
        Operation.select(Operation.number, Operation.client)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .where(
            Operation.kind == OperationKind.REFUND,
            ~fn.EXISTS(cancelled.select(cancelled.id).where(cancelled.reverses == Operation.id)),
            (Posting.amount != paid) | fn.EXISTS(unsound),
        )
    )
    sentence = N_("The refund {number} paid back what was no money.")
    for number, client in rows.tuples():
        yield Fault("INV-17", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    returns_are_their_lines,
    no_more_returned_than_sold,
    returns_are_worth_their_lines,
    returns_are_of_their_sale,
    every_return_has_its_document,
    refunds_are_of_money,
)
