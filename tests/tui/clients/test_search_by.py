"""The field in which the list searches: one key, a dialog, the settings; what a person chose stays."""

import pytest

from models.people.staff.login import engage
from models.pharmacy import searching
from models.store import connection
from models.store.search.by_field import SearchIn
from tests.asking import by_staff
from tests.tui.clients.test_listing import app_of, fiches, lines, names, opened, said, settled  # noqa: F401
from tests.tui.hands import come_to
from tui.clients.editor import EditorDesk
from tui.clients.search_by_dialog import SearchByDialog
from tui.frame.session import Session

LABEL = ".searchline > .label"


@pytest.mark.capability("search-default-field")
async def test_one_key_goes_from_field_to_field_says_so_and_is_remembered(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        assert said(desk, LABEL) == "Search"
        await pilot.press("ctrl+k", *str(clients[2]))
        await settled(pilot)
        assert said(desk, LABEL) == "Search code"
        assert names(desk) == ["Martin"]
        await pilot.press("escape", "ctrl+k", *"2345")
        await settled(pilot)
        assert said(desk, LABEL) == "Search phone"
        assert said(desk, ".count") == "5 of 5"
    async with opened(session) as (pilot, desk):
        assert said(desk, LABEL) == "Search phone"
        await pilot.press(*"mar")
        await settled(pilot)
        assert "2 by name: Ctrl+K." in "\n".join(lines(desk))
        await pilot.press("ctrl+k")
        await settled(pilot)
        assert (said(desk, LABEL), names(desk)) == ("Search", ["Martin", "Martinez"])


async def test_the_key_goes_to_the_field_that_finds_somebody(session: Session, clients: list[int]) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("ctrl+k", *"mar")
        await settled(pilot)
        assert "2 by name: Ctrl+K." in "\n".join(lines(desk))
        await pilot.press("ctrl+k")  # past the phones, where nobody is found either
        await settled(pilot)
        assert (said(desk, LABEL), names(desk)) == ("Search", ["Martin", "Martinez"])


@pytest.mark.capability("search-phone")
async def test_phones_are_searched_from_the_start_and_french_ones_alone(
    session: Session, clients: list[int]
) -> None:
    async with opened(session) as (pilot, desk):
        await pilot.press("ctrl+b")
        await come_to(pilot, SearchByDialog)
        await pilot.press("down", "space", "ctrl+s")
        await settled(pilot)
        assert said(desk, LABEL) == "Search phone start"
        await pilot.press(*"2345")
        await settled(pilot)
        assert names(desk) == []
        await pilot.press("escape", *"06.61")
        await settled(pilot)
        assert names(desk) == ["Alaoui", "Bennani", "Martin", "محمد"]
        await pilot.press("ctrl+b", "down", "space", "down", "space", "ctrl+s", "escape", *"1234")
        await settled(pilot)
        assert (said(desk, LABEL), names(desk)) == ("Search phone FR>", ["Martinez"])


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_a_scanned_badge_opens_its_client_whatever_the_field(
    session: Session,
    clients: list[int],
    fiches: list[int],  # noqa: F811
    times: int,
) -> None:
    with connection.transaction():
        connection.database.execute_sql(f"UPDATE client SET code = 'CF085' WHERE id = {clients[1]}")
    async with opened(session) as (pilot, _desk):
        await pilot.press(*["ctrl+k"] * times, *f"99990000000000{clients[2]}", "enter")
        await pilot.pause()
        assert fiches == [clients[2]]
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press(*"CF085", "enter")
        await pilot.pause()
        assert fiches == [clients[2], clients[1]]


async def test_the_pharmacy_chooses_the_field_for_whoever_chose_none(
    session: Session, clients: list[int]
) -> None:
    searching.choose(SearchIn.CODE, seen=SearchIn.NAME, by=by_staff(session.staff))
    async with opened(session) as (pilot, desk):
        assert said(desk, LABEL) == "Search code"
        await pilot.press(*"AB12", "f2")
        editor = await come_to(pilot, EditorDesk)
        assert editor.form.value("code") == "AB12"
        await pilot.press("escape", "escape", "ctrl+k", "ctrl+k")
        await settled(pilot)
    async with opened(session) as (pilot, desk):
        assert said(desk, LABEL) == "Search"


async def test_who_comes_to_the_desk_next_finds_their_own_choice(
    session: Session, clients: list[int]
) -> None:
    other = engage("B. Idrissi", "4321")
    async with opened(session) as (pilot, desk):
        await pilot.press("ctrl+k", "ctrl+y")
        await settled(pilot)
        assert (said(desk, LABEL), names(desk)) == ("Search code", [])
        app_of(desk).session = Session(other.id, other.name, session.pharmacy)
        desk.read_again()
        await settled(pilot)
        assert (said(desk, LABEL), len(names(desk))) == ("Search", 5)
