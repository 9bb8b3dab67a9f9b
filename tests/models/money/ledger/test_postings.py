"""The ledger itself: whole centimes, postings that add up, balances that are derived (INV-01 to 09)."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peewee import DatabaseError, fn

from models import doctor
from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import client_status, reversal
from models.money.ledger.accounts import Account, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting, post
from models.people.clients import verbs as clients
from models.requests import trail
from models.requests.trail import Trail
from models.store import clock, connection
from models.store.connection import Table, engine, transaction
from models.store.engines.sqlite import SqliteEngine
from models.store.fields import AmountField
from models.trade.cancelling import guards
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

OCTOBER = date(2026, 10, 1)


def columns_of_money() -> list[tuple[str, str]]:
    tables = [table for table in Table.__subclasses__() if table.__module__.startswith("models.")]
    return [
        (table._meta.table_name, column.column_name)
        for table in tables
        for column in table._meta.sorted_fields
        if isinstance(column, AmountField)
    ]


def test_inv_01_money_is_whole_centimes_down_to_the_column(counter: Counter) -> None:
    """Ten times 0,10 is 1,00 in SQL as well; and what is no whole number of centimes is not written."""
    client = counter.client()
    for _ in range(10):
        counter.sell(client, 10)
    total = Posting.select(fn.SUM(Posting.amount).cast("BIGINT")).where(Posting.client == client).scalar()
    assert (total, type(total)) == (100, int)
    assert len(columns_of_money()) > 15
    assert {kept_as(*column) for column in columns_of_money()} <= {"INTEGER", "bigint"}
    with pytest.raises(TypeError):
        counter.adjust(client, 1.5)  # type: ignore[arg-type]
    assert counter.owes(client) == (100, 0, 100)


def kept_as(table: str, column: str) -> str:
    """The type of a column, as the engine names it."""
    run = connection.engine().database.execute_sql
    if isinstance(engine(), SqliteEngine):
        return str(
            run(f"SELECT type FROM pragma_table_info('{table}') WHERE name = '{column}'").fetchone()[0]
        )
    asked = "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s"
    return str(run(asked, (table, column)).fetchone()[0])


def a_busy_month(counter: Counter, client: int) -> list[Callable[[], Any]]:
    """What happens to one client, in this order."""
    asks: Callable[[], dict[str, Any]] = lambda: {"by": by_staff(counter.staff)}  # noqa: E731

    def last(kind: OperationKind) -> int:
        of_kind = Operation.client == client, Operation.kind == kind
        return int(Operation.select(fn.MAX(Operation.id)).where(*of_kind).scalar())

    def bring_back() -> None:
        (line,) = returned.sold_lines(last(OperationKind.SALE))
        returns.take_back(last(OperationKind.SALE), [(line.sale_line, line.quantity)], **asks())

    return [
        lambda: entries.open_balance(client, Centimes(700), **asks()),
        lambda: counter.sell(client, 10_000, day=OCTOBER),
        lambda: counter.pay(client, 4_000, discount=Centimes(300)),
        lambda: counter.advance(client, 2_500, day=OCTOBER),
        lambda: avoirs.grant(client, Centimes(150), "late", **asks()),
        lambda: counter.adjust(client, -50),
        lambda: counter.sell(client, 1_999, cash=999),
        bring_back,
        lambda: reversal.reverse(last(OperationKind.PAYMENT), "mistake", **asks()),
        lambda: guards.pay_back(last(OperationKind.ADVANCE), Centimes(100), PaymentMode.CASH, **asks()),
    ]


@settings(max_examples=4)
@given(order=st.permutations([0] * 10 + [1] * 10))
def test_inv_02_the_balance_is_the_sum_after_every_operation_in_whatever_order(
    file_counter: Counter, order: list[int]
) -> None:
    """Whose turn it is changes neither account."""
    pair = [file_counter.client("Un"), file_counter.client("Deux")]
    left = [iter(a_busy_month(file_counter, client)) for client in pair]
    for turn in order:
        next(left[turn])()
        for client in pair:
            postings = Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0)).where(Posting.client == client)
            assert clients.get(client).balance == postings.scalar()
    first, second = (file_counter.owes(client) for client in pair)
    assert first == second


def test_inv_04_the_balances_together_are_what_was_sold_less_what_came_in(counter: Counter) -> None:
    """Archiving, restoring and renaming move nothing."""
    both = [counter.client("Un"), counter.client("Deux")]
    for client in both:
        for step in a_busy_month(counter, client):
            step()
    counter.adjust(both[0], -counter.owes(both[0])[2])
    before = [counter.owes(client) for client in both]
    client_status.archive(both[0], leave_open=True, by=by_staff(counter.staff))
    assert conserved() == counter.owes(both[1])[2]
    client_status.restore(both[0], by=by_staff(counter.staff))
    assert [counter.owes(client) for client in both] == before
    assert conserved() == sum(balance for *_, balance in before)
    assert doctor.examine() == []


def conserved() -> int:
    """Debts issued, less receipts and discounts, plus or less adjustments, as their accounts have them."""
    rows = Posting.select(Posting.account, fn.SUM(Posting.amount).cast("BIGINT")).group_by(Posting.account)
    found = dict(rows.tuples())
    return -sum(amount for account, amount in found.items() if account is not Account.RECEIVABLE)


@settings(max_examples=10)
@given(cuts=st.sets(st.integers(1, 29), max_size=4), sold=st.lists(st.integers(0, 30), max_size=8))
def test_inv_05_however_a_period_is_split_each_part_opens_with_what_the_last_one_closed(
    file_counter: Counter, cuts: set[int], sold: list[int]
) -> None:
    counter, client, today = file_counter, file_counter.client(), clock.today()
    for number, back in enumerate(sold):
        counter.sell(client, 100 + number, day=today - timedelta(days=back))
        counter.pay(client, 50 + number, day=today - timedelta(days=back // 2))
    whole = said(counter, client, 30, 0)
    edges = [30, *sorted(cuts, reverse=True), 0]
    parts = [said(counter, client, start, end + (end > 0)) for start, end in pairwise(edges)]
    assert parts[0].opening == whole.opening
    for one, following in pairwise(parts):
        assert one.closing == following.opening
    assert parts[-1].closing == whole.closing == counter.owes(client)[2]
    assert sum(part.total_debit for part in parts) == whole.total_debit
    assert sum(part.total_credit for part in parts) == whole.total_credit


def said(counter: Counter, client: int, first: int, last: int) -> Any:
    """The relevé from so many days ago to so many days ago."""
    start, end = (clock.today() - timedelta(days=back) for back in (first, last))
    asks: dict[str, Any] = {"by": by_staff(counter.staff)}
    return statements.content(statements.issue(client, start, end, StatementDetail.SIMPLIFIED, **asks))


def test_inv_09_no_posting_is_0_and_those_of_an_operation_add_up(counter: Counter) -> None:
    """Whatever was entered; an amount of 0 is left out, and what does not add up is not written."""
    client = counter.client()
    for step in a_busy_month(counter, client):
        step()
    sums = Posting.select(Posting.operation, fn.SUM(Posting.amount), fn.COUNT(Posting.id))
    for _, total, count in sums.group_by(Posting.operation).tuples():
        assert (total, count >= 2) == (0, True)
    assert not Posting.select().where(Posting.amount == 0).exists()
    before = Operation.select().count()
    for amounts in (
        {Account.CASH: 5, Account.SALES: -4},
        {Account.CASH: 0, Account.SALES: 0},
        {Account.CASH: 5},
    ):
        lines = {account: Centimes(amount) for account, amount in amounts.items()}
        with pytest.raises(ValueError, match="do not balance"), transaction():
            post(a_trail(counter), OperationKind.PAYMENT, lines, client=client)
    with pytest.raises(DatabaseError), transaction():
        Posting.insert(operation=Operation.get(), account=Account.CASH, amount=0).execute()
    assert Operation.select().count() == before


def a_trail(counter: Counter) -> Trail:
    return trail.leave(by_staff(counter.staff, verb="test"))
