"""Paramètres › Ce que la pharmacie utilise, and the digits of the tabs, by the keys."""

from pathlib import Path

import pytest

import tui
from locales.words.features import feature_name, what_it_brings
from models.people.staff import login as staff
from models.pharmacy import features, prefixes, tab_keys
from models.pharmacy.features import AT_FIRST, Feature, in_use
from models.pharmacy.tab_keys import NO_TAB
from models.store import numbering
from models.store.numbering import Series
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, screen_text
from tests.tui.hands import at_fiche
from tests.tui.settings.test_settings import Manager, managing
from tui.frame.session import Session
from tui.settings.features import FeaturesDialog
from tui.settings.fiche.tab_keys import TabKeysDialog


@pytest.fixture
def colleague(session: Session) -> staff.Member:
    """B. Idrissi, whose code is 4321."""
    return staff.engage("B. Idrissi", "4321")


async def choose_digit(manager: Manager, digit: str, tab: str) -> None:
    """Goes to the field of a digit and types the beginning of the name of a tab."""
    manager.form.go_to(digit)
    await manager.press(*tab)


def test_every_feature_has_a_name_and_says_what_it_brings() -> None:
    for feature in Feature:
        assert feature_name(feature)
        assert what_it_brings(feature).endswith(".")


def test_every_feature_switches_something() -> None:
    """What is switched is what some screen asks about; a switch that does nothing is none."""
    here = Path(tui.__path__[0])
    asked = {
        feature
        for source in here.rglob("*.py")
        if source != here / "settings" / "features.py"
        for feature in Feature
        if f"Feature.{feature.name}" in source.read_text()
    }
    assert asked == set(Feature)


async def test_a_feature_is_switched_off_with_a_sentence_beside_it(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("features")
        assert isinstance(manager.app.screen, FeaturesDialog)
        assert "Medicines you make, until they are handed over." in manager.seen
        assert "[x] yes" in manager.seen
        await manager.press("space", "ctrl+s")
        assert "Saved" in manager.seen
        assert "no · Medicines" in manager.seen
    assert in_use() == AT_FIRST - {Feature.PREPARATIONS}


async def test_what_a_colleague_switched_meanwhile_stays(session: Session, colleague: staff.Member) -> None:
    async with managing(session) as manager:
        await manager.edit("features")
        on = AT_FIRST | {Feature.DELIVERY}
        features.choose(on, seen=in_use(), by=by_staff(colleague.id))
        await manager.press("space", "ctrl+s")
    assert in_use() == {Feature.DELIVERY}


async def test_numbering_says_nothing_of_documents_that_are_not_used_and_keeps_their_letters(
    session: Session,
) -> None:
    now = numbering.prefixes()
    prefixes.change(now | {Series.PREPARATION: "PREP"}, seen=now, by=by_staff(session.staff))
    features.choose(frozenset(), seen=in_use(), by=by_staff(session.staff))
    async with managing(session) as manager:
        await manager.edit("numbers")
        assert "Preparation" not in manager.seen
        await manager.type_over(V="VEN")
        await manager.press("ctrl+s")
        assert "VEN-2026-00001" in manager.seen
        assert "Preparation" not in manager.seen
    assert numbering.prefixes()[Series.PREPARATION] == "PREP"


async def test_the_pharmacy_sets_a_digit_and_the_fiche_opens_that_tab_with_it(session: Session) -> None:
    client = Ledger(session).client()
    async with managing(session) as manager:
        await manager.edit("tab_keys")
        assert isinstance(manager.app.screen, TabKeysDialog)
        await choose_digit(manager, "4", "communi")
        await manager.press("ctrl+s")
        assert "Communication" in manager.line(" 4  ")
    async with at_fiche(session, client, (80, 40)) as hands:
        assert " 4 Communication" in screen_text(hands.app)
        assert "   Returns" in screen_text(hands.app)
        await hands.press("4")
        assert "▌4 Communication" in screen_text(hands.app)
        await hands.press("escape", "1", "escape", "l")
        assert "▌4 Communication" in screen_text(hands.app)
        await hands.press("escape", "g", *"retu", "enter")
        assert "▌  Returns" in screen_text(hands.app)


async def test_a_tab_that_has_a_digit_already_is_said_beside_the_second_one(session: Session) -> None:
    async with managing(session) as manager:
        await manager.edit("tab_keys")
        await choose_digit(manager, "5", "sal")
        await manager.press("ctrl+s")
        assert "The digit 2 opens this tab already." in manager.seen
        await choose_digit(manager, "2", "non")
        await manager.press("ctrl+s")
        assert "Saved" in manager.seen
    keys = tab_keys.tab_keys()
    assert (keys["2"], keys["5"]) == (NO_TAB, "sales")


async def test_the_digit_of_a_tab_that_is_not_in_use_is_free_and_comes_back_with_it(session: Session) -> None:
    features.choose(frozenset(), seen=in_use(), by=by_staff(session.staff))
    async with managing(session) as manager:
        await manager.edit("tab_keys")
        assert "Preparations" not in manager.seen
        assert "5  ‹none›" in manager.seen
        await choose_digit(manager, "4", "communi")
        await manager.press("ctrl+s")
        assert "Preparations" not in manager.seen
    assert tab_keys.tab_keys()["5"] == "preparations"


async def test_the_digit_of_a_tab_that_is_not_in_use_may_open_another(session: Session) -> None:
    features.choose(frozenset(), seen=in_use(), by=by_staff(session.staff))
    async with managing(session) as manager:
        await manager.edit("tab_keys")
        await choose_digit(manager, "5", "communi")
        await manager.press("ctrl+s")
    assert tab_keys.tab_keys()["5"] == "messages"
