"""Checks of days, numbers and times: the year of a number, the order of numbers, clocks that were wrong."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from peewee import Window, fn

from models.doctor.fault import Check, Fault, first
from models.doctor.money.numbers import beginning_of, rank_of
from models.money.closings.periods import PeriodClosing, in_force
from models.money.ledger.postings import Allocation, Operation
from models.money.ledger.reversal import is_reversed
from models.refusals import N_
from models.requests.trail import Trail
from models.store import clock, settings
from models.trade.documents.table import Document
from models.trade.global_invoices.table import GlobalInvoice
from models.trade.invoices.table import Invoice
from models.trade.statements.table import IssuedStatement

CLOCKS_APART = timedelta(minutes=10)
"""The difference between two machines' clocks that nobody notices."""
_GENERATED = "demo.fill"
"""Verb that fills an example pharmacy. Its requests are left out: version 0.1 dated
them after the first sales.
"""

_OTHER_YEAR = N_("The number {number} is not of the year of its day, {day}.")
_DATED = (
    (Operation, Operation.value_date),
    (GlobalInvoice, GlobalInvoice.day),
    (Invoice, Invoice.day),
    (Document, Document.day),
)


def numbers_are_of_their_year() -> Iterator[Fault]:
    """The year in a number is that of the document's day. Numbers given before this
    became the rule are left out.
    """
    for table, day in _DATED:
        rows = _of_another_year(table, day).where(table.id > _by_entry_until(table))
        for number, on, client in first(rows):
            yield Fault("numbers", _OTHER_YEAR, {"number": number, "day": on}, client=client)


def numbers_by_entry() -> Iterator[Fault]:
    """Reports numbers that carry the year in which they were entered, given before closed periods existed.

    They cannot change, as they are printed on papers; the doctor says once how many there are.
    """
    sentence = N_(
        "Numbers that are of the year of their entry, not of their day, as was the rule when they were "
        "given: {count}, the first is {number} of {day}."
    )
    for table, day in _DATED:
        rows = _of_another_year(table, day).where(table.id <= _by_entry_until(table))
        for number, on, _client in rows.limit(1).tuples():
            yield Fault("numbers", sentence, {"count": rows.order_by().count(), "number": number, "day": on})


def _of_another_year(table: Any, day: Any) -> Any:
    rows = table.select(table.number, day, table.client).where(_year(table.number) != _year_of(day))
    return rows.order_by(table.id)


def _by_entry_until(table: Any) -> int:
    """The id of the last row whose number was given by the old rule."""
    return int(settings.get(f"numbers_by_entry.{table._meta.table_name}") or 0)


def statements_are_of_their_year() -> Iterator[Fault]:
    """The same rule for relevés, whose day is the day of their request."""
    rows = (
        IssuedStatement.select(IssuedStatement.number, Trail.at, IssuedStatement.client)
        .join(Trail)
        .where(_year(IssuedStatement.number) != _year_of(Trail.at))
        .tuples()
    )
    for number, at, client in rows:
        # At New Year the local year differs from the year in UTC; and the pharmacy may have changed its time
        # zone.
        years = {clock.local_day(at + apart).year for apart in (timedelta(days=-1), timedelta(days=1))}
        if int(number.split("-")[1]) not in years:
            yield Fault("numbers", _OTHER_YEAR, {"number": number, "day": clock.local_day(at)}, client=client)


def numbers_rise_as_they_were_given() -> Iterator[Fault]:
    """In one series such as V-2026, a document entered later has a higher number, whatever its value date."""
    sentence = N_("{number} was entered after {before}, and its number is lower.")
    for table in (Operation, Document, GlobalInvoice, Invoice, IssuedStatement):
        rank, before = (
            rank_of(table.number),
            Window(partition_by=[beginning_of(table.number)], order_by=[table.id]),
        )
        entered = table.select(
            table.number.alias("number"),
            rank.alias("rank"),
            fn.LAG(table.number).over(window=before).alias("before"),
            fn.LAG(rank).over(window=before).alias("rank_before"),
        ).window(before)
        row = entered.alias("row")
        wrong = table.select(row.c.number, row.c.before).from_(row).where(row.c.rank < row.c.rank_before)
        for number, earlier in first(wrong):
            yield Fault("numbers", sentence, {"number": number, "before": earlier})


