"""The arrêté of a day does not grow with the years before it. Counted in steps of SQLite, not in seconds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models.money.ledger.accounts import Account, OperationKind
from models.money.till import held as till_held
from models.money.till import verbs as till
from models.money.till.days import DayListing
from models.requests import trail
from models.store import clock
from models.store.connection import database, engine, transaction
from tests.asking import by_staff
from tests.models.conftest import Counter

A_DAY = 12
"""Payments on each day."""


def fill(counter: Counter, days: range) -> None:
    """Payments on each of so many days before today; every other day is closed."""
    client = counter.client(f"Client {days.start}")
    with transaction():
        record = trail.leave(by_staff(counter.staff, verb="test"))
        moments = [(clock.today() - timedelta(days=ago)).isoformat() for ago in days for _ in range(A_DAY)]
        keys = engine().reserve_keys("operation", len(moments))
        engine().insert_rows(
            "operation",
            ("id", "trail_id", "kind", "number", "value_date", "client_id", "note", "reference"),
            (
                (key, record.id, str(OperationKind.ADVANCE), f"A-2026-{key:05d}", day, client, "", "")
                for key, day in zip(keys, moments, strict=True)
            ),
        )
        for account, owner, amount in ((Account.CASH, None, 100), (Account.RECEIVABLE, client, -100)):
            spare = engine().reserve_keys("posting", len(moments))
            engine().insert_rows(
                "posting",
                ("id", "operation_id", "account", "client_id", "amount"),
                ((number, key, str(account), owner, amount) for number, key in zip(spare, keys, strict=True)),
            )
    for ago in days[::2]:
        day = clock.today() - timedelta(days=ago)
        seen = {mode.account: mode.expected for mode in till.day(day).modes}
        opening = till.day(day).of(Account.CASH).opening
        till.close(day, seen, opening=opening, seen=seen, by=by_staff(counter.staff))


def steps(work: Callable[[], Any]) -> int:
    """How many hundreds of instructions SQLite carries out for this."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    database.connection().set_progress_handler(count, 100)
    try:
        work()
    finally:
        database.connection().set_progress_handler(None, 100)
    return counted


def test_the_till_of_a_day_costs_the_same_after_years(file_counter: Counter) -> None:
    today, client = clock.today(), file_counter.client()
    file_counter.sell(client, 10_000, cash=1_000)

    def measured() -> dict[str, int]:
        last = DayListing().read(10)[-1]
        return {
            "the day": steps(lambda: till.day(today)),
            "its operations": steps(lambda: till_held.of(till.day(today)).read(20)),
            "the days": steps(lambda: DayListing().read(10)),
            "older days": steps(lambda: DayListing().read(5, after=last)),
            "a closed day": steps(lambda: till.day(today - timedelta(days=2))),
            "asking whether it is closed": steps(lambda: till.refuse_closed(today)),
        }

    fill(file_counter, range(1, 40))
    young = measured()
    fill(file_counter, range(40, 400))
    old = measured()
    assert all(old[what] <= young[what] * 1.25 + 3 for what in young), (young, old)
