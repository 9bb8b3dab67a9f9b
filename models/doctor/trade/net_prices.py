"""Checks of lines that were computed from net prices, and of what came back of them."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, SQL, fn

from models.doctor.fault import Check, Fault, first
from models.money.amounts import WHOLE
from models.money.ledger.postings import Operation
from models.refusals import N_
from models.trade.documents.table import Document, DocumentLine
from models.trade.prices.amounts import VatBasis
from models.trade.returns.table import ReturnLine
from models.trade.sales.table import Sale, SaleLine
from models.values import UNIT


def lines_are_computed_as_their_paper_says() -> Iterator[Fault]:
    """A line has net amounts if and only if its sale or document was computed from net prices, and no VAT
    where the client is exempt.
    """
    sentence = N_("{number} says how VAT was computed; its line of {label} was computed in another way.")
    for lines, basis, rows in _lines():
        wrong = (
            ((basis == VatBasis.INCLUDED) != lines.net.is_null())
            | (lines.net.is_null() != lines.net_price.is_null())
            | ((basis == VatBasis.EXEMPT) & ((lines.vat_rate != 0) | (lines.amount != lines.net)))
        )
        yield from _faults("INV-10", sentence, rows.where(wrong))


def net_lines_are_their_price() -> Iterator[Fault]:
    """INV-01: a net price is the price without VAT, and a net line is net price times quantity less the
    discount, rounded once, beside the tax on alcohol.
    """
    sentence = N_("{number} has a net amount of {label} that its price does not make.")
    for lines, _, rows in _lines():
        tax = without_vat(lines.alcohol_tax, lines.vat_rate)
        priced = right_amount(lines.net_price, lines)
        only_tax = lines.alcohol_tax == lines.amount
        wrong = (lines.net_price != without_vat(lines.unit_price, lines.vat_rate)) | (
            ~only_tax & (lines.net - tax != priced)
        )
        yield from _faults("INV-01", sentence, rows.where(wrong))


def vat_is_added_once_per_rate() -> Iterator[Fault]:
    """INV-21: the VAT on the net lines of a rate is rounded once, and each has its part of it."""
    sentence = N_("The VAT on the net lines of {number} is not what their rate makes.")
    for lines, owner, document in _tables():
        # PostgreSQL adds whole numbers up to a decimal, whose division keeps the rest.
        vat, net = fn.SUM(lines.amount - lines.net), fn.SUM(lines.net).cast("BIGINT")
        apart = fn.MAX(fn.ABS((lines.amount - lines.net) * WHOLE - lines.net * lines.vat_rate))
        wrong = (
            lines.select(document.number, document.client)
            .join(document, on=owner == document.id)
            .where(lines.net.is_null(False))
            .group_by(document.id, document.number, document.client, lines.vat_rate)
            .having(
                (vat != (net * lines.vat_rate + WHOLE // 2) / SQL(str(WHOLE))) | (apart > WHOLE + WHOLE // 2)
            )
        )
        for number, client in first(wrong):
            yield Fault("INV-21", sentence, {"number": number}, client=client)


def returns_have_their_part_of_net_and_tax() -> Iterator[Fault]:
    """INV-18, INV-21: a return has its share of the net amount of its line and of the tax on alcohol in it,
    and all returns of a whole line exactly those.
    """
    cancelled, ever = Operation.alias(), ReturnLine.alias()
    back, net = fn.SUM(ReturnLine.quantity), fn.COALESCE(fn.SUM(ReturnLine.net), 0)
    tax, times = (
        fn.SUM(ReturnLine.alcohol_tax),
        ever.select(fn.COUNT(ever.id)).where(ever.sale_line == SaleLine.id),
    )
    of_line = fn.COALESCE(SaleLine.net, 0)
    whole = back == SaleLine.quantity

    def wrong(given: Any, line: Any) -> Any:
        # Each return is within a centime of its share, and may make up for a centime of the one before.
        drift = fn.ABS(given * SaleLine.quantity - line * back) > times * SaleLine.quantity * 2
        return drift | (given > line) | (whole & (given != line))

    rows = (
        ReturnLine.select(Operation.number, Operation.client, SaleLine.label)
        .join(SaleLine, on=ReturnLine.sale_line == SaleLine.id)
        .join(Operation, on=SaleLine.sale == Operation.id)
        .where(~fn.EXISTS(cancelled.select(cancelled.id).where(cancelled.reverses == ReturnLine.document)))
        .group_by(
            *(SaleLine.id, Operation.number, Operation.client, SaleLine.label, SaleLine.quantity),
            *(SaleLine.net, SaleLine.alcohol_tax),
        )
        .having(wrong(net, of_line) | wrong(tax, SaleLine.alcohol_tax))
    )
    sentence = N_(
        "What came back of {label}, sold with {number}, has another part of its net amount or its tax."
    )
    yield from _faults("INV-18", sentence, rows)
    another = (
        ReturnLine.select(Operation.number, Operation.client, SaleLine.label)
        .join(SaleLine, on=ReturnLine.sale_line == SaleLine.id)
        .join(Operation, on=ReturnLine.document == Operation.id)
        .where(
            (ReturnLine.net.is_null() != SaleLine.net.is_null())
            | (fn.COALESCE(ReturnLine.net, 0) > ReturnLine.amount)
            | (ReturnLine.alcohol_tax > ReturnLine.amount)
        )
    )
    yield from _faults("INV-18", sentence, another)


def right_amount(unit_price: Any, lines: Any) -> Any:
    """SQL expression: this price times the quantity of a row of lines, less its discount."""
    gross = (unit_price * lines.quantity + UNIT // 2) / UNIT
    return gross - (gross * lines.discount + WHOLE // 2) / WHOLE


def without_vat(amount: Any, rate: Any) -> Any:
    """SQL expression of `amounts.without_vat`."""
    return amount - (2 * amount * rate + WHOLE + rate) / (2 * (WHOLE + rate))


def _tables() -> tuple[tuple[Any, Any, Any], ...]:
    return (SaleLine, SaleLine.sale, Operation), (DocumentLine, DocumentLine.document, Document)


def _lines() -> Iterator[tuple[Any, Any, Any]]:
    """The two tables of priced lines, how VAT was computed, and the query of number, client and label."""
    for lines, owner, document in _tables():
        rows = lines.select(document.number, document.client, lines.label).join(
            document, on=owner == document.id
        )
        if document is Document:
            yield lines, Document.vat_basis, rows
        else:
            yield lines, Sale.vat_basis, rows.join_from(lines, Sale, JOIN.INNER, on=owner == Sale.operation)


def _faults(invariant: str, sentence: str, rows: Any) -> Iterator[Fault]:
    for number, client, label in first(rows):
        yield Fault(invariant, sentence, {"number": number, "label": label}, client=client)


CHECKS: tuple[Check, ...] = (
    lines_are_computed_as_their_paper_says,
    net_lines_are_their_price,
    vat_is_added_once_per_rate,
    returns_have_their_part_of_net_and_tax,
)
