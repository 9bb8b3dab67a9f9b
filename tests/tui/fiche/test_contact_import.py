"""import-contacts at the counter: a file of names, for the client whose fiche is open."""

from pathlib import Path

import pytest

from models.people.contacts.listing import contacts_of
from tests.models.conftest import Counter
from tests.models.people.contacts.around import add
from tests.tui.fiche.fiche_ledger import open_fiche
from tests.tui.hands import come_to, until
from tests.tui.importing.at_the_importer import documents_of_somebody, files, painted, told
from tui.dialogs.choose import ChooseDialog
from tui.fiche.contacts.importing import ContactImporterDesk, ContactPreviewDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.shell.app import OfficineApp


async def test_two_hundred_contacts_come_from_the_fiche(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = documents_of_somebody(tmp_path, monkeypatch)
    lines = "".join(f"Salarié {number:03}\n" for number in range(1, 200))
    (documents / "amis.csv").write_text(f"Nom\nDURAND Paul\n{lines}", encoding="utf-8")
    (documents / "autre.csv").write_text("Nom;Prénom\nDurand;Paul\n", encoding="utf-8")
    counter = Counter(session.staff)
    client = counter.client()
    add(counter, client, "Durand", "Paul")
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_fiche(pilot, client)
        await pilot.press("ctrl+p", *"import con", "enter")
        await come_to(pilot, ContactImporterDesk)
        await until(pilot, lambda: bool(files(pilot)))
        # What the file is wrong about is said, and the choice stays.
        await pilot.press(*"autre", "enter")
        await until(pilot, lambda: "is no relation" in painted(pilot))
        assert "“Prénom”" in painted(pilot)
        await come_to(pilot, ContactImporterDesk)
        await pilot.press(*["backspace"] * 5, *"amis", "enter")
        await come_to(pilot, ContactPreviewDesk)
        await until(pilot, lambda: "contact already" in painted(pilot))
        assert "200 contacts for Martinez Jeanne" in painted(pilot)
        await pilot.press("enter")
        await come_to(pilot, ChooseDialog)
        assert "199 new contacts" in painted(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "What are those" in painted(pilot))
        await pilot.press("enter")
        await come_to(pilot, FicheDesk)
        await until(pilot, lambda: "199 contacts imported" in told(pilot))
    found = contacts_of(client)
    assert len(found) == 200
    assert {row.relation for row in found} == {"Enfant", "Autre"}
