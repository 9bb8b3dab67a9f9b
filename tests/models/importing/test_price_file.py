"""A file of prices for one price list: looked at first, then all of it or nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.importing.files.faults import HasFaults
from models.importing.price_lists import verbs as price_import
from models.importing.price_lists.file import NoPriceInside, PriceAndDiscount
from models.importing.price_lists.titles import PriceTitlesMissing
from models.importing.price_lists.verbs import (
    ListMoved,
    NoSuchCode,
    NothingNewInList,
    PriceChange,
    PricesImported,
)
from models.money.amounts import NotAPercentage
from models.requests.by import new_key
from models.trade.tariffs import list_prices, lists
from models.trade.tariffs.list_prices import EndsBeforeItBegins, ListPriceFields, PeriodsOverlap
from models.trade.tariffs.lists import PriceListFields
from models.trade.tariffs.rules import PriceIsRegulated
from models.trade.tariffs.table import ListPrice
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

TITLES = "Code;Désignation;Prix HT;Remise;Du;Au\n"


@pytest.fixture
def wholesale(counter: Counter) -> int:
    """A list with a price of one of three products, whose codes are P100, P200 and P-300."""
    made = lists.create(PriceListFields("Gros", with_vat=False), by=by_staff(counter.staff))
    for price in (100, 200):
        counter.product(price)
    counter.product(300, regulated=True)
    fields = ListPriceFields(product=counter.product(100), price=Centimes(90))
    list_prices.add(made, fields, by=by_staff(counter.staff))
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gros.csv"


def test_prices_are_changed_and_added_and_what_the_file_does_not_say_stays(
    counter: Counter, wholesale: int, file: Path
) -> None:
    other = ListPriceFields(category=1, rate=500)
    list_prices.add(wholesale, other, by=by_staff(counter.staff))
    file.write_text(f"{TITLES}P100;Un;0,80;;;\nP200;Deux;;12,5;01/03/2026;2026-03-31\n")
    preview = price_import.read(wholesale, file)
    assert [(each.change, each.name) for each in preview.planned] == [
        (PriceChange.CHANGED, "Product 100"),
        (PriceChange.NEW, "Product 200"),
    ]
    assert ListPrice.select().count() == 2, "looking writes nothing"
    by = by_staff(counter.staff, new_key())
    assert price_import.carry_out(preview, by=by) == PricesImported(1, 1)
    assert price_import.carry_out(preview, by=by) == PricesImported(1, 1), "the same request again"
    rows = ListPrice.select().order_by(ListPrice.id)
    kept = [(row.product_id, row.price, row.rate, row.since, row.until) for row in rows]
    assert kept == [
        (counter.product(100), 80, None, None, None),
        (None, None, 500, None, None),
        (counter.product(200), None, 1_250, date(2026, 3, 1), date(2026, 3, 31)),
    ]
    with pytest.raises(NothingNewInList):
        price_import.carry_out(price_import.read(wholesale, file), by=by_staff(counter.staff))


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("P999;;1;;;", NoSuchCode),
        ("P-300;;1;;;", PriceIsRegulated),
        ("P200;;1;5;;", PriceAndDiscount),
        ("P200;;;101;;", NotAPercentage),
        ("P200;;1;;02/03/2026;01/03/2026", EndsBeforeItBegins),
        ("P100;;1;;01/03/2026;", PeriodsOverlap),
        ("P200;;1;;;\nP200;;2;;;", PeriodsOverlap),
    ],
)
def test_one_wrong_line_and_nothing_is_imported(
    counter: Counter, wholesale: int, file: Path, line: str, refusal: type[Exception]
) -> None:
    file.write_text(f"{TITLES}{line}\n")
    preview = price_import.read(wholesale, file)
    assert [type(fault.reason) for fault in preview.faults] == [refusal]
    with pytest.raises(HasFaults):
        price_import.carry_out(preview, by=by_staff(counter.staff))
    assert [row.price for row in ListPrice.select()] == [90]


def test_what_is_no_file_of_prices_and_a_list_that_changed_meanwhile_are_refused(
    counter: Counter, wholesale: int, file: Path
) -> None:
    file.write_text("Nom;Téléphone\nAlami;0612345678\n")
    with pytest.raises(PriceTitlesMissing):
        price_import.read(wholesale, file)
    file.write_text(TITLES)
    with pytest.raises(NoPriceInside):
        price_import.read(wholesale, file)
    file.write_text(f"{TITLES}P100;;0,80;;;\n")
    preview = price_import.read(wholesale, file)
    row = ListPrice.get()
    seen = list_prices.fields_of(row.id)
    list_prices.edit(row.id, replace(seen, price=Centimes(70)), seen=seen, by=by_staff(counter.staff))
    with pytest.raises(ListMoved):
        price_import.carry_out(preview, by=by_staff(counter.staff))
