"""The contacts of a site, by the keys: from the tab of a client, the form of a site, the list of all."""

import csv
import subprocess
from pathlib import Path

import pytest

from models.people.sites import verbs as sites
from models.people.sites.contacts import verbs
from models.people.sites.contacts.listing import contacts_of
from models.people.sites.contacts.table import SiteContactFields
from models.people.sites.table import SiteFields
from models.people.staff import preferences
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.requests.trail import Trail
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.tui.fiche.fiche_ledger import said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.clients.sites.contacts import SiteContactDialog, SiteContactsDesk
from tui.clients.sites.desk import SitesDesk
from tui.clients.sites.dialog import SiteDialog
from tui.fiche.screen import FicheDesk
from tui.fiche.sites import pane
from tui.frame.session import Session
from tui.parts.papers import FOLDER
from tui.shell.app import OfficineApp
from tui.traceability.words import changes_of


@pytest.fixture
def delivering(session: Session) -> Session:
    """Who sits in a pharmacy that delivers."""
    features.choose(frozenset({Feature.DELIVERY}), seen=features.in_use(), by=by_staff(session.staff))
    return session


@pytest.fixture
def clinic(delivering: Session) -> int:
    return Counter(delivering.staff).client("Clinique", "Atlas")


@pytest.fixture
def depot(delivering: Session, clinic: int) -> int:
    """A site with its main contact."""
    fields = SiteFields("Dépôt", city="Rabat", contact="M. Tahiri", phone="0612345678")
    return sites.create(clinic, fields, by=by_staff(delivering.staff))


def add(session: Session, site: int, *fields: str) -> int:
    return verbs.create(site, SiteContactFields(*fields), by=by_staff(session.staff))


def states(site: int) -> list[tuple[str, bool, bool]]:
    return [(row.name, row.main, row.active) for row in contacts_of(site)]


