"""Price lists, prices by quantity, cross discounts, the tax on alcohol: what is kept, what is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from locales import speaking
from locales.sentences import explain
from models.doctor.requests import defined
from models.merging.rules import Side, merged_fields
from models.money.amounts import LARGEST, AmountTooLarge, NotAPercentage
from models.people.categories import verbs as client_categories
from models.people.categories.verbs import ClientCategoryFields
from models.people.clients import verbs as clients
from models.people.clients.fields import ClientFields
from models.people.tariffs import choosing
from models.people.tariffs.choosing import NoPriceListToUse, TariffNotOffered
from models.refusals import Missing, Refused
from models.store.search.folding import fold
from models.trade.catalogue.table import Category, Product
from models.trade.tariffs import alcohol_tax, breaks, cross_discounts, list_prices, listing, lists
from models.trade.tariffs.breaks import BreakOfAPart, MoreCostsMore, NotABreak, QuantityTwice
from models.trade.tariffs.cross_discounts import CrossDiscountFields, CrossRateKnown
from models.trade.tariffs.list_prices import EndsBeforeItBegins, ListPriceFields, PeriodsOverlap
from models.trade.tariffs.listing import ListPriceListing
from models.trade.tariffs.lists import NotAChange, PriceListFields
from models.trade.tariffs.reading import Break
from models.trade.tariffs.rules import (
    CategoryWithoutDiscount,
    PriceIsRegulated,
    TariffChanged,
    TariffNameTaken,
)
from models.trade.tariffs.table import ListPrice
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

MARCH: dict[str, Any] = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}


class Prices:
    """What is done with tariffs, in one line each; each call is a new request."""

    def __init__(self, counter: Counter) -> None:
        self.counter, self.product = counter, counter.product(1_000)
        self.category = Product.get_by_id(self.product).category_id
        self.list = self.made("Gros")

    def made(self, name: str, *, with_vat: bool = True) -> int:
        return lists.create(PriceListFields(name, with_vat), by=by_staff(self.counter.staff))

    def add(self, price: int | None = 700, **fields: Any) -> int:
        centimes = None if price is None else Centimes(price)
        whose: dict[str, Any] = {} if {"product", "category"} & fields.keys() else {"product": self.product}
        values = ListPriceFields(price=centimes, **whose, **fields)
        return list_prices.add(self.list, values, by=by_staff(self.counter.staff))

    def cross(self, name: str = "Hiver") -> int:
        return cross_discounts.create(CrossDiscountFields(name), by=by_staff(self.counter.staff))


@pytest.fixture
def prices(counter: Counter) -> Prices:
    return Prices(counter)


def test_periods_of_one_product_do_not_overlap_and_both_are_named(prices: Prices) -> None:
    prices.add(**MARCH)
    prices.add(since=date(2026, 4, 1))
    prices.add(rate=500, price=None, category=prices.category, **MARCH)
    with pytest.raises(PeriodsOverlap) as refused:
        prices.add(since=None, until=date(2026, 3, 1))
    assert refused.value.other == tuple(MARCH.values())
    with speaking("fr"):
        said = explain(refused.value)
    assert "(01/03/2026–31/03/2026)" in said
    assert "(jusqu’au 01/03/2026)" in said
    with pytest.raises(PeriodsOverlap):
        prices.add(since=date(2027, 1, 1), until=date(2027, 1, 2))
    with pytest.raises(EndsBeforeItBegins):
        prices.add(since=date(2026, 2, 2), until=date(2026, 2, 1))
    prices.add(until=date(2026, 2, 28))


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"price": None}, Missing),
        ({"rate": 500}, Missing),
        ({"product": None}, Missing),
        ({"price": None, "rate": 10_001}, NotAPercentage),
        ({"price": LARGEST + 1}, AmountTooLarge),
    ],
)
def test_a_row_says_one_price_of_one_thing(
    prices: Prices, fields: dict[str, int], refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        prices.add(**fields)
    assert ListPrice.select().count() == 0


def test_a_regulated_price_has_no_other(prices: Prices) -> None:
    regulated = prices.counter.product(500, regulated=True)
    category = Product.get_by_id(regulated).category_id
    by = by_staff(prices.counter.staff)
    for fields in ({"product": regulated}, {"category": category}):
        with pytest.raises(PriceIsRegulated):
            prices.add(**fields)
    with pytest.raises(PriceIsRegulated):
        breaks.choose(regulated, [Break(5_000, Centimes(400))], seen=[], by=by)
    with pytest.raises(PriceIsRegulated):
        cross_discounts.set_rate(
            prices.cross(), None, category, 500, seen=None, by=by_staff(prices.counter.staff)
        )


def test_two_people_do_not_undo_one_another(prices: Prices) -> None:
    row = prices.add()
    seen = list_prices.fields_of(row)
    list_prices.edit(row, replace(seen, price=Centimes(650)), seen=seen, by=by_staff(prices.counter.staff))
    cheaper = replace(seen, price=Centimes(600))
    with pytest.raises(TariffChanged):
        list_prices.edit(row, cheaper, seen=seen, by=by_staff(prices.counter.staff))
    with pytest.raises(TariffChanged):
        list_prices.remove(row, seen=seen, by=by_staff(prices.counter.staff))
    theirs = [Break(9_000, Centimes(900))]
    breaks.choose(prices.product, theirs, seen=[], by=by_staff(prices.counter.staff))
    with pytest.raises(TariffChanged):
        breaks.choose(prices.product, [Break(5_000, Centimes(9))], seen=[], by=by_staff(prices.counter.staff))
    assert (ListPrice.get_by_id(row).price, breaks.of(prices.product)) == (650, tuple(theirs))


def test_a_copy_has_each_price_changed_and_rounded_and_no_price_that_is_over(prices: Prices) -> None:
    prices.add(price=335)
    prices.add(price=None, rate=500, category=prices.category)
    prices.add(price=100, product=prices.counter.product(50), until=date(2020, 1, 1))
    copied = lists.copy(prices.list, "Détail", 1_000, by=by_staff(prices.counter.staff))
    kept = [(row.price, row.rate) for row in ListPrice.select().where(ListPrice.price_list == copied)]
    assert sorted(kept, key=str) == [(369, None), (None, 500)]
    for change, refusal in ((-10_001, NotAChange), (0, TariffNameTaken)):
        with pytest.raises(refusal):
            lists.copy(prices.list, "détail", change, by=by_staff(prices.counter.staff))


def test_larger_quantities_cost_less(prices: Prices) -> None:
    by = by_staff(prices.counter.staff)
    steps = [Break(12_000, Centimes(800)), Break(6_000, Centimes(900))]
    breaks.choose(prices.product, steps, seen=[], by=by)
    assert breaks.of(prices.product) == tuple(sorted(steps))
    for wrong, refusal in (
        ([Break(6_000, Centimes(900)), Break(12_000, Centimes(901))], MoreCostsMore),
        ([Break(6_000, Centimes(900)), Break(6_000, Centimes(800))], QuantityTwice),
        ([Break(6_500, Centimes(900))], BreakOfAPart),
        ([Break(0, Centimes(900))], NotABreak),
    ):
        with pytest.raises(refusal):
            breaks.choose(
                prices.product, wrong, seen=breaks.of(prices.product), by=by_staff(prices.counter.staff)
            )


def test_a_cross_discount_says_one_percentage_for_two_categories(prices: Prices) -> None:
    by, winter = by_staff(prices.counter.staff), prices.cross()
    schools = client_categories.create(ClientCategoryFields("Écoles"), by=by_staff(prices.counter.staff))
    cross_discounts.set_rate(winter, None, prices.category, 300, seen=None, by=by)
    cross_discounts.set_rate(
        winter, schools, prices.category, 0, seen=None, by=by_staff(prices.counter.staff)
    )
    assert [(row.of_clients, row.rate) for row in cross_discounts.rates(winter)] == [("", 300), ("Écoles", 0)]
    with pytest.raises(CrossRateKnown):
        cross_discounts.set_rate(
            winter, None, prices.category, 400, seen=None, by=by_staff(prices.counter.staff)
        )
    Category.update(discount_forbidden=True).execute()
    with pytest.raises(CategoryWithoutDiscount):
        cross_discounts.set_rate(
            winter, None, prices.category, 400, seen=300, by=by_staff(prices.counter.staff)
        )


def test_a_client_is_given_what_is_offered_and_keeps_what_is_retired(prices: Prices) -> None:
    winter = prices.cross()
    client = prices.counter.client(price_list=prices.list, cross_discount=winter)
    kept = clients.fields_of(clients.get(client))
    assert (kept.price_list, kept.uses_price_list, kept.cross_discount) == (prices.list, False, winter)
    with pytest.raises(NoPriceListToUse):
        prices.counter.client(uses_price_list=True)
    cheap = ClientCategoryFields("Pros", price_list=prices.list)
    client_categories.create(cheap, by=by_staff(prices.counter.staff))
    lists.retire(prices.list, by=by_staff(prices.counter.staff))
    cross_discounts.retire(winter, by=by_staff(prices.counter.staff))
    assert not [fault for check in defined.CHECKS for fault in check()], "what was given is what is kept"
    for field in ("price_list", "cross_discount"):
        with pytest.raises(TariffNotOffered):
            prices.counter.client(**{field: getattr(kept, field)})
    values = ClientCategoryFields("Écoles", price_list=prices.list)
    with pytest.raises(TariffNotOffered):
        client_categories.create(values, by=by_staff(prices.counter.staff))
    version = clients.get(client).version
    used = replace(kept, uses_price_list=True)
    clients.edit(client, used, version=version, by=by_staff(prices.counter.staff))
    assert choosing.price_lists()[0].retired
    assert choosing.cross_discounts()[0].retired


def test_of_two_fiches_the_list_and_whether_it_is_used_stay_together() -> None:
    """A survivor without a list takes over that of the other fiche as it was used there, or nothing of it."""
    ours, theirs = (
        ClientFields(last_name="A"),
        ClientFields(last_name="A", price_list=7, uses_price_list=True),
    )
    after = merged_fields(ours, theirs, {})
    assert (after.price_list, after.uses_price_list) == (7, True)
    after = merged_fields(ours, theirs, {"price_list": Side.SURVIVOR})
    assert (after.price_list, after.uses_price_list) == (None, False)
    after = merged_fields(replace(ours, price_list=5), theirs, {})
    assert (after.price_list, after.uses_price_list) == (5, False)


def test_the_tax_on_alcohol_is_kept_by_day(prices: Prices) -> None:
    first, next_year = date(2026, 1, 1), date(2027, 1, 1)
    for day, amount in ((first, 2_000), (next_year, 2_500)):
        alcohol_tax.set_rate(Centimes(amount), day, seen=None, by=by_staff(prices.counter.staff))
    with pytest.raises(alcohol_tax.TaxKnown):
        alcohol_tax.set_rate(Centimes(1), first, seen=None, by=by_staff(prices.counter.staff))
    with pytest.raises(alcohol_tax.TaxChanged):
        alcohol_tax.drop_rate(next_year, seen=Centimes(1), by=by_staff(prices.counter.staff))
    alcohol_tax.drop_rate(next_year, seen=Centimes(2_500), by=by_staff(prices.counter.staff))
    assert [row.since for row in alcohol_tax.history()] == [first]


def test_the_rows_of_a_list_are_read_by_name_a_window_at_a_time(prices: Prices) -> None:
    for price in (300, 200, 1_500):
        prices.add(price=1, product=prices.counter.product(price))
    prices.add(price=None, rate=500, category=prices.category)
    listed = ListPriceListing(prices.list)
    everything = listed.read(10)
    assert [fold(row.name) for row in everything] == sorted(fold(row.name) for row in everything)
    assert listed.count() == len(everything) == 3
    assert listed.read(1, after=everything[0]) == everything[1:2]
    assert listed.read(5, before=everything[2]) == everything[:2]
    assert listed.last(1) == everything[2:]
    assert [row.name for row in ListPriceListing(prices.list, "1500").read(5)] == ["Product 1500"]
    assert [row.rate for row in listing.of_categories(prices.list)] == [500]
    assert [(row.name, row.rows) for row in listing.counted()] == [("Gros", 4)]