def nothing_is_entered_in_closed_periods() -> Iterator[Fault]:
    """While a period is closed, no operation is entered for a day in it."""
    closed = in_force().select(PeriodClosing.first_day, PeriodClosing.last_day, PeriodClosing.trail_id)
    sentence = N_("{number} of {day} was entered after the period from {first} to {last} was closed.")
    tie = N_("A lettrage of {day} was entered after the period from {first} to {last} was closed.")
    for begins, ends, trail in list(closed.tuples()):
        period = {"first": begins, "last": ends}
        for table, day in _DATED:
            rows = table.select(table.number, day, table.client)
            for number, on, client in first(rows.where(day.between(begins, ends), table.trail > trail)):
                yield Fault("period", sentence, {"number": number, "day": on, **period}, client=client)
        ties = Allocation.select(Allocation.value_date, Allocation.client).where(
            Allocation.value_date.between(begins, ends), Allocation.trail > trail
        )
        for on, client in first(ties):
            yield Fault("period", tie, {"day": on, **period}, client=client)


def nothing_is_entered_with_a_clock_put_back() -> Iterator[Fault]:
    """Every operation has a later time of entry than the operation before it,
    unless it was cancelled since.
    """
    row = (
        Operation.select(
            Operation.id.alias("id"),
            Operation.number.alias("number"),
            Operation.client.alias("client"),
            Trail.at.alias("at"),
            fn.MAX(Trail.at).over(order_by=[Operation.id]).alias("latest"),
        )
        .join(Trail)
        .where(
            Trail.at <= _soon(),
            Trail.verb != _GENERATED,
            Operation.reverses.is_null(),
            ~is_reversed(Operation.id),
        )
        .alias("row")
    )
    found = Operation.select(row.c.number, row.c.client, row.c.at, row.c.latest).from_(row)
    sentence = N_(
        "{number} was entered on {at}, after an operation of {latest}: the clock of a machine was wrong. "
        "Cancel the one that is wrong, and enter it again."
    )
    for number, client, *moments in found.where(row.c.at < row.c.latest).tuples().iterator():
        at, latest = map(Trail.at.python_value, moments)
        if latest - at > CLOCKS_APART:
            yield Fault("clock", sentence, {"number": number, "at": at, "latest": latest}, client=client)


def nothing_was_asked_in_the_future() -> Iterator[Fault]:
    """No request has a time in the future, unless everything it entered was cancelled."""
    sentence = N_("A request is of {at}, which is still to come: a clock was wrong, or this machine's is.")
    entered = Operation.select(Operation.id).where(Operation.trail == Trail.id)
    not_cancelled = entered.where(Operation.reverses.is_null(), ~is_reversed(Operation.id))
    wrong = fn.EXISTS(not_cancelled) | ~fn.EXISTS(entered)
    for (at,) in first(Trail.select(Trail.at).where(Trail.at > _soon(), wrong).order_by(Trail.id)):
        yield Fault("clock", sentence, {"at": at})


def the_clock_went_back() -> Iterator[Fault]:
    """Reports each request with an earlier time than the request before it. Such a
    row can never be corrected.
    """
    before = Window(order_by=[Trail.id])
    rows = Trail.select(Trail.at.alias("at"), fn.LAG(Trail.at).over(window=before).alias("before"))
    row = rows.where(Trail.verb != _GENERATED).window(before).alias("row")
    sentence = N_("The clock went back: after a request of {before} comes one of {at}.")
    found = Trail.select(row.c.at, row.c.before).from_(row).where(row.c.at < row.c.before).tuples()
    for at, earlier in (map(Trail.at.python_value, moments) for moments in found.iterator()):
        if earlier - at > CLOCKS_APART:
            yield Fault("clock", sentence, {"at": at, "before": earlier})


def _soon() -> datetime:
    return clock.now() + CLOCKS_APART


def _year(number: Any) -> Any:
    """The year in a number: `2026` in V-2026-00123, as text."""
    begins = beginning_of(number)
    return fn.SUBSTR(begins, fn.LENGTH(begins) - 4, 4)


def _year_of(day: Any) -> Any:
    return fn.SUBSTR(day.cast("TEXT"), 1, 4)


CHECKS: tuple[Check, ...] = (
    numbers_are_of_their_year,
    statements_are_of_their_year,
    numbers_rise_as_they_were_given,
    nothing_is_entered_in_closed_periods,
    nothing_is_entered_with_a_clock_put_back,
    nothing_was_asked_in_the_future,
)

REMARKS: tuple[Check, ...] = (numbers_by_entry, the_clock_went_back)
"""Remarks: what is no fault or cannot be corrected, and what a reader of the books must know."""
