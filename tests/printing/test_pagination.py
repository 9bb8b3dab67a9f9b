"""Pages hold every row once and in order, and carry forward what they add up to."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.trade.statements.content import StatementDetail
from models.values import Centimes
from printing.page.pagination import Page, paginate
from printing.page.rows import Row, columns, rows
from tests.printing.conftest import statement

ENDING = 6


def capacity(page: int) -> int:
    return 12 if page == 1 else 20


def lay_out(products: list[int]) -> tuple[list[Row], list[Page]]:
    laid: list[Row] = []
    for index, number in enumerate(products):
        laid.append(Row(moved=(Centimes(100), Centimes(0), Centimes(100 * (index + 1)))))
        laid.extend(Row(is_product=True) for _ in range(number))
    return laid, paginate(
        laid, Centimes(0), capacity, ENDING, lambda row: replace(row, moved=None, continues=True)
    )


@given(st.lists(st.integers(0, 30), max_size=60))
def test_pages_hold_every_row_once_and_fit(products: list[int]):
    laid, pages = lay_out(products)
    assert [row for page in pages for row in page.rows if not row.continues] == laid
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert all(len(page.rows) <= capacity(page.number) for page in pages)
    assert len(pages[-1].rows) <= capacity(len(pages)) - ENDING


@given(st.lists(st.integers(0, 30), max_size=60))
def test_what_a_page_carries_forward_the_next_brings_forward(products: list[int]):
    _, pages = lay_out(products)
    assert all(one.after == two.before for one, two in pairwise(pages))
    assert pages[-1].after.debit == 100 * len(products)
    assert pages[-1].after.balance == 100 * len(products)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_no_page_but_a_lone_one_is_without_rows_and_no_sale_is_parted_from_its_first_product(
    products: list[int],
):
    _, pages = lay_out(products)
    assert all(page.rows for page in pages)
    for one, two in pairwise(pages):
        assert not (two.rows[0].continues and not one.rows[-1].is_product)
        assert not two.rows[0].is_product


def test_products_on_a_page_stand_under_their_operation():
    _, pages = lay_out([50])
    assert [page.rows[0].continues for page in pages] == [False, True, True, True]
    assert all(sum(row.continues for row in page.rows) <= 1 for page in pages)


def test_there_is_a_page_where_there_is_no_row():
    _, (page,) = lay_out([])
    assert page.rows == ()
    assert page.before == page.after


@pytest.mark.capability("rel-type")
def test_the_simplified_variant_shows_products_without_numbers_and_discounts():
    simplified = rows(statement(3, 2, detail=StatementDetail.SIMPLIFIED))
    detailed = rows(statement(3, 2, detail=StatementDetail.DETAILED))
    assert len(simplified) == len(detailed) == 3 + 4
    assert simplified[0].title == "Vente"
    assert detailed[0].title == "Vente  V-2026-00000"
    assert simplified[1].label == detailed[1].label == "Doliprane 1000 mg"
    assert "unit_price" not in columns(statement(3, 2, detail=StatementDetail.SIMPLIFIED))
    assert [row.balance for row in simplified] == [row.balance for row in detailed]
