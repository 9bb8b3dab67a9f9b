"""The list of medicines as CNOPS publishes it, the ways with known products, and undoing an import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import doctor
from models.importing import batches
from models.importing.batches import BuiltUpon, ImportSubject, Undone
from models.importing.files.reading import ReadAs
from models.importing.products import undoing
from models.importing.products import verbs as product_import
from models.importing.products.plan import ProductWay
from models.importing.products.titles import CategoryMissing
from models.importing.products.verbs import NothingNew, ProductPreview, ProductsImported
from models.requests.by import By
from models.trade.catalogue import table as catalogue
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.table import Category, Product
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.importing.workbooks import ods, xlsx

TITLES = (
    *("CODE", "NOM", "DCI1", "DOSAGE1", "UNITE_DOSAGE1", "FORME", "PRESENTATION", "PPV", "PH", "PRIX_BR"),
    *("PRINCEPS_GENERIQUE", "TAUX_REMBOURSEMENT"),
)
FLUOROURACILE = (
    *(6118000041252, "5 FLUOROURACILE WINTHROP", "FLUOROURACILE", "250", "MG", "SOLUTION INJECTABLE"),
    *("1 BOITE 1 FLACON 5 ML", "21,4", "13,4", "21,4", "G", "70%"),
)
DOLIPRANE = (
    *(6118000040019, "DOLIPRANE 500 MG", "PARACETAMOL", "500", "MG", "COMPRIME", "1 BOITE 16 COMPRIME"),
    *(14.0, "9,1", "14", "P", "70%"),
)


@pytest.fixture
def read(counter: Counter, tmp_path: Path) -> Callable[..., ProductPreview]:
    def read_it(*rows: Any, category: str = "", titles: Any = TITLES, write: Any = xlsx) -> ProductPreview:
        path = write(tmp_path / f"liste.{write.__name__}", {"Feuil1": [titles, *rows]})
        return product_import.read(path, read_as=ReadAs(category=category))

    return read_it


def by(counter: Counter) -> By:
    return by_staff(counter.staff)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_the_list_of_cnops_goes_in_once_its_category_is_said(
    counter: Counter, read: Callable[..., ProductPreview], write: Any
) -> None:
    with pytest.raises(CategoryMissing):
        read(FLUOROURACILE, DOLIPRANE, write=write)
    preview = read(FLUOROURACILE, DOLIPRANE, FLUOROURACILE, category="Médicaments", write=write)
    assert (preview.plan.fault_count, preview.source.repeated) == (0, 1)
    assert product_import.carry_out(preview, by=by(counter)) == ProductsImported(2, 0)
    found = catalogue.by_code("6118000041252")
    assert found is not None
    assert found.name == "5 FLUOROURACILE WINTHROP 250 MG SOLUTION INJECTABLE 1 BOITE 1 FLACON 5 ML"
    assert (found.price, found.category, found.regulated) == (2140, "Médicaments", True)
    doliprane = catalogue.by_code("6118000040019")
    assert doliprane is not None
    assert (doliprane.name, doliprane.price) == ("DOLIPRANE 500 MG COMPRIME 1 BOITE 16 COMPRIME", 1400)
    again = read(FLUOROURACILE, DOLIPRANE, category="medicaments", write=write)
    with pytest.raises(NothingNew):
        product_import.carry_out(again, by=by(counter))


SOAP = ("A1", "Savon", "Hygiène", 10)
GEL = ("B2", "Gel", "Soins", 45)
SHORT = ("Code", "Nom", "Catégorie", "Prix")


def prices() -> dict[str, int]:
    rows = Product.select(Product.code, Product.price).where(Product.active).tuples()
    return {code: int(price) for code, price in rows}


@pytest.mark.parametrize(
    ("way", "after"),
    [
        (ProductWay.ALL, {"A1": 1200, "B2": 4500}),
        (ProductWay.ADD, {"A1": 1000, "B2": 4500}),
        (ProductWay.COMPLETE, {"A1": 1000, "B2": 4500}),
        (ProductWay.PRICES, {"A1": 1200}),
    ],
)
def test_what_becomes_of_known_products_is_chosen(
    counter: Counter, read: Callable[..., ProductPreview], way: ProductWay, after: dict[str, int]
) -> None:
    product_import.carry_out(read(SOAP, titles=SHORT), by=by(counter))
    wanted = read(("A1", "Savon doux", "Hygiène", 12), GEL, titles=SHORT)
    product_import.carry_out(wanted, way=way, by=by(counter))
    assert prices() == after
    soap = Product.get(Product.code == "A1")
    assert soap.name == ("Savon doux" if way is ProductWay.ALL else "Savon")
    # A category that no product of the chosen way needs is not made.
    assert Category.select().where(Category.name == "Soins").exists() == (way is not ProductWay.PRICES)
    assert doctor.examine() == []


def test_completing_fills_in_a_bar_code(counter: Counter, read: Callable[..., ProductPreview]) -> None:
    product_import.carry_out(read(SOAP, titles=SHORT), by=by(counter))
    titles = (*SHORT, "EAN")
    preview = read((*SOAP[:3], 99, 6118000041252), titles=titles)
    done = product_import.carry_out(preview, way=ProductWay.COMPLETE, by=by(counter))
    assert done == ProductsImported(0, 1)
    soap = Product.get(Product.code == "A1")
    assert (soap.bar_code, soap.price) == ("6118000041252", 1000)


def test_an_import_of_products_is_undone_and_the_corrected_list_brings_them_back(
    counter: Counter, read: Callable[..., ProductPreview]
) -> None:
    product_import.carry_out(read(SOAP, titles=SHORT), by=by(counter))
    wrong = read(("A1", "Savon", "Hygiène", 99), GEL, titles=SHORT)
    product_import.carry_out(wrong, by=by(counter))
    gel = Product.get(Product.code == "B2").id
    newest = batches.batches(ImportSubject.PRODUCTS)[0].id
    assert undoing.undo(newest, by=by(counter)) == Undone(1, 1, 0)
    assert prices() == {"A1": 1000}
    assert product_import.carry_out(read(SOAP, GEL, titles=SHORT), by=by(counter)).new == 1
    assert prices() == {"A1": 1000, "B2": 4500}
    assert Product.get(Product.code == "B2").id == gel
    assert doctor.examine() == []


def test_what_somebody_changed_since_stays(counter: Counter, read: Callable[..., ProductPreview]) -> None:
    product_import.carry_out(read(SOAP, titles=SHORT), by=by(counter))
    product_import.carry_out(read(("A1", "Savon", "Hygiène", 12), titles=SHORT), by=by(counter))
    soap = Product.get(Product.code == "A1").id
    seen = product_editing.fields_of(soap)
    dearer = type(seen)(**{**_vars(seen), "price": Centimes(1300)})
    product_editing.edit(soap, dearer, seen=seen, by=by(counter))
    newest = batches.batches(ImportSubject.PRODUCTS)[0].id
    assert undoing.undo(newest, by=by(counter)) == Undone(0, 0, 1)
    assert prices() == {"A1": 1300}
    assert doctor.examine() == []


def _vars(fields: Any) -> dict[str, Any]:
    return {name: getattr(fields, name) for name in type(fields).__dataclass_fields__}


def test_what_was_sold_since_is_named(counter: Counter, read: Callable[..., ProductPreview]) -> None:
    product_import.carry_out(read(SOAP, titles=SHORT), by=by(counter))
    soap = Product.get(Product.code == "A1").id
    sales.sell(counter.client(), [NewLine(soap)], by=by(counter))
    with pytest.raises(BuiltUpon) as refused:
        undoing.undo(batches.batches(ImportSubject.PRODUCTS)[0].id, by=by(counter))
    assert (refused.value.count, refused.value.names) == (1, "Savon")
    assert prices() == {"A1": 1000}
