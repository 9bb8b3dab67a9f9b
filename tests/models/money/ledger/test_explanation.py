"""Pourquoi ce solde ? The list adds up to the balance, wherever its window is (INV-02, INV-05, INV-07)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.money.ledger import deallocation, explanation, reversal
from models.money.ledger.accounts import OperationKind
from models.money.ledger.explanation import ExplainedRow, Explanation
from models.money.ledger.postings import Operation
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

OCTOBER = date(2026, 10, 1)


def busy(counter: Counter) -> int:
    """A client to whom everything happened, not in the order of the days."""
    client = counter.client()
    counter.sell(client, 5_000, day=OCTOBER + timedelta(days=3))
    counter.sell(client, 2_000, day=OCTOBER, cash=500)
    counter.pay(client, 3_000, day=OCTOBER + timedelta(days=5), discount=Centimes(200))
    counter.advance(client, 700, day=OCTOBER + timedelta(days=4))
    counter.adjust(client, 250, day=OCTOBER + timedelta(days=3))
    counter.adjust(client, -100)
    payment = (
        Operation.select().where(Operation.kind == OperationKind.PAYMENT).order_by(-Operation.id).first()
    )
    reversal.reverse(payment.id, "unpaid cheque", by=by_staff(counter.staff))
    return client


def shape(rows: list[ExplainedRow]) -> list[tuple[str, Centimes, Centimes]]:
    return [(row.operation.number, row.moved, row.balance) for row in rows]


def test_every_operation_is_in_it_and_the_last_balance_is_that_of_the_client(counter: Counter) -> None:
    """INV-02: cancellations, discounts and back-dated entries included"""
    client = busy(counter)
    counter.sell(counter.client("Bennani"), 9_900)
    rows = list(Explanation(client).read(100))
    assert (
        len(rows)
        == Explanation(client).count()
        == Operation.select().where(Operation.client == client).count()
    )
    assert [(row.operation.day, row.id) for row in rows] == sorted(
        (row.operation.day, row.id) for row in rows
    )
    assert all(later.balance == earlier.balance + later.moved for earlier, later in pairwise(rows))
    assert rows[0].balance == rows[0].moved
    assert rows[-1].balance == clients.get(client).balance
    assert {row.operation.author for row in rows} == {"S. Amrani"}


@given(some.data())
def test_a_window_anywhere_tells_the_same_as_the_whole(file_counter: Counter, data: some.DataObject) -> None:
    if not Client.select().exists():
        busy(file_counter)
    client = Client.select().first().id
    listing = Explanation(client)
    whole = list(listing.read(100))
    start, size = data.draw(some.integers(0, len(whole) - 1)), data.draw(some.integers(1, 5))
    mark = whole[start]
    assert list(listing.read(size)) == whole[:size]
    assert list(listing.last(size)) == whole[-size:]
    assert list(listing.read(size, at=mark)) == whole[start : start + size]
    assert list(listing.read(size, after=mark)) == whole[start + 1 : start + 1 + size]
    assert list(listing.read(size, before=mark)) == whole[max(0, start - size) : start]


@pytest.mark.capability("sit-at-date")
def test_a_period_begins_with_the_balance_before_it(counter: Counter) -> None:
    """INV-05"""
    client = busy(counter)
    whole = list(Explanation(client).read(100))
    since = Explanation(client, since=OCTOBER + timedelta(days=4))
    rows = list(since.read(100))
    assert shape(rows) == shape([row for row in whole if row.operation.day >= OCTOBER + timedelta(days=4)])
    assert since.opening() + sum((row.moved for row in rows), ZERO) == clients.get(client).balance
    assert Explanation(client).opening() == 0
    assert Explanation(client, until=OCTOBER).count() == 2


def test_a_back_dated_entry_moves_only_what_comes_after_it(counter: Counter) -> None:
    """INV-07"""
    client = busy(counter)
    before = list(Explanation(client).read(100))
    counter.sell(client, 1_000, day=OCTOBER + timedelta(days=4))
    after = list(Explanation(client).read(100))
    earlier = [row for row in before if row.operation.day <= OCTOBER + timedelta(days=4)]
    assert shape(after)[: len(earlier)] == shape(earlier)
    assert [row.balance for row in after[len(earlier) + 1 :]] == [
        row.balance + 1_000 for row in before[len(earlier) :]
    ]


def test_the_balance_is_proved_three_ways(counter: Counter) -> None:
    """INV-02"""
    client = busy(counter)
    shown = clients.get(client).balance
    proof = explanation.proof(client)
    assert (proof.balance, proof.position.balance, proof.shown, proof.holds) == (shown, shown, shown, True)
    assert proof.operations == Explanation(client).count()
    Client.update(balance=Client.balance + 1).where(Client.id == client).execute()
    assert not explanation.proof(client).holds
    assert explanation.proof(counter.client("Nobody")).holds


def test_a_lettrage_undone_leaves_the_list_as_it_was(counter: Counter) -> None:
    """INV-12"""
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    before = shape(list(Explanation(client).read(10)))
    payment = Operation.get(Operation.kind == OperationKind.PAYMENT)
    deallocation.undo(sale.id, payment.id, "why", by=by_staff(counter.staff))
    assert shape(list(Explanation(client).read(10))) == before
    assert [balance for _, _, balance in before] == [1_000, 0]
