"""Badges from the listing and from the fiche, scanned at the list (badge-print)."""

import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from models.people.clients.by_code import as_badge
from models.people.staff import preferences
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import Hands, come_to
from tests.tui.hands import until as until_true
from tui.clients.cards import CardsDialog
from tui.clients.listing import ClientDesk
from tui.clients.listing_desk import ListingDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.parts import papers
from tui.shell.app import OfficineApp


def read_and_removed(folder: Path) -> list[str]:
    """What a scanner reads of the first page of the only paper there."""
    (path,) = folder.glob("*.pdf")
    if shutil.which("pdftoppm") is None:
        pytest.skip("a picture of a PDF needs pdftoppm (poppler-utils)")
    name = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "203", "-singlefile", "-png", str(path), str(name)], check=True)
    path.unlink()
    return sorted(found.text for found in zxingcpp.read_barcodes(Image.open(name.with_suffix(".png"))))


@pytest.mark.capability("badge-print")
async def test_badges_of_those_ticked_are_written_and_one_that_is_scanned_opens_its_fiche(
    session: Session, tmp_path: Path
) -> None:
    ledger = Ledger(session)
    amal = ledger.client("Amal", "", code="CF-0001984")
    jeanne = ledger.client("Martinez", "Jeanne")
    preferences.remember(session.staff, papers.FOLDER, str(tmp_path))
    app = OfficineApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot, app)
        await come_to(pilot, ClientDesk)
        await hands.press("f11")
        await come_to(pilot, ListingDesk)
        await hands.press("b")
        assert "Tick at least one client" in screen_text(app)
        await hands.press("t", "b")
        assert "2 badges" in screen_text(app)
        await hands.press("enter")
        await until_true(pilot, lambda: "Written" in said(app))
        codes = read_and_removed(tmp_path)
        assert codes == [f"{999900000000000 + jeanne}", "CF-0001984"]
        await hands.press("escape")
        top(app, ClientDesk)
        await hands.press(*codes[1], "enter")
        desk = await come_to(pilot, FicheDesk)
        assert desk.client == amal
        assert desk.takes_burst(as_badge(jeanne)), "as a scanner types it, from within a fiche"
        await until_true(pilot, lambda: getattr(app.screen, "client", None) == jeanne)
        await hands.press("escape")
        top(app, ClientDesk)
        await hands.press(*as_badge(amal), "enter")
        await until_true(pilot, lambda: getattr(app.screen, "client", None) == amal)
        await hands.press("ctrl+p", *"print badge", "enter")
        top(app, CardsDialog)
        assert "Badge of Amal" in screen_text(app)
        await hands.press("right")
        assert "First free label" not in screen_text(app)
        await hands.press("enter")
        await until_true(pilot, lambda: "Written" in said(app))
    assert read_and_removed(tmp_path) == ["CF-0001984"]
    assert preferences.preferred(session.staff, "badge form") == "card"
