"""A line that drops, a key that sticks: the same request a thousand times is one operation (INV-20).

A sale a thousand times is in `test_sales.py`.
"""

from collections.abc import Callable
from typing import Any

import pytest

from models import doctor
from models.money.ledger import deallocation
from models.money.ledger.accounts import Account, OperationKind, PaymentMode
from models.money.ledger.postings import Allocation, Operation, Posting
from models.money.payments.verbs import Chosen, DebtPayment, pay_selected
from models.money.till import verbs as till
from models.people.staff import verbs as personnel
from models.refusals import KeyReused
from models.requests import trail
from models.requests.by import new_key
from models.requests.trail import Trail
from models.store import clock
from models.trade.cancelling import guards
from models.trade.cancelling import sale as cancelling
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.values import ZERO, Centimes
from tests.asking import by_staff
from tests.codes import secured
from tests.models.conftest import Counter

TIMES = 1_000

Two = tuple[Callable[..., Any], Callable[..., Any]]
"""A request, and another one that is not the same."""


def a_payment_of_ticked_sales(counter: Counter) -> Callable[..., Any]:
    client = counter.client()
    chosen = [Chosen(counter.sell(client, total).id, Centimes(total)) for total in (700, 900)]
    order = DebtPayment(client, PaymentMode.CASH, Centimes(1_500), discount=Centimes(100))
    return lambda **asks: pay_selected(order, chosen, **asks).number


def a_return_paid_back(counter: Counter) -> Callable[..., Any]:
    sale = counter.sell(counter.client(), 5_000, cash=5_000)
    lines = [(line.sale_line, line.quantity) for line in returned.sold_lines(sale.id)]
    return lambda **asks: returns.take_back(sale.id, lines, refund=PaymentMode.CASH, **asks).id


def an_avoir_paid_back(counter: Counter) -> Callable[..., Any]:
    client = counter.client()
    counter.advance(client, 5_000)
    credit = Operation.get(Operation.client == client).id
    return lambda **asks: guards.pay_back(credit, Centimes(3_000), PaymentMode.CASH, **asks).id


@pytest.mark.parametrize("prepared", [a_payment_of_ticked_sales, a_return_paid_back, an_avoir_paid_back])
def test_inv_20_a_thousand_times_the_same_request_is_one_operation(
    counter: Counter, prepared: Callable[[Counter], Callable[..., Any]]
) -> None:
    ask = prepared(counter)
    op_id = new_key()
    first = ask(by=by_staff(counter.staff, op_id))
    written = [table.select().count() for table in (Trail, Operation, Posting, Allocation)]
    answers = {ask(by=by_staff(counter.staff, op_id)) for _ in range(TIMES - 1)}
    assert answers == {first}
    assert [table.select().count() for table in (Trail, Operation, Posting, Allocation)] == written
    assert trail.Trail.select().where(Trail.op_id == op_id).count() == 1
    assert doctor.examine() == []


def cancelling_a_sale(counter: Counter) -> Two:
    sale = counter.sell(counter.client(), 5_000, cash=5_000).id
    return (
        lambda **asks: cancelling.cancel(sale, "twice", **asks),
        lambda **asks: cancelling.cancel(sale, "twice", with_payment=True, **asks),
    )


def the_reason_of_a_cancellation(counter: Counter) -> Two:
    sale = counter.sell(counter.client(), 5_000).id
    return (
        lambda **asks: guards.cancel(sale, "twice", **asks),
        lambda **asks: guards.cancel(sale, "wrong client", **asks),
    )


def the_reason_of_an_unlinking(counter: Counter) -> Two:
    client = counter.client()
    sale = counter.sell(client, 5_000).id
    counter.pay(client, 5_000)
    credit = Operation.get(Operation.kind == OperationKind.PAYMENT).id
    return (
        lambda **asks: deallocation.undo(sale, credit, "wrong sale", **asks),
        lambda **asks: deallocation.undo(sale, credit, "twice", **asks),
    )


def the_money_a_return_announced(counter: Counter) -> Two:
    sale = counter.sell(counter.client(), 5_000, cash=5_000)
    lines = [(line.sale_line, line.quantity) for line in returned.sold_lines(sale.id)]
    back: dict[str, Any] = {"refund": PaymentMode.CASH}
    return (
        lambda **asks: returns.take_back(sale.id, lines, seen=Centimes(5_000), **back, **asks),
        lambda **asks: returns.take_back(sale.id, lines, seen=Centimes(4_000), **back, **asks),
    )


def what_a_till_was_counted_against(counter: Counter) -> Two:
    def close(expected: int) -> Callable[..., Any]:
        seen = {Account.CASH: Centimes(expected)}
        return lambda **asks: till.close(clock.today(), {}, opening=ZERO, seen=seen, **asks)

    return close(0), close(500)


def the_code_of_a_colleague(counter: Counter) -> Two:
    return (
        lambda **asks: personnel.engage("B. Idrissi", "4321", security=secured(), **asks),
        lambda **asks: personnel.engage("B. Idrissi", "9999", security=secured(), **asks),
    )


@pytest.mark.parametrize(
    "prepared",
    [
        *(cancelling_a_sale, the_reason_of_a_cancellation, the_reason_of_an_unlinking),
        *(the_money_a_return_announced, what_a_till_was_counted_against, the_code_of_a_colleague),
    ],
)
def test_inv_20_a_used_key_is_not_taken_for_another_request(
    counter: Counter, prepared: Callable[[Counter], Two]
) -> None:
    """Who changes their mind after the line dropped is not told that all is as they now want it"""
    one, other = prepared(counter)
    asks: dict[str, Any] = {"by": by_staff(counter.staff)}
    one(**asks)
    with pytest.raises(KeyReused):
        other(**asks)
    one(**asks)
    assert doctor.examine() == []
