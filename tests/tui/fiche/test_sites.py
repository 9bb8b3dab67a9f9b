"""The tab of delivery addresses, by its keys; and the list of all sites."""

from dataclasses import replace
from typing import Any

import pytest

from models.people.sites import listing, verbs
from models.people.sites.listing import SiteRow
from models.people.sites.table import Site, SiteFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.tui.fiche.fiche_ledger import said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.clients.listing import ClientDesk
from tui.clients.pick import PickClientDialog
from tui.clients.sites.desk import SitesDesk
from tui.clients.sites.dialog import SiteDialog
from tui.dialogs.choose import ChooseDialog
from tui.fiche.screen import FicheDesk
from tui.fiche.sites import pane as sites
from tui.frame.session import Session
from tui.shell.app import OfficineApp


@pytest.fixture
def delivering(session: Session) -> Session:
    """Who sits in a pharmacy that delivers."""
    features.choose(frozenset({Feature.DELIVERY}), seen=features.in_use(), by=by_staff(session.staff))
    return session


@pytest.fixture
def clinic(delivering: Session) -> int:
    return Counter(delivering.staff).client(
        "Clinique", "Atlas", address="3, bd Zerktouni", postal_code="20000", city="Rabat", mobile="0661234501"
    )


def states(client: int) -> list[tuple[str, bool, bool]]:
    return [(row.name, row.by_default, row.active) for row in listing.sites_of(client)]


def add(session: Session, client: int, name: str, **fields: str) -> int:
    return verbs.create(client, SiteFields(name, **fields), by=by_staff(session.staff))


async def at_sites(hands: Hands) -> FicheDesk:
    await to_tab(hands.pilot, sites.TAB)
    return top(hands.app, FicheDesk)


@pytest.mark.capability("addr-delivery")
async def test_two_sites_are_typed_and_the_general_details_copied(delivering: Session, clinic: int) -> None:
    async with at_fiche(delivering, clinic) as hands:
        await at_sites(hands)
        assert "F2 creates the first one" in screen_text(hands.app)
        await hands.press("f2")
        top(hands.app, SiteDialog)
        await hands.press("f4")
        form = top(hands.app, SiteDialog).form
        assert (form.value("address"), form.value("city")) == ("3, bd Zerktouni", "Rabat")
        await hands.fill("name", "Siège")
        await hands.fill("contact", "Mme Bennis")
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
        await hands.press("n", *"Bloc B", "ctrl+s")
        assert states(clinic) == [("Siège", True, True), ("Bloc B", False, True)]
        assert "default" in hands.line("Siège")
        assert "Mme Bennis" in hands.line("Siège")
        assert "06 61 23 45 01" in hands.line("Siège")
    assert verbs.read(1) == SiteFields(
        "Siège", "3, bd Zerktouni", "20000", "Rabat", contact="Mme Bennis", phone="+212661234501"
    )


async def test_copying_keeps_a_name_that_was_typed(delivering: Session, clinic: int) -> None:
    async with at_fiche(delivering, clinic) as hands:
        await at_sites(hands)
        await hands.press("f2", *"Annexe", "f4")
        form = top(hands.app, SiteDialog).form
        assert (form.value("name"), form.value("address")) == ("Annexe", "3, bd Zerktouni")


async def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    delivering: Session, clinic: int
) -> None:
    async with at_fiche(delivering, clinic) as hands:
        await at_sites(hands)
        await hands.press("f2")
        await hands.fill("phone", "12")
        await hands.fill("contact", "Omar")
        await hands.press("ctrl+s")
        assert "This may not be empty" in screen_text(hands.app)
        await hands.fill("name", "Dépôt")
        await hands.press("ctrl+s")
        form = top(hands.app, SiteDialog).form
        assert "is not a phone number" in hands.prose
        assert (form.value("contact"), Site.select().count()) == ("Omar", 0)
        await hands.fill("phone", "")
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
    assert states(clinic) == [("Dépôt", True, True)]


async def test_the_default_is_chosen_and_retiring_asks_first(delivering: Session, clinic: int) -> None:
    for name in ("Annexe", "Bloc"):
        add(delivering, clinic, name)
    async with at_fiche(delivering, clinic) as hands:
        await at_sites(hands)
        await hands.press("down", "b")
        assert states(clinic) == [("Bloc", True, True), ("Annexe", False, True)]
        await hands.press("home", "delete")
        top(hands.app, ChooseDialog)
        await hands.press("enter")
        assert states(clinic)[0] == ("Bloc", True, True), "Enter changes nothing"
        await hands.press("delete", "down", "enter")
        assert states(clinic) == [("Annexe", True, True), ("Bloc", False, False)]
        assert "retired" in hands.line("Bloc")
        await hands.press("end", "b")
        assert states(clinic)[0] == ("Annexe", True, True)
        await hands.press("delete")
        assert states(clinic) == [("Annexe", True, True), ("Bloc", False, True)]


async def test_f3_and_enter_edit_the_site_and_not_the_client(delivering: Session, clinic: int) -> None:
    add(delivering, clinic, "Annexe")
    async with at_fiche(delivering, clinic) as hands:
        await at_sites(hands)
        for key in ("f3", "enter"):
            await hands.press(key)
            top(hands.app, SiteDialog)
            await hands.press("escape")
        await hands.press("f3")
        await hands.fill("city", "Salé")
        await hands.press("ctrl+s")
    assert verbs.read(1) == SiteFields("Annexe", city="Salé")


