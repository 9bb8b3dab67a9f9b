"""Default discounts, and the one order of discounts (disc-category, disc-permanent, disc-forbidden)."""

import pytest

from models.money.amounts import NotAPercentage
from models.trade.catalogue import categories
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.trade.prices import discounts, products
from models.trade.prices.discounts import (
    ClientDiscounts,
    DiscountForbidden,
    DiscountReason,
    DiscountsChanged,
    RegulatedCategory,
    RegulatedPrice,
)
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

NONE, MANUAL, CATEGORY, CROSS, PERMANENT, CLIENT_CATEGORY = DiscountReason


class Shelf:
    """Three products: a medicine, a cream, and baby milk that is never sold below its price."""

    def __init__(self, staff: int) -> None:
        self.staff = staff
        self.medicines = self._category("Médicaments", regulated=True)
        self.creams = self._category("Crèmes")
        self.milks = self._category("Laits")
        self.medicine = self._product("Paracétamol", self.medicines)
        self.cream = self._product("Crème mains", self.creams)
        self.milk = self._product("Lait 1er âge", self.milks, discount_forbidden=True)

    def _category(self, name: str, *, regulated: bool = False) -> int:
        return categories.create(CategoryFields(name, regulated), by=by_staff(self.staff))

    def _product(self, name: str, category: int, *, discount_forbidden: bool = False) -> int:
        values = ProductFields(name, category, Centimes(1000), discount_forbidden=discount_forbidden)
        return product_editing.create(values, by=by_staff(self.staff))

    def choose(self, client: int, wanted: ClientDiscounts, seen: ClientDiscounts | None = None) -> None:
        before = discounts.of(client) if seen is None else seen
        discounts.choose(client, wanted, seen=before, by=by_staff(self.staff))


@pytest.fixture
def shelf(counter: Counter) -> Shelf:
    return Shelf(counter.staff)


def resolve(product: int, granted: ClientDiscounts, manual: int | None = None) -> tuple[int, DiscountReason]:
    return discounts.resolve(products.for_sale({product})[product], granted, manual)


def test_manual_then_category_then_permanent_never_added_up(shelf: Shelf) -> None:
    """The first of them applies alone, also where another would give more."""
    both = ClientDiscounts(2000, {shelf.creams: 500})
    assert resolve(shelf.cream, ClientDiscounts()) == (0, NONE)
    assert resolve(shelf.cream, ClientDiscounts(2000)) == (2000, PERMANENT)
    assert resolve(shelf.cream, both) == (500, CATEGORY)
    assert resolve(shelf.cream, both, 1000) == (1000, MANUAL)
    assert resolve(shelf.cream, both, 0) == (0, NONE)


def test_a_category_at_0_gets_none_whatever_the_permanent_one(shelf: Shelf) -> None:
    assert resolve(shelf.cream, ClientDiscounts(2000, {shelf.creams: 0})) == (0, NONE)


@pytest.mark.capability("disc-forbidden")
def test_a_default_does_not_apply_where_no_discount_may_be(shelf: Shelf) -> None:
    """A regulated category, a product never sold below its price."""
    everything = ClientDiscounts(2000, {shelf.medicines: 500, shelf.milks: 500})
    assert resolve(shelf.medicine, everything) == (0, NONE)
    assert resolve(shelf.milk, everything) == (0, NONE)


def test_one_that_is_typed_there_is_refused_with_the_reason(shelf: Shelf) -> None:
    with pytest.raises(RegulatedPrice) as refused:
        resolve(shelf.medicine, ClientDiscounts(), 1)
    assert (refused.value.product, refused.value.category) == ("Paracétamol", "Médicaments")
    with pytest.raises(DiscountForbidden):
        resolve(shelf.milk, ClientDiscounts(), 1)
    assert resolve(shelf.medicine, ClientDiscounts(), 0) == (0, NONE)


def test_what_is_chosen_is_what_the_client_gets_and_nobody_else(shelf: Shelf, counter: Counter) -> None:
    client, other = counter.client(), counter.client("Alaoui")
    shelf.choose(client, ClientDiscounts(1000, {shelf.creams: 500, shelf.milks: 0}))
    assert discounts.of(client) == ClientDiscounts(1000, {shelf.creams: 500, shelf.milks: 0})
    assert discounts.of(other) == ClientDiscounts()
    shelf.choose(client, ClientDiscounts(0, {shelf.creams: 700}))
    assert discounts.of(client) == ClientDiscounts(0, {shelf.creams: 700})
    assert [(each.name, each.regulated, each.rate) for each in discounts.choices(client)] == [
        ("Crèmes", False, 700),
        ("Laits", False, None),
        ("Médicaments", True, None),
    ]


def test_a_regulated_category_is_refused_by_name(shelf: Shelf, counter: Counter) -> None:
    client = counter.client()
    with pytest.raises(RegulatedCategory) as refused:
        shelf.choose(client, ClientDiscounts(0, {shelf.medicines: 500}))
    assert refused.value.name == "Médicaments"
    assert discounts.of(client) == ClientDiscounts()


def test_a_category_that_becomes_regulated_gives_nothing_any_more(shelf: Shelf, counter: Counter) -> None:
    client = counter.client()
    shelf.choose(client, ClientDiscounts(0, {shelf.creams: 500}))
    before = categories.fields_of(shelf.creams)
    regulated = CategoryFields(before.name, regulated=True)
    categories.edit(shelf.creams, regulated, seen=before, by=by_staff(counter.staff))
    assert resolve(shelf.cream, discounts.of(client)) == (0, NONE)


@pytest.mark.parametrize("rate", [10_001, -1])
def test_more_than_the_whole_or_less_than_nothing_is_refused(
    shelf: Shelf, counter: Counter, rate: int
) -> None:
    client = counter.client()
    for wanted in (ClientDiscounts(rate), ClientDiscounts(0, {shelf.creams: rate})):
        with pytest.raises(NotAPercentage):
            shelf.choose(client, wanted)


def test_who_decides_on_what_is_no_longer_there_is_told(shelf: Shelf, counter: Counter) -> None:
    client = counter.client()
    seen = discounts.of(client)
    shelf.choose(client, ClientDiscounts(500))
    with pytest.raises(DiscountsChanged):
        shelf.choose(client, ClientDiscounts(1000), seen)
    assert discounts.of(client) == ClientDiscounts(500)
