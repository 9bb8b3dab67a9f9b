"""A file whose first line names its columns: what each is taken for, known clients, undoing."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientFields
from tests.asking import by_staff
from tests.models.importing.workbooks import xlsx
from tests.tui.catalogue.test_catalogue import at_the_catalogue
from tests.tui.hands import come_to, until
from tests.tui.importing.at_the_importer import choosing, documents_of_somebody, painted, preview_of, told
from tui.catalogue.importer import CategoryOfAllDialog, ProductImporterDesk
from tui.clients.importer import ImporterDesk
from tui.clients.listing import ClientDesk
from tui.dialogs.choose import ChooseDialog
from tui.frame.session import Session
from tui.importing.columns import ColumnsDesk
from tui.importing.done import ImportsDesk
from tui.importing.preview import PreviewDesk

ROWS = (
    ("Nom", "Prénom", "GSM", "Ville", "Solde"),
    ("ALAOUI", "Salma", "0612345678", "Fès", 150.5),
    ("TAZI", "Omar", "", "Rabat", -20),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return documents_of_somebody(tmp_path, monkeypatch)


async def choose_way(pilot: Pilot[Any], label: str) -> None:
    """With the arrows, then Enter."""
    dialog = await come_to(pilot, ChooseDialog)
    ways = [way.label for way in dialog.query_one("Ways").window]
    await pilot.press(*["down"] * ways.index(label), "enter")


async def test_a_column_is_read_as_something_else_by_the_keyboard(session: Session, folder: Path) -> None:
    (folder / "qui.csv").write_text("Qui;Ville;Solde\nTAZI Omar;Rabat;12,50\n", encoding="utf-8")
    async with choosing(session) as pilot:
        await pilot.press(*"qui.csv", "enter")
        await come_to(pilot, ColumnsDesk)
        assert "Which column of qui.csv holds the name?" in painted(pilot)
        assert "Qui TAZI Omar left out" in painted(pilot)
        await pilot.press("enter")
        await choose_way(pilot, "Last name")
        await come_to(pilot, ColumnsDesk)
        await until(pilot, lambda: "Qui TAZI Omar Last name" in painted(pilot))
        await pilot.press("f4")
        await come_to(pilot, PreviewDesk)
        assert "1 client, total debt 12.50 DH" in painted(pilot)
        await pilot.press("f6")
        await come_to(pilot, ColumnsDesk)
        await pilot.press("down", "enter")
        await choose_way(pilot, "left out")
        await come_to(pilot, ColumnsDesk)
        await pilot.press("f4")
        await come_to(pilot, PreviewDesk)
        await until(pilot, lambda: "2 of 3 columns" in painted(pilot))
        await pilot.press("enter", "enter")
        await come_to(pilot, ClientDesk)
        (row,) = Client.select()
        assert (row.last_name, row.first_name, row.city, row.balance) == ("TAZI", "Omar", "", 1250)


async def test_one_of_several_sheets_is_chosen(session: Session, folder: Path) -> None:
    xlsx(folder / "book.xlsx", {"Autres": [("Nom",), ("X",)], "Clients": ROWS})
    async with choosing(session) as pilot:
        await pilot.press(*"book.xlsx", "enter")
        await choose_way(pilot, "Clients")
        await come_to(pilot, PreviewDesk)
        assert "book.xlsx · XLSX · sheet Clients · 5 columns" in painted(pilot)


async def test_cells_that_cannot_be_read_are_left_out_by_a_key(session: Session, folder: Path) -> None:
    (folder / "junk.csv").write_text("Nom;GSM\nTAZI Omar;néant\nALAMI Nora;0612345678\n", encoding="utf-8")
    async with choosing(session) as pilot:
        await preview_of(pilot, "junk.csv")
        assert "1 error: nothing is imported" in painted(pilot)
        await pilot.press("f8")
        await until(pilot, lambda: "1 cell cannot be read and stays empty." in painted(pilot))
        await pilot.press("enter", "enter")
        await come_to(pilot, ClientDesk)
        assert Client.select().count() == 2


async def test_products_without_a_category_get_the_one_that_is_named_and_it_says_what_that_means(
    session: Session, folder: Path
) -> None:
    (folder / "prix.csv").write_text("Code;Nom;Prix\n3400;Savon;12,50\n", encoding="utf-8")
    async with at_the_catalogue(session) as hands:
        await hands.press("f4")
        await come_to(hands.pilot, ProductImporterDesk)
        await hands.press(*"prix.csv", "enter")
        await come_to(hands.pilot, CategoryOfAllDialog)
        await hands.press("ctrl+a", *"Hygiène")
        assert "will be created, discounts possible" in painted(hands.pilot)
        await hands.press("ctrl+a", *"Médicaments")
        assert "will be created, regulated prices" in painted(hands.pilot)
        await hands.press("enter")
        await come_to(hands.pilot, PreviewDesk)
        assert "New categories, with regulated prices: Médicaments" in painted(hands.pilot)


@pytest.mark.capability("import-flow")
async def test_known_clients_are_completed_and_the_import_is_undone(session: Session, folder: Path) -> None:
    salma = clients.create(ClientFields("Alaoui", "Salma"), by=by_staff(session.staff)).id
    xlsx(folder / "book.xlsx", {"Clients": ROWS})
    async with choosing(session) as pilot:
        await preview_of(pilot, "book.xlsx")
        assert "known: name" in painted(pilot)
        await pilot.press("enter")
        await choose_way(pilot, "Complete what is empty")
        await come_to(pilot, ClientDesk)
        assert told(pilot) == "Imported: 1 client, total debt 0.00 DH, credits 20.00 DH. 1 fiche completed."
        assert clients.get(salma).mobile == "+212612345678"
        await pilot.press("f4")
        await come_to(pilot, ImporterDesk)
        await pilot.press("f7")
        await come_to(pilot, ImportsDesk)
        assert "book.xlsx" in painted(pilot)
        await pilot.press("enter")
        await choose_way(pilot, "Undo")
        await until(pilot, lambda: clients.get(salma).mobile == "")
        await come_to(pilot, ImportsDesk)
        await until(pilot, lambda: "undone" in painted(pilot))
    (omar,) = Client.select().where(Client.last_name == "TAZI")
    assert (omar.status, omar.balance) == (ClientStatus.ARCHIVED, 0)
    assert doctor.examine() == []


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40)])
async def test_any_size_is_survived(session: Session, folder: Path, size: tuple[int, int]) -> None:
    xlsx(folder / "book.xlsx", {"Clients": ROWS})
    async with choosing(session) as pilot:
        await pilot.resize_terminal(*size)
        await preview_of(pilot, "book.xlsx")
        await pilot.press("f6")
        await come_to(pilot, ColumnsDesk)
        await pilot.press("down", "end", "enter", "escape", "escape", "escape", "f7", "down", "escape")
        await pilot.pause()