async def test_what_another_saved_meanwhile_is_said_beside_the_field(
    delivering: Session, clinic: int
) -> None:
    """The same field is asked about; other fields of theirs stay, whoever saves last."""
    site = add(delivering, clinic, "Annexe", city="Salé", contact="Omar")
    seen = verbs.read(site)
    async with at_fiche(delivering, clinic) as hands:
        await at_sites(hands)
        await hands.press("enter")
        theirs = replace(seen, city="Fès", contact="Leïla")
        verbs.edit(site, theirs, seen=seen, by=by_staff(delivering.staff))
        await hands.fill("city", "Tanger")
        await hands.press("ctrl+s")
        assert "Somebody saved “Fès” here meanwhile" in hands.prose
        form = top(hands.app, SiteDialog).form
        assert (form.value("city"), form.value("contact")) == ("Tanger", "Leïla")
        await hands.press("ctrl+s")
        top(hands.app, FicheDesk)
    assert verbs.read(site) == replace(theirs, city="Tanger")


# The list of all sites


def names(desk: SitesDesk) -> list[str]:
    rows: list[SiteRow] = list(desk.rows.window)
    return [row.name for row in rows]


async def at_list_of_sites(hands: Hands) -> SitesDesk:
    await hands.press("ctrl+g")
    desk: SitesDesk = await come_to(hands.pilot, SitesDesk)
    return desk


@pytest.mark.capability("list-sites")
async def test_the_list_of_sites_finds_by_the_client_and_opens_their_fiche(
    delivering: Session, clinic: int
) -> None:
    add(delivering, clinic, "Annexe", contact="Omar Tahiri", phone="0661234502")
    add(delivering, Counter(delivering.staff).client("Hôtel", "Rivage"), "Bloc")
    app = OfficineApp(delivering)
    async with app.run_test() as pilot:
        hands = Hands(pilot, app)
        await pilot.pause()
        desk = await at_list_of_sites(hands)
        await until(pilot, lambda: "2 of 2" in screen_text(app))
        assert names(desk) == ["Annexe", "Bloc"]
        assert "Omar Tahiri" in hands.line("Annexe")
        assert "06 61 23 45 02" in hands.line("Annexe")
        await hands.press(*"riv")
        assert names(desk) == ["Bloc"]
        await hands.press("escape", *"06 61 23 45 02")
        assert names(desk) == ["Annexe"]
        await until(pilot, lambda: "1 of 2" in screen_text(app))
        await hands.press("enter")
        fiche = await come_to(pilot, FicheDesk)
        assert fiche.client == clinic
        await hands.press("escape")
        assert names(top(app, SitesDesk)) == ["Annexe"]
        await hands.press("escape", "escape")
        await come_to(pilot, ClientDesk)


async def test_a_site_is_added_from_the_list_for_the_client_who_is_asked_for(
    delivering: Session, clinic: int
) -> None:
    other = Counter(delivering.staff).client("Hôtel", "Rivage")
    app = OfficineApp(delivering)
    async with app.run_test() as pilot:
        hands = Hands(pilot, app)
        await pilot.pause()
        await at_list_of_sites(hands)
        assert "F2 creates the first one" in screen_text(app)
        await hands.press("f2")
        top(app, PickClientDialog)
        await hands.press(*"riv", "enter")
        top(app, SiteDialog)
        assert "Rivage" in hands.line("New site of")
        await hands.press(*"Plage", "ctrl+s")
        desk = top(app, SitesDesk)
        assert names(desk) == ["Plage"]
        await hands.press("f3")
        await hands.fill("contact", "Leïla")
        await hands.press("ctrl+s")
        assert "Leïla" in hands.line("Plage")
        await hands.press("f2", "escape")
        top(app, SitesDesk)
    assert states(other) == [("Plage", True, True)]


async def test_a_pharmacy_that_does_not_deliver_sees_no_word_of_it(session: Session, clinic: int) -> None:
    """And nothing is lost by switching it off."""
    add(session, clinic, "Annexe")
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(session.staff))
    async with at_fiche(session, clinic) as hands:
        assert "Sites" not in screen_text(hands.app)
        await hands.press("escape")
        desk: ClientDesk = await come_to(hands.pilot, ClientDesk)
        await hands.press("ctrl+g")
        top(hands.app, ClientDesk)
        ids: list[Any] = [active.binding.id for active in desk.active_bindings.values() if active.enabled]
        assert "clients.sites" not in ids
        chosen = frozenset({Feature.DELIVERY})
        features.choose(chosen, seen=features.in_use(), by=by_staff(session.staff))
        hands.app.look()
        desk.read_again()
        assert names(await at_list_of_sites(hands)) == ["Annexe"]


async def test_hostile_words_stay_words(delivering: Session, clinic: int) -> None:
    """Neither markup nor what would drive a terminal comes through."""
    add(delivering, clinic, "[red]Dépôt[/red]", contact="a\u202eb [b]c")
    async with at_fiche(delivering, clinic, (120, 40)) as hands:
        await at_sites(hands)
        assert "[red]Dépôt[/red]" in screen_text(hands.app)
        await hands.press("delete")
        assert "[red]Dépôt[/red]" in hands.prose
        await hands.press("escape")
        assert said(hands.app) == ""
