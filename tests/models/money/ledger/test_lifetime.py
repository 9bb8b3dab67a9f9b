"""What was ever invoiced and ever paid (dash-metrics), and each of the last twelve months."""

from datetime import date, timedelta

import pytest

from models.money.avoirs import verbs as avoirs
from models.money.ledger import lifetime, open_items, reversal
from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.store import clock
from models.store.connection import engine
from models.trade.cancelling import guards
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.statements import counted, planned


def last_of(kind: OperationKind) -> int:
    return int(Operation.select().where(Operation.kind == kind).order_by(-Operation.id).first().id)


@pytest.fixture
def busy(counter: Counter) -> int:
    """Sold for 120, of which 30 were cancelled; 55 received, 5 of it as an advance; and what is neither."""
    guards.register()
    client = counter.client()
    counter.sell(client, 9_000)
    counter.sell(client, 3_000)
    reversal.reverse(last_of(OperationKind.SALE), "wrong client", by=by_staff(counter.staff))
    counter.pay(client, 5_000, discount=Centimes(200))
    counter.advance(client, 500)
    counter.adjust(client, 250)
    counter.adjust(client, -100)
    avoirs.grant(client, Centimes(300), note="sorry", by=by_staff(counter.staff))
    return client


def test_invoiced_is_sales_less_cancellations_and_paid_is_money(counter: Counter, busy: int) -> None:
    said = lifetime.totals(busy)
    assert (said.invoiced, said.paid) == (9_000, 5_500)
    assert said.other == -200 + 250 - 100 - 300, "discount, adjustments, goodwill credit"
    assert said.balance == open_items.position(busy).balance


def test_a_cancelled_payment_was_not_received(counter: Counter, busy: int) -> None:
    reversal.reverse(last_of(OperationKind.PAYMENT), "unpaid cheque", by=by_staff(counter.staff))
    said = lifetime.totals(busy)
    assert (said.invoiced, said.paid) == (9_000, 500)
    assert said.balance == open_items.position(busy).balance


def test_a_month_has_what_was_invoiced_in_it_by_value_date(counter: Counter) -> None:
    today = clock.today()
    client = counter.client()
    counter.sell(client, 1_000)
    counter.sell(client, 400, day=today.replace(day=1) - timedelta(days=1))
    counter.sell(client, 9_999, day=date(today.year - 1, today.month, 1) - timedelta(days=1))
    counter.pay(client, 700)
    months = lifetime.totals(client).months
    assert len(months) == 12
    assert months[-1].month == today.replace(day=1)
    assert [each.invoiced for each in months] == [0] * 10 + [400, 1_000]
    assert [each.month for each in months] == sorted(each.month for each in months)


def test_nobody_elses_operations_are_counted(counter: Counter, busy: int) -> None:
    before = lifetime.totals(busy)
    counter.sell(counter.client("Bennani"), 7_700, cash=7_000)
    assert lifetime.totals(busy) == before


def test_a_client_of_whom_nothing_is_known_has_nothing(counter: Counter) -> None:
    said = lifetime.totals(counter.client())
    assert (said.invoiced, said.paid, said.other, said.balance) == (0, 0, 0, 0)


def test_an_old_account_takes_as_many_statements_as_a_new_one(counter: Counter, busy: int) -> None:
    new = counter.client("Bennani")
    with counted() as of_new:
        lifetime.totals(new)
    with counted() as of_old:
        lifetime.totals(busy)
    assert of_old == of_new
    assert len([sql for sql in of_old if sql.startswith("SELECT")]) == 4


def test_what_may_be_many_is_read_from_covering_indexes(counter: Counter, busy: int) -> None:
    if engine().name != "sqlite":
        pytest.skip("how PostgreSQL reads depends on its figures about the tables")
    with planned() as plans:
        lifetime.totals(busy)
    everything, by_kind, cancelled, sold = plans
    for plan in (everything, by_kind, sold):
        read = [step for step in plan if step.startswith(("SCAN", "SEARCH"))]
        assert read
        assert all("USING COVERING INDEX" in step for step in read), plan
    assert any("operation_client_kind (client_id=? AND kind=?" in step for step in cancelled), cancelled
