"""Historique des produits: every movement of every product of a client (prod-history, prod-since)."""

from datetime import date, timedelta

import pytest

from models.money.ledger import reversal
from models.money.ledger.postings import Operation
from models.store.connection import transaction
from models.trade.catalogue.table import Category, Product
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.returns.product_history import ProductHistory, ProductMovement
from models.trade.sales import verbs as sales
from tests.asking import by_staff
from tests.models.conftest import Counter

OCTOBER = date(2026, 10, 1)
NAMES = ("Doliprane 500", "Crème réparatrice", "Cœur de lait")


@pytest.fixture
def shelf(counter: Counter) -> list[int]:
    """Three products, of 10,00 each."""
    with transaction():
        category = Category.create(name="All")
        return [
            Product.create(code=f"C{number}", name=name, category=category, price=1_000).id
            for number, name in enumerate(NAMES)
        ]


def sell(counter: Counter, client: int, day: date, *products: int, quantity: int = 2_000) -> Operation:
    lines = [NewLine(product, quantity) for product in products]
    return sales.sell(client, lines, day=day, by=by_staff(counter.staff))


def bring_back(counter: Counter, sale: Operation, quantity: int = 1_000) -> Operation:
    first = returned.sold_lines(sale.id)[0].sale_line
    return returns.take_back(sale.id, [(first, quantity)], by=by_staff(counter.staff))


def told(rows: list[ProductMovement]) -> list[tuple[str, int, bool]]:
    return [(row.label, row.quantity, row.returned) for row in rows]


def test_every_line_sold_or_brought_back_the_newest_document_first(
    counter: Counter, shelf: list[int]
) -> None:
    """prod-history"""
    client = counter.client()
    old = sell(counter, client, OCTOBER, shelf[0], shelf[1])
    sell(counter, client, OCTOBER + timedelta(days=1), shelf[2])
    back = bring_back(counter, old)
    sell(counter, counter.client("Bennani"), OCTOBER, shelf[0])
    rows = list(ProductHistory(client).read(10))
    assert told(rows) == [
        (NAMES[0], 1_000, True),
        (NAMES[2], 2_000, False),
        (NAMES[0], 2_000, False),
        (NAMES[1], 2_000, False),
    ]
    assert (rows[0].number, rows[0].code, rows[0].amount) == (back.number, "C0", 1_000)
    assert ProductHistory(client).count() == 4


def test_totals_take_off_what_came_back_and_forget_what_was_cancelled(
    counter: Counter, shelf: list[int]
) -> None:
    """prod-history"""
    client = counter.client()
    kept = sell(counter, client, OCTOBER, shelf[0])
    bring_back(counter, kept)
    wrong = sell(counter, client, OCTOBER, shelf[1], shelf[2])
    reversal.reverse(wrong.id, "wrong client", by=by_staff(counter.staff))
    totals = ProductHistory(client).totals()
    assert (totals.quantity, totals.amount) == (1_000, 1_000)
    cancelled = [row.label for row in ProductHistory(client).read(10) if row.cancelled]
    assert cancelled == [NAMES[1], NAMES[2]]


@pytest.mark.capability("prod-since")
def test_since_a_date_and_by_a_few_letters(counter: Counter, shelf: list[int]) -> None:
    """Accents, case and the order of the words do not matter"""
    client = counter.client()
    sell(counter, client, OCTOBER, *shelf)
    sell(counter, client, OCTOBER + timedelta(days=9), shelf[1], quantity=3_000)
    since = ProductHistory(client, since=OCTOBER + timedelta(days=1))
    assert told(list(since.read(10))) == [(NAMES[1], 3_000, False)]
    assert since.totals().quantity == 3_000
    assert ProductHistory(client, until=OCTOBER).count() == 3
    for text, labels in {
        "creme": [NAMES[1]],
        "RÉPARATRICE cre": [NAMES[1]],
        "coeur": [NAMES[2]],
        "c0": [NAMES[0]],
        "500 doli": [NAMES[0]],
        "100%": [],
    }.items():
        found = ProductHistory(client, until=OCTOBER, text=text)
        assert [row.label for row in found.read(10)] == labels, text
        assert found.count() == len(labels)


def test_a_scanned_box_is_found_by_its_bar_code_however_it_is_spelled(
    counter: Counter, shelf: list[int]
) -> None:
    client = counter.client()
    sell(counter, client, OCTOBER, *shelf)
    Product.update(bar_code="3400930000014").where(Product.id == shelf[1]).execute()
    for code in ("3400930000014", "03400930000014"):
        assert [row.label for row in ProductHistory(client, text=code).read(10)] == [NAMES[1]]


def test_a_window_anywhere_tells_the_same_as_the_whole(counter: Counter, shelf: list[int]) -> None:
    client = counter.client()
    for days in (3, 0, 3, 1):
        sale = sell(counter, client, OCTOBER + timedelta(days=days), *shelf)
        bring_back(counter, sale)
    listing = ProductHistory(client)
    whole = list(listing.read(100))
    assert len(whole) == 16
    for place, mark in enumerate(whole):
        for size in (1, 3):
            assert list(listing.read(size, at=mark)) == whole[place : place + size]
            assert list(listing.read(size, after=mark)) == whole[place + 1 : place + 1 + size]
            assert list(listing.read(size, before=mark)) == whole[max(0, place - size) : place]
    assert list(listing.last(5)) == whole[-5:]
