"""The permanent discount of a category of clients: proposed by each sale, beaten by a client's own (X17)."""

from dataclasses import replace
from datetime import date

import pytest

from models.people.categories import verbs as categories
from models.people.categories.verbs import ClientCategoryFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock
from models.trade.bulk.verbs import Journal
from models.trade.prices import conditions, discounts, lines
from models.trade.prices.discounts import ClientDiscounts, DiscountReason
from models.trade.prices.lines import NewLine
from models.trade.sales.table import SaleLine
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.statements import counted

TENTH = ClientCategoryFields("Personnel", discount=1_000)
OF_CATEGORY, PERMANENT, NONE = DiscountReason.CLIENT_CATEGORY, DiscountReason.PERMANENT, DiscountReason.NONE


@pytest.fixture
def category(counter: Counter) -> int:
    use(counter, Feature.CATEGORIES)
    return categories.create(TENTH, by=by_staff(counter.staff))


def use(counter: Counter, *on: Feature) -> None:
    features.choose(frozenset(on), seen=features.in_use(), by=by_staff(counter.staff))


def offered(client: int, product: int, day: date | None = None) -> tuple[int, DiscountReason]:
    line = lines.price(client, [NewLine(product)], day or clock.today())[0]
    return line.discount, line.discount_reason


def test_a_sale_gives_what_the_category_gives_and_says_why(counter: Counter, category: int) -> None:
    client = counter.client(category=category)
    counter.sell(client, 10_000)
    (line,) = SaleLine.select()
    assert (line.amount, line.discount, line.discount_reason) == (9_000, 1_000, OF_CATEGORY)
    assert offered(counter.client("Alaoui"), counter.product(10_000)) == (0, NONE)


def test_the_clients_own_wins_and_a_typed_one_before_all(counter: Counter, category: int) -> None:
    client, product = counter.client(category=category), counter.product(10_000)
    own = ClientDiscounts(300)
    discounts.choose(client, own, seen=discounts.of(client), by=by_staff(counter.staff))
    assert offered(client, product) == (300, PERMANENT)
    line = lines.price(client, [NewLine(product, discount=0)], clock.today())[0]
    assert line.discount == 0


def test_a_regulated_price_is_never_lowered(counter: Counter, category: int) -> None:
    client = counter.client(category=category)
    assert offered(client, counter.product(5_000, regulated=True)) == (0, NONE)


def test_a_retired_category_and_categories_that_are_off_give_nothing(counter: Counter, category: int) -> None:
    client, product = counter.client(category=category), counter.product(10_000)
    use(counter)
    assert offered(client, product) == (0, NONE)
    use(counter, Feature.CATEGORIES)
    assert offered(client, product) == (1_000, OF_CATEGORY)
    categories.retire(category, by=by_staff(counter.staff))
    assert offered(client, product) == (0, NONE)


def test_what_was_sold_keeps_its_discount(counter: Counter, category: int) -> None:
    client = counter.client(category=category)
    counter.sell(client, 10_000)
    categories.edit(category, replace(TENTH, discount=0), seen=TENTH, by=by_staff(counter.staff))
    assert [line.amount for line in SaleLine.select()] == [9_000]
    assert offered(client, counter.product(10_000)) == (0, NONE)


def test_many_at_once_are_priced_like_one(counter: Counter, category: int) -> None:
    inside, outside = counter.client(category=category), counter.client("Alaoui")
    journal, product = Journal(), counter.product(10_000)
    journal = Journal()
    journal.read([inside, outside])
    for client in (inside, outside):
        line = journal.priced(client, [NewLine(product)])[0]
        assert (line.discount, line.discount_reason) == offered(client, product)


def test_a_sale_to_a_client_without_category_asks_nothing_more(counter: Counter, category: int) -> None:
    client, product = counter.client(), counter.product(10_000)
    with counted() as one:
        conditions.in_force(client)
    assert len(one) == 1
    assert offered(client, product) == (0, NONE)
