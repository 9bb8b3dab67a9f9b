"""Checks of the papers issued: sales and relevés."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.trade.net_prices import right_amount
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.attribution import Attribution
from models.money.ledger.postings import Allocation, Operation, Posting
from models.people.clients.aliases import ClientMerge, fiches_at, one_of
from models.refusals import N_
from models.trade.sales.table import Sale, SaleLine
from models.trade.statements.content import Grouping
from models.trade.statements.table import IssuedStatement


def sales_are_their_lines() -> Iterator[Fault]:
    """INV-10: the total of a sale is the sum of its lines."""
    lines = fn.SUM(SaleLine.amount).cast("BIGINT")
    rows = (
        Operation.select(Operation.number, Operation.client, Posting.amount, lines)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .join(SaleLine, on=SaleLine.sale == Operation.id)
        .group_by(Operation.id, Operation.number, Operation.client, Posting.amount)
        .having(Posting.amount != lines)
    )
    sentence = N_("The sale {number} is {total}; its lines add up to {lines}.")
    for number, client, total, amount in rows.tuples():
        yield Fault("INV-10", sentence, {"number": number}, {"total": total, "lines": amount}, client)


def lines_are_their_price() -> Iterator[Fault]:
    """INV-01: a line's amount is price times quantity less the discount, rounded once (`line_amount`),
    and its tax on alcohol. What was computed from net prices is in `net_prices`.
    """
    expected = right_amount(SaleLine.unit_price, SaleLine) + SaleLine.alcohol_tax
    rows = (
        SaleLine.select(Operation.number, Operation.client, SaleLine.label, SaleLine.amount, expected)
        .join(Operation, on=SaleLine.sale == Operation.id)
        .where(SaleLine.net.is_null(), SaleLine.amount != expected)
        .tuples()
    )
    sentence = N_("The sale {number} has a line of {amount} for {label}; its price makes {expected}.")
    for number, client, label, amount, right in rows:
        figures, amounts = {"number": number, "label": label}, {"amount": amount, "expected": right}
        yield Fault("INV-01", sentence, figures, amounts, client)


def every_sale_has_its_document() -> Iterator[Fault]:
    """INV-44: every sale has lines and a document with the parties frozen at that time."""
    missing = (
        Operation.select(Operation.number, Operation.client)
        .join(Sale, JOIN.LEFT_OUTER, on=Sale.operation == Operation.id)
        .where(Operation.kind == OperationKind.SALE)
        .where(
            Sale.operation.is_null()
            | (Sale.client_name == "")
            | ~fn.EXISTS(SaleLine.select(SaleLine.id).where(SaleLine.sale == Operation.id))
        )
    )
    of_another_kind = (
        Operation.select(Operation.number, Operation.client)
        .join(Sale, on=Sale.operation == Operation.id)
        .where(Operation.kind != OperationKind.SALE)
    )
    sentence = N_("The sale {number} has no complete document.")
    for query in (missing, of_another_kind):
        for number, client in query.tuples():
            yield Fault("INV-44", sentence, {"number": number}, client=client)


def statements_come_out_the_same() -> Iterator[Fault]:
    """INV-05, INV-44: the opening and closing balance of a relevé are what the same rows give today."""
    sentence = N_("The statement {number} would no longer come out as it was issued.")
    known = _known_to(Posting.client == IssuedStatement.client)
    rows = IssuedStatement.select(IssuedStatement.number, IssuedStatement.client)
    for number, client in rows.where(~_of_several_fiches(), _other_figures(known)).tuples():
        yield Fault("INV-44", sentence, {"number": number}, client=client)
    for issued, fiches in _issued_for_several():
        known = _known_to(one_of(Posting.client, fiches))
        for number, client in rows.where(IssuedStatement.id == issued.id, _other_figures(known)).tuples():
            yield Fault("INV-44", sentence, {"number": number}, client=client)


def _known_to(theirs: Any) -> Any:
    """What was owed by the operations that a relevé knew of."""
    total = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")
    return Posting.select(total).join(Operation).where(theirs, Operation.id <= IssuedStatement.last_operation)


def _other_figures(known: Any) -> Any:
    opening = known.where(Operation.value_date < IssuedStatement.start_day)
    closing = known.where(Operation.value_date <= IssuedStatement.end_day)
    return (IssuedStatement.opening != opening) | (IssuedStatement.closing != closing)


def statements_end_where_they_were_made() -> Iterator[Fault]:
    """INV-05: a relevé ends with the last operation and allocation its client had when it was issued."""
    sentence = N_("The statement {number} does not end at what there was when it was issued.")
    rows = IssuedStatement.select(IssuedStatement.number, IssuedStatement.client)
    for table, last in (
        (Operation, IssuedStatement.last_operation),
        (Allocation, IssuedStatement.last_allocation),
    ):
        there = _last_known(table, table.client == IssuedStatement.client)
        for number, client in first(rows.where(~_of_several_fiches(), last != there)):
            yield Fault("INV-05", sentence, {"number": number}, client=client)
        for issued, fiches in _issued_for_several():
            there = _last_known(table, one_of(table.client, fiches))
            for number, client in rows.where(IssuedStatement.id == issued.id, last != there).tuples():
                yield Fault("INV-05", sentence, {"number": number}, client=client)


def groups_end_where_they_were_made() -> Iterator[Fault]:
    """X19: a relevé by contact ends with the last attribution its client had when it was issued; others know
    none.
    """
    sentence = N_("The statement {number} does not end at what there was when it was issued.")
    rows = IssuedStatement.select(IssuedStatement.number, IssuedStatement.client)
    last, grouped = IssuedStatement.last_attribution, IssuedStatement.grouping != Grouping.NONE
    there = _last_known(Attribution, Operation.client == IssuedStatement.client).join(Operation)
    wrong = (~grouped & (last != 0)) | (grouped & ~_of_several_fiches() & (last != there))
    for number, client in first(rows.where(wrong)):
        yield Fault("INV-05", sentence, {"number": number}, client=client)
    for issued, fiches in _issued_for_several():
        there = _last_known(Attribution, one_of(Operation.client, fiches)).join(Operation)
        for number, client in rows.where(IssuedStatement.id == issued.id, grouped, last != there).tuples():
            yield Fault("INV-05", sentence, {"number": number}, client=client)


def _last_known(table: Any, theirs: Any) -> Any:
    newest = table.select(fn.COALESCE(fn.MAX(table.id), 0))
    return newest.where(theirs, table.trail < IssuedStatement.trail)


def _of_several_fiches() -> Any:
    """The condition that a relevé is of a client into whom another fiche was ever merged."""
    return IssuedStatement.client.in_(ClientMerge.select(ClientMerge.survivor))


def _issued_for_several() -> Iterator[tuple[IssuedStatement, tuple[int, ...]]]:
    """Their relevés, each with the fiches that stood together when it was issued."""
    for issued in IssuedStatement.select().where(_of_several_fiches()):
        yield issued, fiches_at(issued.client_id, issued.trail_id)


def figures_are_of_their_period() -> Iterator[Fault]:
    """The last day of a relevé is not before its first."""
    wrong = IssuedStatement.start_day > IssuedStatement.end_day
    rows = IssuedStatement.select(IssuedStatement.number, IssuedStatement.client).where(wrong)
    sentence = N_("The period of the statement {number} ends before it begins.")
    for number, client in first(rows):
        yield Fault("INV-05", sentence, {"number": number}, client=client)


CHECKS: tuple[Check, ...] = (
    sales_are_their_lines,
    lines_are_their_price,
    every_sale_has_its_document,
    statements_come_out_the_same,
    statements_end_where_they_were_made,
    groups_end_where_they_were_made,
    figures_are_of_their_period,
)
