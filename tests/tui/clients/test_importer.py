"""import-flow: F4, a file, what it would do, and only then the import."""

from pathlib import Path

import pytest
from textual.widgets import Static

from models import doctor
from models.importing.clients import verbs as client_import
from models.people.clients.table import Client
from models.requests.trail import Trail
from tests.tui.hands import come_to, until
from tests.tui.importing.at_the_importer import (
    THREE,
    choosing,
    documents_of_somebody,
    files,
    painted,
    preview_of,
    told,
)
from tui.clients.importer import ImporterDesk
from tui.clients.listing import ClientDesk
from tui.dialogs.choose import ChooseDialog
from tui.frame.session import Session
from tui.importing.preview import PreviewDesk
from tui.widgets.rows import Rows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return documents_of_somebody(tmp_path, monkeypatch)


async def test_a_preview_shows_totals_and_how_the_file_was_read_and_writes_nothing(
    session: Session, folder: Path
) -> None:
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        shown = painted(pilot)
        assert "3 clients, total debt 150.50 DH, credits 20.00 DH" in shown
        assert "UTF-8 · separated by commas · decimal point · first line: titles" in shown
        assert "Salma" in shown
        assert Client.select().count() == 0


@pytest.mark.capability("import-flow")
async def test_from_the_key_to_the_list_that_shows_who_came(session: Session, folder: Path) -> None:
    """F4, the file, Enter, Enter."""
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        assert Client.select().count() == 0
        await pilot.press("enter")
        desk = await come_to(pilot, ClientDesk)
        await until(pilot, lambda: bool(desk.rows.window))
        assert [row.last_name for row in desk.rows.window] == ["ALAOUI", "Bennani Karim", "TAZI"]
        assert [row.balance for row in desk.rows.window] == [15050, 0, -2000]
        assert told(pilot) == "Imported: 3 clients, total debt 150.50 DH, credits 20.00 DH."
        (left,) = Trail.select().where(Trail.verb == client_import.VERB)
        assert left.staff_id == session.staff
    assert doctor.examine() == []


async def test_escape_goes_back_one_step_at_a_time_and_nothing_is_written(
    session: Session, folder: Path
) -> None:
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter")
        for screen in (ChooseDialog, PreviewDesk, ImporterDesk, ClientDesk):
            await come_to(pilot, screen)
            await pilot.press("escape")
        assert Client.select().count() == 0


async def test_every_error_is_named_and_nothing_can_be_imported(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        desk = await preview_of(pilot, "wrong.csv")
        shown = painted(pilot)
        assert "2 errors: nothing is imported until the file is corrected." in shown
        assert "1 Balance “1.234” can be read two ways." in shown
        assert "3 Name" in shown
        await pilot.press("down")
        await pilot.pause()
        reason = str(desk.query_one(".reason", Static).content)
        assert reason.endswith("A comma in a name needs quotation marks.")
        await pilot.press("enter", "f4")
        await pilot.pause()
        assert pilot.app.screen is desk


async def test_a_file_that_is_none_is_said_and_another_can_be_chosen(session: Session, folder: Path) -> None:
    (folder / "book.csv").write_bytes(b"PK\x03\x04")
    async with choosing(session) as pilot:
        await pilot.press(*"book.csv", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImporterDesk) and bool(told(pilot)))
        assert told(pilot).startswith("book.csv is a workbook.")
        await pilot.press(*["backspace"] * 8)
        await preview_of(pilot, "clients.csv")


async def test_the_same_content_again_needs_to_be_insisted_on(session: Session, folder: Path) -> None:
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter", "enter")
        await come_to(pilot, ClientDesk)
        await until(pilot, lambda: Client.select().count() == 3)
        await pilot.press("f4")
        await come_to(pilot, ImporterDesk)
        await until(pilot, lambda: bool(files(pilot)))
        await preview_of(pilot, "clients.csv")
        assert "clients.csv was already imported on" in painted(pilot)
        assert "by S. Amrani." in painted(pilot)
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        await pilot.press("enter")  # the first answer is to go back
        await come_to(pilot, PreviewDesk)
        assert Client.select().count() == 3
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Count 170.50 DH twice" in painted(pilot))
        await pilot.press("down", "enter")
        await come_to(pilot, ClientDesk)
        assert Client.select().count() == 6


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (120, 40)])
async def test_any_size_is_survived(session: Session, folder: Path, size: tuple[int, int]) -> None:
    async with choosing(session) as pilot:
        await pilot.resize_terminal(*size)
        await preview_of(pilot, "wrong.csv")
        await pilot.press("down", "pagedown", "end", "home", "f1", "escape")
        await pilot.pause()


