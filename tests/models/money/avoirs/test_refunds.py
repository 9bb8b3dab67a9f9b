"""Paying avoirs back: never more than is left, never money for what was none (INV-11, INV-14, INV-17)."""

from datetime import date

import pytest

from models import doctor
from models.money import entries
from models.money.amounts import NotPositive
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.refunds import MoreThanAvailable, MoreThanMoney, NeverMoney, NoAvoir, TooEarly
from models.money.ceiling import CeilingExceeded
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, NotMoney, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.money.ledger.reversal import PaidBack
from models.requests.by import new_key
from models.trade.cancelling import guards
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

CASH = PaymentMode.CASH


def pay_back(counter: Counter, credit: int, amount: int, mode: str = "cash", **how: object) -> Operation:
    return guards.pay_back(
        credit,
        Centimes(amount),
        PaymentMode(mode),
        by=by_staff(counter.staff),
        **how,  # type: ignore[arg-type]
    )


def only(client: int, kind: OperationKind) -> int:
    return int(Operation.get(Operation.client == client, Operation.kind == kind).id)


def till() -> int:
    return sum(row.amount for row in Posting.select().where(Posting.account.in_(TILL)))


def cancel(counter: Counter, operation: int) -> str:
    return guards.cancel(operation, "a mistake", by=by_staff(counter.staff))


def test_an_advance_is_paid_back_in_parts_and_never_beyond_what_is_left(counter: Counter) -> None:
    """INV-11"""
    client = counter.client()
    counter.advance(client, 1_000)
    credit = only(client, OperationKind.ADVANCE)
    pay_back(counter, credit, 400)
    assert (counter.owes(client), till()) == ((0, 600, -600), 600)
    with pytest.raises(MoreThanAvailable) as refused:
        pay_back(counter, credit, 601)
    assert (refused.value.asked, refused.value.available) == (601, 600)
    pay_back(counter, credit, 600, "transfer")
    assert (counter.owes(client), till()) == ((0, 0, 0), 0)
    assert [str(fault) for fault in doctor.examine()] == []


def test_the_change_that_was_kept_is_paid_back_and_what_paid_a_sale_is_not(counter: Counter) -> None:
    """INV-17"""
    client = counter.client()
    counter.sell(client, 1_000)
    counter.pay(client, 1_000, tendered=Centimes(1_500), keep_change=True)
    payment = only(client, OperationKind.PAYMENT)
    with pytest.raises(MoreThanAvailable):
        pay_back(counter, payment, 501)
    pay_back(counter, payment, 500)
    assert till() == 1_000


def test_an_avoir_spent_meanwhile_at_another_terminal_is_not_paid_back(counter: Counter) -> None:
    """INV-11"""
    client = counter.client()
    counter.advance(client, 1_000)
    counter.sell(client, 800)
    counter.pay(client, 800, "credit")
    with pytest.raises(MoreThanAvailable) as refused:
        pay_back(counter, only(client, OperationKind.ADVANCE), 1_000)
    assert refused.value.available == 200


def test_an_avoir_of_before_officine_is_paid_back(counter: Counter) -> None:
    client = counter.client()
    entries.open_balance(client, Centimes(-1_000), by=by_staff(counter.staff))
    pay_back(counter, only(client, OperationKind.OPENING), 1_000)
    assert counter.owes(client) == (0, 0, 0)


def test_what_never_was_money_is_never_paid_back(counter: Counter) -> None:
    """INV-17: a goodwill credit, an adjustment"""
    client = counter.client()
    avoirs.grant(client, Centimes(500), "a late order", by=by_staff(counter.staff))
    counter.adjust(client, -500)
    for kind in (OperationKind.CREDIT_NOTE, OperationKind.ADJUSTMENT):
        with pytest.raises(NeverMoney):
            pay_back(counter, only(client, kind), 100)
    assert till() == 0


