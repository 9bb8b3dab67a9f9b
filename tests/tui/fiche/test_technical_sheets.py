"""Technical sheets by their keys: prepared in the settings, filled in and printed on the fiche."""

import subprocess
from pathlib import Path

import pytest

from models.people.technical_sheets import keeping, listing
from models.people.technical_sheets.terms import terms
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.tui.fiche.fiche_ledger import screen_text, to_tab
from tests.tui.hands import at_fiche
from tui.fiche.technical_sheets.pane import TAB
from tui.frame.session import Session
from tui.parts import papers
from tui.settings.technical_sheets.authors import AuthorsDesk
from tui.settings.technical_sheets.terms import TermsDesk


def read_pdf(folder: Path) -> str:
    """The text of the one paper in the folder."""
    (paper,) = folder.glob("*.pdf")
    return subprocess.run(
        ["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def session_with_sheets(session: Session) -> Session:
    """Who sits in a pharmacy that keeps technical sheets."""
    on = features.in_use() | {Feature.TECHNICAL_SHEETS}
    features.choose(on, seen=features.in_use(), by=by_staff(session.staff))
    return session


def names(parent: int | None = None) -> list[str]:
    return [row.name for row in terms(parent)]


@pytest.mark.capability("ts-setup")
async def test_themes_criteria_and_answers_are_typed_one_below_the_other(
    session_with_sheets: Session,
) -> None:
    client = Counter(session_with_sheets.staff).client()
    async with at_fiche(session_with_sheets, client) as hands:
        await hands.app.push_screen(TermsDesk())
        await hands.press("f2", *"Coloration", "enter", "f2", *"Soins", "enter", "plus")
        assert names() == ["Coloration", "Soins"], "Soins is the last already"
        await hands.press("minus", "up", "down", "enter", "f2", *"Blond", "enter", "enter", "f2")
        await hands.press(*"Blond clair", "enter")
        assert names() == ["Soins", "Coloration"]
        colour = terms()[1]
        (blond,) = terms(colour.id)
        assert names(blond.id) == ["Blond clair"]
        await hands.press("escape", "escape", "up", "delete")
        assert "nobody used it" in screen_text(hands.app)
        await hands.press("down", "down", "enter")
        assert names() == ["Coloration"]


@pytest.mark.capability("ts-fill")
async def test_a_sheet_is_filled_in_again_read_and_printed(
    session_with_sheets: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, who = session_with_sheets, {"by": by_staff(session_with_sheets.staff)}
    monkeypatch.setattr(papers, "folder", lambda desk: str(tmp_path))
    client = Counter(session.staff).client()
    async with at_fiche(session, client, (100, 30)) as hands:
        await to_tab(hands.pilot, TAB, "enter", "n")
        assert "they are prepared in the settings" in screen_text(hands.app)
        blond = keeping.create(keeping.create(None, "Coloration", **who), "Blond", by=by_staff(session.staff))
        await hands.press("n", *"blo", "enter")
        await hands.fill("sheet_value", "40 ml")
        await hands.press("ctrl+s")
        assert "40 ml" in screen_text(hands.app)
        await hands.press("f3")
        await hands.fill("sheet_value", "50 ml")
        await hands.press("ctrl+s", "enter")
        shown = screen_text(hands.app)
        assert shown.index("50 ml") < shown.index("40 ml"), "all of the criterion, the newest first"
        await hands.press("escape", "r")
        await hands.app.workers.wait_for_complete()
    assert [row.value for row in listing.of_criterion(client, blond)] == ["50 ml", "40 ml"]
    assert "50 ml" in read_pdf(tmp_path)


@pytest.mark.capability("seller-manage")
async def test_who_is_no_author_is_not_offered(session_with_sheets: Session) -> None:
    session, who = session_with_sheets, {"by": by_staff(session_with_sheets.staff)}
    keeping.create(keeping.create(None, "Coloration", **who), "Blond", by=by_staff(session.staff))
    client = Counter(session.staff).client()
    async with at_fiche(session, client) as hands:
        await hands.app.push_screen(AuthorsDesk())
        await hands.press("enter")
        assert "active" not in hands.line("Amrani")
        await hands.press("escape")
        await to_tab(hands.pilot, TAB, "enter", "n")
        assert "Nobody is an author yet" in screen_text(hands.app)


@pytest.mark.capability("opt-techsheets")
async def test_where_they_are_not_used_nothing_of_them_shows(session: Session) -> None:
    async with at_fiche(session, Counter(session.staff).client(), (80, 50)) as hands:
        assert "Technical sheets" not in screen_text(hands.app)
