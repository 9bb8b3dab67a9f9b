"""Somebody closes a period while others enter something for a day in it."""

from datetime import timedelta
from multiprocessing.context import ForkServerContext
from typing import Any

import pytest

from models import doctor
from models.money.closings import verbs as periods
from models.money.closings.periods import PeriodClosed
from models.money.ledger.postings import Operation
from models.store import clock
from tests.models.conftest import Counter
from tests.trust.test_many_at_once import at_once


def test_who_closes_a_period_waits_for_what_is_being_entered_in_it(
    shared: Counter, target: Any, processes: ForkServerContext
) -> None:
    day = clock.today() - timedelta(days=62)
    client, product = shared.client(), shared.product(100)
    closes, held = processes.Event(), processes.Event()
    number, when = at_once(
        processes,
        target,
        ("sell_and_hold", closes, held, client, product, day, shared.staff),
        ("close_period", closes, held, day, shared.staff),
    )
    assert when == "after"
    assert Operation.get().number == number
    with pytest.raises(PeriodClosed):
        shared.sell(client, 100, day=day)
    assert [row.stands for row in periods.closings()] == [True]
    assert doctor.examine() == []