def printed(paper: Path) -> str:
    command = ["pdftotext", "-layout", str(paper), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.capability("addr-delivery")
async def test_a_second_contact_is_added_made_the_main_one_and_retired(
    delivering: Session, clinic: int, depot: int
) -> None:
    async with at_fiche(delivering, clinic) as hands:
        await to_tab(hands.pilot, pane.TAB)
        await hands.press("i")
        top(hands.app, SiteContactsDesk)
        assert "Contacts of Dépôt, Clinique Atlas" in screen_text(hands.app)
        await hands.press("f2", *"Mme Bennis", "tab", *"ward", "tab", "1", "2", "ctrl+s")
        assert "is not a phone number" in hands.prose
        top(hands.app, SiteContactDialog)
        await hands.fill("phone", "0537 77 12 34")
        await hands.press("ctrl+s")
        top(hands.app, SiteContactsDesk)
        assert states(depot) == [("M. Tahiri", True, True), ("Mme Bennis", False, True)]
        line = hands.line("Mme Bennis")
        assert "ward" in line
        assert "05 37 77 12 34" in line
        await hands.press("b")
        assert states(depot) == [("Mme Bennis", True, True), ("M. Tahiri", False, True)]
        assert "main" in hands.line("Mme Bennis")
        await hands.press("escape")
        top(hands.app, FicheDesk)
        assert "+1" in hands.line("Mme Bennis")
        await hands.press("i", "delete")
        assert states(depot) == [("M. Tahiri", True, True), ("Mme Bennis", False, False)]
        assert "retired" in hands.line("Mme Bennis")
        await hands.press("end", "delete")
        assert states(depot)[1] == ("Mme Bennis", False, True)


async def test_the_form_of_a_site_edits_its_main_contact_and_says_how_many_more_there_are(
    delivering: Session, clinic: int, depot: int
) -> None:
    add(delivering, depot, "Mme Bennis", "ward", "0537771234")
    async with at_fiche(delivering, clinic) as hands:
        await to_tab(hands.pilot, pane.TAB)
        await hands.press("enter")
        top(hands.app, SiteDialog)
        assert "and 1 more" in screen_text(hands.app)
        await hands.fill("contact", "M. Tahiri-Alami")
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
    assert states(depot) == [("M. Tahiri-Alami", True, True), ("Mme Bennis", False, True)]


@pytest.mark.capability("list-sites")
async def test_a_contact_is_added_from_the_list_of_all_sites_and_found_there_by_the_phone(
    delivering: Session, clinic: int, depot: int
) -> None:
    sites.create(clinic, SiteFields("Annexe"), by=by_staff(delivering.staff))
    app = OfficineApp(delivering)
    async with app.run_test() as pilot:
        hands = Hands(pilot, app)
        await pilot.pause()
        await hands.press("ctrl+g")
        desk = await come_to(pilot, SitesDesk)
        await hands.press("f7")
        assert "Nobody to ask for yet" in screen_text(app)
        await hands.press(
            "escape", "down", "f7", "f2", *"Omar", "tab", "tab", *"0537771234", "ctrl+s", "escape"
        )
        assert top(app, SitesDesk) is desk
        assert "+1" in hands.line("Dépôt")
        await hands.press("slash", *"0537 77")
        await until(pilot, lambda: "1 of 2" in screen_text(app))
        assert "M. Tahiri" in hands.line("Dépôt")
    assert states(depot) == [("M. Tahiri", True, True), ("Omar", False, True)]


async def test_what_another_saved_meanwhile_about_a_contact_is_said(
    delivering: Session, clinic: int, depot: int
) -> None:
    nurse = add(delivering, depot, "Mme Bennis", "ward")
    async with at_fiche(delivering, clinic) as hands:
        await to_tab(hands.pilot, pane.TAB)
        await hands.press("i", "end", "f3")
        seen = verbs.read(nurse)
        theirs = SiteContactFields("Mme Bennis", "manager", "+212537771234")
        verbs.edit(nurse, theirs, seen=seen, by=by_staff(delivering.staff))
        await hands.fill("role", "pharmacist")
        await hands.press("ctrl+s")
        assert "Somebody saved “manager” here meanwhile" in hands.prose
        await hands.press("ctrl+s")
        top(hands.app, SiteContactsDesk)
    assert verbs.read(nurse) == SiteContactFields("Mme Bennis", "pharmacist", "+212537771234")


def test_who_opens_the_change_of_a_contact_reads_labels_and_both_values(
    delivering: Session, depot: int
) -> None:
    seen = SiteContactFields("M. Tahiri", "", "+212612345678")
    typed = SiteContactFields("M. Tahiri-Alami", "ward", "")
    main = contacts_of(depot)[0].id
    verbs.edit(main, typed, seen=seen, by=by_staff(delivering.staff))
    told = changes_of(Trail.get(Trail.verb == "site_contacts.edit").id)
    assert sorted(told) == [
        ("Name", "M. Tahiri → M. Tahiri-Alami"),
        ("Phone", "06 12 34 56 78 → –"),
        ("Role", "– → ward"),
    ]


async def test_the_printed_fiche_and_its_spreadsheet_say_whom_to_ask_for(
    delivering: Session, clinic: int, depot: int, tmp_path: Path
) -> None:
    add(delivering, depot, "Mme Bennis", "ward", "0537771234")
    verbs.retire(add(delivering, depot, "Leïla"), by=by_staff(delivering.staff))
    preferences.remember(delivering.staff, FOLDER, str(tmp_path))
    paper = tmp_path / f"client-fiche-{clinic:08}-Clinique-Atlas.pdf"
    sheet = tmp_path / f"Client_{clinic:08}.csv"
    async with at_fiche(delivering, clinic) as hands:
        await hands.press("F")
        await until(hands.pilot, lambda: paper.name in said(hands.app))
        hands.app.screen.call_later(hands.app.screen.run_action, "do('export_fiche')")
        await until(hands.pilot, lambda: sheet.name in said(hands.app))
    text = printed(paper)
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        titles, values = csv.reader(file, delimiter=";")
    cell = dict(zip(titles, values, strict=True))["Sites"]
    assert cell == "Dépôt – Rabat – M. Tahiri, 06 12 34 56 78 – Mme Bennis, ward, 05 37 77 12 34"
    for words in ("Dépôt", "M. Tahiri, 06 12 34 56 78", "Mme Bennis, ward, 05 37 77 12 34"):
        assert words in text
    assert "Leïla" not in text