def test_inv_17_a_goodwill_credit_does_not_turn_into_money_by_a_sale_and_its_return(counter: Counter) -> None:
    """INV-17: total refunded ≤ paid"""
    client = counter.client()
    avoirs.grant(client, Centimes(400), "a late order", by=by_staff(counter.staff))
    sale = counter.sell(client, 1_000)
    counter.pay(client, 600, avoir_used=Centimes(400))
    line = returned.sold_lines(sale.id)[0].sale_line
    document = returns.take_back(sale.id, [(line, 1_000)], by=by_staff(counter.staff))
    with pytest.raises(MoreThanMoney) as refused:
        pay_back(counter, document.id, 601)
    assert refused.value.money == 600
    pay_back(counter, document.id, 600)
    with pytest.raises(MoreThanMoney):
        pay_back(counter, document.id, 1)
    assert (counter.owes(client), till()) == ((0, 400, -400), 0)


def test_an_advance_that_paid_a_returned_sale_is_money_again(counter: Counter) -> None:
    """INV-17: it comes back as avoir first, and that avoir was money"""
    client = counter.client()
    counter.advance(client, 1_000)
    sale = counter.sell(client, 1_000)
    counter.pay(client, 1_000, "credit")
    line = returned.sold_lines(sale.id)[0].sale_line
    document = returns.take_back(sale.id, [(line, 1_000)], refund=CASH, by=by_staff(counter.staff))
    assert (counter.owes(client), till()) == ((0, 1_000, -1_000), 1_000)
    pay_back(counter, document.id, 1_000)
    assert (counter.owes(client), till()) == ((0, 0, 0), 0)


def test_a_credit_that_was_paid_back_is_not_cancelled_before_its_refund(counter: Counter) -> None:
    """INV-17: undoing what was refunded creates no money"""
    client = counter.client()
    counter.advance(client, 1_000)
    credit = only(client, OperationKind.ADVANCE)
    refund = pay_back(counter, credit, 300)
    with pytest.raises(PaidBack):
        cancel(counter, credit)
    cancel(counter, refund.id)
    assert (counter.owes(client), till()) == ((0, 1_000, -1_000), 1_000)
    cancel(counter, credit)
    assert (counter.owes(client), till()) == ((0, 0, 0), 0)
    assert [str(fault) for fault in doctor.examine()] == []


def test_paying_back_raises_the_debt_within_the_ceiling_only(counter: Counter) -> None:
    """INV-14: who owes 500 and has 500 owes 500 once the avoir is paid back"""
    client = counter.client(ceiling=Centimes(300))
    counter.advance(client, 500)
    counter.sell(client, 500)
    credit = only(client, OperationKind.ADVANCE)
    with pytest.raises(CeilingExceeded):
        pay_back(counter, credit, 301)
    pay_back(counter, credit, 300)
    assert counter.owes(client) == (500, 200, 300)


@pytest.mark.parametrize(
    ("amount", "mode", "refusal"),
    [(0, "cash", NotPositive), (-5, "cash", NotPositive), (5, "credit", NotMoney)],
)
def test_a_refund_is_money(counter: Counter, amount: int, mode: str, refusal: type[Exception]) -> None:
    client = counter.client()
    counter.advance(client, 1_000)
    with pytest.raises(refusal):
        pay_back(counter, only(client, OperationKind.ADVANCE), amount, mode)


def test_only_a_credit_is_paid_back_and_not_before_its_day(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    for nothing in (sale.id, 999_999):
        with pytest.raises(NoAvoir):
            pay_back(counter, nothing, 100)
    counter.advance(client, 1_000, day=date(2026, 11, 10))
    with pytest.raises(TooEarly):
        pay_back(counter, only(client, OperationKind.ADVANCE), 100, day=date(2026, 11, 9))


def test_the_same_refund_twice_is_one(counter: Counter) -> None:
    """INV-20"""
    client, op_id = counter.client(), new_key()
    counter.advance(client, 1_000)
    credit = only(client, OperationKind.ADVANCE)
    for _ in range(3):
        guards.pay_back(credit, Centimes(400), CASH, by=by_staff(counter.staff, op_id))
    assert counter.owes(client) == (0, 600, -600)
    assert open_items.credits(client)[0].open == 600
