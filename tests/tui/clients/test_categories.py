"""Categories of clients by the keys: made in the settings, chosen on the fiche, listed, walked through."""

from dataclasses import replace

import pytest

from models.people.categories import verbs as categories
from models.people.categories.verbs import ClientCategoryFields
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import connection
from tests.asking import by_staff
from tests.statements import counted
from tests.tui.clients.test_listing import current, names, opened, said, settled
from tests.tui.fiche.fiche_ledger import screen_text
from tests.tui.hands import Hands, come_to
from tests.tui.settings.test_settings import NAMES
from tui.clients.editor import EditorDesk
from tui.clients.filter import FilterDialog
from tui.clients.listing import ClientDesk
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.settings.desk import SettingsDesk
from tui.settings.fiche.client_categories import ClientCategoriesDesk, ClientCategoryDialog


@pytest.fixture
def in_use(session: Session) -> None:
    features.choose(frozenset(Feature), seen=features.in_use(), by=by_staff(session.staff))


@pytest.mark.capability("cat-crud")
@pytest.mark.capability("cat-hold-lock")
@pytest.mark.capability("filter-category-nav")
async def test_a_category_is_made_chosen_on_the_fiche_and_listed_by(
    session: Session, clients: list[int], in_use: None
) -> None:
    async with opened(session, (120, 30)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+r")
        await come_to(pilot, SettingsDesk)
        await hands.press("home", *["down"] * NAMES.index("client_categories"), "enter")
        await come_to(pilot, ClientCategoriesDesk)
        await hands.press("f2")
        await come_to(pilot, ClientCategoryDialog)
        await hands.press(*"V.I.P.", "tab", "v", "tab", "1", "0", "tab", "space", "ctrl+s")
        await come_to(pilot, ClientCategoriesDesk)
        assert hands.line("V.I.P.").split() == ["▌V.I.P.", "violet", "10%", "locked", "0"]
        await hands.press("escape", "escape")
        await come_to(pilot, ClientDesk)
        for place in (0, 2):
            await hands.press("home", *["down"] * place, "f3")
            editor = await come_to(pilot, EditorDesk)
            editor.form.go_to("category")
            await hands.press("v", "f9")
            await come_to(pilot, ClientDesk)
        await hands.press("ctrl+f")
        await come_to(pilot, FilterDialog)
        await hands.press("v", "enter")
        await come_to(pilot, ClientDesk)
        await settled(pilot)
        assert (names(desk), said(desk, ".narrowed"), said(desk, ".count")) == (
            ["Alaoui", "Martin"],
            "Category: V.I.P.",
            "2 of 2",
        )
        await hands.press("home", "enter")
        fiche = await come_to(pilot, FicheDesk)
        assert "V.I.P. · " in screen_text(hands.app)
        await hands.press(">")
        assert fiche.row.last_name == "Martin"
        await hands.press(">")
        assert (fiche.row.last_name, "This is the last client" in screen_text(hands.app)) == ("Martin", True)
        await hands.press("<", "escape")
        await come_to(pilot, ClientDesk)
        await hands.press("escape")
        await settled(pilot)
        assert (len(names(desk)), said(desk, ".title"), current(desk)) == (5, "Clients", "Alaoui")


async def test_while_categories_are_off_no_word_of_them_is_seen_and_they_come_back(
    session: Session, clients: list[int], in_use: None
) -> None:
    category = categories.create(ClientCategoryFields("Fidèles"), by=by_staff(session.staff))
    put_in(session, clients[0], category)
    async with opened(session, (140, 30)) as (pilot, desk):
        assert "Fidèles" in screen_text(desk.app)  # type: ignore[arg-type]
        everything = features.in_use()
        features.choose(everything - {Feature.CATEGORIES}, seen=everything, by=by_staff(session.staff))
        connection.engine().look_again()
        await pilot.press("f5")
        await settled(pilot)
        assert "Category" not in screen_text(desk.app)  # type: ignore[arg-type]
        assert "Fidèles" not in screen_text(desk.app)  # type: ignore[arg-type]
        await pilot.press("f3")
        editor = await come_to(pilot, EditorDesk)
        assert "Category" not in screen_text(desk.app)  # type: ignore[arg-type]
        editor.form.go_to("city")
        await pilot.press(*"Rabat", "f9")
        await come_to(pilot, ClientDesk)
    assert clients_row(clients[0]).category_id == category


async def test_the_words_of_a_filter_are_read_once_for_a_search_and_again_once_somebody_renamed(
    session: Session, clients: list[int], in_use: None
) -> None:
    category = categories.create(ClientCategoryFields("Fidèles"), by=by_staff(session.staff))
    put_in(session, clients[0], category)
    async with opened(session) as (pilot, desk):
        await pilot.press("ctrl+f")
        await come_to(pilot, FilterDialog)
        await pilot.press("f", "enter")
        await come_to(pilot, ClientDesk)
        await settled(pilot)
        with counted() as run:
            await pilot.press("a")
            await settled(pilot)
        assert names(desk) == ["Alaoui"]
        assert not [statement for statement in run if 'FROM "client_category"' in statement]
        seen = categories.fields_of(category)
        categories.edit(category, replace(seen, name="Habitués"), seen=seen, by=by_staff(session.staff))
        await pilot.press("f5")
        await settled(pilot)
        assert said(desk, ".narrowed") == "Category: Habitués"


def put_in(session: Session, client: int, category: int) -> None:
    row = clients_row(client)
    values = replace(clients.fields_of(row), category=category)
    clients.edit(client, values, version=row.version, by=by_staff(session.staff))


def clients_row(client: int) -> Client:
    return clients.get(client)
