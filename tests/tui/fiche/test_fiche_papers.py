"""The fiche printed, exported and written to, from its keys."""

import base64
import csv
import io
import subprocess
from pathlib import Path

import pytest

from models.people.clients.table import Client
from models.people.photos import pictures
from models.people.photos import verbs as photos
from models.people.staff import preferences
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.pictures import jpeg
from tests.tui.fiche.fiche_ledger import said
from tests.tui.hands import at_fiche, come_to, until
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.parts.papers import FOLDER


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """Where this person's papers go."""
    folder = tmp_path / "papers"
    folder.mkdir()
    preferences.remember(session.staff, FOLDER, str(folder))
    return folder


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.capability("fiche-print")
async def test_the_fiche_is_printed_on_one_page_with_its_photo(session: Session, folder: Path) -> None:
    counter = Counter(session.staff)
    client = counter.client(mobile="0612345678", info="Sonner deux fois", city="Rabat")
    counter.sell(client, 12_500)
    photos.add(client, pictures.made_of(jpeg()), by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await hands.press("F")
        paper = folder / f"client-fiche-{client:08}-Martinez-Jeanne.pdf"
        await until(hands.pilot, paper.exists)
        await come_to(hands.pilot, FicheDesk)
        assert str(paper.name) in said(hands.app)
    text = run("pdftotext", "-layout", paper, "-")
    for words in ("Jeanne", "06 12 34 56 78", "Rabat", "Sonner deux fois", "125.00"):
        assert words in text
    assert "Affiliation" not in text
    images = run("pdfimages", "-list", paper)
    assert len(images.splitlines()) == 3
    assert paper.stat().st_mode & 0o777 == 0o600


@pytest.mark.capability("fiche-csv")
async def test_one_fiche_is_exported_and_no_cell_is_a_formula(session: Session, folder: Path) -> None:
    counter = Counter(session.staff)
    client = counter.client("=HYPERLINK(1)", "@Jeanne", address="1, rue A\n+212", info="-1+1")
    counter.sell(client, 12_500)
    path = folder / f"Client_{client:08}.csv"
    for _again in range(2):  # the second time it is written over
        async with at_fiche(session, client) as hands:
            hands.app.screen.call_later(hands.app.screen.run_action, "do('export_fiche')")
            await until(hands.pilot, lambda: path.name in said(hands.app))
    content = path.read_bytes().decode("utf-8-sig")
    titles, values = csv.reader(io.StringIO(content), delimiter=";")
    row = dict(zip(titles, values, strict=True))
    assert row["No."] == str(client)
    assert row["Last name"] == "'=HYPERLINK(1)"
    assert row["First name"] == "'@Jeanne"
    assert row["Information"] == "'-1+1"
    assert row["Balance"] == "125.00"
    assert row["Affiliation"] == ""
    assert not any(value.startswith(("=", "+", "-", "@")) for value in values)


@pytest.mark.capability("fiche-mailto")
async def test_the_address_goes_to_the_clipboard_of_the_terminal(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Counter(session.staff).client(email="jeanne@example.org")
    async with at_fiche(session, client) as hands:
        written: list[str] = []
        monkeypatch.setattr(hands.app._driver, "write", written.append)
        await hands.press("at")
        await until(hands.pilot, lambda: "jeanne@example.org" in said(hands.app))
        code = base64.b64encode(b"jeanne@example.org").decode()
        assert f"\x1b]52;c;{code}\a" in written


async def test_where_there_is_no_address_the_key_is_not_there(session: Session) -> None:
    client = Counter(session.staff).client()
    async with at_fiche(session, client) as hands:
        await hands.press("at")
        assert "does nothing" in said(hands.app)


async def test_control_characters_of_an_older_base_are_not_copied(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that pastes them would carry out what they say."""
    client = Counter(session.staff).client(email="jeanne@example.org")
    Client.update(email="jeanne@example.org\nrm -r ~\n").where(Client.id == client).execute()
    async with at_fiche(session, client) as hands:
        written: list[str] = []
        monkeypatch.setattr(hands.app._driver, "write", written.append)
        await hands.press("at")
        await until(hands.pilot, lambda: "correct it first" in said(hands.app))
        assert not any("]52;" in each for each in written)
