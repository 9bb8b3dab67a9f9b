"""What a line costs: quantities, discounts, and products that went."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.money.amounts import NotAPercentage, NotAQuantity, parse_quantity
from models.refusals import Refused
from models.store import clock
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.prices import lines
from models.trade.prices.amounts import gross_amount, line_amount
from models.trade.prices.discounts import DefaultDiscount, DiscountForbidden, DiscountReason
from models.trade.prices.lines import (
    NewLine,
    PricedLine,
    ProductGone,
    QuantityNotPositive,
    QuantityNotWhole,
    QuantityTooLarge,
)
from models.values import Centimes
from tests.models.conftest import Counter


def priced(client: int, line: NewLine, day: date | None = None) -> PricedLine:
    return lines.price(client, [line], day or clock.today())[0]


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (NewLine(0), ProductGone),
        (NewLine(1, 0), QuantityNotPositive),
        (NewLine(1, -1_000), QuantityNotPositive),
        (NewLine(1, 1_500), QuantityNotWhole),
        (NewLine(1, 100_000_000), QuantityTooLarge),
        (NewLine(1, 1_000, 10_001), NotAPercentage),
        (NewLine(1, 1_000, -1), NotAPercentage),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(counter: Counter, line: NewLine, refusal: type) -> None:
    client = counter.client()
    assert counter.product(1_000) == 1
    with pytest.raises(refusal):
        priced(client, line)


def test_a_product_taken_out_is_refused_by_its_name(counter: Counter) -> None:
    client, product = counter.client(), counter.product(1_000)
    Product.update(active=False).execute()
    with pytest.raises(ProductGone) as refused:
        priced(client, NewLine(product))
    assert str(refused.value) == "Product 1000 is no longer sold."


def test_only_what_may_be_sold_in_parts_is(counter: Counter) -> None:
    client, product = counter.client(), counter.product(999)
    Product.update(fractional=True).execute()
    assert priced(client, NewLine(product, 500)).amount == 500  # half of 9,99, halves up


def test_the_clients_own_discount_applies_where_none_was_typed(counter: Counter) -> None:
    """disc-permanent, disc-category: the category's before the permanent one, never both"""
    client, product = counter.client(), counter.product(1_000)
    DefaultDiscount.create(client=client, rate=500)
    line = priced(client, NewLine(product))
    assert (line.discount, line.discount_reason, line.amount) == (500, DiscountReason.PERMANENT, 950)
    DefaultDiscount.create(client=client, category=Category.get(), rate=1_000)
    line = priced(client, NewLine(product))
    assert (line.discount, line.discount_reason, line.amount) == (1_000, DiscountReason.CATEGORY, 900)


def test_what_is_typed_takes_the_place_of_the_clients_own_also_zero(counter: Counter) -> None:
    client, product = counter.client(), counter.product(1_000)
    DefaultDiscount.create(client=client, rate=500)
    typed, none = (priced(client, NewLine(product, discount=each)) for each in (200, 0))
    assert (typed.amount, typed.discount_reason) == (980, DiscountReason.MANUAL)
    assert (none.amount, none.discount_reason) == (1_000, DiscountReason.NONE)


@pytest.mark.parametrize("regulated", [True, False])
def test_a_price_that_is_not_lowered_refuses_a_typed_discount_and_ignores_the_clients_own(
    counter: Counter, *, regulated: bool
) -> None:
    """disc-forbidden"""
    client, product = counter.client(), counter.product(1_000, regulated=regulated)
    Product.update(discount_forbidden=not regulated).execute()
    DefaultDiscount.create(client=client, rate=500)
    assert priced(client, NewLine(product)).amount == 1_000
    assert priced(client, NewLine(product, discount=0)).amount == 1_000
    with pytest.raises(DiscountForbidden):
        priced(client, NewLine(product, discount=1))


def test_the_rate_is_that_of_the_day_of_the_sale(counter: Counter) -> None:
    client, product = counter.client(), counter.product(1_000)
    vat = Vat.create(name="Médicaments")
    VatRate.create(vat=vat, since=date(2020, 1, 1), rate=700)
    VatRate.create(vat=vat, since=date(2024, 1, 1), rate=0)
    Product.update(vat=vat).execute()
    assert priced(client, NewLine(product), date(2023, 12, 31)).vat_rate == 700
    assert priced(client, NewLine(product)).vat_rate == 0


@given(
    price=st.integers(0, 10**9),
    quantities=st.lists(st.integers(1, 10**6), min_size=1, max_size=6),
    discount=st.integers(0, 10_000),
)
def test_a_discount_over_lines_is_within_half_a_centime_of_each(
    price: int, quantities: list[int], discount: int
) -> None:
    """INV-21: what is shared out is what each line shows, so the total is the sum of what is printed"""
    amounts = [line_amount(Centimes(price), quantity, discount) for quantity in quantities]
    grosses = [gross_amount(Centimes(price), quantity) for quantity in quantities]
    for amount, gross in zip(amounts, grosses, strict=True):
        assert 0 <= amount <= gross
        assert abs(2 * 10_000 * amount - 2 * gross * (10_000 - discount)) <= 10_000


@pytest.mark.parametrize(
    ("text", "thousandths"), [("2", 2_000), ("0,5", 500), ("1.250", 1_250), ("0", 0), (" 12 ", 12_000)]
)
def test_a_quantity_as_it_is_typed(text: str, thousandths: int) -> None:
    assert parse_quantity(text) == thousandths


@pytest.mark.parametrize("text", ["", "-3", "1e3", "٣", "1 250", "1,2345", "2 kg", "0x2", "1" * 5_000])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(NotAQuantity) as refused:
        parse_quantity(text)
    assert isinstance(refused.value, Refused)
