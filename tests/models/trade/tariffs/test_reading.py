"""What price lists, breaks and cross discounts say of many products, in one statement each."""

from datetime import date

import pytest

from models.people.categories.table import ClientCategory
from models.people.tariffs.table import CrossDiscount, PriceList
from models.trade.catalogue.table import Category, Product
from models.trade.tariffs import reading
from models.trade.tariffs.reading import Break, Listed
from models.trade.tariffs.table import AlcoholTax, CrossDiscountRate, ListPrice, PriceBreak
from models.values import ZERO, Centimes
from tests.models.conftest import Counter
from tests.statements import counted

MARCH = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}


@pytest.fixture
def wholesale(counter: Counter) -> int:
    """A net price for one product in March, and 10 % off its whole category always."""
    made = PriceList.create(name="Gros", name_key="gros", with_vat=False)
    product = counter.product(1_000)
    category = Product.get_by_id(product).category_id
    ListPrice.create(price_list=made, product=product, price=700, **MARCH)
    ListPrice.create(price_list=made, category=category, rate=1_000)
    return int(made.id)


def test_a_products_own_row_goes_before_that_of_its_category_on_its_days(
    counter: Counter, wholesale: int
) -> None:
    one, other, regulated = counter.product(1_000), counter.product(500), counter.product(9, regulated=True)
    off = Listed(None, 1_000, False)
    with counted() as asked:
        found = reading.prices_of(wholesale, [one, other, regulated], date(2026, 3, 31))
    assert found == {one: Listed(Centimes(700), None, False), other: off}
    assert len(asked) == 1
    assert reading.prices_of(wholesale, [one], date(2026, 4, 1)) == {one: off}
    assert reading.prices_of(wholesale, [one], date(2026, 2, 28)) == {one: off}
    PriceList.update(retired=True).execute()
    assert reading.prices_of(wholesale, [one, other], date(2026, 3, 31)) == {}


def test_breaks_are_told_from_the_smallest_quantity_on(counter: Counter) -> None:
    one, other = counter.product(1_000), counter.product(500)
    for quantity, price in ((10_000, 800), (5_000, 900)):
        PriceBreak.create(product=one, quantity=quantity, price=price)
    found = reading.breaks_of([one, other])
    assert found == {one: [Break(5_000, Centimes(900)), Break(10_000, Centimes(800))]}


def test_a_row_for_ones_own_category_goes_before_that_for_every_client(counter: Counter) -> None:
    school = ClientCategory.create(name="Écoles", name_key="ecoles")
    cross = CrossDiscount.create(name="Hiver", name_key="hiver")
    first, second = (Category.create(name=name) for name in ("Lait", "Couches"))
    for of_clients, category, rate in ((None, first, 500), (school, first, 0), (None, second, 300)):
        CrossDiscountRate.create(
            cross_discount=cross, client_category=of_clients, category=category, rate=rate
        )
    assert reading.cross_rates(cross.id, None) == {first.id: 500, second.id: 300}
    assert reading.cross_rates(cross.id, school.id) == {first.id: 0, second.id: 300}
    CrossDiscount.update(retired=True).execute()
    assert reading.cross_rates(cross.id, None) == {}


def test_the_tax_on_alcohol_is_that_of_the_day(counter: Counter) -> None:
    AlcoholTax.create(since=date(2026, 1, 1), amount=2_000)
    AlcoholTax.create(since=date(2027, 1, 1), amount=2_500)
    days = date(2025, 12, 31), date(2026, 12, 31), date(2027, 1, 1)
    assert [reading.alcohol_tax_on(day) for day in days] == [ZERO, 2_000, 2_500]
