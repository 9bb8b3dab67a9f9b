"""Payer ventes non soldées: what is ticked is settled, and nothing else (pay-unpaid)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from peewee import fn

from models.doctor import examine
from models.money.amounts import NotPositive, shares
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode
from models.money.ledger.client_status import ClientBlocked
from models.money.ledger.postings import Allocation, Entered, InTheFuture, Operation, Posting
from models.money.payments import verbs as payments
from models.money.payments.receipts import Receipt
from models.money.payments.verbs import (
    Chosen,
    DebtMoved,
    DebtPayment,
    DiscountTooLarge,
    NotADebt,
    NotEnoughAvoir,
    NothingChosen,
)
from models.people.clients.table import Client
from models.refusals import KeyReused
from models.requests.by import new_key
from models.store import clock
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

OCTOBER = date(2026, 10, 1)


def posted(*accounts: Account) -> int:
    return int(
        Posting.select(fn.COALESCE(fn.SUM(Posting.amount), 0)).where(Posting.account.in_(accounts)).scalar()
    )


def tick(*operations: Entered | Operation) -> tuple[Chosen, ...]:
    """These, as they are now."""
    now = [open_items.item(operation.id) for operation in operations]
    return tuple(Chosen(item.operation, item.open) for item in now)


def pay(
    counter: Counter, client: int, ticked: tuple[Chosen, ...], amount: int, mode: str = "cash", **order: Any
) -> Receipt:
    asked = DebtPayment(client, PaymentMode(mode), Centimes(amount), **order)
    return payments.pay_selected(asked, ticked, by=by_staff(counter.staff))


def test_what_is_ticked_is_settled_and_an_older_sale_is_not_touched(counter: Counter) -> None:
    """pay-unpaid, INV-10, INV-15"""
    client = counter.client()
    old = counter.sell(client, 1_000, day=OCTOBER)
    first, second = counter.sell(client, 2_000), counter.sell(client, 3_000)
    receipt = pay(counter, client, tick(second, first), 5_000, tendered=Centimes(6_000))
    assert [(line.operation, line.amount, line.remaining) for line in receipt.settled] == [
        (first.id, 2_000, 0),
        (second.id, 3_000, 0),
    ]
    assert (receipt.change, receipt.money, posted(Account.CASH)) == (1_000, 5_000, 5_000)
    assert [item.operation for item in open_items.debits(client)] == [old.id]


def test_less_than_was_ticked_settles_the_oldest_of_it_first(counter: Counter) -> None:
    """pay-unpaid"""
    client = counter.client()
    counter.sell(client, 500, day=OCTOBER - timedelta(days=9))
    young = counter.sell(client, 3_000, day=OCTOBER + timedelta(days=2))
    old = counter.sell(client, 2_000, day=OCTOBER)
    receipt = pay(counter, client, tick(young, old), 2_500)
    assert [(line.operation, line.amount, line.remaining) for line in receipt.settled] == [
        (old.id, 2_000, 0),
        (young.id, 500, 2_500),
    ]


def test_any_debit_can_be_ticked(counter: Counter) -> None:
    """pay-unpaid: a positive adjustment as well as a sale"""
    client = counter.client()
    counter.adjust(client, 700)
    debit = Operation.get(Operation.kind == OperationKind.ADJUSTMENT)
    pay(counter, client, tick(debit), 700, "card")
    assert counter.owes(client) == (0, 0, 0)


def test_a_discount_is_shared_over_what_is_ticked_to_the_centime(counter: Counter) -> None:
    """INV-16, INV-21: 1,00 over three alike is 0,34 + 0,33 + 0,33, and none of it enters the till"""
    client = counter.client()
    sold = [counter.sell(client, 1_000) for _ in range(3)]
    pay(counter, client, tick(*sold), 2_900, discount=Centimes(100))
    granted = Operation.get(Operation.kind == OperationKind.DISCOUNT)
    parts = Allocation.select(Allocation.amount).where(Allocation.credit == granted)
    assert [part.amount for part in parts.order_by(Allocation.id)] == [34, 33, 33]
    assert (posted(*TILL), posted(Account.DISCOUNTS)) == (2_900, 100)
    assert granted.part_of_id == Operation.get(Operation.kind == OperationKind.PAYMENT).id
    assert counter.owes(client) == (0, 0, 0)
    assert not examine()


@given(some.lists(some.integers(1, 9_999_999_999), min_size=1, max_size=30), some.data())
def test_the_shares_of_an_amount_add_up_to_it(weights: list[int], data: some.DataObject) -> None:
    """INV-21: each within a centime of its exact share, and never more than the line itself"""
    amount = data.draw(some.integers(0, sum(weights)))
    parts = shares(Centimes(amount), weights)
    assert sum(parts, ZERO) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights)
        assert 0 <= part <= weight


def test_a_sale_that_was_paid_elsewhere_meanwhile_is_refused_with_the_figures(counter: Counter) -> None:
    """INV-10: what was seen is said with what is ticked"""
    client = counter.client()
    first, second = counter.sell(client, 2_000), counter.sell(client, 3_000)
    ticked = tick(first, second)
    counter.pay(client, 1_500)
    with pytest.raises(DebtMoved) as refused:
        pay(counter, client, ticked, 5_000)
    assert refused.value == DebtMoved(first.number, Centimes(2_000), Centimes(500))
    assert counter.owes(client) == (3_500, 0, 3_500)
    counter.pay(client, 500)
    with pytest.raises(DebtMoved):
        pay(counter, client, ticked, 5_000)


def test_inv_13_only_debits_of_this_client_each_once(counter: Counter) -> None:
    """INV-13"""
    client, other = counter.client(), counter.client("Bennani")
    own, theirs = counter.sell(client, 1_000), counter.sell(other, 1_000)
    counter.advance(client, 300)
    advance = Operation.get(Operation.kind == OperationKind.ADVANCE)
    for ticked in ((), tick(own, own)):
        with pytest.raises(NothingChosen):
            pay(counter, client, ticked, 1_000)
    for stranger in (theirs, advance):
        with pytest.raises(NotADebt):
            pay(counter, client, tick(own, stranger), 1_000)
    assert posted(*TILL) == 300


def test_paying_what_is_ticked_by_avoir_moves_no_money(counter: Counter) -> None:
    """pay-with-avoir, INV-11, INV-12"""
    client = counter.client()
    counter.sell(client, 1_000, day=OCTOBER)
    ticked = counter.sell(client, 2_000)
    counter.advance(client, 1_200)
    with pytest.raises(NotEnoughAvoir):
        pay(counter, client, tick(ticked), 1_201, "credit")
    receipt = pay(counter, client, tick(ticked), 1_200, "credit")
    assert (receipt.avoir_used, receipt.money) == (1_200, 0)
    assert [item.open for item in open_items.debits(client)] == [1_000, 800]
    assert counter.owes(client) == (1_800, 0, 1_800)
    assert posted(*TILL) == 1_200


def test_avoir_discount_and_money_together_pay_what_is_ticked(counter: Counter) -> None:
    """INV-10, INV-11, INV-16"""
    client = counter.client()
    sold = [counter.sell(client, 1_000), counter.sell(client, 2_000)]
    counter.advance(client, 500)
    receipt = pay(counter, client, tick(*sold), 2_200, avoir_used=Centimes(500), discount=Centimes(300))
    assert (receipt.avoir_used, receipt.discount, receipt.money) == (500, 300, 2_200)
    assert counter.owes(client) == (0, 0, 0)
    assert not examine()


def test_an_avoir_younger_than_the_payment_is_used_and_not_the_payment_itself(counter: Counter) -> None:
    """INV-12: a payment of five days ago with an avoir of today leaves nothing open"""
    client, early = counter.client(), clock.today() - timedelta(days=5)
    sale = counter.sell(client, 3_000, day=OCTOBER)
    counter.advance(client, 1_000)
    pay(counter, client, tick(sale), 2_000, avoir_used=Centimes(1_000), day=early)
    assert counter.owes(client) == (0, 0, 0)
    assert examine() == []


def test_a_discount_may_settle_one_of_what_is_ticked_wholly(counter: Counter) -> None:
    """INV-16, INV-21: the money then settles the others"""
    client = counter.client()
    ticked = tick(counter.sell(client, 1), counter.sell(client, 99))
    assert shares(Centimes(99), [1, 99]) == [1, 98]
    pay(counter, client, ticked, 1, discount=Centimes(99))
    assert counter.owes(client) == (0, 0, 0)


def test_what_is_ticked_though_it_is_settled_takes_nothing(counter: Counter) -> None:
    """INV-10"""
    client = counter.client()
    ticked = tick(counter.sell(client, 100, cash=100), counter.sell(client, 99))
    pay(counter, client, ticked, 50)
    assert counter.owes(client) == (49, 0, 49)


def test_more_than_was_ticked_is_change_or_avoir_and_settles_nothing_else(counter: Counter) -> None:
    """INV-12, INV-15"""
    client = counter.client()
    counter.sell(client, 900, day=OCTOBER)
    ticked = counter.sell(client, 1_000)
    receipt = pay(counter, client, tick(ticked), 1_000, "cheque", tendered=Centimes(1_500), keep_change=True)
    assert receipt.kept == 500
    assert counter.owes(client) == (900, 500, 400)


def test_what_cannot_be_is_refused(counter: Counter) -> None:
    """INV-10, INV-42; pay-unpaid: the date may be changed, not to a day to come"""
    client = counter.client()
    ticked = tick(counter.sell(client, 1_000))
    with pytest.raises(DiscountTooLarge):
        pay(counter, client, ticked, 0, discount=Centimes(1_001))
    with pytest.raises(NotPositive):
        pay(counter, client, ticked, 0)
    with pytest.raises(InTheFuture):
        pay(counter, client, ticked, 1_000, day=clock.today() + timedelta(days=1))
    Client.update(blocked=True).where(Client.id == client).execute()
    with pytest.raises(ClientBlocked):
        pay(counter, client, ticked, 1_000)


def test_the_same_request_twice_pays_once_and_another_under_its_key_is_refused(counter: Counter) -> None:
    """INV-20"""
    client = counter.client()
    first, second = counter.sell(client, 1_000), counter.sell(client, 1_000)
    key, ticked = new_key(), tick(first)
    order = DebtPayment(client, PaymentMode.CASH, Centimes(1_000))
    receipts = [payments.pay_selected(order, ticked, by=by_staff(counter.staff, key)) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert posted(*TILL) == 1_000
    with pytest.raises(KeyReused):
        payments.pay_selected(order, tick(second), by=by_staff(counter.staff, key))
