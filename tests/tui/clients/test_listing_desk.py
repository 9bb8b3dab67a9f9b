"""Listing by the keys: ticks survive a search, are saved as a selection, are handed to the composer."""

import csv
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import load_workbook

from models.people.clients import selections
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client
from models.people.staff.preferences import remember
from printing import files
from printing.exports.listing import lines
from printing.papers import client_list
from printing.refusals import Cancelled
from tests.tui.clients.test_listing import opened, said
from tests.tui.hands import Hands, come_to, until
from tui.clients import export_columns
from tui.clients.exporting import ColumnsDialog
from tui.clients.listing_desk import ListingDesk
from tui.communications.composer.desk import ComposerDesk
from tui.dialogs.naming import NameDialog
from tui.frame.session import Session
from tui.parts.papers import FOLDER


@pytest.mark.capability("list-f11")
@pytest.mark.capability("sel-save-base")
@pytest.mark.parametrize("keys", [("f11",), ("ctrl+p", *"listing", "enter")])
async def test_ticks_survive_and_are_kept_as_a_selection_that_the_composer_uses(
    session: Session, clients: list[int], keys: tuple[str, ...]
) -> None:
    """Terminals take F11 for themselves: the palette opens it too."""
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press(*keys)
        listing = await come_to(pilot, ListingDesk)
        everybody = ClientListing().count()
        await hands.press("space", "space")
        await until(pilot, lambda: said(listing, ".who") == f"{everybody} clients · 2 ticked")
        await hands.press("slash", *f"#{listing.rows.window[2].id}", "enter", "space")
        await until(pilot, lambda: said(listing, ".who") == "1 client · 3 ticked")  # they outlive the search
        await hands.press("escape", "t")
        await until(pilot, lambda: said(listing, ".who").endswith(f"· {everybody} ticked"))
        await hands.press("home", "space")
        await until(pilot, lambda: said(listing, ".who").endswith(f"· {everybody - 1} ticked"))
        await hands.press("ctrl+s")
        await come_to(pilot, NameDialog)
        await hands.press(*"Fidèles", "enter")
        await come_to(pilot, ListingDesk)
        (kept,) = selections.available()
        assert (kept.name, kept.clients) == ("Fidèles", everybody - 1)
        await hands.press("f7")
        composer = await come_to(pilot, ComposerDesk)
        assert composer.composed.ticked == selections.members(kept.id)


async def test_who_is_ticked_is_written_as_csv_with_the_chosen_columns_and_nothing_is_replaced(
    session: Session, clients: list[int], tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    remember(session.staff, FOLDER, str(folder))
    Client.update(last_name="=1+1").where(Client.id == clients[0]).execute()
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("f11")
        listing = await come_to(pilot, ListingDesk)
        await hands.press("t", "p")
        dialog = await come_to(pilot, ColumnsDialog)
        dialog.form.go_to("organism")
        await hands.press("space", "ctrl+s")
        await until(pilot, lambda: len(written(folder)) == 1)
        await come_to(pilot, ListingDesk)
        await hands.press("p")
        again = await come_to(pilot, ColumnsDialog)
        assert not again.form.read()["organism"], "the choice is remembered"
        await hands.press("ctrl+s")
        await until(pilot, lambda: len(written(folder)) == 2)
        await come_to(pilot, ListingDesk)
        assert listing.is_attached
    first, other = written(folder)
    assert first == other
    rows = list(csv.reader(first.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert "Organism" not in rows[0]
    names = rows[0].index("Last name")
    assert len(rows) == 1 + ClientListing().count()
    assert "'=1+1" in {row[names] for row in rows[1:]}, "what begins like a formula is data"


def written(folder: Path, pattern: str = "*.csv") -> list[bytes]:
    """The files of a folder."""
    return [path.read_bytes() for path in folder.glob(pattern)]


async def test_the_form_of_the_file_is_chosen_with_the_columns(
    session: Session, clients: list[int], tmp_path: Path
) -> None:
    remember(session.staff, FOLDER, str(tmp_path))
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("f11")
        await come_to(pilot, ListingDesk)
        await hands.press("p")
        dialog = await come_to(pilot, ColumnsDialog)
        dialog.form.go_to("form")
        await hands.press("right", "ctrl+s")
        await until(pilot, lambda: len(written(tmp_path, "*.xlsx")) == 1)
        await come_to(pilot, ListingDesk)
    (content,) = written(tmp_path, "*.xlsx")
    sheet = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert len(sheet) == 1 + ClientListing().count()
    balance = sheet[0].index("Balance")
    for row in sheet[1:]:
        assert row[balance] == Client.get_by_id(row[0]).balance / 100


async def test_more_clients_than_paper_takes_are_refused_beside_the_form_and_fewer_are_printed(
    session: Session, clients: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(session.staff, FOLDER, str(tmp_path))
    monkeypatch.setattr(client_list, "MOST_CLIENTS", 2)
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("f11")
        await come_to(pilot, ListingDesk)
        everybody = ClientListing().count()
        await hands.press("p")
        dialog = await come_to(pilot, ColumnsDialog)
        dialog.form.go_to("form")
        await hands.press("right", "right", "ctrl+s")
        refused = f"{everybody} clients: paper takes at most 2."
        await until(pilot, lambda: dialog.form.fault_of("form").startswith(refused))
        assert written(tmp_path, "*.pdf") == []
        monkeypatch.setattr(client_list, "MOST_CLIENTS", everybody)
        await hands.press("ctrl+s")
        await until(pilot, lambda: len(written(tmp_path, "*.pdf")) == 1)
        await come_to(pilot, ListingDesk)


def test_a_cancelled_listing_leaves_no_file(session: Session, clients: list[int], tmp_path: Path) -> None:
    steps = iter([True, False])
    rows = export_columns.rows_of(
        clients * 300, export_columns.columns(), 300 * len(clients), lambda *_: next(steps)
    )
    text = (each.encode() for each in lines(["A"], rows))
    folder = tmp_path / "papers"
    folder.mkdir()
    with pytest.raises(Cancelled):
        files.write(text, folder / "listing.csv")
    assert list(folder.iterdir()) == []
