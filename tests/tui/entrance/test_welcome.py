"""The first start: an example pharmacy, or one's own."""

import pytest
from textual.pilot import Pilot

import tui.entrance.welcome
from models.people.clients.listing import ClientListing
from models.people.staff import login as staff
from models.store import clock, settings
from models.store.engines.engine import Engine
from tests.tui.hands import come_to
from tui.clients.listing import ClientDesk
from tui.entrance.founding import FoundingDesk
from tui.entrance.welcome import WelcomeDesk
from tui.shell.app import OfficineApp

ADDRESS = ("enter", *"10000", "enter", *"Rabat", "enter")
OWN = (*"Atlas", "enter", *ADDRESS, "enter", "enter", "enter", *"Amrani", "enter", *"1234", "enter")


async def own(pilot: Pilot[int]) -> FoundingDesk:
    await come_to(pilot, WelcomeDesk)
    await pilot.press("down", "enter")
    await come_to(pilot, FoundingDesk)
    desk = pilot.app.screen
    assert isinstance(desk, FoundingDesk)
    return desk


async def test_ones_own_pharmacy_begins_with_its_name_and_its_first_member(file_store: Engine) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        await own(pilot)
        await pilot.press(*OWN, *"1234", "enter")
        await come_to(pilot, ClientDesk)
        assert app.session is not None
        assert app.session.name == "Amrani"
    assert settings.pharmacy().name == "Atlas"
    assert staff.log_in("amrani", "1234").name == "Amrani"
    assert not settings.is_demonstration()


async def test_two_codes_that_differ_are_refused_and_the_rest_stays_typed(file_store: Engine) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = await own(pilot)
        await pilot.press(*OWN, *"1235", "enter")
        await pilot.pause()
        assert "differ" in desk.form._lines["again"].fault
        assert desk.form.value("pharmacy") == "Atlas"
        await pilot.press(*"1234", "enter")
        await come_to(pilot, ClientDesk)


async def test_a_doubtful_ice_is_told_and_does_not_stop_anybody(file_store: Engine) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = await own(pilot)
        desk.form.put("ice", "123")
        await pilot.pause()
        assert "To be checked" in desk.form._lines["ice"].aside
        desk.form.put("ice", "001561191000066")
        await pilot.pause()
        assert desk.form._lines["ice"].aside == ""


async def test_a_pharmacy_in_france_is_asked_for_its_siret(file_store: Engine) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = await own(pilot)
        assert (desk.form._lines["ice"].display, desk.form._lines["siret"].display) == (True, False)
        await pilot.press(*"Pont", "enter", *ADDRESS, "right", "enter", "enter")
        assert desk.form.at == "siret"
        await pilot.press(*"73282932000075", "enter", *"Amrani", "enter", *"1234", "enter", *"1234", "enter")
        await pilot.pause()
        assert "mistyped" in desk.form._lines["siret"].fault
        desk.form.put("siret", "732 829 320 00074")
        await pilot.press("ctrl+s")
        await come_to(pilot, ClientDesk)
        clock.use_zone("")
    shop = settings.pharmacy()
    assert (shop.siret, shop.postal_code, shop.time_zone) == ("73282932000074", "10000", "Europe/Paris")


async def test_a_code_that_is_too_short_is_said_beside_it(file_store: Engine) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        desk = await own(pilot)
        desk.form.retype({"pharmacy": "Atlas", "name": "Amrani"})
        desk.form.put("code", "123")
        desk.form.put("again", "123")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "4" in desk.form._lines["code"].fault
    assert staff.members() == []


async def test_the_example_pharmacy_opens_with_its_clients(
    file_store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.entrance.welcome, "CLIENTS", 12)
    app = OfficineApp()
    async with app.run_test() as pilot:
        await come_to(pilot, WelcomeDesk)
        await pilot.press("enter")
        await come_to(pilot, ClientDesk)
        assert ClientListing("").total() > 0
    assert settings.is_demonstration()


async def test_giving_the_example_up_leaves_the_database_empty(file_store: Engine) -> None:
    app = OfficineApp()
    async with app.run_test() as pilot:
        await come_to(pilot, WelcomeDesk)
        await pilot.press("enter")
        await pilot.press("escape")
        await come_to(pilot, WelcomeDesk)
        assert staff.members() == []
        assert ClientListing("").total() == 0
