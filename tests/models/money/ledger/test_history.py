"""The operations of an account as lists show them: by windows, narrowed, with what they settled."""

from datetime import date, timedelta

from models.money.ledger import history
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import OperationListing, OperationRow
from models.money.ledger.reversal import reverse
from models.store import clock
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

SALE = (OperationKind.SALE,)
PAID = (OperationKind.PAYMENT, OperationKind.DISCOUNT)


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def amounts(rows: list[OperationRow]) -> list[Centimes]:
    return [row.amount for row in rows]


def test_windows_read_both_ways_meet_and_miss_nothing(counter: Counter) -> None:
    client = counter.client()
    for number in range(1, 11):
        counter.sell(client, 100 * number, day=ago(number % 3))
    listing = OperationListing(client, SALE)
    every = list(listing.read(100))
    assert len(every) == listing.count() == 10
    assert [(row.day, row.id) for row in every] == sorted(((row.day, row.id) for row in every), reverse=True)
    assert list(listing.read(4, after=every[2])) == every[3:7]
    assert list(listing.read(4, before=every[7])) == every[3:7]
    assert list(listing.read(4, at=every[3])) == every[3:7]
    assert list(listing.last(3)) == every[-3:]


def test_only_what_is_open_of_a_client_and_of_nobody_else(counter: Counter) -> None:
    client, other = counter.client(), counter.client("Nadir")
    counter.sell(client, 1_000, day=ago(2))
    counter.sell(client, 2_000, day=ago(1))
    counter.sell(other, 9_000)
    counter.pay(client, 1_500)
    listing = OperationListing(client, SALE, only_open=True)
    assert [(row.amount, row.open) for row in listing.read(10)] == [(2_000, 1_500)]
    assert listing.count() == 1


def test_a_period_holds_both_its_days(counter: Counter) -> None:
    client = counter.client()
    for days in (3, 2, 1, 0):
        counter.sell(client, 100 * (days + 1), day=ago(days))
    listing = OperationListing(client, SALE, since=ago(2), until=ago(1))
    assert amounts(list(listing.read(10))) == [200, 300]
    assert listing.count() == 2


def test_text_is_searched_in_number_reference_and_note_and_its_signs_are_no_wildcards(
    counter: Counter,
) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    counter.pay(client, 400, "cheque", reference="CHQ 10%")
    counter.pay(client, 100, "cheque", reference="CHQ 10_7", note="sans provision")

    def found(text: str) -> list[Centimes]:
        listing = OperationListing(client, PAID, text=text)
        rows = list(listing.read(10))
        assert listing.count() == len(rows)
        return sorted(row.amount for row in rows)

    assert found("chq") == [100, 400]
    assert found("10%") == [400]
    assert found("10_") == [100]
    assert found("provision") == [100]
    assert found("P-2026") == [100, 400]


def test_a_text_is_found_without_its_accents_and_with_them(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 1_000)
    counter.pay(client, 400, note="Réglé par sa sœur fidèle, à Noël")
    for text in ("regle", "RÉGLÉ", "soeur", "sœur", "noel", "NOËL", "fidele,"):
        assert OperationListing(client, PAID, text=text).count() == 1, text
    assert OperationListing(client, PAID, text="reglee").count() == 0


def test_inv16_a_discount_is_said_beside_its_payment_and_listed_alone_only_without_one(
    counter: Counter,
) -> None:
    client = counter.client()
    counter.sell(client, 10_000)
    counter.pay(client, 3_000, discount=Centimes(500))
    counter.pay(client, 0, discount=Centimes(700))
    whole = OperationListing(client, PAID, whole=True)
    assert [(row.kind, row.amount, row.discount) for row in whole.read(10)] == [
        (OperationKind.DISCOUNT, 700, 0),
        (OperationKind.PAYMENT, 3_000, 500),
    ]
    assert whole.count() == 2
    assert OperationListing(client, PAID).count() == 3


def test_what_was_cancelled_names_what_cancelled_it_and_is_open_no_more(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    number = reverse(sale.id, "mistake", by=by_staff(counter.staff))
    row = history.one(sale.id)
    assert (row.reversed_by, row.open) == (number, 0)


def test_links_say_what_settled_a_sale_for_how_much(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 1_000)
    counter.pay(client, 300)
    counter.pay(client, 200, "card")
    assert [(link.kind, link.amount, len(link.modes)) for link in history.links(sale.id)] == [
        (OperationKind.PAYMENT, 300, 1),
        (OperationKind.PAYMENT, 200, 1),
    ]


def test_an_operation_and_its_cancellation_name_each_other(counter: Counter) -> None:
    """INV-03"""
    client = counter.client()
    counter.pay(client, 0, tendered=Centimes(400), keep_change=True)
    (payment,) = OperationListing(client, PAID).read(5)
    number = reverse(payment.id, "mistake", by=by_staff(counter.staff))
    (cancelled,) = OperationListing(client, PAID).read(5)
    (opposite,) = OperationListing(client, (OperationKind.REVERSAL,)).read(5)
    assert (cancelled.reversed_by, opposite.number) == (number, number)
    assert (history.cancels(opposite.id), history.cancels(payment.id)) == (payment.number, "")
