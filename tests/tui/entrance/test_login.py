"""Who is at the desk."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from machine.last_login import last_name, remember_name
from models.people.staff import codes, drafts
from models.people.staff import login as staff
from models.people.staff.login import Member
from models.store import settings
from tests.tui.hands import come_to
from tests.tui.shell.test_typeahead import settled, type_at_once
from tui.clients.editor import EditorDesk
from tui.clients.listing import ClientDesk
from tui.entrance.login import LoginDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.shell.app import OfficineApp

CODE = "1234"
"""S. Amrani's."""


async def answered(pilot: Pilot[int], desk: LoginDesk) -> None:
    """Until the code was checked, which takes long on purpose."""
    for _ in range(100):
        await pilot.pause(0.02)
        if pilot.app.screen is not desk or said(desk):
            return


def said(desk: LoginDesk) -> str:
    return desk.form._lines["code"].fault


def login_of(app: OfficineApp) -> LoginDesk:
    desk = app.screen
    assert isinstance(desk, LoginDesk)
    return desk


async def test_with_one_member_it_is_the_code_and_enter(file_cashier: Member) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = login_of(app)
        await pilot.press(*CODE, "enter")
        await answered(pilot, desk)
        assert isinstance(app.screen, ClientDesk)
        assert app.session is not None
        assert (app.staff, app.session.name) == (file_cashier.id, "S. Amrani")


async def test_keys_typed_before_the_first_paint_log_in_all_the_same(file_cashier: Member) -> None:
    app = OfficineApp()
    type_at_once(app, *CODE, "ctrl+j", "m")
    async with app.run_test() as pilot:
        await settled(app, pilot)
        for _ in range(100):
            await pilot.pause(0.02)
            if isinstance(app.screen, ClientDesk):
                break
        await settled(app, pilot)
        assert isinstance(app.screen, ClientDesk)
        assert app.screen.field.value == "m"


async def test_a_wrong_code_is_said_without_saying_what_was_wrong_and_can_be_typed_again(
    file_cashier: Member,
) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = login_of(app)
        await pilot.press(*"9999", "enter")
        await answered(pilot, desk)
        assert said(desk) == "Name or code not recognised."
        assert app.session is None
        await pilot.press(*CODE, "enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if app.screen is not desk:
                break
        assert isinstance(app.screen, ClientDesk)


async def test_after_too_many_tries_one_has_to_wait(file_cashier: Member) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = login_of(app)
        for _ in range(codes.FREE_TRIES + 1):
            desk.form.clear_faults()
            await pilot.press(*"9999", "enter")
            await answered(pilot, desk)
        assert "Too many tries" in said(desk)


async def test_one_picks_who_one_is_by_the_first_letters(file_cashier: Member) -> None:
    staff.engage("K. Bennani", "5678")
    staff.engage("H. Ouazzani", "9012")
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = login_of(app)
        await pilot.press("k", "enter", *"5678", "enter")
        await answered(pilot, desk)
        assert app.session is not None
        assert app.session.name == "K. Bennani"
    assert last_name() == "K. Bennani"


async def test_who_logged_in_last_on_this_terminal_only_types_their_code(file_cashier: Member) -> None:
    staff.engage("K. Bennani", "5678")
    remember_name("S. Amrani")
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = login_of(app)
        await pilot.press(*CODE, "enter")
        await answered(pilot, desk)
        assert app.session is not None
        assert app.session.name == "S. Amrani"


@pytest.mark.parametrize("demonstration", ["", "4321"])
async def test_only_an_example_pharmacy_says_its_code(file_cashier: Member, demonstration: str) -> None:
    settings.put("demonstration", demonstration)
    app = OfficineApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = "\n".join(str(part.render()) for part in app.screen.query("Static"))
        assert ("4321" in screen) is bool(demonstration)


async def test_nothing_of_a_client_is_on_the_screen_before_somebody_logged_in(
    clients: list[int], tmp_path: Path
) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Alaoui" not in app.export_screenshot()
        await pilot.press("escape", "f2", "f3", "f5")
        await pilot.pause()
        login_of(app)


async def test_somebody_else_can_take_the_desk_and_drafts_stay_with_who_typed_them(
    session: Session, clients: list[int]
) -> None:
    other = staff.engage("K. Bennani", "5678")
    app = OfficineApp()
    async with app.run_test() as pilot:
        await app.enter(session)
        await pilot.pause()
        await pilot.press("enter")
        await come_to(pilot, FicheDesk)
        await pilot.press("f3")
        await come_to(pilot, EditorDesk)
        await pilot.press("x", "ctrl+o")
        await come_to(pilot, LoginDesk)
        assert app.session is None
        await pilot.press("k", "enter", *"5678", "enter")
        await come_to(pilot, ClientDesk)
        assert app.staff == other.id
    assert [draft.content["typed"] for draft in drafts.of(session.staff)] == [{"last_name": "x"}]
    assert drafts.of(other.id) == []


async def test_nobody_at_the_desk_can_be_changed(file_cashier: Member) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = login_of(app)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert app.screen is desk
