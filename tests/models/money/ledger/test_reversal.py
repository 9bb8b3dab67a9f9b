"""Cancelling: an opposite operation that names the one it cancels (INV-03)."""

from datetime import timedelta

import pytest

from models import doctor
from models.money.avoirs import refunds
from models.money.ledger import open_items, reversal
from models.money.ledger.accounts import TILL, OperationKind, PaymentMode
from models.money.ledger.postings import Entered, Operation, Posting
from models.money.ledger.reversal import AlreadyReversed, CannotReverse, SettledWithDiscount
from models.refusals import KeyReused, Missing
from models.requests.by import new_key
from models.store import clock
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.values import Centimes
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter


def reverse(counter: Counter, operation: int, reason: str = "mistake") -> str:
    return reversal.reverse(operation, reason, by=by_staff(counter.staff))


def payment_of(client: int) -> Operation:
    return Operation.get(Operation.client == client, Operation.kind == OperationKind.PAYMENT)


def test_cancelling_a_payment_makes_its_sales_unpaid_again(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 5_000)
    counter.pay(client, 5_000)
    reverse(counter, payment_of(client).id)
    assert counter.owes(client) == (5_000, 0, 5_000)
    assert [item.operation for item in open_items.debits(client)] == [sale.id]
    assert sum(row.amount for row in Posting.select().where(Posting.account.in_(TILL))) == 0


def test_a_cancellation_names_the_tills_in_the_order_of_what_it_cancels(counter: Counter) -> None:
    """On both engines: a relevé prints them in this order"""
    client = counter.client()
    counter.sell(client, 5_000, cash=1_000, transfer=1_500, card=2_500)
    paid = payment_of(client)
    reverse(counter, paid.id)

    def accounts(operation: Entered | Operation) -> list[str]:
        rows = Posting.select(Posting.account).where(Posting.operation == operation).order_by(Posting.id)
        return [account for (account,) in rows.tuples()]

    assert accounts(Operation.get(Operation.reverses == paid)) == accounts(paid)


def test_a_cancelled_payment_takes_its_discount_with_it(counter: Counter) -> None:
    """INV-16"""
    client = counter.client()
    counter.sell(client, 5_000)
    counter.pay(client, 4_500, discount=Centimes(500))
    reverse(counter, payment_of(client).id)
    assert counter.owes(client) == (5_000, 0, 5_000)


def test_a_discount_is_not_cancelled_without_its_payment(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 5_000)
    counter.pay(client, 4_500, discount=Centimes(500))
    discount = Operation.get(Operation.kind == OperationKind.DISCOUNT)
    with pytest.raises(CannotReverse):
        reverse(counter, discount.id)


def test_cancelling_a_sale_makes_what_was_paid_an_avoir(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 5_000)
    counter.pay(client, 3_000)
    reverse(counter, sale.id)
    assert counter.owes(client) == (0, 3_000, -3_000)


def test_an_operation_is_cancelled_once(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 5_000)
    number = reverse(counter, sale.id)
    with pytest.raises(AlreadyReversed) as refused:
        reverse(counter, sale.id)
    assert refused.value.by == number


def test_a_cancellation_is_not_cancelled(counter: Counter) -> None:
    client = counter.client()
    reverse(counter, counter.sell(client, 5_000).id)
    opposite = Operation.get(Operation.kind == OperationKind.REVERSAL)
    with pytest.raises(CannotReverse):
        reverse(counter, opposite.id)


def test_a_cancellation_says_why(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 5_000)
    with pytest.raises(Missing):
        reverse(counter, sale.id, " ")


def test_the_same_cancellation_twice_is_one(counter: Counter) -> None:
    """INV-20"""
    client = counter.client()
    sale = counter.sell(client, 5_000)
    op_id = new_key()
    numbers = {reversal.reverse(sale.id, "mistake", by=by_staff(counter.staff, op_id)) for _ in range(2)}
    assert len(numbers) == 1


def test_a_request_cancels_one_operation(counter: Counter) -> None:
    """INV-20"""
    client, op_id = counter.client(), new_key()
    sold = [counter.sell(client, 1000) for _ in range(2)]
    reversal.reverse(sold[0].id, "a reason", by=by_staff(counter.staff, op_id))
    with pytest.raises(KeyReused):
        reversal.reverse(sold[1].id, "a reason", by=by_staff(counter.staff, op_id))
    assert counter.owes(client) == (1000, 0, 1000)


def test_what_was_paid_again_before_the_cancellation_leaves_no_day_overpaid(counter: Counter) -> None:
    """INV-05, INV-10: paid on the 1st, cancelled on the 10th, paid again with a date of the 5th"""
    client = counter.client()
    with clock.stopped_at(NOW - timedelta(days=10)):
        counter.sell(client, 1_000)
        counter.pay(client, 1_000)
    reverse(counter, payment_of(client).id)
    counter.pay(client, 1_000, day=clock.today() - timedelta(days=5))
    for back in range(12):
        then = open_items.position(client, at=clock.today() - timedelta(days=back))
        assert min(then.unpaid, then.credit) >= 0, back
    assert doctor.examine() == []
    assert counter.owes(client) == (0, 0, 0)


def test_inv_03_cancelled_and_entered_again_it_is_as_before(counter: Counter) -> None:
    """INV-03: an operation and its cancellation restore every derived number"""
    client = counter.client()
    counter.sell(client, 2_000)
    counter.advance(client, 700)
    before = counter.owes(client), open_items.debits(client), open_items.credits(client)
    counter.pay(client, 1_500, avoir_used=Centimes(0), discount=Centimes(100))
    reverse(counter, payment_of(client).id)
    assert (
        counter.owes(client),
        *(
            [(item.operation, item.open) for item in items]
            for items in (open_items.debits(client), open_items.credits(client))
        ),
    ) == (before[0], *([(item.operation, item.open) for item in items] for items in before[1:]))


def test_without_the_rules_of_sales_and_invoices_no_sale_is_cancelled_and_no_return_paid_back(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """INV-17, INV-18, INV-19: a program that forgot them fails, rather than pass them over"""
    client = counter.client()
    sale = counter.sell(client, 5_000, cash=5_000)
    (line,) = returned.sold_lines(sale.id)
    document = returns.take_back(sale.id, [(line.sale_line, 1_000)], by=by_staff(counter.staff))
    monkeypatch.setattr(reversal, "GUARDS", [])
    monkeypatch.setattr(refunds, "MONEY_OF", {})
    for original in (sale, document):
        with pytest.raises(LookupError):
            reverse(counter, original.id)
    with pytest.raises(LookupError):
        refunds.pay_back(document.id, Centimes(1), PaymentMode.CASH, by=by_staff(counter.staff))


def test_inv_16_a_discount_never_becomes_an_avoir_of_a_cancelled_sale(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 10_000)
    payment = counter.pay(client, 9_000, discount=1_000)

    with pytest.raises(SettledWithDiscount) as refused:
        reverse(counter, sale.id)
    assert refused.value == SettledWithDiscount(sale.number, payment.number)

    reverse(counter, payment_of(client).id)
    assert counter.owes(client) == (10_000, 0, 10_000)
    reverse(counter, sale.id)
    assert counter.owes(client) == (0, 0, 0)
