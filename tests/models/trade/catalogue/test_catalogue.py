"""The catalogue: what is found by what is typed, and the verbs that keep it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.doctor.examination import carried_out
from models.doctor.trade import lines
from models.money.amounts import LARGEST, AmountTooLarge, NotAnAmount
from models.refusals import ControlCharacters, KeyReused, Missing
from models.requests.by import new_key
from models.requests.trail import Trail
from models.trade.catalogue import categories, vat
from models.trade.catalogue import codes as product_codes
from models.trade.catalogue import table as catalogue
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryChanged, CategoryFields, CategoryNameTaken
from models.trade.catalogue.codes import NotACode
from models.trade.catalogue.listing import ProductListing
from models.trade.catalogue.table import Product
from models.trade.catalogue.verbs import (
    NoSuchProduct,
    ProductChanged,
    ProductCodeTaken,
    ProductFields,
    WithdrawnCodeTaken,
)
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter


class Catalogue:
    """The verbs in one line each; each call is a new request."""

    def __init__(self, staff: int) -> None:
        self.staff = staff
        self.category = categories.create(CategoryFields("Parapharmacie"), by=by_staff(staff))

    def add(self, name: str, price: int = 1000, **values: Any) -> int:
        fields = replace(ProductFields(name, self.category, Centimes(price)), **values)
        return product_editing.create(fields, by=by_staff(self.staff))

    def edit(self, product: int, seen: ProductFields | None = None, **values: Any) -> None:
        before = seen or product_editing.fields_of(product)
        wanted = replace(before, **values)
        product_editing.edit(product, wanted, seen=before, by=by_staff(self.staff))

    def withdraw(self, product: int) -> None:
        product_editing.withdraw(product, by=by_staff(self.staff))


@pytest.fixture
def shop(counter: Counter) -> Catalogue:
    return Catalogue(counter.staff)


def found(text: str) -> list[str]:
    return [row.name for row in catalogue.find(text)]


def test_words_begin_alike_in_any_order_without_accents(shop: Catalogue) -> None:
    for name in ("Crème mains", "Gel crème apaisant", "Savon doux"):
        shop.add(name)
    assert found("MAINS cre") == ["Crème mains"]
    assert found("ème") == []
    assert found("creme") == ["Crème mains", "Gel crème apaisant"]
    assert found("") == ["Crème mains", "Gel crème apaisant", "Savon doux"]
    assert found("%") == found("_") == found("“”") == []


def test_names_that_begin_so_come_before_the_others(shop: Catalogue) -> None:
    for name in ("Bain de bouche", "Dentifrice bain", "Brosse"):
        shop.add(name)
    assert found("bain") == ["Bain de bouche", "Dentifrice bain"]
    assert found("d") == ["Dentifrice bain", "Bain de bouche"]


def test_a_strength_is_found_written_together(shop: Catalogue) -> None:
    shop.add("Paracétamol 500 mg")
    shop.add("Paracétamol 1 g")
    assert found("para 500mg") == ["Paracétamol 500 mg"]


def test_no_more_are_read_than_asked_for(shop: Catalogue) -> None:
    for number in range(5):
        shop.add(f"Savon {number}")
    assert len(catalogue.find("savon", limit=3)) == 3


def test_a_code_and_a_bar_code_find_exactly_one_that_is_sold(shop: Catalogue) -> None:
    soap = shop.add("Savon", code="sav-1", bar_code="6118000000013")
    for text in ("SAV-1", " sav-1\n", "6118000000013"):
        row = catalogue.by_code(text)
        assert row is not None
        assert row.id == soap
    assert found("611800") == ["Savon"]
    assert [catalogue.by_code(text) for text in ("sav", "", "611800")] == [None, None, None]
    shop.withdraw(soap)
    assert catalogue.by_code("sav-1") is None
    assert found("savon") == []


def test_a_row_says_all_that_a_sale_needs(shop: Catalogue) -> None:
    rate = vat.create("Taux normal", 2000, date(2026, 1, 1), by=by_staff(shop.staff))
    shop.add("Tissu", 1250, code="T", vat=rate, fractional=True, discount_forbidden=True)
    (row,) = catalogue.find("tissu")
    assert (row.price, row.category, row.regulated, row.vat, row.vat_rate) == (
        *(1250, "Parapharmacie", False),
        *("Taux normal", 2000),
    )
    assert (row.fractional, row.discount_forbidden, row.active) == (True, True, True)


@pytest.mark.parametrize("field", ["code", "bar_code"])
@pytest.mark.parametrize("other", ["code", "bar_code"])
def test_a_scanned_code_never_means_two_products(shop: Catalogue, field: str, other: str) -> None:
    """Neither twice as a code, nor as the code of one and the bar code of another; and it is said whose."""
    first, taken = {"code": "A", "bar_code": "B"}, {other: "611"}
    shop.add("Savon", 1000, **(first | {field: " 611 "}))
    with pytest.raises(ProductCodeTaken) as refused:
        shop.add("Crème", 1000, **({"code": "C", "bar_code": "D"} | taken))
    assert (refused.value.field, refused.value.code, refused.value.name) == (other, "611", "Savon")
    cream = shop.add("Crème", code="C")
    with pytest.raises(ProductCodeTaken):
        shop.edit(cream, None, **taken)
    assert found("creme") == ["Crème"]


def test_a_code_of_one_no_longer_sold_stays_its_own(shop: Catalogue) -> None:
    shop.withdraw(shop.add("Savon", code="S"))
    with pytest.raises(WithdrawnCodeTaken):
        shop.add("Crème", code="s")


def test_without_a_code_it_gets_its_bar_code_or_its_number(shop: Catalogue) -> None:
    first, second = shop.add("Savon", bar_code="611"), shop.add("Crème")
    assert product_editing.fields_of(first).code == "611"
    assert product_editing.fields_of(second).code == f"{second:06d}"
    shop.edit(second, code="")
    assert product_editing.fields_of(second).code == f"{second:06d}"
    shop.add("Gel", code=f"{second + 2:06d}")
    third = shop.add("Baume")
    assert product_editing.fields_of(third).code == f"{third:06d}A"


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": "  "}, Missing),
        ({"name": "–"}, Missing),
        ({"name": "a\x1b[31m"}, ControlCharacters),
        ({"code": "a\nb"}, ControlCharacters),
        ({"code": "-3"}, NotACode),
        ({"code": "3*A"}, NotACode),
        ({"code": "10%"}, NotACode),
        ({"bar_code": "٪٣٣٣٣٣٣٣٣"}, NotACode),
        ({"price": Centimes(-1)}, NotAnAmount),
        ({"price": Centimes(LARGEST + 1)}, AmountTooLarge),
        ({"category": 0}, Missing),
        ({"category": 999}, categories.NoSuchCategory),
        ({"vat": 999}, vat.NoSuchVat),
    ],
)
def test_what_cannot_be_a_product_is_refused(shop: Catalogue, values: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        shop.add(**({"name": "Savon"} | values))
    soap = shop.add("Savon")
    with pytest.raises(refusal):
        shop.edit(soap, **values)
    assert found("") == ["Savon"]


@pytest.mark.parametrize("code", ["1e3", "sav-1", "A 12/7", "b.2_c", "6118000000013"])
def test_letters_and_digits_are_a_code(shop: Catalogue, code: str) -> None:
    shop.add("Savon", code=code)
    assert catalogue.by_code(code) is not None


def test_a_code_from_before_there_was_a_rule_does_not_stand_in_the_way(shop: Catalogue) -> None:
    soap = shop.add("Savon", code="S")
    Product.update(code="-3").where(Product.id == soap).execute()
    shop.edit(soap, name="Pain")
    assert product_editing.fields_of(soap).code == "-3"


@pytest.mark.parametrize(
    ("code", "right"),
    [
        *(("6118000000013", None), ("6118000000014", 3), ("96385074", None), ("96385073", 4)),
        *(("036000291452", None), ("611", None), ("A118000000014", None), ("", None)),
    ],
)
def test_the_last_digit_checks_the_others(code: str, right: int | None) -> None:
    """GS1: EAN-8, UPC-A, EAN-13, GTIN-14"""
    assert product_codes.right_end(code) == right


def test_only_what_was_changed_is_written(shop: Catalogue) -> None:
    """Two people at one product: each keeps the other's change; at one field, the second is told."""
    soap = shop.add("Savon", 1000)
    seen = product_editing.fields_of(soap)
    shop.edit(soap, price=Centimes(1100))
    shop.edit(soap, seen, name="Savon doux")
    assert product_editing.fields_of(soap) == replace(seen, name="Savon doux", price=Centimes(1100))
    with pytest.raises(ProductChanged) as refused:
        shop.edit(soap, seen, price=Centimes(1200))
    assert refused.value.field == "price"
    assert product_editing.fields_of(soap).price == 1100


