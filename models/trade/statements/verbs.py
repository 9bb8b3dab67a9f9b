"""Statements (relevés): issued once, stored, and printed again unchanged (INV-05, INV-06, INV-44).

What is stored is not the paper but its inputs: the period, the parties of that day, and the last operation
at that time. As the ledger is append-only, the same rows come out of it for ever, also where the client was
merged with another since: which fiches stood together then, the merges tell.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from peewee import fn

from models.money.closings.periods import numbers
from models.money.ledger import open_items
from models.money.ledger.postings import Allocation, Operation, Posting
from models.people.clients.aliases import fiches_at, fiches_of, one_of
from models.people.clients.verbs import lock
from models.pharmacy.parties import on_the_wall, parties_today, party
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock
from models.trade.statements import groups
from models.trade.statements import lines as statement_lines
from models.trade.statements.content import Ageing, Grouping, Statement, StatementDetail
from models.trade.statements.discounts import granted
from models.trade.statements.table import IssuedStatement
from models.values import ZERO, Centimes

VERB = "statements.issue"
PREFIX = "R"


@dataclass
class PeriodReversed(Refused):
    start: date
    end: date
    sentence: ClassVar[str] = N_("The period ends on {end}, before it starts on {start}.")


@verb(
    VERB,
    Right.ISSUE_STATEMENTS,
    answers=lambda done: int(IssuedStatement.get(IssuedStatement.trail == done).id),
)
def issue(
    client: int,
    start: date,
    end: date,
    detail: StatementDetail,
    grouping: Grouping = Grouping.NONE,
    *,
    by: By,
) -> int:
    """Numbers and stores a relevé of the value dates `start` to `end`; returns its id for `content`.

    Raises `PeriodReversed`, `NoSuchClient`, or `PeriodClosed` if today is in a closed period.
    """
    if end < start:
        raise PeriodReversed(start, end)
    row = lock(client)
    fiches = fiches_of(row)
    record = trail.leave(by, client=row.id)
    mark = _last(Operation, fiches)
    issued = IssuedStatement.create(
        trail=record,
        client=row.id,
        number=numbers(PREFIX, clock.today())[0],
        start_day=start,
        end_day=end,
        detail=detail,
        last_operation=mark,
        last_allocation=_last(Allocation, fiches),
        parties=json.dumps(parties_today(row), ensure_ascii=False),
        opening=_balance(fiches, Operation.value_date < start, mark),
        closing=_balance(fiches, Operation.value_date <= end, mark),
        grouping=grouping,
        **({} if grouping is Grouping.NONE else groups.as_of_now(fiches, start, end)),
    )
    return int(issued.id)


def content(statement: int) -> Statement:
    """Everything on the paper; the same each time."""
    issued = IssuedStatement.get_by_id(statement)
    parties = json.loads(issued.parties)
    issued_at = on_the_wall(issued.trail.at, parties)
    within, fiches = _within(issued), fiches_at(issued.client_id, issued.trail_id)
    found = dict(statement_lines.lines(fiches, within, issued.opening, before=issued.trail_id))
    lines = tuple(found.values())
    return Statement(
        number=issued.number,
        issued_at=issued_at,
        pharmacy=party(parties["pharmacy"]),
        client=party(parties["client"]),
        start=issued.start_day,
        end=issued.end_day,
        detail=issued.detail,
        opening=Centimes(issued.opening),
        lines=lines,
        total_debit=sum((line.debit for line in lines), ZERO),
        total_credit=sum((line.credit for line in lines), ZERO),
        closing=Centimes(issued.closing),
        ageing=_ageing(issued, fiches, issued_at.date()),
        total_discount=granted(one_of(Operation.client, fiches), *within),
        groups=() if issued.grouping is Grouping.NONE else groups.of(issued, found),
        grouping=issued.grouping,
    )


def _last(table: Any, fiches: Sequence[int]) -> int:
    ours = one_of(table.client, fiches)
    return int(table.select(fn.COALESCE(fn.MAX(table.id), 0)).where(ours).scalar())


def _balance(fiches: Sequence[int], days: Any, last_operation: int) -> int:
    total = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")
    query = Posting.select(total).join(Operation)
    ours = one_of(Posting.client, fiches)
    return int(query.where(ours, days, Operation.id <= last_operation).scalar())


def _within(issued: IssuedStatement) -> tuple[Any, ...]:
    """The operations of the period that existed at the time of issue."""
    days = Operation.value_date.between(issued.start_day, issued.end_day)
    return days, Operation.id <= issued.last_operation


def _ageing(issued: IssuedStatement, fiches: Sequence[int], issued_on: date) -> Ageing:
    """The unpaid debits at the end of the period, by their age then.

    If the period was not over, by their age on the day of issue: a debit is never counted as late in advance.
    """
    then = min(issued.end_day, issued_on)
    used = Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0).cast("BIGINT")).where(
        (Allocation.debit == Operation.id) | (Allocation.credit == Operation.id),
        Allocation.value_date <= issued.end_day,
        Allocation.id <= issued.last_allocation,
        *open_items.within_one_person(fiches),
    )
    rows = (
        Operation.select(Operation.value_date, Posting.amount, used)
        .join(Posting)
        .where(
            one_of(Posting.client, fiches),
            Operation.value_date <= issued.end_day,
            Operation.id <= issued.last_operation,
        )
        .tuples()
    )
    ages = [0, 0, 0, 0]
    credit = 0
    for day, amount, allocated in rows:
        if amount > 0:
            ages[_bracket((then - day).days)] += amount - allocated
        else:
            credit += -amount - allocated
    up_to_30, up_to_60, up_to_90, over_90 = map(Centimes, ages)
    return Ageing(up_to_30, up_to_60, up_to_90, over_90, Centimes(credit))


def _bracket(days: int) -> int:
    return sum(days > limit for limit in (30, 60, 90))
