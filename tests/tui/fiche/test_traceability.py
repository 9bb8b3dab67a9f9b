"""Who changed what: the tab of a client, the screen of products and settings, and both as files."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from locales import speaking
from locales.words import requests
from models.money import house_rules
from models.people.clients import verbs as clients
from models.people.staff import login, preferences
from models.pharmacy import tab_keys
from models.privacy import redaction
from models.requests.trail import Trail
from models.store import clock
from models.store.engines.engine import Engine
from models.traceability.about import Kind, OfClient, OfPharmacy
from models.traceability.listing import Changes
from models.trade.catalogue import verbs as products
from models.values import Centimes
from tests.asking import by_staff, every_verb
from tests.conftest import NOW, establish
from tests.models.requests.every_verb import EveryVerb
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche, until
from tui.clients.listing import ClientDesk
from tui.fiche.traceability.pane import TAB
from tui.frame.session import Session
from tui.parts import papers
from tui.settings.changes import ChangesDesk
from tui.shell.app import OfficineApp
from tui.traceability.opened import ChangeDialog
from tui.traceability.words import ChangeWords


def edit(client: int, by: int, **fields: Any) -> None:
    row = clients.get(client)
    values = replace(clients.fields_of(row), **fields)
    clients.edit(client, values, version=row.version, by=by_staff(by))


@pytest.fixture
def jeanne(session: Session) -> int:
    """A client whom two people changed, on two days."""
    client = Ledger(session).client(city="Fès")
    colleague = login.engage("L. Bennis", "5678").id
    with clock.stopped_at(NOW + timedelta(days=1)):
        edit(client, colleague, ceiling=Centimes(125_000), info="=1+1", mobile="0612345678")
    with clock.stopped_at(NOW + timedelta(days=2)):
        edit(client, session.staff, city="Rabat", share_balance=True)
    return client


@pytest.mark.capability("trace-info")
async def test_the_tab_says_who_changed_which_field_from_what_to_what(
    session: Session, jeanne: int, tmp_path: Path
) -> None:
    preferences.remember(session.staff, papers.FOLDER, str(tmp_path))
    async with at_fiche(session, jeanne, size=(120, 30)) as hands:
        await to_tab(hands.pilot, TAB)
        assert "Fès → Rabat" in hands.line("City")
        assert "no → yes" in hands.line("Share balance")
        assert "250.00" in hands.line("L. Bennis Ceiling")
        assert "L. Bennis" in hands.line("→ 06 12 34 56 78")
        assert "Fiche, creation" in screen_text(hands.app)
        await hands.press("q")
        await hands.press("down", "enter")
        assert "L. Bennis" in hands.line("→ 06 12 34 56 78")
        assert "Fès → Rabat" not in screen_text(hands.app)
        await hands.press("slash", *"mobile")
        assert "06 12 34 56 78" in screen_text(hands.app)
        assert "=1+1" not in screen_text(hands.app)
        await hands.press("escape", "enter")
        opened = top(hands.app, ChangeDialog)
        assert "=1+1" in screen_text(hands.app)
        assert opened.heading() == "Fiche, edit"
        await hands.press("escape", "w")
        await until(hands.pilot, lambda: "Written" in said(hands.app))
    file = tmp_path / "Traceability_2026-11-12.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Date", "By", "Request", "Name", "Field", "Before", "After"]
    assert {row[1] for row in rows[1:]} == {"L. Bennis"}
    assert ["Information", "–", "'=1+1"] in [row[4:] for row in rows]


async def test_inv_43_the_tab_of_the_forgotten_says_nothing_of_them(session: Session, jeanne: int) -> None:
    redaction.redact(jeanne, by=by_staff(session.staff))
    async with at_fiche(session, jeanne, size=(120, 30)) as hands:
        await to_tab(hands.pilot, TAB)
        text = screen_text(hands.app)
        assert "Forgotten for good" in text
        assert "250.00" in hands.line("L. Bennis Ceiling")
        assert not [word for word in ("Rabat", "Fès", "06 12 34 56 78", "=1+1") if word in text]


async def test_products_and_settings_are_a_screen_of_their_own(session: Session) -> None:
    ledger = Ledger(session)
    seen = products.fields_of(ledger.milk)
    products.edit(ledger.milk, replace(seen, price=Centimes(1_250)), seen=seen, by=by_staff(session.staff))
    rules = house_rules.house_rules()
    changed = replace(rules, default_ceiling=Centimes(50_000))
    house_rules.change(changed, seen=rules, by=by_staff(session.staff))
    digits = tab_keys.tab_keys()
    tab_keys.choose({**digits, "5": "messages"}, seen=digits, by=by_staff(session.staff))
    app = OfficineApp(session)
    async with app.run_test(size=(120, 30)) as pilot:
        hands = Hands(pilot, app)
        await hands.press("ctrl+p", *"tracea", "enter")
        desk = top(hands.app, ChangesDesk)

        async def press(*keys: str) -> None:
            await hands.press(*keys)
            await until(pilot, lambda: not desk.rows.reads)

        await press()
        assert "1.00 → 12.50" in hands.line("Lait")
        assert "– → 500.00" in hands.line("Default ceiling")
        assert "Communication" in hands.line("Digit 5")
        await press("e", "down", "enter")
        assert "Default ceiling" not in screen_text(hands.app)
        assert "12.50" in screen_text(hands.app)
        await press("e", "down", "down", "enter", "slash", *"500")
        assert "Default ceiling" in screen_text(hands.app)
        assert "Digit 5" not in screen_text(hands.app)
        await hands.press("escape", "escape")
        top(hands.app, ClientDesk)


def test_every_request_and_every_field_has_words(file_store: Engine, tmp_path: Path) -> None:
    """In the language of the sources and in French: no name of a verb, a column or a setting is shown."""
    EveryVerb(establish().id, tmp_path)()
    all_has_words()


def all_has_words() -> None:
    """Of every verb, and of whatever was changed so far."""
    assert [verb for verb in every_verb() if requests.what(verb) == verb] == []
    words = ChangeWords()
    every = list(Changes(OfPharmacy(tuple(Kind))).every())
    for client in {key for (key,) in Trail.select(Trail.client_id).tuples()} - {None}:
        every += Changes(OfClient(client)).every()
    with speaking("fr"):
        bare = {(row.verb, row.field) for row in every if row.field and words.field(row) == row.field}
        assert bare == set()
        assert all(words.said(row) for row in every)