def test_an_edited_name_is_found_and_the_old_one_no_more(shop: Catalogue) -> None:
    soap = shop.add("Savon", code="S")
    shop.edit(soap, name="Pain dermatologique", bar_code="611")
    assert (found("savon"), found("pain"), found("611")) == ([], *([["Pain dermatologique"]] * 2))


def test_who_changed_a_price_when_is_kept(shop: Catalogue) -> None:
    soap = shop.add("Savon", 1000)
    shop.edit(soap, price=Centimes(1100))
    shop.withdraw(soap)
    shop.withdraw(soap)
    product_editing.put_back(soap, by=by_staff(shop.staff))
    trails = [row for row in Trail.select().order_by(Trail.id) if row.details().get("product") == soap]
    assert [row.verb for row in trails] == [
        "products.create",
        "products.edit",
        "products.withdraw",
        "products.put_back",
    ]
    assert trails[1].details()["changes"] == {"price": [1000, 1100]}
    assert {row.staff_id for row in trails} == {shop.staff}


def test_the_same_request_twice_makes_one_product(shop: Catalogue) -> None:
    """INV-20; with another price under the same key, it is refused."""
    op_id, fields = new_key(), ProductFields("Savon", shop.category, Centimes(1000))
    made = {product_editing.create(fields, by=by_staff(shop.staff, op_id)) for _ in range(3)}
    assert [row.id for row in catalogue.find("")] == list(made)
    with pytest.raises(KeyReused):
        product_editing.create(replace(fields, price=Centimes(1)), by=by_staff(shop.staff, op_id))


