"""One product, several spellings: whatever a scanner makes of its number means that product."""

from pathlib import Path

import pytest

from models.doctor.trade.catalogue import scanned_codes_mean_one_product
from models.importing.files.faults import CodeTwice
from models.importing.products import file as product_file
from models.importing.products import verbs as product_import
from models.importing.products.plan import Change
from models.store.connection import transaction
from models.store.search import scanned
from models.trade.catalogue import codes as product_codes
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.codes import key, number_in, read, spellings
from models.trade.catalogue.listing import ProductListing
from models.trade.catalogue.table import Product
from models.trade.catalogue.verbs import ProductCodeTaken
from tests.models.trade.catalogue.test_catalogue import Catalogue, shop  # noqa: F401 - the shop is a fixture

NUMBER = "6118000120698"
UPC = "012345678905"

SPELLINGS_OF_NUMBER = [
    NUMBER,
    f"0{NUMBER}",
    f" {NUMBER}\n",
    f"010{NUMBER}",
    f"010{NUMBER}1726013110LOT42",
    f"]d2010{NUMBER}17260131\x1d10LOT%42*",
    f"]C1010{NUMBER}",
    f"]e0010{NUMBER}",
    f"]Q3010{NUMBER}",
    f"\x1d010{NUMBER}",
    f"10LOT42\x1d010{NUMBER}",
    f"10LOT42{scanned.SEPARATOR}010{NUMBER}",
    f"10LOT42<GS>010{NUMBER}",
    f"10LOT42|010{NUMBER}",
    f"17260131010{NUMBER}21SERIAL",
    f"(01)0{NUMBER}(17)260131(10)LOT",
    f"https://id.gs1.org/01/0{NUMBER}/10/LOT",
    "-&&_àààé&éà-ç_".replace("é&éà-", "&éà-"),
    "§&&!ààà&éà§ç!",
    "٦١١٨٠٠٠١٢٠٦٩٨",
    "۶۱۱۸۰۰۰۱۲۰۶۹۸",
]


@pytest.mark.parametrize("typed", SPELLINGS_OF_NUMBER)
def test_every_spelling_of_a_number_finds_its_product_in_sale_and_in_search(
    shop: Catalogue,  # noqa: F811
    typed: str,
) -> None:
    wanted = shop.add("Doliprane", bar_code=NUMBER)
    shop.add("Autre", bar_code="6118001170333")
    found = catalogue.by_code(typed)
    assert found is not None
    assert found.id == wanted
    assert [row.id for row in catalogue.find(typed)] == [wanted]
    assert [row.id for row in ProductListing(typed).read(9)] == [wanted]


@pytest.mark.parametrize("kept", [UPC, f"0{UPC}", f"00{UPC}", UPC[1:]])
@pytest.mark.parametrize("typed", [UPC, f"0{UPC}", f"00{UPC}", UPC[1:], f"0100{UPC}"])
def test_a_upc_is_found_with_or_without_its_zeros(shop: Catalogue, kept: str, typed: str) -> None:  # noqa: F811
    wanted = shop.add("Dentifrice", bar_code=kept)
    found = catalogue.by_code(typed)
    assert found is not None
    assert found.id == wanted


@pytest.mark.parametrize("typed", [f"0{NUMBER}", f"010{NUMBER}10LOT", f"]d2010{NUMBER}"])
def test_a_number_belongs_to_one_product_in_whichever_spelling(shop: Catalogue, typed: str) -> None:  # noqa: F811
    shop.add("Doliprane", bar_code=NUMBER)
    with pytest.raises(ProductCodeTaken) as refused:
        shop.add("Autre", bar_code=typed)
    assert (refused.value.field, refused.value.name) == ("bar_code", "Doliprane")
    with pytest.raises(ProductCodeTaken) as refused:
        shop.add("Autre", code=typed)
    assert refused.value.field == "code"


def test_of_a_scanned_gs1_code_only_the_number_is_kept(shop: Catalogue) -> None:  # noqa: F811
    shop.add("Doliprane", bar_code=f"]d2010{NUMBER}17260131\u241d10LOT")
    assert [row.bar_code for row in catalogue.find("doliprane")] == [NUMBER]


def test_a_file_with_another_spelling_means_the_product_there_is(shop: Catalogue, tmp_path: Path) -> None:  # noqa: F811
    shop.add("Savon", 1000, code=NUMBER, bar_code=NUMBER)
    file = tmp_path / "produits.csv"
    category = catalogue.find("savon")[0].category
    file.write_text(
        f"code-barres;produit;catégorie;prix\n0{NUMBER};Savon;{category};10,00\n", encoding="utf-8"
    )
    assert [each.change for each in product_import.read(file).plan.products] == [Change.SAME]


def test_two_spellings_of_one_number_in_a_file_are_one_code_twice(tmp_path: Path) -> None:
    file = tmp_path / "produits.csv"
    lines = f"{NUMBER};Savon;Divers;10\n0{NUMBER};Autre;Divers;10\n"
    file.write_text(f"code-barres;produit;catégorie;prix\n{lines}", encoding="utf-8")
    faults = product_file.read(file).faults
    assert [type(fault.reason) for fault in faults] == [CodeTwice]


@pytest.mark.parametrize(
    "text",
    ["0106118000120697", "PARA-999", "10LOT", "0206118000120698", "01061180001", "", "01", "]d2", "((("],
)
def test_what_holds_no_number_is_no_gs1_code(text: str) -> None:
    assert number_in(text) == ""


def test_codes_of_the_pharmacy_keep_their_zeros() -> None:
    assert [key(code) for code in ("000123", "123", "A-00000000012345", "PARA-999", "")] == [
        "000123",
        "123",
        "A-00000000012345",
        "PARA-999",
        "",
    ]
    assert spellings("para-999") == ["PARA-999"]
    assert spellings("") == []


@pytest.mark.parametrize("words", ["l'été", "à", "é-è", "(-", "doliprane", "crème 50", "ça_y_est", "'''"])
def test_words_stay_words(words: str) -> None:
    assert scanned.meant(words) == words
    assert read(words) == words.upper()


@pytest.mark.parametrize(
    ("typed", "code"), [("CFààààà_(", "CF0000085"), ("PQRQ)ççç", "PARA-999"), ("CF§§", "CF66")]
)
def test_letters_and_digits_of_a_scanner_set_to_qwerty_are_guessed(typed: str, code: str) -> None:
    assert scanned.perhaps_meant(typed) == code
    assert code in product_codes.spellings(typed)


def test_the_doctor_sees_one_number_on_two_products(shop: Catalogue) -> None:  # noqa: F811
    """As a catalogue may hold them that was filled before spellings were compared"""
    shop.add("Doliprane", bar_code=NUMBER)
    other = shop.add("Autre", code="A1")
    assert not list(scanned_codes_mean_one_product())
    with transaction():
        Product.update(bar_code=f"0{NUMBER}").where(Product.id == other).execute()
    assert [fault.figures for fault in scanned_codes_mean_one_product()] == [
        {"code": f"0{NUMBER}", "name": "Autre", "other": "Doliprane"}
    ]
