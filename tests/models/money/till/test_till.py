"""The arrêté de caisse: what a day comes to, and that nothing moves once it is counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from models import doctor
from models.money.closings.till import TillClosing
from models.money.ledger import reversal
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode
from models.money.ledger.postings import InTheFuture, Operation, Posting, post
from models.money.till import held as till_held
from models.money.till import verbs as till
from models.money.till.days import DayListing
from models.money.till.figures import TillDay, TillHeld, moved
from models.money.till.verbs import CountBelowZero, DayClosed, DayOpen, NotCounted, TillMoved
from models.people.staff import security_code
from models.people.staff.security_code import NoSecurityCode, WrongSecurityCode
from models.refusals import KeyReused, Missing
from models.requests import trail
from models.requests.by import new_key
from models.store import clock
from models.store.connection import transaction
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

CODE = "2468"


@dataclass
class Desk:
    """The till at the end of a day."""

    counter: Counter

    def count(self, day: date | None = None, *, opening: int = 0, note: str = "", **counted: int) -> TillDay:
        """Closes a day that was counted; what is not said is as it should be."""
        day = day or clock.today()
        seen = {mode.account: mode.expected for mode in moved(day, Centimes(opening))}
        found = seen | {Account(name): Centimes(amount) for name, amount in counted.items()}
        return till.close(
            day,
            found,
            opening=Centimes(opening),
            note=note,
            seen=seen,
            by=by_staff(self.counter.staff),
        )

    def reopen(self, day: date | None = None, reason: str = "too early", code: str = CODE) -> None:
        till.reopen(day or clock.today(), reason, code, by=by_staff(self.counter.staff))


@pytest.fixture
def desk(counter: Counter) -> Desk:
    security_code.choose(CODE, current="", by=by_staff(counter.staff))
    return Desk(counter)


def figures(day: TillDay) -> dict[str, tuple[Centimes, Centimes]]:
    """What came in and went out of each account that moved."""
    return {
        str(mode.account): (mode.receipts, mode.refunds)
        for mode in day.modes
        if mode.receipts or mode.refunds
    }


def today() -> TillDay:
    return till.day(clock.today())


def yesterday() -> date:
    return clock.today() - timedelta(days=1)


def test_a_day_says_what_came_in_by_each_mode(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 10_000, cash=2_000, card=1_000)
    counter.pay(client, 3_000, "cheque", reference="123")
    counter.advance(client, 500)
    assert figures(today()) == {"cash": (2_500, 0), "card": (1_000, 0), "cheque": (3_000, 0)}
    assert today().total.expected == 6_500
    assert today().held == 3, "two modes at once are one payment"


def test_inv_08_a_payment_moves_the_till_by_what_was_tendered_less_the_change(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 8_000)
    counter.pay(client, 8_000, tendered=Centimes(10_000))
    assert figures(today()) == {"cash": (8_000, 0)}


@pytest.mark.capability("adj-no-cash")
def test_inv_08_an_adjustment_is_in_neither_the_till_nor_the_turnover(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 8_000, cash=3_000)
    before = today()
    counter.adjust(client, -5_000)
    counter.adjust(client, 1_234)
    assert today() == before


def test_inv_16_a_discount_at_payment_is_beside_the_turnover_and_not_in_the_till(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 8_000)
    counter.pay(client, 7_500, discount=Centimes(500))
    assert figures(today()) == {"cash": (7_500, 0)}
    assert (today().turnover.net, today().turnover.discounts) == (8_000, 500)


def test_the_turnover_is_sales_less_what_was_cancelled(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 8_000)
    counter.sell(client, 2_000, cash=2_000)
    reversal.reverse(sale.id, "typed twice", by=by_staff(counter.staff))
    turnover = today().turnover
    assert (turnover.sales, turnover.returns, turnover.cancelled, turnover.net) == (10_000, 0, 8_000, 2_000)


def test_a_return_paid_back_goes_out_of_the_till_and_off_the_turnover(counter: Counter) -> None:
    sale = counter.sell(counter.client(), 8_000, cash=8_000)
    (line,) = returned.sold_lines(sale.id)
    returns.take_back(sale.id, [(line.sale_line, 1_000)], refund=PaymentMode.CASH, by=by_staff(counter.staff))
    assert figures(today()) == {"cash": (8_000, 8_000)}
    assert (today().turnover.sales, today().turnover.returns, today().turnover.net) == (8_000, 8_000, 0)


def test_a_cancelled_payment_goes_out_on_the_day_it_is_cancelled(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 8_000, day=yesterday())
    counter.pay(client, 8_000, day=yesterday())
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT)
    reversal.reverse(payment.id, "wrong client", by=by_staff(counter.staff))
    assert figures(till.day(yesterday())) == {"cash": (8_000, 0)}
    assert figures(today()) == {"cash": (0, 8_000)}


def test_what_an_organism_pays_counts_though_it_has_no_client(counter: Counter) -> None:
    with transaction():
        record = trail.leave(by_staff(counter.staff, verb="test"))
        post(
            record,
            OperationKind.PAYMENT,
            {Account.TRANSFER: Centimes(9_000), Account.ORGANISMS: Centimes(-9_000)},
        )
    assert figures(today()) == {"transfer": (9_000, 0)}


def test_a_closing_freezes_what_was_counted_and_says_what_is_missing(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 10_000, cash=4_000, card=2_000)
    closed = desk.count(opening=5_000, cash=8_500, card=2_100, note="drawer checked twice")
    assert (closed.of(Account.CASH).expected, closed.of(Account.CASH).difference) == (9_000, -500)
    assert closed.of(Account.CARD).difference == 100
    assert closed.total.difference == -400
    assert closed.closing is not None
    assert (closed.closing.by, closed.closing.note) == ("S. Amrani", "drawer checked twice")
    assert today() == closed
    assert doctor.examine() == []


def test_a_second_closing_of_a_day_is_refused_with_who_and_when(desk: Desk) -> None:
    first = desk.count()
    with pytest.raises(DayClosed) as refused:
        desk.count()
    assert first.closing is not None
    assert (refused.value.by, refused.value.at) == ("S. Amrani", first.closing.at)


def test_a_day_to_come_is_not_closed(desk: Desk) -> None:
    with pytest.raises(InTheFuture):
        desk.count(clock.today() + timedelta(days=1))


def test_no_money_is_entered_for_a_closed_day(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 10_000)
    desk.counter.pay(client, 1_000)
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT)
    desk.count()
    with pytest.raises(DayClosed):
        desk.counter.pay(client, 1_000)
    with pytest.raises(DayClosed):
        desk.counter.sell(client, 1_000, cash=1_000)
    with pytest.raises(DayClosed):
        reversal.reverse(payment.id, "wrong client", by=by_staff(desk.counter.staff))
    assert desk.counter.owes(client) == (9_000, 0, 9_000)
    assert doctor.examine() == []


def test_what_moves_no_money_may_still_be_entered_for_a_closed_day(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 1_000)
    closed = desk.count()
    desk.counter.sell(client, 10_000)
    desk.counter.adjust(client, -2_000)
    assert desk.counter.owes(client) == (9_000, 0, 9_000)
    assert today() == closed, "the turnover is as it was when the day was closed"
    assert doctor.examine() == []


def test_a_closed_day_leaves_the_others_open(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 10_000, day=yesterday())
    desk.count(yesterday())
    with pytest.raises(DayClosed):
        desk.counter.pay(client, 1_000, day=yesterday())
    desk.counter.pay(client, 1_000)
    assert figures(today()) == {"cash": (1_000, 0)}


def test_the_float_that_is_proposed_is_the_cash_counted_last(desk: Desk) -> None:
    client = desk.counter.client()
    before = yesterday() - timedelta(days=1)
    desk.count(before, opening=5_000, cash=4_800)
    assert till.day(clock.today()).of(Account.CASH).opening == 4_800
    desk.count(yesterday(), opening=3_000, card=700)
    assert till.day(clock.today()).of(Account.CASH).opening == 3_000, "what was taken to the bank is gone"
    desk.reopen(yesterday())
    assert till.day(clock.today()).of(Account.CASH).opening == 4_800
    assert till.day(before).of(Account.CASH).opening == 5_000
    assert desk.counter.owes(client) == (0, 0, 0)


def test_a_day_closed_too_early_is_reopened_and_closed_again_and_both_stay_to_be_seen(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 10_000, cash=1_000)
    desk.count(cash=900)
    desk.reopen(reason="a client came back")
    assert today().closing is None
    desk.counter.pay(client, 2_000)
    again = desk.count()
    (first,) = again.earlier
    assert (first.difference, first.reason, first.reopened_by) == (-100, "a client came back", "S. Amrani")
    assert again.closing is not None
    assert again.closing.difference == 0
    assert figures(again) == {"cash": (3_000, 0)}
    assert doctor.examine() == []


def test_only_the_security_code_and_a_reason_reopen_a_day(desk: Desk) -> None:
    desk.count()
    with pytest.raises(WrongSecurityCode):
        desk.reopen(code="0000")
    with pytest.raises(Missing):
        desk.reopen(reason=" ")
    assert today().closing is not None
    desk.reopen()
    with pytest.raises(DayOpen):
        desk.reopen()


def test_without_a_security_code_nobody_reopens_a_day(counter: Counter) -> None:
    Desk(counter).count()
    with pytest.raises(NoSecurityCode):
        Desk(counter).reopen()


def test_what_moved_after_it_was_seen_is_told_and_nothing_is_frozen(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 10_000, cash=1_000)
    seen = {mode.account: mode.expected for mode in today().modes}
    desk.counter.pay(client, 500)
    with pytest.raises(TillMoved) as refused:
        till.close(
            clock.today(),
            seen,
            opening=Centimes(0),
            seen=seen,
            by=by_staff(desk.counter.staff),
        )
    assert (refused.value.field, refused.value.seen, refused.value.expected) == ("cash", 1_000, 1_500)
    assert today().closing is None


def test_what_should_be_there_has_to_be_counted(desk: Desk) -> None:
    desk.counter.sell(desk.counter.client(), 1_000, card=1_000)
    seen = {mode.account: mode.expected for mode in today().modes}
    with pytest.raises(NotCounted) as refused:
        till.close(clock.today(), {}, opening=Centimes(0), seen=seen, by=by_staff(desk.counter.staff))
    assert (refused.value.field, refused.value.expected) == ("card", 1_000)


def test_less_than_nothing_is_not_counted(desk: Desk) -> None:
    with pytest.raises(CountBelowZero):
        desk.count(cash=-1)
    with pytest.raises(CountBelowZero):
        desk.count(opening=-1)


def test_inv_20_the_same_closing_twice_is_one(desk: Desk) -> None:
    op_id = new_key()
    seen = dict.fromkeys(TILL, Centimes(0))
    ask: dict[str, Any] = {"opening": Centimes(0), "seen": seen, "by": by_staff(desk.counter.staff, op_id)}
    first = till.close(clock.today(), seen, **ask)
    assert till.close(clock.today(), seen, **ask) == first
    with pytest.raises(KeyReused):
        till.close(clock.today(), seen, **{**ask, "opening": Centimes(1)})


def test_the_operations_of_a_day_are_listed_in_the_order_they_were_entered(desk: Desk) -> None:
    client = desk.counter.client("Alaoui", "Amine")
    desk.counter.sell(client, 10_000, cash=2_000, card=1_000)
    desk.counter.adjust(client, -100)
    desk.counter.pay(client, 500, "cheque", reference="778")
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT)
    reversal.reverse(payment.id, "wrong client", by=by_staff(desk.counter.staff))
    rows = till_held.of(today()).read(10)
    assert [(row.number[0], row.amount) for row in rows] == [("P", 3_000), ("P", 500), ("X", -3_000)]
    assert (rows[0].client, rows[0].author, rows[1].reference) == ("Alaoui Amine", "S. Amrani", "778")
    assert rows[2].reverses == rows[0].number
    assert dict(rows[0].moves) == {Account.CASH: 2_000, Account.CARD: 1_000}
    of_card = till_held.of(today(), Account.CARD)
    assert ([row.amount for row in of_card.read(10)], of_card.count()) == ([1_000, -1_000], 2)
    assert [row.moves for row in till_held.of(desk.count()).read(10)] == [row.moves for row in rows]


def test_the_operations_are_read_a_window_at_a_time(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 10_000)
    for amount in range(1, 8):
        counter.pay(client, amount)
    listing = till_held.of(today())
    every = list(listing.read(100))
    assert [row.amount for row in every] == list(range(1, 8))
    assert listing.read(3, after=every[1]) == every[2:5]
    assert listing.read(3, before=every[5]) == every[2:5]
    assert listing.read(3, at=every[4]) == every[4:7]
    assert listing.last(2) == every[5:]


def test_the_days_say_whether_they_are_closed_and_what_they_came_to(desk: Desk) -> None:
    client = desk.counter.client()
    long_ago = clock.today() - timedelta(days=400)
    desk.counter.sell(client, 10_000, day=long_ago, cash=1_000)
    desk.counter.sell(client, 500, day=yesterday(), card=200)
    desk.count(yesterday(), card=150)
    desk.count(clock.today() - timedelta(days=2))
    every = list(DayListing().read(10))
    assert [(row.day, row.receipts, row.turnover, row.difference, row.closed_by) for row in every] == [
        (clock.today(), 0, 0, 0, ""),
        (yesterday(), 200, 500, -50, "S. Amrani"),
        (clock.today() - timedelta(days=2), 0, 0, 0, "S. Amrani"),
        (long_ago, 1_000, 10_000, 0, ""),
    ]
    assert DayListing().count() == 4
    assert DayListing().read(2, after=every[0]) == every[1:3]
    assert DayListing().read(2, before=every[3]) == every[1:3]
    assert DayListing().read(2, at=every[1]) == every[1:3]
    assert DayListing().last(2) == every[2:]
    desk.reopen(yesterday())
    assert DayListing().read(10)[1].closed_at is None


def test_the_doctor_finds_a_closing_that_is_not_what_it_holds(desk: Desk) -> None:
    client = desk.counter.client()
    desk.counter.sell(client, 10_000, cash=1_000)
    closed = desk.count()
    assert closed.closing is not None
    assert doctor.examine() == []
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT)
    with transaction():
        TillHeld.create(closing=closed.closing.id, operation=payment.id - 1)
        record = trail.leave(by_staff(desk.counter.staff, verb="test"))
        late = Operation.create(
            trail=record,
            kind=OperationKind.ADVANCE,
            number="A-2026-00001",
            value_date=clock.today(),
            client=client,
        )
        Posting.create(operation=late, account=Account.CASH, amount=70)
        Posting.create(operation=late, account=Account.RECEIVABLE, client=client, amount=-70)
        TillHeld.create(closing=closed.closing.id, operation=late.id)
        TillClosing.create(
            trail=record,
            day=clock.today(),
            attempt=2,
            sales=0,
            returns=0,
            cancelled=0,
            discounts=0,
            pharmacy="{}",
            note="",
        )
    found = {fault.sentence for fault in doctor.examine() if fault.invariant in {"INV-08", "till"}}
    assert len(found) == 6, found
