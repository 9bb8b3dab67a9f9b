"""list-contacts: the contacts of all clients by the keys: found, narrowed, opened, written to a file."""

import csv
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import load_workbook

from models.people.staff.preferences import remember
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add
from tests.tui.clients.test_listing import opened, said
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import Hands, come_to, until
from tui.clients.contacts.desk import ContactFilterDialog, ContactsDesk
from tui.dialogs.choose import ChooseDialog
from tui.fiche.contacts.desk import ContactDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.parts.papers import FOLDER

FORMS = ("pdf", "csv", "xlsx")
"""In the order of the choice."""


@pytest.fixture
def family(session: Session) -> int:
    """Martinez Jeanne has two contacts; Tazi Omar has one."""
    counter = Counter(session.staff)
    jeanne = counter.client()
    add(counter, jeanne, "Martinez", "Adam", of="Parent")
    add(counter, jeanne, "Martinez", "Zoé", mobile="0612345678")
    add(counter, counter.client("Tazi", "Omar"), "Alami", "=Sara", of="Acheteur")
    return jeanne


@pytest.mark.capability("list-contacts")
async def test_a_contact_is_found_among_all_and_opens_their_client_on_them(
    session: Session, family: int
) -> None:
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"listing of con", "enter")
        listing = await come_to(pilot, ContactsDesk)
        await until(pilot, lambda: said(listing, ".count") == "3 of 3")
        await hands.press("ctrl+f")
        await come_to(pilot, ContactFilterDialog)
        await hands.press(*"enf", "enter")
        await until(pilot, lambda: said(listing, ".count") == "1 of 3")
        assert said(listing, ".narrowed") == "Enfant"
        await hands.press(*"jeanne z")
        await until(pilot, lambda: [row.name for row in listing.rows.window] == ["Martinez Zoé"])
        await hands.press("enter")
        contact = await come_to(pilot, ContactDesk)
        assert contact.client == family
        assert "Martinez Zoé" in screen_text(desk.app)  # type: ignore[arg-type]
        await hands.press("escape")
        fiche = await come_to(pilot, FicheDesk)
        assert fiche.client == family
        await hands.press("escape")
        await come_to(pilot, ContactsDesk)
        await hands.press("escape", "escape")
        await until(pilot, lambda: said(listing, ".count") == "3 of 3")
        assert said(listing, ".narrowed") == ""


@pytest.mark.parametrize("form", FORMS)
async def test_the_list_as_it_stands_is_written(
    session: Session, family: int, tmp_path: Path, form: str
) -> None:
    remember(session.staff, FOLDER, str(tmp_path))
    async with opened(session, (80, 24)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"listing of con", "enter")
        await come_to(pilot, ContactsDesk)
        await hands.press(*"tazi", "f8")
        await come_to(pilot, ChooseDialog)
        await hands.press(*["down"] * FORMS.index(form), "enter")
        await until(pilot, lambda: "Written:" in screen_text(desk.app))  # type: ignore[arg-type]
    judge(tmp_path, form)


def judge(folder: Path, form: str) -> None:
    (path,) = folder.glob(f"*.{form}")
    if form == "pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("reading a PDF back needs pdftotext (poppler-utils)")
        command = ["pdftotext", "-layout", str(path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        assert "Tazi Omar" in text
        assert "Martinez" not in text
        return
    data = path.read_bytes()
    rows = (
        load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()
        if form == "xlsx"
        else list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    )
    titles, *people = rows
    (row,) = [dict(zip(titles, each, strict=True)) for each in people]
    assert (row["Last name"], row["Relation"], row["Client"]) == ("Alami", "Acheteur", "Tazi Omar")
    # No cell is a formula.
    assert str(row["First name"]).lstrip("'").endswith("=Sara")
