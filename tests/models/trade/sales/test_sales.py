"""Sales: lines, totals, what is paid at once (INV-01, INV-10, INV-44)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money.amounts import AmountTooLarge
from models.money.ceiling import CeilingExceeded
from models.money.ledger import client_status, open_items
from models.money.ledger.accounts import NotMoney, OperationKind, PaymentMode
from models.money.ledger.client_status import ClientArchived, ClientBlocked
from models.money.ledger.postings import InTheFuture, Operation
from models.money.payments.verbs import NotEnoughAvoir
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.refusals import ControlCharacters, KeyReused, Refused
from models.requests.by import new_key
from models.trade.catalogue.table import Product
from models.trade.prices.amounts import line_amount
from models.trade.prices.discounts import DiscountForbidden
from models.trade.prices.lines import NewLine, ProductGone, QuantityNotPositive
from models.trade.sales import verbs as sales
from models.trade.sales.table import Sale, SaleLine
from models.trade.sales.verbs import EmptySale, PaidTooMuch, TotalChanged
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


def test_a_sale_on_credit_is_unpaid(counter: Counter) -> None:
    client = counter.client()
    sale = counter.sell(client, 2_500)
    assert [(item.number, item.open) for item in open_items.debits(client)] == [(sale.number, 2_500)]


def test_a_sale_paid_at_once_is_settled_on_its_own_day(counter: Counter) -> None:
    """INV-05: also when it was entered later"""
    client, day = counter.client(), date(2026, 11, 2)
    counter.sell(client, 2_500, day=day, cash=1_000, card=1_500)
    assert open_items.position(client, at=day) == open_items.Position(Centimes(0), Centimes(0))


def test_a_sale_partly_paid_keeps_its_rest(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 2_500, cheque=1_000)
    assert counter.owes(client) == (1_500, 0, 1_500)


def test_lines_are_rounded_once_each_and_add_up(counter: Counter) -> None:
    """INV-10: 3 × 33,33 less 10 %, and a third of 9,99"""
    client = counter.client()
    lines = [NewLine(counter.product(3_333), 3_000, 1_000), NewLine(counter.product(999), 333)]
    Product.update(fractional=True).where(Product.id == lines[1].product).execute()
    sale = sales.sell(client, lines, by=by_staff(counter.staff))
    amounts = [line.amount for line in SaleLine.select().order_by(SaleLine.position)]
    assert amounts == [8_999, 333]
    assert counter.owes(client)[0] == sum(amounts)
    assert Sale.get_by_id(sale.id).client_name == "Martinez Jeanne"


@given(price=st.integers(0, 10**7), quantity=st.integers(1, 10**6), discount=st.integers(0, 10_000))
def test_a_line_is_within_a_centime_of_its_exact_price(price: int, quantity: int, discount: int) -> None:
    exact = price * quantity * (10_000 - discount) / 10_000_000
    amount = line_amount(Centimes(price), quantity, discount)
    assert abs(amount - exact) <= 1
    assert amount >= 0


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([], EmptySale),
        ([NewLine(0)], ProductGone),
        ([NewLine(1, 0)], QuantityNotPositive),
        ([NewLine(1, -1_000)], QuantityNotPositive),
        ([NewLine(1, 1_000, 10_000)], EmptySale),
        ([NewLine(1, 1_000, 10_001)], Refused),
        ([NewLine(1, 1_000, -1)], Refused),
    ],
)
def test_a_senseless_sale_is_refused(counter: Counter, lines: list[NewLine], refusal: type) -> None:
    client = counter.client()
    counter.product(1_000)
    with pytest.raises(refusal):
        sales.sell(client, lines, by=by_staff(counter.staff))
    assert Operation.select().count() == 0


def test_more_money_than_the_total_is_refused(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(PaidTooMuch):
        counter.sell(client, 1_000, cash=600, card=500)


def test_negative_money_is_refused(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(Refused):
        counter.sell(client, 1_000, cash=-600)
    assert Operation.select().count() == 0


def test_an_avoir_is_no_mode_of_paying(counter: Counter) -> None:
    """It is `avoir_used`: what is `paid` goes into the till"""
    client = counter.client()
    counter.advance(client, 1_000)
    with pytest.raises(NotMoney):
        counter.sell(client, 1_000, credit=1_000)


def test_an_avoir_used_with_a_sale_settles_it_and_leaves_the_balance_alone(counter: Counter) -> None:
    """pay-with-avoir, INV-12: allocations and no money, oldest avoir first"""
    client = counter.client()
    counter.advance(client, 600)
    counter.advance(client, 900)
    before = clients.get(client).balance
    lines = [NewLine(counter.product(2_000))]
    paid = {PaymentMode.CASH: Centimes(500)}
    asks: dict[str, Any] = {"by": by_staff(counter.staff)}
    sales.sell(client, lines, paid=paid, avoir_used=Centimes(1_000), **asks)
    assert counter.owes(client) == (500, 500, before + 2_000 - 500)
    assert [item.open for item in open_items.credits(client)] == [500]


@pytest.mark.parametrize(("used", "refusal"), [(1_001, NotEnoughAvoir), (2_001, PaidTooMuch), (-1, Refused)])
def test_more_avoir_than_there_is_or_than_is_due_is_refused(
    counter: Counter, used: int, refusal: type[Refused]
) -> None:
    """INV-11"""
    client = counter.client()
    counter.advance(client, 1_000)
    with pytest.raises(refusal):
        sales.sell(
            client,
            [NewLine(counter.product(2_000))],
            avoir_used=Centimes(used),
            by=by_staff(counter.staff),
        )
    assert Operation.select().where(Operation.kind == OperationKind.SALE).count() == 0


def test_an_avoir_lets_somebody_without_credit_buy(counter: Counter) -> None:
    """INV-14: the ceiling bounds the balance, which an avoir has lowered already"""
    client = counter.client(ceiling=Centimes(0))
    counter.advance(client, 1_000)
    line = [NewLine(counter.product(1_000))]
    sales.sell(client, line, avoir_used=Centimes(1_000), by=by_staff(counter.staff))
    with pytest.raises(CeilingExceeded) as refused:
        counter.sell(client, 1)
    assert (refused.value.ceiling, refused.value.balance, refused.value.after) == (0, 0, 1)


def test_the_ceiling_counts_what_is_left_on_credit_only(counter: Counter) -> None:
    """INV-14: a cash sale is never blocked, also above the ceiling"""
    client = counter.client(ceiling=Centimes(1_000))
    counter.sell(client, 3_000, cash=2_000)
    counter.sell(client, 5_000, cash=4_000, card=1_000)
    with pytest.raises(CeilingExceeded):
        counter.sell(client, 500, cash=499)


def test_a_total_that_is_not_the_one_shown_is_refused(counter: Counter) -> None:
    client, product = counter.client(), counter.product(1_000)
    Product.update(price=1_100).where(Product.id == product).execute()
    with pytest.raises(TotalChanged) as refused:
        sales.sell(client, [NewLine(product)], seen=Centimes(1_000), by=by_staff(counter.staff))
    assert (refused.value.seen, refused.value.total) == (1_000, 1_100)
    assert Operation.select().count() == 0


def test_the_contact_and_the_number_of_the_cheque_are_kept(counter: Counter) -> None:
    client = counter.client()
    sale = sales.sell(
        client,
        [NewLine(counter.product(1_000))],
        paid={PaymentMode.CHEQUE: Centimes(400)},
        reference=" 0012345 ",
        contact="Fatima",
        by=by_staff(counter.staff),
    )
    assert Sale.get_by_id(sale.id).contact == "Fatima"
    assert Operation.get(Operation.kind == OperationKind.PAYMENT).reference == "0012345"


@pytest.mark.parametrize("field", ["contact", "reference"])
def test_control_characters_are_refused_wherever_text_is_kept(counter: Counter, field: str) -> None:
    client, lines = counter.client(), [NewLine(counter.product(5))]
    text: dict[str, Any] = {field: "\x1b[2J"}
    with pytest.raises(ControlCharacters):
        sales.sell(client, lines, by=by_staff(counter.staff), **text)


def test_the_largest_and_the_smallest_amounts_are_sold(counter: Counter) -> None:
    """From 0,01 to 99 999 999,99; one centime more is refused"""
    client = counter.client()
    assert counter.owes(client) == (0, 0, 0)
    counter.sell(client, 1)
    counter.sell(client, 9_999_999_999)
    assert counter.owes(client)[0] == 10_000_000_000
    with pytest.raises(AmountTooLarge):
        counter.sell(client, 10_000_000_000)


def test_nobody_sells_to_a_blocked_or_archived_client(counter: Counter) -> None:
    """INV-40, INV-42: also when it happened while the lines were typed"""
    client, gone = counter.client(), counter.client("Alami", "Omar")
    Client.update(blocked=True).where(Client.id == client).execute()
    client_status.archive(gone, by=by_staff(counter.staff))
    with pytest.raises(ClientBlocked):
        counter.sell(client, 100, cash=100)
    with pytest.raises(ClientArchived):
        counter.sell(gone, 100, cash=100)
    assert Operation.select().count() == 0


def test_a_product_no_longer_sold_is_refused(counter: Counter) -> None:
    client, product = counter.client(), counter.product(1_000)
    Product.update(active=False).execute()
    with pytest.raises(ProductGone):
        sales.sell(client, [NewLine(product)], by=by_staff(counter.staff))


def test_a_regulated_price_is_not_lowered(counter: Counter) -> None:
    client, product = counter.client(), counter.product(1_000, regulated=True)
    with pytest.raises(DiscountForbidden):
        sales.sell(client, [NewLine(product, discount=100)], by=by_staff(counter.staff))


def test_a_sale_is_never_dated_tomorrow(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(InTheFuture):
        counter.sell(client, 1_000, day=date(2026, 11, 13))


def test_a_note_with_escape_sequences_is_refused(counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(ControlCharacters):
        sales.sell(client, [NewLine(counter.product(5))], note="\x1b[2J", by=by_staff(counter.staff))


@pytest.mark.capability("gdpr-invoices-kept")
def test_a_document_keeps_the_name_it_was_issued_to(counter: Counter) -> None:
    """INV-44"""
    client = counter.client("Martinez", "Jeanne")
    sale = counter.sell(client, 1_000)
    row = clients.get(client)
    married = clients.ClientFields(last_name="Alami", first_name="Jeanne")
    clients.edit(client, married, version=row.version, by=by_staff(counter.staff))
    assert Sale.get_by_id(sale.id).client_name == "Martinez Jeanne"


def test_the_same_sale_twice_is_one(counter: Counter) -> None:
    """INV-20"""
    client, lines, op_id = counter.client(), [NewLine(counter.product(700))], new_key()
    sold = {sales.sell(client, lines, by=by_staff(counter.staff, op_id)).number for _ in range(2)}
    assert len(sold) == 1
    assert counter.owes(client) == (700, 0, 700)


def test_a_thousand_times_the_same_request_is_one_sale(counter: Counter) -> None:
    """INV-20"""
    client, lines, op_id = counter.client(), [NewLine(counter.product(700))], new_key()
    paid = {PaymentMode.CASH: Centimes(200)}
    sold = {
        sales.sell(client, lines, paid=paid, by=by_staff(counter.staff, op_id)).number for _ in range(1_000)
    }
    assert sold == {"V-2026-00001"}
    assert Operation.select().count() == 2


@pytest.mark.parametrize("other", [{"contact": "Omar"}, {"seen": Centimes(700)}, {"note": "again"}])
def test_the_same_key_for_another_sale_is_refused(counter: Counter, other: dict[str, Any]) -> None:
    """INV-20: who changed something after the line dropped is not told that all is well"""
    client, lines, op_id = counter.client(), [NewLine(counter.product(700))], new_key()
    sales.sell(client, lines, by=by_staff(counter.staff, op_id))
    with pytest.raises(KeyReused):
        sales.sell(client, lines, by=by_staff(counter.staff, op_id), **other)


def test_numbers_run_without_a_hole_through_refusals(counter: Counter) -> None:
    client = counter.client(ceiling=Centimes(2_000))
    numbers = []
    for total in (500, 5_000, 600, 9_000, 700):
        try:
            numbers.append(counter.sell(client, total).number)
        except Refused:
            continue
    assert numbers == ["V-2026-00001", "V-2026-00002", "V-2026-00003"]
