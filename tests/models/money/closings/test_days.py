"""Days and numbers: a number is of the year of its day, and rises as it was given; and what a clock said."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from peewee import fn

from models import doctor
from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import reversal
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.money.till.figures import moved
from models.store import clock, settings
from models.trade.cancelling import guards
from models.trade.documents import quotes
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.doctor.planted.planted import plant

LONG_AGO = date(2025, 10, 8)
CASH = PaymentMode.CASH


def asks(counter: Counter) -> dict[str, Any]:
    return {"by": by_staff(counter.staff)}


def balance_on(client: int, day: date) -> int:
    """What a relevé says at the end of a day."""
    rows = Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0)).join(Operation)
    return int(rows.where(Posting.client == client, Operation.value_date <= day).scalar())


def take_back(counter: Counter, client: int) -> Operation:
    sale = counter.sell(client, 900, day=LONG_AGO)
    lines = [(line.sale_line, line.quantity) for line in returned.sold_lines(sale.id)]
    return returns.take_back(sale.id, lines, day=LONG_AGO, **asks(counter))


def invoice(counter: Counter, client: int) -> Any:
    sale = counter.sell(client, 900, day=LONG_AGO)
    return global_invoices.issue(client, [sale.id], day=LONG_AGO, **asks(counter))


def refund(counter: Counter, client: int) -> Operation:
    counter.advance(client, 500, day=LONG_AGO)
    advance = Operation.get(Operation.kind == "advance")
    return guards.pay_back(advance.id, Centimes(500), CASH, day=LONG_AGO, **asks(counter))


def pay(counter: Counter, client: int) -> Any:
    counter.sell(client, 900, day=LONG_AGO)
    return payments.pay_debt(DebtPayment(client, CASH, Centimes(900), day=LONG_AGO), **asks(counter))


SERIES: dict[str, Callable[[Counter, int], Any]] = {
    "V": lambda counter, client: counter.sell(client, 900, day=LONG_AGO),
    "P": pay,
    "A": lambda counter, client: entries.receive_advance(
        client, Centimes(100), CASH, day=LONG_AGO, **asks(counter)
    ),
    "J": lambda counter, client: entries.adjust(client, Centimes(100), "x", day=LONG_AGO, **asks(counter)),
    "C": lambda counter, client: avoirs.grant(client, Centimes(100), "x", day=LONG_AGO, **asks(counter)),
    "E": take_back,
    "B": refund,
    "F": invoice,
}


@pytest.mark.parametrize("prefix", SERIES)
def test_a_number_is_of_the_year_of_its_day(prefix: str, counter: Counter) -> None:
    made = SERIES[prefix](counter, counter.client())
    assert made.number == f"{prefix}-2025-00001"
    assert doctor.examine() == []


def test_what_is_entered_today_is_of_this_year_whatever_it_is_about(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 900, day=LONG_AGO)
    assert guards.cancel(sale.id, "x", **asks(counter)) == "X-2026-00001"
    quote = quotes.create(client, [NewLine(counter.product(900))], **asks(counter))
    assert quote.number == "D-2026-00001"


def test_numbers_rise_with_the_order_of_entry_never_with_the_day(counter: Counter) -> None:
    client = counter.client()
    entered = [date(2026, 11, 1), LONG_AGO, date(2026, 2, 3), LONG_AGO + timedelta(days=1), date(2026, 1, 5)]
    numbers = [counter.sell(client, 100, day=day).number for day in entered]
    assert numbers == ["V-2026-00001", "V-2025-00001", "V-2026-00002", "V-2025-00002", "V-2026-00003"]
    assert doctor.examine() == []


def test_numbers_of_new_year_are_of_the_year_on_the_wall(counter: Counter) -> None:
    client = counter.client()
    clock.use_zone("Europe/Paris")
    try:
        with clock.stopped_at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
            assert counter.sell(client, 100).number == "V-2027-00001"
            assert doctor.examine() == []
    finally:
        clock.use_zone("")


def test_the_doctor_finds_a_number_of_another_year(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 100)
    counter.sell(client, 100, day=LONG_AGO)
    plant("UPDATE operation SET value_date = '2025-10-08' WHERE number = 'V-2026-00001'")
    (fault,) = doctor.examine()
    assert fault.figures["number"] == "V-2026-00001"


def test_numbers_given_by_the_old_rule_are_remarked_and_no_fault(counter: Counter) -> None:
    client = counter.client()
    old = counter.sell(client, 100)
    counter.sell(client, 100)
    plant("UPDATE operation SET value_date = '2025-10-08'")
    settings.put("numbers_by_entry.operation", str(old.id))
    assert [fault.figures["number"] for fault in doctor.examine()] == ["V-2026-00002"]
    (remark,) = doctor.remarks()
    assert remark.figures == {"count": 1, "number": "V-2026-00001", "day": LONG_AGO}


def test_the_doctor_finds_numbers_against_their_order(counter: Counter) -> None:
    client = counter.client()
    for _ in range(3):
        counter.sell(client, 100)
    for number, other in (("V-2026-00001", "x"), ("V-2026-00002", "V-2026-00001"), ("x", "V-2026-00002")):
        plant(f"UPDATE operation SET number = '{other}' WHERE number = '{number}'")
    found = [fault.figures for fault in doctor.examine()]
    assert found == [{"number": "V-2026-00001", "before": "V-2026-00002"}]


def test_what_was_entered_with_a_clock_put_back_is_a_fault_until_it_is_put_right(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    with clock.stopped_at(datetime(2020, 1, 1, 9, tzinfo=UTC)):
        for _ in range(2):
            counter.pay(client, 100)
    assert [fault.figures["number"] for fault in doctor.examine()] == ["P-2020-00001", "P-2020-00002"]
    for payment in Operation.select().where(Operation.kind == "payment"):
        reversal.reverse(payment.id, "clock", **asks(counter))
    assert doctor.examine() == []
    assert [fault.invariant for fault in doctor.remarks()] == ["clock"]


def test_an_example_pharmacy_of_0_1_began_in_the_evening_and_no_clock_was_wrong(counter: Counter) -> None:
    """Its first opening balances are of 21:00, and its first sales of that morning"""
    client = counter.client()
    with clock.stopped_at(NOW + timedelta(hours=11)):
        entries.open_balance(client, Centimes(500), **asks(counter))
    plant(
        "UPDATE trail SET verb = 'demo.fill', client_id = NULL, actor = 'program', staff_id = NULL,"
        " program = 'demo'"
        " WHERE verb = 'entries.open_balance'"
    )
    counter.sell(client, 1_000)
    with clock.stopped_at(NOW + timedelta(hours=12)):
        assert (doctor.examine(), doctor.remarks()) == ([], [])


def test_what_was_entered_in_the_future_is_a_fault(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    with clock.stopped_at(datetime(2062, 1, 1, 9, tzinfo=UTC)):
        counter.pay(client, 100)
    counter.sell(client, 100)
    assert {fault.invariant for fault in doctor.examine()} == {"INV-05", "clock"}


@pytest.mark.parametrize("wrong", [datetime(2062, 1, 1, 9, tzinfo=UTC), NOW + timedelta(days=2)])
def test_what_a_clock_ahead_had_dated_counts_for_nothing_once_it_is_cancelled(
    counter: Counter, wrong: datetime
) -> None:
    """Not that its cancellation is in the till and on the relevé of today, and itself only in years"""
    client = counter.client()
    counter.sell(client, 1_000)
    with clock.stopped_at(wrong):
        counter.pay(client, 600, discount=Centimes(100))
        counter.sell(client, 500, cash=200)
    for kind in ("sale", "payment"):
        for each in Operation.select().where(Operation.kind == kind, Operation.value_date > clock.today()):
            guards.cancel(each.id, "clock", **asks(counter))
    assert counter.owes(client) == (1_000, 0, 1_000)
    assert balance_on(client, clock.today()) == 1_000
    assert all(mode.expected == 0 for mode in moved(clock.today(), Centimes(0)))
    counter.pay(client, 1_000)
    assert doctor.examine() == []


def test_a_cancellation_under_a_clock_put_back_is_of_no_day_before_what_it_cancels(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    with clock.stopped_at(datetime(2020, 1, 1, 9, tzinfo=UTC)):
        guards.cancel(sale.id, "mistake", **asks(counter))
    assert balance_on(client, date(2020, 1, 1)) == 0
    assert doctor.examine() == []


def test_two_clocks_a_few_minutes_apart_are_nothing(counter: Counter) -> None:
    client = counter.client()
    with clock.stopped_at(NOW + timedelta(minutes=8)):
        counter.sell(client, 100)
    counter.sell(client, 100)
    assert (doctor.examine(), doctor.remarks()) == ([], [])


def test_the_doctor_finds_a_relevé_of_another_year(counter: Counter) -> None:
    client = counter.client()
    period = (LONG_AGO, clock.today(), StatementDetail.SIMPLIFIED)
    statements.issue(client, *period, **asks(counter))
    assert doctor.examine() == []
    plant("UPDATE statement SET number = 'R-2025-00001'")
    assert "R-2025-00001" in [fault.figures.get("number") for fault in doctor.examine()]
