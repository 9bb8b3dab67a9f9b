"""A clock is held against what was entered last: what is off is said once, with both moments, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from locales.sentences import explain
from models.money import clock_check
from models.money.clock_check import ClockAhead, ClockBehind, DatedAhead
from models.money.ledger.postings import Operation
from models.store import clock
from models.store.engines.engine import Engine
from models.trade.cancelling import guards
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter

LONG_AGO, LATER = datetime(2020, 1, 1, 9, tzinfo=UTC), datetime(2062, 1, 1, 9, tzinfo=UTC)


@pytest.fixture
def sold(counter: Counter) -> Counter:
    counter.sell(counter.client(), 1_000)
    return counter


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        (LONG_AGO, ClockBehind),
        (NOW - timedelta(days=1), ClockBehind),
        (NOW - timedelta(minutes=11), ClockBehind),
        (NOW - timedelta(minutes=9), None),
        (NOW, None),
        (NOW + timedelta(days=30), None),
        (NOW + timedelta(days=32), ClockAhead),
        (LATER, ClockAhead),
    ],
)
def test_what_is_off_is_named(moment: datetime, kind: type | None, sold: Counter) -> None:
    with clock.stopped_at(moment):
        found = clock_check.doubt()
    assert (None if found is None else type(found)) is kind


def test_both_moments_are_said(sold: Counter) -> None:
    with clock.stopped_at(LONG_AGO):
        found = clock_check.doubt()
    assert found is not None
    assert "01/01/2020 10:00" in explain(found)
    assert "12/11/2026 10:30" in explain(found)


def test_what_was_accepted_is_not_asked_again_until_the_clock_was_right(sold: Counter) -> None:
    with clock.stopped_at(LONG_AGO):
        found = clock_check.doubt()
        assert found is not None
        clock_check.accept(found)
        assert clock_check.doubt() is None
        clock_check.refuse()
    with clock.stopped_at(LATER):
        assert isinstance(clock_check.doubt(), ClockAhead)
    assert clock_check.doubt() is None
    with clock.stopped_at(LONG_AGO), pytest.raises(ClockBehind):
        clock_check.refuse()


def test_an_operation_that_is_still_to_come_is_said_until_it_is_cancelled(sold: Counter) -> None:
    client = Operation.get().client_id
    with clock.stopped_at(LATER):
        sale = sold.sell(client, 500)
    sold.sell(client, 500)  # right again: the newest entry is of today
    found = clock_check.doubt()
    assert isinstance(found, DatedAhead)
    assert found.number == sale.number
    guards.cancel(sale.id, "clock", by=by_staff(sold.staff))
    assert clock_check.doubt() is None


def test_where_nothing_was_entered_any_clock_is_right(store: Engine) -> None:
    with clock.stopped_at(LONG_AGO):
        assert clock_check.doubt() is None
