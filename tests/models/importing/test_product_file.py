"""A file of products: every bad line named, and all of it or nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.importing.files import separated, text_file
from models.importing.files.faults import CellCount, CodeTwice, DamagedName, HasFaults, ShortenedNumber
from models.importing.files.text_file import DoubtfulEncoding, Stopped, TooManyLines
from models.importing.products import verbs as product_import
from models.importing.products.file import MOST_PRODUCTS, NoProductInside
from models.importing.products.plan import Change, NoSuchRate, SeveralRates
from models.importing.products.titles import TitlesMissing, TitleTwice
from models.importing.products.verbs import CatalogueMoved, NothingNew, ProductPreview, ProductsImported
from models.money.amounts import AmbiguousAmount, NotAnAmount
from models.refusals import ControlCharacters, KeyReused, Missing
from models.requests.by import new_key
from models.requests.trail import Trail
from models.trade.catalogue import categories, vat
from models.trade.catalogue import table as catalogue
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.codes import NotACode
from models.trade.catalogue.verbs import ProductCodeTaken, ProductFields
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

Read = Callable[..., ProductPreview]
TITLES = "Code;Code barres;Désignation;Catégorie;Prix TTC;TVA\n"


@pytest.fixture
def read(tmp_path: Path, counter: Counter) -> Read:
    """What importing a file with this content would do."""

    def read(content: str, encoding: str = "utf-8") -> ProductPreview:
        path = tmp_path / "produits.csv"
        path.write_bytes(content.encode(encoding))
        return product_import.read(path)

    return read


@pytest.fixture
def rates(counter: Counter) -> None:
    """A rate of 20 %, one of 10 %, and two that are 5 % today."""
    for name, rate in (("Taux normal", 2000), ("Réduit", 1000), ("Ancien", 500), ("Autre", 500)):
        vat.create(name, rate, date(2020, 1, 1), by=by_staff(counter.staff))


def carry_out(preview: ProductPreview, counter: Counter) -> ProductsImported:
    return product_import.carry_out(preview, by=by_staff(counter.staff))


def faults(preview: ProductPreview) -> list[tuple[int, int, type]]:
    assert len(preview.plan.faults) == preview.plan.fault_count
    return [(fault.line, fault.column, type(fault.reason)) for fault in preview.plan.faults]


def planned(preview: ProductPreview) -> list[tuple[int, Change]]:
    assert faults(preview) == []
    return [(each.line, each.change) for each in preview.plan.products]


def test_every_product_of_the_file_is_there_afterwards(read: Read, counter: Counter, rates: None) -> None:
    preview = read(
        f"{TITLES}A1;6118000000013;Crème mains;Parapharmacie;58,00;20 %\n"
        "A2;;Paracétamol 1 g;Médicaments;1 016,2;\nA3;;Thé;parapharmacie;12;réduit\n"
    )
    assert planned(preview) == [(2, Change.NEW), (3, Change.NEW), (4, Change.NEW)]
    assert list(preview.plan.categories) == ["Parapharmacie", "Médicaments"]
    assert carry_out(preview, counter) == ProductsImported(3, 0)
    assert [
        (row.code, row.bar_code, row.name, row.category, row.price, row.vat_rate, row.regulated)
        for row in catalogue.find("")
    ] == [
        ("A1", "6118000000013", "Crème mains", "Parapharmacie", 5800, 2000, False),
        ("A2", "", "Paracétamol 1 g", "Médicaments", 101620, 0, True),
        ("A3", "", "Thé", "Parapharmacie", 1200, 1000, False),
    ]
    assert [row.name for row in catalogue.find("para 1")] == ["Paracétamol 1 g"]


def test_zero_percent_is_exempt_unless_the_product_has_a_rate_that_is_0_today(
    read: Read, counter: Counter
) -> None:
    """Medicines had 7 % before 2024; a list of prices that says 0 must not lose their history."""
    medicines = vat.create("Médicaments", 0, date(2024, 1, 1), by=by_staff(counter.staff))
    carry_out(read(f"{TITLES}A;;Un;H;1;médicaments\n"), counter)
    carry_out(read(f"{TITLES}A;;Un;H;2;0\nB;;Deux;H;1;0 %\n"), counter)
    by_code = {row.code: product_editing.fields_of(row.id) for row in catalogue.products()}
    assert (by_code["A"].price, by_code["A"].vat, by_code["B"].vat) == (200, medicines, None)


def test_columns_stand_in_any_order_and_others_are_left_out(read: Read) -> None:
    preview = read('Stock,PPV,Famille,Produit,EAN,Prix d\'achat\n7,"58,00",Hygiène,Savon,611,40\n')
    assert preview.source.titles.left_out == ("Stock", "Prix d'achat")
    (only,) = preview.plan.products
    assert (only.fields.code, only.fields.name, only.fields.price) == ("611", "Savon", 5800)


def test_a_line_break_in_a_name_is_a_blank_and_in_a_column_left_out_it_is_nothing(read: Read) -> None:
    lines = ["sep=,", "Stock,PPV,Famille,Produit,EAN,Notes"]
    lines += ['7,"58,00",Hygiène,"Savon', 'd’Alep",611,"à voir', "avec le", 'fournisseur"']
    lines += ["8,9,Hygiène,Gel,612,", "9,x,Hygiène,Gel,613,"]
    preview = read("\n".join(lines))
    assert faults(preview) == [(8, 2, NotAnAmount)]
    assert [(each.line, each.name) for each in preview.source.lines] == [(3, "Savon d’Alep"), (7, "Gel")]


@pytest.mark.parametrize(
    ("name", "codec", "called"),
    [("كريم للأطفال", "cp1256", "Windows-1256"), ("CRÈME BÉBÉ hydratante", "cp850", "CP850")],
)
def test_the_encoding_of_a_price_list_is_doubted_too(
    read: Read, tmp_path: Path, name: str, codec: str, called: str
) -> None:
    with pytest.raises(DoubtfulEncoding) as refused:
        read(f"Code;Nom;Famille;Prix\nA1;{name};Divers;12\n", codec)
    assert refused.value.guesses[0].encoding.name == called
    preview = product_import.read(tmp_path / "produits.csv", encoding=called)
    assert [each.name for each in preview.source.lines] == [name]


def test_a_price_list_of_too_many_lines_is_refused_with_the_figures(read: Read) -> None:
    with pytest.raises(TooManyLines) as refused:
        read("Code;Nom;Famille;Prix\n" + "\n" * MOST_PRODUCTS)
    assert (refused.value.lines, refused.value.limit) == (MOST_PRODUCTS + 2, MOST_PRODUCTS)


def test_a_file_of_windows_with_blank_lines_is_read(read: Read) -> None:
    preview = read(f"{TITLES}\nA;;Crème;Bébé;1;\n;;;;;\n", "cp1252")
    assert planned(preview) == [(3, Change.NEW)]
    assert (preview.source.encoding, preview.source.blank_lines) == ("Windows-1252", 2)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("A1;Savon;Hygiène;12\n", TitlesMissing),
        ("Code;Désignation;Catégorie;Prix HT\nA;B;C;1\n", TitlesMissing),
        ("Désignation;Catégorie;Prix\nB;C;1\n", TitlesMissing),
        ("Code;Nom;Produit;Catégorie;Prix\n", TitleTwice),
        (TITLES, NoProductInside),
        ("\n", NoProductInside),
    ],
)
def test_what_is_no_file_of_products_is_refused_whole(read: Read, content: str, refusal: type) -> None:
    with pytest.raises(refusal):
        read(content)


def test_what_no_import_can_read_is_refused_as_for_clients(tmp_path: Path, counter: Counter) -> None:
    path = tmp_path / "produits.xlsx"
    path.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(text_file.Workbook):
        product_import.read(path)


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("A;;;Hygiène;1;", 3, Missing),
        ("A;;Sa\ufffdon;Hygiène;1;", 3, DamagedName),
        ("A;;Sa\x1bvon;Hygiène;1;", 3, ControlCharacters),
        ("A;;Savon;;1;", 4, Missing),
        ("A;;Savon;Hygiène;;", 5, Missing),
        ("A;;Savon;Hygiène;1.234;", 5, AmbiguousAmount),
        ("A;;Savon;Hygiène;-1;", 5, NotAnAmount),
        ("A;;Savon;Hygiène;1e3;", 5, NotAnAmount),
        ("A;;Savon;Hygiène;=1+1;", 5, NotAnAmount),
        ("A;;Savon;Hygiène;1;7", 6, NoSuchRate),
        ("A;;Savon;Hygiène;1;120", 6, NoSuchRate),
        ("A;;Savon;Hygiène;1;normale", 6, NoSuchRate),
        ("A;;Savon;Hygiène;1;5 %", 6, SeveralRates),
        ("6,118E+12;;Savon;Hygiène;1;", 1, ShortenedNumber),
        ("-3;;Savon;Hygiène;1;", 1, NotACode),
        ("A;6.118E12;Savon;Hygiène;1;", 2, ShortenedNumber),
        (";;Savon;Hygiène;1;", 2, Missing),
        ("A;;Savon;Hygiène;1", 1, CellCount),
        ('A;;"Savon;Hygiène;1;', 1, separated.BadQuotes),
        ("A,,Savon,Hygiène,1,", 1, separated.OtherDelimiter),
    ],
)
def test_a_bad_line_is_named_by_number_column_and_reason(
    read: Read, counter: Counter, rates: None, line: str, column: int, reason: type
) -> None:
    preview = read(f"{TITLES}OK;;Bon;Hygiène;1;\n{line}\n")
    assert faults(preview) == [(3, column, reason)]
    with pytest.raises(HasFaults):
        carry_out(preview, counter)
    assert catalogue.find("") == []
    assert categories.categories() == []


def test_all_bad_cells_of_a_line_are_named(read: Read) -> None:
    assert faults(read(f"{TITLES}A;;;;x;\n")) == [(2, 3, Missing), (2, 4, Missing), (2, 5, NotAnAmount)]


def test_one_code_cannot_stand_on_two_lines(read: Read) -> None:
    preview = read(f"{TITLES}A;B;Un;H;1;\na;;Deux;H;1;\nC;A;Trois;H;1;\nB;;Quatre;H;1;\n")
    assert faults(preview) == [(3, 1, CodeTwice), (4, 1, CodeTwice), (5, 1, CodeTwice)]
    reason = preview.plan.faults[0].reason
    assert isinstance(reason, CodeTwice)
    assert reason.line == 2


@pytest.fixture
def soap(counter: Counter) -> int:
    """A product that is there already: Savon, 10,00, code S, bar code 611, sold in parts."""
    category = categories.create(CategoryFields("Hygiène"), by=by_staff(counter.staff))
    fields = ProductFields("Savon", category, Centimes(1000), None, "S", "611", fractional=True)
    return product_editing.create(fields, by=by_staff(counter.staff))


def test_a_known_code_is_changed_and_what_the_file_does_not_say_stays(
    read: Read, counter: Counter, soap: int
) -> None:
    preview = read("Code;Nom;Catégorie;Prix\nN;Neuf;Hygiène;1\nS;Savon;Hygiène;11\n")
    assert planned(preview) == [(3, Change.CHANGED), (2, Change.NEW)]
    assert preview.plan.products[0].old_price == 1000
    assert carry_out(preview, counter) == ProductsImported(1, 1)
    row = catalogue.by_code("S")
    assert row is not None
    assert (row.id, row.price, row.bar_code, row.fractional) == (soap, 1100, "611", True)
    trail = Trail.select().order_by(Trail.id.desc()).first()
    assert (trail.verb, trail.details()["prices"]) == ("product_import.carry_out", {str(soap): [1000, 1100]})


@pytest.mark.parametrize("titles", ["Code", "EAN"])
def test_a_known_bar_code_means_its_product_and_leaves_its_code(
    read: Read, counter: Counter, soap: int, titles: str
) -> None:
    carry_out(read(f"{titles};Nom;Catégorie;Prix\n611;Savon doux;hygiene;10\n"), counter)
    assert product_editing.fields_of(soap).code == "S"
    assert product_editing.fields_of(soap).name == "Savon doux"


def test_who_has_a_bar_code_is_said(read: Read, soap: int) -> None:
    preview = read(f"{TITLES}N;611;Neuf;Hygiène;1;\n")
    assert faults(preview) == [(2, 2, ProductCodeTaken)]
    reason = preview.plan.faults[0].reason
    assert isinstance(reason, ProductCodeTaken)
    assert (reason.code, reason.name) == ("611", "Savon")


def test_two_lines_cannot_mean_one_product(read: Read, soap: int) -> None:
    assert faults(read(f"{TITLES}S;;Savon;Hygiène;1;\n;611;Savon;Hygiène;2;\n")) == [(3, 2, CodeTwice)]


def test_the_same_file_again_has_nothing_to_do(read: Read, counter: Counter, rates: None) -> None:
    content = f"{TITLES}A1;611;Crème;Parapharmacie;58,00;20 %\nA2;;Thé;Parapharmacie;12;\n"
    carry_out(read(content), counter)
    preview = read(content)
    assert planned(preview) == [(2, Change.SAME), (3, Change.SAME)]
    with pytest.raises(NothingNew):
        carry_out(preview, counter)


def test_what_was_looked_at_must_still_be_what_would_happen(read: Read, counter: Counter, soap: int) -> None:
    preview = read("Code;Nom;Catégorie;Prix\nS;Savon;Hygiène;11\n")
    seen = product_editing.fields_of(soap)
    wanted = ProductFields("Savon", seen.category, Centimes(1200), None, "S", "611", fractional=True)
    product_editing.edit(soap, wanted, seen=seen, by=by_staff(counter.staff))
    with pytest.raises(CatalogueMoved):
        carry_out(preview, counter)
    assert product_editing.fields_of(soap).price == 1200


def test_the_same_request_twice_imports_once(read: Read, counter: Counter) -> None:
    """INV-20; under the same key, another file is refused."""
    preview, op_id = read(f"{TITLES}A;;Un;H;1;\n"), new_key()
    done = [product_import.carry_out(preview, by=by_staff(counter.staff, op_id)) for _ in range(2)]
    assert done == [ProductsImported(1, 0)] * 2
    other = read(f"{TITLES}B;;Deux;H;1;\n")
    with pytest.raises(KeyReused):
        product_import.carry_out(other, by=by_staff(counter.staff, op_id))


def test_stopped_nothing_is_kept(read: Read, counter: Counter) -> None:
    preview = read(TITLES + "".join(f"A{number};;Produit {number};H;1;\n" for number in range(1200)))
    with pytest.raises(Stopped):
        product_import.carry_out(
            preview, by=by_staff(counter.staff), progress=lambda done, total: done < 1000
        )
    assert catalogue.find("") == []
    assert carry_out(preview, counter).new == 1200
