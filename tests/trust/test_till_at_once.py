"""Somebody counts the till while others take money: what is frozen is what was there (INV-08)."""

from multiprocessing.context import ForkServerContext
from typing import Any

from models import doctor
from models.money.closings.till import TillClosing
from models.money.till import verbs as till
from models.store import clock
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once

AMOUNT = 100


def test_money_comes_in_before_the_closing_or_not_at_all(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    client = shared.client()
    shared.sell(client, 1_000_000)
    paying = [("pay_often", 40, AMOUNT, [client], shared.staff)] * 3
    answers = at_once(processes, target, *paying, ("close_till", shared.staff))
    assert answers[-1] == "closed"
    assert set(answers[:-1]) <= {"DayClosed", "paid"}
    unpaid, _credit, _balance = shared.owes(client)
    closed = till.day(clock.today())
    assert closed.closing is not None
    assert closed.total.receipts == 1_000_000 - unpaid
    assert closed.held == closed.total.receipts // AMOUNT
    assert doctor.examine() == []


def test_a_day_is_closed_once_however_many_try(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    answers = at_once(processes, target, *[("close_till", shared.staff)] * 4)
    assert sorted(answers) == [*["DayClosed"] * 3, "closed"]
    assert TillClosing.select().count() == 1