def test_a_product_that_never_was_is_refused(shop: Catalogue) -> None:
    with pytest.raises(NoSuchProduct):
        shop.withdraw(999)


def test_the_list_is_read_a_window_at_a_time_in_name_order(shop: Catalogue) -> None:
    names = [f"Savon {number:02d}" for number in range(7)]
    for name in reversed(names):
        shop.add(name, code=f"C{name[-2:]}")
    shop.withdraw(shop.add("Savon retiré", code="R"))
    listing = ProductListing("savon")
    first = listing.read(3)
    second = listing.read(3, after=first[-1])
    assert [row.name for row in (*first, *second)] == names[:6]
    assert listing.read(2, before=second[1]) == [first[2], second[0]]
    assert listing.read(2, at=second[0]) == second[:2]
    assert [row.name for row in listing.last(2)] == names[5:]
    assert (listing.count(), listing.total(), ProductListing("05").count()) == (7, 7, 1)
    assert [row.name for row in ProductListing(active=False).read(9)] == ["Savon retiré"]


def test_two_categories_never_have_one_name(shop: Catalogue) -> None:
    with pytest.raises(CategoryNameTaken) as refused:
        categories.create(CategoryFields("PARAPHARMACIE"), by=by_staff(shop.staff))
    assert refused.value.name == "Parapharmacie"
    with pytest.raises(Missing):
        categories.create(CategoryFields(" – "), by=by_staff(shop.staff))


def test_a_category_changed_meanwhile_is_not_written_over(shop: Catalogue) -> None:
    seen = categories.fields_of(shop.category)
    first, second = CategoryFields("Hygiène"), CategoryFields("Bébé")
    categories.edit(shop.category, first, seen=seen, by=by_staff(shop.staff))
    with pytest.raises(CategoryChanged):
        categories.edit(shop.category, second, seen=seen, by=by_staff(shop.staff))
    shop.add("Savon")
    assert not [fault for check in lines.CHECKS for fault in carried_out(check)], "the doctor reads its edits"
    assert [(row.name, row.regulated, row.products) for row in categories.categories()] == [
        ("Hygiène", False, 1)
    ]
