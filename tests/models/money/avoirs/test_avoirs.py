"""Avoirs: what is left of each and where the rest went; giving and using one (avoir-tab, INV-11, INV-12)."""

import pytest
from peewee import fn

from models import doctor
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.refunds import MoreThanAvailable, NoAvoir
from models.money.avoirs.verbs import AvoirListing, AvoirRow, MoreThanUnpaid
from models.money.ledger import history, open_items
from models.money.ledger.accounts import TILL, Account, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.money.payments.receipts import Receipt
from models.refusals import Missing
from models.requests.by import new_key
from models.trade.cancelling import guards
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


def use(counter: Counter, credit: int, amount: int) -> Receipt:
    return avoirs.use(credit, Centimes(amount), by=by_staff(counter.staff))


def grant(counter: Counter, client: int, amount: int, note: str = "a late order") -> str:
    return avoirs.grant(client, Centimes(amount), note, by=by_staff(counter.staff))


def rows(client: int) -> list[AvoirRow]:
    return list(AvoirListing(client).read(20))


def said(row: AvoirRow) -> tuple[str, int, int, int, int]:
    """Kind, worth, used, paid back, available."""
    return str(row.kind), row.worth, row.used, row.refunded, row.available


def advance_of(client: int) -> int:
    return int(Operation.get(Operation.client == client, Operation.kind == OperationKind.ADVANCE).id)


def test_a_goodwill_credit_lowers_the_balance_and_brings_no_money(counter: Counter) -> None:
    """INV-12, INV-08: neither till nor turnover"""
    client = counter.client()
    grant(counter, client, 700)
    assert counter.owes(client) == (0, 700, -700)
    touched = Posting.select(fn.COUNT(Posting.id)).where(Posting.account.in_((*TILL, Account.SALES)))
    assert touched.scalar() == 0
    assert [str(fault) for fault in doctor.examine()] == []


def test_a_goodwill_credit_says_why(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(Missing):
        grant(counter, client, 700, " ")


def test_inv_12_using_an_avoir_pays_the_oldest_debts_and_leaves_the_balance(counter: Counter) -> None:
    """INV-12, INV-15"""
    client = counter.client()
    first, second = counter.sell(client, 500), counter.sell(client, 900)
    counter.advance(client, 1_000)
    balance = counter.owes(client)[2]
    receipt = use(counter, advance_of(client), 800)
    assert [(line.operation, line.amount, line.remaining) for line in receipt.settled] == [
        (first.id, 500, 0),
        (second.id, 300, 600),
    ]
    assert (receipt.avoir_used, receipt.money) == (800, 0)
    assert counter.owes(client) == (600, 200, balance)


def test_this_avoir_is_used_and_no_other(counter: Counter) -> None:
    """pay-with-avoir: the one somebody pointed at, though an older one is there"""
    client = counter.client()
    counter.advance(client, 1_000)
    grant(counter, client, 1_000)
    counter.sell(client, 600)
    chosen = next(row for row in rows(client) if row.kind is OperationKind.CREDIT_NOTE)
    use(counter, chosen.id, 600)
    assert [(item.kind, item.open) for item in open_items.credits(client)] == [
        (OperationKind.ADVANCE, 1_000),
        (OperationKind.CREDIT_NOTE, 400),
    ]


def test_inv_11_paying_by_avoir_with_more_than_is_available_is_refused(counter: Counter) -> None:
    """INV-11: with the figures, also when it was spent meanwhile at another terminal"""
    client = counter.client()
    counter.sell(client, 2_000)
    counter.advance(client, 1_000)
    use(counter, advance_of(client), 700)
    with pytest.raises(MoreThanAvailable) as refused:
        use(counter, advance_of(client), 400)
    assert (refused.value.asked, refused.value.available) == (400, 300)
    assert counter.owes(client) == (1_300, 300, 1_000)


def test_no_more_is_used_than_is_unpaid(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 1_000)
    for sold, unpaid in ((0, 0), (300, 300)):
        if sold:
            counter.sell(client, sold)
        with pytest.raises(MoreThanUnpaid) as refused:
            use(counter, advance_of(client), 301)
        assert refused.value.unpaid == unpaid
    with pytest.raises(NoAvoir):
        use(counter, 999_999, 100)


@pytest.mark.capability("avoir-tab", "doc-credit-notes")
def test_every_avoir_says_what_was_used_paid_back_and_is_left(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 1_000)
    counter.sell(client, 300)
    use(counter, advance_of(client), 300)
    guards.pay_back(advance_of(client), Centimes(200), PaymentMode.CASH, by=by_staff(counter.staff))
    grant(counter, client, 400)
    assert [said(row) for row in rows(client)] == [
        ("credit_note", 400, 0, 0, 400),
        ("advance", 1_000, 300, 200, 500),
    ]
    assert [(link.kind, link.amount) for link in history.links(advance_of(client))] == [
        (OperationKind.SALE, 300),
        (OperationKind.REFUND, 200),
    ]


def test_of_a_payment_only_the_change_that_was_kept_is_an_avoir(counter: Counter) -> None:
    """avoir-tab: what it settled at once was a payment; and it stays listed when it is used up"""
    client = counter.client()
    counter.sell(client, 1_000)
    counter.pay(client, 1_000, tendered=Centimes(1_200), keep_change=True)
    assert [said(row) for row in rows(client)] == [("payment", 200, 0, 0, 200)]
    counter.sell(client, 200)
    use(counter, rows(client)[0].id, 200)
    assert [said(row) for row in rows(client)] == [("payment", 200, 200, 0, 0)]


def test_payments_that_left_nothing_are_no_avoirs(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000, cash=1_000)
    counter.sell(client, 500)
    counter.pay(client, 500)
    guards.cancel(
        Operation.select().where(Operation.kind == OperationKind.PAYMENT).order_by(-Operation.id).get().id,
        "bounced",
        by=by_staff(counter.staff),
    )
    assert rows(client) == []
    assert AvoirListing(client).count() == 0


def test_a_cancelled_advance_stays_listed_with_nothing_left(counter: Counter) -> None:
    client = counter.client()
    counter.advance(client, 1_000)
    guards.cancel(advance_of(client), "wrong client", by=by_staff(counter.staff))
    (row,) = rows(client)
    assert (row.available, row.used, bool(row.reversed_by)) == (0, 0, True)


def test_the_same_use_and_the_same_gesture_twice_are_one(counter: Counter) -> None:
    """INV-20"""
    client, keys = counter.client(), [new_key(), new_key()]
    counter.sell(client, 1_000)
    for _ in range(2):
        avoirs.grant(client, Centimes(500), "late", by=by_staff(counter.staff, keys[0]))
    credit = rows(client)[0].id
    receipts = {avoirs.use(credit, Centimes(200), by=by_staff(counter.staff, keys[1])) for _ in range(2)}
    assert len(receipts) == 1
    assert counter.owes(client) == (800, 300, 500)
