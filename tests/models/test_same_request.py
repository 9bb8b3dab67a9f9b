"""A line that drops, a key that sticks: the same request a thousand times is one operation (INV-20).

A sale a thousand times is in `test_sales.py`.
"""

from collections.abc import Callable
from typing import Any

import pytest

from models import doctor
from models.money.accounts import PaymentMode
from models.money.ledger import Allocation, Operation, Posting
from models.money.payments import Chosen, CreditPayment, pay_selected
from models.people import trail
from models.people.trail import Trail, new_op_id
from models.trade import guards, returned, returns
from models.values import Centimes
from tests.models.conftest import Counter

TIMES = 1_000


def a_payment_of_ticked_sales(counter: Counter) -> Callable[..., Any]:
    client = counter.client()
    chosen = [Chosen(counter.sell(client, total).id, Centimes(total)) for total in (700, 900)]
    order = CreditPayment(client, PaymentMode.CASH, Centimes(1_500), discount=Centimes(100))
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
    op_id = new_op_id()
    first = ask(staff=counter.staff, op_id=op_id)
    written = [table.select().count() for table in (Trail, Operation, Posting, Allocation)]
    answers = {ask(staff=counter.staff, op_id=op_id) for _ in range(TIMES - 1)}
    assert answers == {first}
    assert [table.select().count() for table in (Trail, Operation, Posting, Allocation)] == written
    assert trail.Trail.select().where(Trail.op_id == op_id).count() == 1
    assert doctor.examine() == []
