"""Files of clients whose first line names the columns: separated values, XLSX, ODS."""

import codecs
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from models import doctor
from models.importing.clients import file as client_file
from models.importing.clients import verbs as client_import
from models.importing.clients.cells import DateOfTwoCenturies, NoSuchOrganism, NotADate
from models.importing.clients.file import ClientFile
from models.importing.clients.titles import ClientColumn, NameColumnMissing
from models.importing.files import text_file, workbook
from models.importing.files.faults import CellCount, CodeTwice, ShortenedNumber, SpreadsheetError
from models.importing.files.reading import ReadAs
from models.importing.files.titles import TitleTwice, key
from models.people.clients.fields import ClientFields, NotABirthDate
from models.people.organisms import listing as organisms
from models.people.organisms.table import MOROCCAN
from models.people.phones import ManyNumbers, NotAPhone, to_e164
from models.refusals import Refused
from models.store.text import NotAnEmail
from models.values import Centimes
from tests.asking import by_staff
from tests.models.importing.workbooks import ods, xlsx

TITLES = [
    *("N° client", "Nom", "Prénom", "GSM", "Tél. fixe", "E-mail", "Adresse", "Code postal", "Ville"),
    *("Organisme", "N° d'immatriculation", "Date de naissance", "Catégorie", "Solde (DH)"),
]
SALMA = [
    *("C-17", "ALAOUI", "Salma", 612345678, "05 22 36 47 58", "salma@exemple.ma", "12, rue des Orangers"),
    *(20000, "Casablanca", "cnops", 123456789, date(1985, 3, 25), "", 150.5),
]
OMAR = ["", "Tazi", "Omar", "06.61.23.45.67", "", "", "", "", "", "", "", "", "", -20]
Read = Callable[..., ClientFile]


@pytest.fixture
def read(file_cashier: Any, tmp_path: Path) -> Read:
    def read_it(content: bytes | str, name: str = "clients.csv", **more: Any) -> ClientFile:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return client_file.read(path, **more)

    return read_it


def organism(name: str) -> int:
    return next(row.id for row in organisms.offered() if row.name == name)


def reasons(found: ClientFile) -> list[tuple[int, int, type]]:
    return [(fault.line, fault.column, type(fault.reason)) for fault in found.faults]


@pytest.mark.capability("import-csv")
@pytest.mark.parametrize(("kind", "write"), [("xlsx", xlsx), ("ods", ods)])
def test_a_workbook_of_fourteen_columns_is_read(
    file_cashier: Any, tmp_path: Path, kind: str, write: Callable[..., Path]
) -> None:
    found = client_file.read(write(tmp_path / f"clients.{kind}", {"Clients": [TITLES, SALMA, OMAR]}))
    assert (found.fault_count, found.encoding, len(found.accounts)) == (0, kind.upper(), 2)
    assert found.accounts.fields(0) == ClientFields(
        last_name="ALAOUI",
        first_name="Salma",
        mobile="+212612345678",
        home_phone="+212522364758",
        email="salma@exemple.ma",
        address="12, rue des Orangers",
        postal_code="20000",
        city="Casablanca",
        organism=organism("CNOPS"),
        registration_number="123456789",
        birth_date=date(1985, 3, 25),
        code="C-17",
    )
    assert found.accounts.fields(1) == ClientFields("Tazi", "Omar", mobile="+212661234567")
    assert list(found.accounts.balances) == [15050, -2000]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separated_values_in_any_usual_encoding_are_the_same_table(
    read: Read, tmp_path: Path, codec: str, mark: str
) -> None:
    lines = [TITLES, [*map(str, SALMA)], [*map(str, OMAR)]]
    text = "\r\n".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in line) for line in lines)
    found = read(text.encode(codec))
    assert (found.fault_count, found.blank_lines) == (0, 0)
    assert found.accounts.fields(0).city == "Casablanca"
    assert found.accounts.fields(0).mobile == "+212612345678"
    assert list(found.accounts.balances) == [15050, -2000]


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("NOM ET PRENOM", "last_name"),
        ("Nom du client", "last_name"),
        ("Raison sociale", "last_name"),
        ("N° de téléphone", "phone"),
        ("Tél.", "phone"),
        ("TEL PORTABLE", "mobile"),
        ("Adresse e-mail", "email"),
        ("Adresse", "address"),
        ("CP", "postal_code"),
        ("N° d’immatriculation", "registration_number"),
        ("Né(e) le", "birth_date"),
        ("Solde crédit", "balance"),
        ("Total non payé", "balance"),
        ("Mutuelle", "organism"),
        ("Date of birth", "birth_date"),
        ("الاسم الكامل", "last_name"),
        ("رقم الهاتف", "phone"),
        ("المدينة", "city"),
        ("Prix", ""),
        ("N°", ""),
    ],
)
def test_titles_are_recognised_however_they_are_written(read: Read, title: str, meant: str) -> None:
    other = "Prénom" if meant != "first_name" else "Ville"
    found = (
        read(f"Code client;{other};Nom de famille;{title}\nA;B;C;\n")
        if meant != "last_name"
        else read(f"Code client;{other};{title}\nA;B;C\n")
    )
    assert found.columns is not None
    assert found.columns.columns[-1].field == meant


