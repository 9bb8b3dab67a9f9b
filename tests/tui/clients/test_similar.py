"""Who only sounds like what was searched stands below the others, marked so."""

import pytest
from textual.widgets import Static

from models.people.clients import verbs as people
from models.people.clients.verbs import ClientFields
from tests.asking import by_staff
from tests.tui.clients.test_listing import current, lines, names, opened, said, settled
from tests.tui.hands import come_to
from tui.clients import counting
from tui.clients.duplicates import DuplicatesDialog, Others
from tui.clients.listing import ClientDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session

ABOUT = "About"


@pytest.fixture
def families(session: Session, clients: list[int]) -> None:
    for number in range(30):
        people.create(ClientFields("Benjelloun", f"A{number:02}"), by=by_staff(session.staff))
    for number in range(3):
        people.create(ClientFields("Bendjeloun", f"B{number:02}"), by=by_staff(session.staff))
    people.create(ClientFields("Ouazzani", "Med"), by=by_staff(session.staff))


def painted(desk: ClientDesk) -> str:
    return "\n".join(lines(desk))


async def test_they_are_marked_in_the_list_below_it_and_in_the_count(
    session: Session, families: None
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"benjelou")
        await settled(pilot)
        assert names(desk)[0] == "Bendjeloun"
        assert "~ Bendjeloun" in painted(desk)
        assert said(desk, ABOUT).startswith("~ Similar spelling")
        assert said(desk, ".count").startswith("33 (33 ~) of ")
        await pilot.press("backspace", "backspace", "backspace", *"lloun")
        await settled(pilot)
        assert set(names(desk)) == {"Benjelloun"}
        assert "~" not in painted(desk)
        assert said(desk, ".count").startswith("33 (3 ~) of ")
        await pilot.press("end")
        await settled(pilot)
        assert (current(desk), names(desk)[0]) == ("Bendjeloun", "Benjelloun")
        assert said(desk, ABOUT).startswith("~ Similar spelling")
        await pilot.press("up", "up", "up")
        await settled(pilot)
        assert current(desk) == "Benjelloun"
        assert "Similar" not in said(desk, ABOUT)
        await pilot.press("home")
        await settled(pilot)
        assert "~" not in painted(desk)


async def test_among_very_many_they_are_counted_once_they_are_on_the_screen(
    session: Session, families: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "_AT_ONCE", 10)
    async with opened(session) as (pilot, desk):
        await pilot.press(*"benjelloun")
        await settled(pilot)
        assert said(desk, ".count").startswith("30 + ~ of ")
        await pilot.press("end")
        await settled(pilot)
        assert said(desk, ".count").startswith("33 (3 ~) of ")


async def test_the_fiche_goes_through_both_parts(session: Session, families: None) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press(*"benjelloun", "end")
        await settled(pilot)
        last = desk.rows.current
        assert last is not None
        await pilot.press("up", "up", "up", "enter")
        fiche = await come_to(pilot, FicheDesk)
        shown = [fiche.client]
        for _ in range(3):
            await pilot.press("greater_than_sign")
            await pilot.pause()
            shown.append(fiche.client)
        assert shown[-1] == last.id
        assert len(set(shown)) == 4
        for _ in range(3):
            await pilot.press("less_than_sign")
            await pilot.pause()
        assert fiche.client == shown[0]


async def test_a_new_client_who_sounds_like_another_is_asked_about_and_never_refused(
    session: Session, families: None
) -> None:
    async with opened(session) as (pilot, _desk):
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press(*"wazani", "enter", *"mohammed", "ctrl+s")
        dialog = await come_to(pilot, DuplicatesDialog)
        others = dialog.query_one(Others)
        shown = [others.render_line(y).text for y in range(others.size.height)]
        assert any("~ Ouazzani Med" in line for line in shown)
        assert "~ Similar spelling" in str(dialog.query_one(".sentence", Static).content)
        await pilot.press("enter")
        await come_to(pilot, ClientDesk)