async def test_many_lines_can_be_walked_through_to_the_end(session: Session, folder: Path) -> None:
    (folder / "many.csv").write_text("Alaoui,1\n" * 5000 + "Tazi,2\n", encoding="utf-8")
    async with choosing(session) as pilot:
        desk = await preview_of(pilot, "many.csv")
        rows = desk.query_one(Rows)
        await pilot.press("pagedown", "pagedown", "up")
        assert rows.current is not None
        assert rows.current.id == len(rows.window) * 2 - 1
        await pilot.press("end")
        assert rows.current.item.last_name == "Tazi"


async def test_an_encoding_in_doubt_is_chosen_by_its_names(session: Session, folder: Path) -> None:
    (folder / "dos.csv").write_bytes("BÉNALI Zoé,1\nGarçon Noël,2\n".encode("cp850"))
    async with choosing(session) as pilot:
        await pilot.press(*"dos.csv", "enter")
        await come_to(pilot, ChooseDialog)
        assert "CP850" in painted(pilot)
        assert "BÉNALI Zoé · Garçon Noël" in painted(pilot)
        await pilot.press("escape")
        await come_to(pilot, ImporterDesk)
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        await pilot.press("enter")
        await come_to(pilot, PreviewDesk)
        assert "CP850" in painted(pilot)
        await pilot.press("enter", "enter")
        await come_to(pilot, ClientDesk)
        assert {row.last_name for row in Client.select()} == {"BÉNALI", "Garçon Noël"}


async def test_the_same_list_one_client_longer_names_who_is_known_and_imports_the_new_one(
    session: Session, folder: Path
) -> None:
    (folder / "longer.csv").write_text(f"ZNIBER Leïla,80\n{THREE.partition(chr(10))[2]}", encoding="utf-8")
    async with choosing(session) as pilot:
        await preview_of(pilot, "clients.csv")
        await pilot.press("enter", "enter")
        await come_to(pilot, ClientDesk)
        await until(pilot, lambda: Client.select().count() == 3)
        await pilot.press("f4")
        await come_to(pilot, ImporterDesk)
        await until(pilot, lambda: bool(files(pilot)))
        await preview_of(pilot, "longer.csv")
        assert "3 names are already among the clients." in painted(pilot)
        assert painted(pilot).index("TAZI") < painted(pilot).index("ZNIBER")
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        assert "1 client, total debt 80.00 DH" in painted(pilot)
        await pilot.press("enter")  # the first answer is to go back
        await come_to(pilot, PreviewDesk)
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await come_to(pilot, ClientDesk)
        await until(pilot, lambda: Client.select().count() == 4)
        assert sum(row.balance for row in Client.select()) == 15050 - 2000 + 8000


async def test_names_that_are_read_wrong_unnoticed_are_read_in_another_encoding(
    session: Session, folder: Path
) -> None:
    """In CP850 È is the Ô of Windows, a letter like any other: only a person sees it"""
    (folder / "dos.csv").write_bytes("ALAMI HÈLÈNE,1\n".encode("cp850"))
    async with choosing(session) as pilot:
        await preview_of(pilot, "dos.csv")
        assert "HÔLÔNE" in painted(pilot)
        await pilot.press("f3")
        await come_to(pilot, ChooseDialog)
        ways = [way.label for way in pilot.app.screen.query_one(Rows).window]
        await pilot.press(*["down"] * ways.index("CP850"))
        await pilot.press("enter")
        await come_to(pilot, PreviewDesk)
        await until(pilot, lambda: "HÈLÈNE" in painted(pilot))
        await pilot.press("f3")
        await come_to(pilot, ChooseDialog)
        await pilot.press("escape")
        await come_to(pilot, PreviewDesk)
        await until(pilot, lambda: "HÈLÈNE" in painted(pilot))