def test_two_columns_of_one_name_are_refused_with_both_places(read: Read) -> None:
    with pytest.raises(TitleTwice) as refused:
        read("Nom;Ville;NOM ;Solde\nA;B;C;1\n")
    assert (refused.value.title, refused.value.first, refused.value.second) == ("NOM", 1, 3)


def test_of_two_columns_that_may_mean_the_same_the_first_is_read_and_the_other_shown(read: Read) -> None:
    found = read("Nom;GSM;Portable;Solde\nTazi;0612345678;0661234567;1\n")
    assert found.columns is not None
    assert found.columns.left_out == ("Portable",)
    assert found.accounts.fields(0).mobile == "+212612345678"


def test_columns_are_what_a_person_says_they_are(read: Read) -> None:
    content = "Qui;Où;Combien\nTazi Omar;Rabat;12,50\n"
    with pytest.raises(Refused):
        read(content, read_as=ReadAs(columns=("", "city", "balance")))
    found = read(content, read_as=ReadAs(columns=("last_name", "city", "balance")))
    assert (found.accounts.fields(0).last_name, found.accounts.fields(0).city) == ("Tazi Omar", "Rabat")
    assert list(found.accounts.balances) == [1250]


def test_a_file_without_a_column_for_names_asks_for_it_and_shows_the_columns(read: Read) -> None:
    with pytest.raises(NameColumnMissing) as refused:
        read("Qui;Ville;Solde\nTazi Omar;Rabat;1\nAlami;Fès;2\n")
    assert [each.field for each in refused.value.columns] == ["", "city", "balance"]
    assert refused.value.columns[0].samples == ("Tazi Omar", "Alami")


def test_the_strict_two_columns_stay_strict(read: Read) -> None:
    """A line of names and balances alone is judged as ever, titles or not."""
    found = read("Nom;Solde\nTazi;1 250,50\n")
    assert (found.columns, found.fault_count) == (None, 1)
    assert read("Client,5\nTazi,6\n").accounts[0].last_name == "Client"


def test_a_name_in_one_column_is_split_where_that_is_certain(read: Read) -> None:
    found = read("Nom;Ville\nMARTIN DUC Jean-Pierre;Rabat\nTazi Omar;Fès\n")
    assert [each[:2] for each in found.accounts] == [("MARTIN DUC", "Jean-Pierre"), ("Tazi Omar", "")]


def test_phones_of_no_named_kind_go_where_their_kind_belongs(read: Read) -> None:
    found = read(
        "Nom;Tél;Mobile\nA;0522364758;0612345678\nB;0612345678;\nC;0522364758;\nD;0612345678;0661234567\n"
    )
    kept = [found.accounts.fields(number) for number in range(4)]
    assert [(each.mobile[-4:], each.home_phone[-4:]) for each in kept] == [
        *(("5678", "4758"), ("5678", ""), ("", "4758"), ("4567", "5678")),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("612345678", "+212612345678"),
        ("6.12345678E8", "+212612345678"),
        ("6,12345678E+08", "+212612345678"),
        ("212612345678", "+212612345678"),
        ("00212612345678", "+212612345678"),
        ("(06) 12-34-56-78", "+212612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
    ],
)
def test_a_phone_that_a_spreadsheet_made_a_number_is_mended(read: Read, written: str, meant: str) -> None:
    assert read(f"Nom;GSM\nTazi;{written}\n").accounts.fields(0).mobile == meant


