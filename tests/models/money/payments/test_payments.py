"""Payer crédit client: what is settled, what enters the till, what is given back (INV-08 to 16, INV-20)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from peewee import fn

from models.money.amounts import NotPositive
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, Account, PaymentMode
from models.money.ledger.client_status import ClientArchived, ClientBlocked
from models.money.ledger.postings import Allocation, InTheFuture, Operation, Posting
from models.money.payments import verbs as payments
from models.money.payments.verbs import (
    DebtChanged,
    DebtPayment,
    DiscountTooLarge,
    NoChange,
    NotEnoughAvoir,
    NothingDue,
    TenderedTooLittle,
    TooMuchChange,
)
from models.people.clients import verbs as clients
from models.refusals import ControlCharacters, KeyReused, NoSuchClient
from models.requests.actors import Staff
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.store import clock
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

OCTOBER = date(2026, 10, 1)


def posted(*accounts: Account) -> int:
    """What the ledger holds on these accounts, of everybody."""
    return int(
        Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0)).where(Posting.account.in_(accounts)).scalar()
    )


def test_inv_15_paying_the_whole_debt_settles_every_sale_oldest_first(counter: Counter) -> None:
    """pay-credit, INV-15"""
    client = counter.client()
    late = counter.sell(client, 3_000, day=OCTOBER + timedelta(days=5))
    early = counter.sell(client, 2_000, day=OCTOBER)
    receipt = counter.pay(client, 5_000)
    assert [(line.number, line.amount, line.remaining) for line in receipt.settled] == [
        (early.number, 2_000, 0),
        (late.number, 3_000, 0),
    ]
    assert (receipt.balance, receipt.change, receipt.kept) == (0, 0, 0)
    assert counter.owes(client) == (0, 0, 0)


def test_paying_a_part_leaves_the_rest_on_the_youngest_sale(counter: Counter) -> None:
    """pay-credit, INV-10, INV-15: sales of the same day in the order they were entered"""
    client = counter.client()
    first, second = counter.sell(client, 2_000), counter.sell(client, 3_000)
    receipt = counter.pay(client, 2_500)
    assert [(line.operation, line.amount, line.remaining) for line in receipt.settled] == [
        (first.id, 2_000, 0),
        (second.id, 500, 2_500),
    ]
    assert [item.operation for item in open_items.debits(client)] == [second.id]


def test_a_settled_sale_is_not_touched_again(counter: Counter) -> None:
    """INV-15"""
    client = counter.client()
    counter.sell(client, 2_000, cash=2_000)
    owed = counter.sell(client, 1_000)
    assert [line.operation for line in counter.pay(client, 1_000).settled] == [owed.id]


@pytest.mark.capability("pay-hits-cash")
@pytest.mark.parametrize("mode", ["cash", "card", "cheque", "transfer"])
def test_inv_08_a_payment_moves_the_till_by_exactly_what_it_settles(counter: Counter, mode: str) -> None:
    """INV-08: tendered less the change, on the account of its mode, and no turnover"""
    client = counter.client()
    counter.sell(client, 5_000)
    turnover = posted(Account.SALES)
    counter.pay(client, 4_000, mode)
    assert posted(Account(mode)) == posted(*TILL) == 4_000
    assert posted(Account.SALES) == turnover


def test_change_given_back_leaves_no_trace_in_the_balance(counter: Counter) -> None:
    """INV-08, INV-15"""
    client = counter.client()
    counter.sell(client, 4_250)
    receipt = counter.pay(client, 4_250, tendered=Centimes(5_000))
    assert (receipt.tendered, receipt.change, receipt.money) == (5_000, 750, 4_250)
    assert posted(Account.CASH) == 4_250
    assert counter.owes(client) == (0, 0, 0)


def test_change_kept_as_avoir_is_exactly_the_change(counter: Counter) -> None:
    """pay-change-avoir, INV-12"""
    client = counter.client()
    counter.sell(client, 4_250)
    receipt = counter.pay(client, 4_250, tendered=Centimes(5_000), keep_change=True)
    assert (receipt.change, receipt.kept, receipt.money) == (0, 750, 5_000)
    assert posted(Account.CASH) == 5_000
    assert counter.owes(client) == (0, 750, -750)


def test_money_that_is_kept_pays_what_is_due_before_it_is_avoir(counter: Counter) -> None:
    """INV-12: 50,00 asked of 100,00, 200,00 kept: nothing is unpaid, and the avoir is 100,00."""
    client = counter.client()
    counter.sell(client, 10_000)
    receipt = counter.pay(client, 5_000, tendered=Centimes(20_000), keep_change=True)
    assert (receipt.kept, receipt.change) == (10_000, 0)
    assert counter.owes(client) == (0, 10_000, -10_000)


def test_money_kept_with_nothing_due_is_an_avoir(counter: Counter) -> None:
    """pay-change-avoir"""
    client = counter.client()
    counter.pay(client, 0, "card", tendered=Centimes(1_000), keep_change=True)
    assert counter.owes(client) == (0, 1_000, -1_000)


def test_only_cash_gives_change(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    with pytest.raises(NoChange):
        counter.pay(client, 1_000, "cheque", tendered=Centimes(1_500))
    assert counter.owes(client) == (1_000, 0, 1_000)


def test_paying_by_avoir_settles_and_moves_no_money(counter: Counter) -> None:
    """pay-with-avoir, INV-12"""
    client = counter.client()
    counter.advance(client, 3_000)
    counter.sell(client, 5_000)
    operations, till = Operation.select().count(), posted(*TILL)
    receipt = counter.pay(client, 3_000, "credit")
    assert (receipt.avoir_used, receipt.money, receipt.number) == (3_000, 0, "")
    assert counter.owes(client) == (2_000, 0, 2_000)
    assert posted(*TILL) == till
    assert Operation.select().count() == operations


def test_avoir_and_money_together(counter: Counter) -> None:
    """pay-with-avoir: the avoir first, the rest in money"""
    client = counter.client()
    counter.advance(client, 3_000)
    counter.sell(client, 5_000)
    receipt = counter.pay(client, 2_000, avoir_used=Centimes(3_000))
    assert (receipt.avoir_used, receipt.money, receipt.balance) == (3_000, 2_000, 0)


@pytest.mark.parametrize(("credit", "due"), [(1_000, 5_000), (5_000, 1_000)])
def test_more_avoir_than_there_is_or_than_is_due_is_refused(counter: Counter, credit: int, due: int) -> None:
    """INV-11"""
    client = counter.client()
    counter.advance(client, credit)
    counter.sell(client, due)
    with pytest.raises(NotEnoughAvoir) as refused:
        counter.pay(client, 1_001, "credit")
    assert (refused.value.asked, refused.value.usable) == (1_001, 1_000)


def test_a_discount_settles_without_money(counter: Counter) -> None:
    """pay-credit-date, INV-16: its own line, counted in what remains, never in the till"""
    client = counter.client()
    counter.sell(client, 10_000)
    receipt = counter.pay(client, 9_500, discount=Centimes(500))
    assert (receipt.discount, receipt.money, receipt.balance) == (500, 9_500, 0)
    assert posted(*TILL) == 9_500
    assert posted(Account.DISCOUNTS) == 500
    assert counter.owes(client) == (0, 0, 0)


def test_a_discount_may_settle_everything(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 500)
    assert counter.pay(client, 0, discount=Centimes(500)).balance == 0
    with pytest.raises(DiscountTooLarge):
        counter.pay(client, 0, discount=Centimes(1))


def test_inv_07_a_back_dated_payment_changes_only_later_days(counter: Counter) -> None:
    """pay-credit-date, INV-07"""
    client = counter.client()
    counter.sell(client, 1_000, day=OCTOBER)
    counter.pay(client, 1_000, day=OCTOBER + timedelta(days=3))
    owed = [open_items.position(client, at=OCTOBER + timedelta(days=day)).unpaid for day in (-1, 0, 2, 3, 9)]
    assert owed == [0, 1_000, 1_000, 0, 0]


def test_a_payment_before_its_sale_is_an_avoir_in_between(counter: Counter) -> None:
    """INV-05, INV-07: no day shows less than nothing unpaid"""
    client = counter.client()
    counter.sell(client, 1_000, day=OCTOBER)
    counter.pay(client, 1_000, day=OCTOBER - timedelta(days=10))
    before = open_items.position(client, at=OCTOBER - timedelta(days=1))
    assert (before.unpaid, before.credit, before.balance) == (0, 1_000, -1_000)
    assert open_items.position(client, at=OCTOBER) == open_items.Position(Centimes(0), Centimes(0))


def test_a_date_in_the_future_is_refused(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    with pytest.raises(InTheFuture):
        counter.pay(client, 1_000, day=clock.today() + timedelta(days=1))
    assert counter.owes(client) == (1_000, 0, 1_000)


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        ({"amount": -1}, NotPositive),
        ({"amount": 0}, NotPositive),
        ({"amount": 0, "discount": Centimes(-5)}, NotPositive),
        ({"amount": 0, "avoir_used": Centimes(-5)}, NotPositive),
        ({"amount": 1_000, "tendered": Centimes(999)}, TenderedTooLittle),
        ({"amount": 0, "tendered": Centimes(-999), "discount": Centimes(5)}, TenderedTooLittle),
        ({"amount": 1_000, "note": "\x1b]52;c;AAAA\x07"}, ControlCharacters),
    ],
)
def test_senseless_figures_are_refused_and_write_nothing(
    counter: Counter, order: dict, refusal: type
) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    with pytest.raises(refusal):
        counter.pay(client, **order)
    assert counter.owes(client) == (1_000, 0, 1_000)
    assert Operation.select().count() == 1


def test_nothing_due_and_nothing_kept_is_refused(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(NothingDue):
        counter.pay(client, 1_000)


def test_a_payment_is_of_the_debt_that_was_seen_or_none(counter: Counter) -> None:
    """pay-credit: what was paid at another terminal meanwhile would go back as change"""
    client = counter.client()
    counter.sell(client, 5_000)
    order = DebtPayment(client, PaymentMode.CASH, Centimes(5_000))
    counter.pay(client, 2_000)
    with pytest.raises(DebtChanged) as refused:
        payments.pay_debt(order, seen=Centimes(5_000), by=by_staff(counter.staff))
    assert refused.value == DebtChanged(Centimes(5_000), Centimes(3_000))
    assert counter.owes(client) == (3_000, 0, 3_000)
    rest = replace(order, amount=Centimes(3_000))
    payments.pay_debt(rest, seen=Centimes(3_000), by=by_staff(counter.staff))
    assert counter.owes(client) == (0, 0, 0)


def test_the_same_request_twice_is_one_payment(counter: Counter) -> None:
    """INV-20: a double Enter, a retry"""
    client = counter.client()
    counter.sell(client, 5_000)
    order, op_id = DebtPayment(client, PaymentMode.CASH, Centimes(2_000)), new_key()
    once = payments.pay_debt(order, by=by_staff(counter.staff, op_id))
    again = payments.pay_debt(order, by=by_staff(counter.staff, op_id))
    assert again == once
    assert counter.owes(client) == (3_000, 0, 3_000)


@pytest.mark.parametrize(
    "other",
    [
        {"amount": Centimes(6000)},
        {"mode": PaymentMode.CARD},
        {"discount": Centimes(100)},
        {"day": date(2026, 11, 1)},
        {"keep_change": True},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_request_is_not_reused_for_another_payment(counter: Counter, other: dict[str, Any]) -> None:
    """INV-20: the line drops after paying 40; whoever then asks for 60 under the same key hears of it"""
    client = counter.client()
    counter.sell(client, 10_000)
    order, op_id = DebtPayment(client, PaymentMode.CASH, Centimes(4000)), new_key()
    payments.pay_debt(order, by=by_staff(counter.staff, op_id))
    with pytest.raises(KeyReused):
        payments.pay_debt(replace(order, **other), by=by_staff(counter.staff, op_id))
    assert counter.owes(client) == (6000, 0, 6000)


def test_a_request_is_not_reused_for_another_client(counter: Counter) -> None:
    """INV-20"""
    one, other = counter.client("Un"), counter.client("Autre")
    op_id = new_key()
    for client in (one, other):
        counter.sell(client, 1_000)
    payments.pay_debt(DebtPayment(one, PaymentMode.CASH, Centimes(500)), by=by_staff(counter.staff, op_id))
    with pytest.raises(KeyReused):
        payments.pay_debt(
            DebtPayment(other, PaymentMode.CASH, Centimes(500)), by=by_staff(counter.staff, op_id)
        )
    assert counter.owes(other) == (1_000, 0, 1_000)


def test_a_blocked_client_cannot_pay(counter: Counter) -> None:
    """INV-42"""
    client = counter.client()
    counter.sell(client, 1_000)
    row = clients.get(client)
    blocked = clients.ClientFields(last_name="Martinez", first_name="Jeanne", code=row.code, blocked=True)
    clients.edit(client, blocked, version=row.version, by=by_staff(counter.staff))
    for verb in (lambda: counter.pay(client, 1_000), lambda: counter.sell(client, 100, cash=100)):
        with pytest.raises(ClientBlocked):
            verb()
    assert counter.owes(client) == (1_000, 0, 1_000)


def test_nobody_pays_for_a_client_that_is_not_there(counter: Counter) -> None:
    with pytest.raises(NoSuchClient):
        counter.pay(99, 1_000)


def test_somebody_who_left_cannot_write(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    Staff.update(active=False).where(Staff.id == counter.staff).execute()
    with pytest.raises(StaffInactive):
        counter.pay(client, 1_000)
    assert counter.owes(client) == (1_000, 0, 1_000)


def test_splitting_a_payment_leaves_the_same_sales_unpaid(counter: Counter) -> None:
    """INV-15: X at once or a then b"""
    at_once, in_two = counter.client("Un"), counter.client("Deux")
    for client in (at_once, in_two):
        for total in (1_000, 2_500, 700):
            counter.sell(client, total)
    counter.pay(at_once, 3_000)
    counter.pay(in_two, 1_200)
    counter.pay(in_two, 1_800)
    left = [[item.open for item in open_items.debits(client)] for client in (at_once, in_two)]
    assert left[0] == left[1] == [500, 700]


def test_what_the_screen_foretells_is_what_happens(counter: Counter) -> None:
    """`split` while typing, `pay_debt` after Enter"""
    client = counter.client()
    counter.sell(client, 4_000)
    counter.advance(client, 500)
    order = DebtPayment(
        client,
        PaymentMode.CASH,
        Centimes(3_000),
        tendered=Centimes(4_000),
        discount=Centimes(100),
        avoir_used=Centimes(500),
    )
    foretold = payments.split(open_items.position(client), order)
    receipt = payments.pay_debt(order, by=by_staff(counter.staff))
    assert (foretold.money, foretold.change, foretold.kept) == (receipt.money, receipt.change, receipt.kept)
    assert foretold.remaining == open_items.position(client).unpaid


def test_an_archived_client_cannot_pay(counter: Counter) -> None:
    """INV-40"""
    from models.money.ledger import client_status

    client = counter.client()
    client_status.archive(client, by=by_staff(counter.staff))
    with pytest.raises(ClientArchived):
        counter.pay(client, 1_000, tendered=Centimes(1_000), keep_change=True)


def test_every_lettrage_is_of_one_client(counter: Counter) -> None:
    """INV-13: the same amounts on two accounts never settle each other"""
    one, other = counter.client("Un"), counter.client("Autre")
    counter.sell(one, 1_000)
    counter.advance(other, 1_000)
    assert Allocation.select().count() == 0
    assert counter.owes(one) == (1_000, 0, 1_000)
    assert counter.owes(other) == (0, 1_000, -1_000)


def test_a_code_scanned_into_the_amount_is_no_money(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 2_500)
    with pytest.raises(TooMuchChange) as refused:
        counter.pay(client, 611_800_000_004)
    assert refused.value.amount == 2_500
    assert counter.owes(client) == (2_500, 0, 2_500)
    counter.pay(client, 2_500, tendered=Centimes(100_000))
    assert counter.owes(client) == (0, 0, 0)
