"""Cancelling a sale: an opposite operation, and what becomes of what was paid (INV-03)."""

from typing import Any

import pytest

from models import doctor
from models.money.ledger import reversal
from models.money.ledger.accounts import Account
from models.money.ledger.postings import Entered, Operation, Posting
from models.money.ledger.reversal import AlreadyReversed, NoSuchOperation
from models.refusals import KeyReused, Missing
from models.requests.by import new_key
from models.trade.cancelling import sale as cancelling
from tests.asking import by_staff
from tests.models.conftest import Counter


def cancel(counter: Counter, sale: Entered | Operation, **more: bool) -> str:
    return cancelling.cancel(sale.id, "wrong client", by=by_staff(counter.staff), **more)


def posted(account: Account) -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account == account))


def test_a_cancelled_sale_is_owed_no_more_and_what_paid_it_is_credit(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=300)
    number = cancel(counter, sale)
    assert counter.owes(client) == (0, 300, -300)
    assert posted(Account.CASH) == 300
    opposite = Operation.get(Operation.number == number)
    assert (opposite.reverses_id, opposite.note) == (sale.id, "wrong client")
    assert doctor.examine() == []


def test_with_its_payment_the_money_goes_back_over_the_counter(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=300, card=200)
    cancel(counter, sale, with_payment=True)
    assert counter.owes(client) == (0, 0, 0)
    assert posted(Account.CASH) == posted(Account.CARD) == posted(Account.SALES) == 0
    assert doctor.examine() == []


def test_a_payment_that_came_later_is_left_alone(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.pay(client, 1_000)
    assert cancelling.paid_at_once(sale.id) is None
    cancel(counter, sale, with_payment=True)
    assert counter.owes(client) == (0, 1_000, -1_000)


def test_a_payment_that_was_cancelled_already_is_not_cancelled_again(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=1_000)
    paid = cancelling.paid_at_once(sale.id)
    assert paid is not None
    assert paid.amount == 1_000
    reversal.reverse(paid.operation, "wrong", by=by_staff(counter.staff))
    cancel(counter, sale, with_payment=True)
    assert counter.owes(client) == (0, 0, 0)
    assert posted(Account.CASH) == 0


def test_the_same_request_twice_cancels_once(counter: Counter) -> None:
    """INV-20"""
    client, op_id = counter.client(), new_key()
    sale = counter.sell(client, 1_000, cash=1_000)
    asks: dict[str, Any] = {"with_payment": True, "by": by_staff(counter.staff, op_id)}
    assert len({cancelling.cancel(sale.id, "twice", **asks) for _ in range(2)}) == 1
    assert counter.owes(client) == (0, 0, 0)
    with pytest.raises(AlreadyReversed):
        cancel(counter, sale)


def test_only_a_sale_is_cancelled_here_and_never_without_a_reason(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000, cash=300)
    payment = cancelling.paid_at_once(sale.id)
    assert payment is not None
    with pytest.raises(NoSuchOperation):
        cancelling.cancel(payment.operation, "no sale", by=by_staff(counter.staff))
    with pytest.raises(Missing):
        cancelling.cancel(sale.id, " ", by=by_staff(counter.staff))


def test_a_cancellation_asked_again_does_not_take_the_payment_along(counter: Counter) -> None:
    client, op_id = counter.client(), new_key()
    sale = counter.sell(client, 10_000, cash=10_000)
    cancelling.cancel(sale.id, "typed twice", by=by_staff(counter.staff, op_id))
    with pytest.raises(KeyReused):
        cancelling.cancel(sale.id, "typed twice", with_payment=True, by=by_staff(counter.staff, op_id))
    assert counter.owes(client) == (0, 10_000, -10_000)