def test_many_numbers_are_read_as_one_is(file_cashier: Any) -> None:
    many = ManyNumbers()
    for head in ("0", "+212", "00212", "", "212"):
        for start in ("5", "52", "6", "7", "8"):
            for rest in ("22364758", "61234567", "8000000", "2345678", "12345678", "00000000"):
                text = f"{head}{start}{rest}"
                assert _answer(lambda given: many.to_e164(given, "mobile"), text) == _answer(to_e164, text)


def _answer(read_phone: Callable[[str], str], text: str) -> str:
    try:
        return read_phone(text)
    except NotAPhone:
        return ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31/12/1980", date(1980, 12, 31)),
        ("31-12-1980", date(1980, 12, 31)),
        ("1.2.1980", date(1980, 2, 1)),
        ("1980-12-31", date(1980, 12, 31)),
        ("1980-12-31 00:00:00", date(1980, 12, 31)),
        ("31/12/80", date(1980, 12, 31)),
    ],
)
def test_a_birth_date_is_read_as_people_write_it(read: Read, written: str, meant: date) -> None:
    assert read(f"Nom;Né le\nTazi;{written}\n").accounts.fields(0).birth_date == meant


@pytest.mark.parametrize(
    ("title", "cell", "reason"),
    [
        ("Né le", "12/25/1980", NotADate),
        ("Né le", "31548", NotADate),
        ("Né le", "01/02/15", DateOfTwoCenturies),
        ("Né le", "01/02/2990", NotABirthDate),
        ("GSM", "0612", NotAPhone),
        ("GSM", "6,12E+08", ShortenedNumber),
        ("GSM", "#N/A", SpreadsheetError),
        ("E-mail", "salma(at)exemple", NotAnEmail),
        ("Organisme", "Klingon", NoSuchOrganism),
        ("Code", "1,23E+12", ShortenedNumber),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_or_left_out_if_that_is_asked(
    read: Read, title: str, cell: str, reason: type
) -> None:
    content = f"Nom;{title};Solde\nTazi;{cell};1\n"
    assert reasons(read(content)) == [(2, 2, reason)]
    found = read(content, read_as=ReadAs(leave_out=True))
    assert (found.fault_count, found.left_out_count, len(found.accounts)) == (0, 1, 1)
    assert [type(each.reason) for each in found.left_out] == [reason]


@pytest.mark.parametrize("line", ["Tazi;0612345678;1.234", ";0612345678;1", "Tazi;0612345678;=1+1", "Tazi;1"])
def test_a_name_and_a_balance_are_never_left_out(read: Read, line: str) -> None:
    found = read(f"Nom;GSM;Solde\n{line}\n", read_as=ReadAs(leave_out=True))
    assert found.fault_count == 1


def test_one_code_stands_on_one_line(read: Read) -> None:
    assert reasons(read("Nom;Code\nTazi;a1\nAlami;A1\n")) == [(3, 2, CodeTwice)]


def test_a_line_with_other_cells_than_titles_is_named(read: Read) -> None:
    assert reasons(read("Nom;Ville;GSM\nTazi;Rabat\n")) == [(2, 1, CellCount)]


def test_a_formula_and_marks_of_a_terminal_in_a_cell_are_text_or_named(read: Read) -> None:
    found = read("Nom;Adresse;Ville\nTazi;=HYPERLINK(1);Rabat\nAlami;\x1b[2J;Fès\n")
    assert found.accounts.fields(0).address == "=HYPERLINK(1)"
    assert [(fault.line, fault.column) for fault in found.faults] == [(3, 2)]


def test_balances_with_comma_blank_and_currency_are_read(read: Read) -> None:
    found = read("Nom;Ville;Solde\nA;;1 250,50 DH\nB;;-20\nC;;\nD;;12.5\n")
    assert list(found.accounts.balances) == [125050, -2000, 0, 1250]


# Workbooks: which sheet, and their bounds.


def test_of_several_sheets_one_is_asked_for(file_cashier: Any, tmp_path: Path) -> None:
    book = xlsx(
        tmp_path / "c.xlsx", {"Clients": [["Nom", "Ville"], ["Tazi", "Fès"]], "Autres": [["Nom"]], "Vide": []}
    )
    with pytest.raises(workbook.WhichSheet) as refused:
        client_file.read(book)
    assert [(each.name, each.rows, each.columns) for each in refused.value.sheets] == [
        *(("Clients", 2, 2), ("Autres", 1, 1)),
    ]
    found = client_file.read(book, read_as=ReadAs(sheet="Clients"))
    assert (found.sheet, found.accounts[0].last_name) == ("Clients", "Tazi")
    with pytest.raises(workbook.NoSuchSheet):
        client_file.read(book, read_as=ReadAs(sheet="Vide"))


def test_empty_sheets_beside_the_list_are_not_asked_about(file_cashier: Any, tmp_path: Path) -> None:
    book = xlsx(
        tmp_path / "c.xlsx", {"Feuil1": [["Nom", "Ville"], ["Tazi", "Fès"]], "Feuil2": [], "Feuil3": []}
    )
    assert client_file.read(book).sheet == ""


def test_two_hundred_sheets_are_one_sentence(file_cashier: Any, tmp_path: Path) -> None:
    with pytest.raises(workbook.TooManySheets) as refused:
        client_file.read(xlsx(tmp_path / "c.xlsx", {f"F{number}": [["Nom"]] for number in range(200)}))
    assert (refused.value.sheets, refused.value.limit) == (200, workbook.MOST_SHEETS)


def test_names_and_balances_alone_are_the_strict_two_columns_in_a_workbook_too(
    file_cashier: Any, tmp_path: Path
) -> None:
    book = xlsx(tmp_path / "c.xlsx", {"Feuil1": [["ALAOUI Salma", 150.5], ["Tazi Omar", -20], ["Fassi", 0]]})
    found = client_file.read(book)
    assert [tuple(each) for each in found.accounts] == [
        *(("ALAOUI", "Salma", 15050), ("Tazi Omar", "", -2000), ("Fassi", "", 0)),
    ]


def test_a_zip_bomb_ends_in_a_sentence(
    file_cashier: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its directory lies about its size, so that only unpacking it tells."""
    path = xlsx(tmp_path / "c.xlsx", {"Feuil1": [["Nom", "Ville"], ["Tazi", "Fès"]]})
    with (
        ZipFile(path, "a", ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/media/photo.xml", "w") as member,
    ):
        for _ in range(650):
            member.write(b"0" * 1_000_000)
    data = path.read_bytes()
    assert len(data) < 1_000_000
    path.write_bytes(data.replace((650_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    with pytest.raises(workbook.UnpacksTooBig):
        client_file.read(path)


def test_a_sheet_that_claims_its_last_cell_does_not_take_the_memory(
    file_cashier: Any, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "c.xlsx", {"Feuil1": [["Nom", "Ville"], ["Tazi", "Fès"]]})
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises((workbook.TooManyCells, text_file.TooManyLines, text_file.Workbook)):
        client_file.read(path)


def test_repeated_cells_of_ods_do_not_take_the_memory(file_cashier: Any, tmp_path: Path) -> None:
    path = ods(tmp_path / "c.ods", {"Feuil1": [["Nom", "Ville"], ["Tazi", "Fès"]]})
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    many = (
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="1024"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    parts["content.xml"] = parts["content.xml"].replace(
        b"</table:table-row>", b"</table:table-row>" + many, 1
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises((workbook.TooManyCells, text_file.TooManyLines, text_file.Workbook)):
        client_file.read(path)


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(file_cashier: Any, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(2_000_000_000)
    with pytest.raises(text_file.TooBig) as refused:
        client_file.read(path)
    assert (refused.value.size, refused.value.limit) == (2000, text_file.LIMIT)


def test_one_line_of_many_megabytes_is_named_with_its_size(read: Read) -> None:
    with pytest.raises(text_file.LineTooLong) as refused:
        read(codecs.BOM_UTF8 + b"Nom;Ville\n" + b"x;" * 2_000_000)
    assert (refused.value.line, refused.value.size) == (2, 4_000_000)


def test_a_workbook_comes_in_and_the_doctor_finds_nothing(cashier: Any, tmp_path: Path) -> None:
    book = xlsx(tmp_path / "clients.xlsx", {"Clients": [TITLES, SALMA, OMAR]})
    done = client_import.carry_out(client_import.read(book), by=by_staff(cashier.id))
    assert (done.count, done.debt, done.credit) == (2, Centimes(15050), Centimes(2000))
    assert doctor.examine() == []


def test_every_field_that_a_file_may_hold_is_known_by_some_title() -> None:
    from models.importing.clients.titles import MEANINGS

    assert set(MEANINGS.values()) == set(ClientColumn)
    assert key("N° de téléphone du client") == "telephone"
    assert MOROCCAN
