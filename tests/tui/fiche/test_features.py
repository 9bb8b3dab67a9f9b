"""What belongs to a feature that is off is nowhere on the fiche."""

import pytest
from textual.widgets import OptionList

from models.money import entries
from models.pharmacy import features
from models.pharmacy.features import Feature, in_use
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, key_of, said, screen_text, top
from tests.tui.hands import at_fiche
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.documents import preparations
from tui.fiche.sales import pane as sales
from tui.fiche.screen import FicheDesk
from tui.fiche.tabs import TABS
from tui.frame.session import Session


@pytest.fixture
def client(session: Session) -> int:
    return Ledger(session).client()


def switch(session: Session, *on: Feature) -> None:
    features.choose(frozenset(on), seen=in_use(), by=by_staff(session.staff))


async def test_the_tab_of_a_feature_that_is_off_has_no_line_no_key_and_no_command(
    session: Session, client: int
) -> None:
    switch(session)
    async with at_fiche(session, client, (80, 40)) as hands:
        fiche = top(hands.app, FicheDesk)
        assert preparations.TAB not in fiche.tabs
        assert len(fiche.tabs) == len([tab for tab in TABS if tab.feature is None])
        assert "Preparations" not in screen_text(hands.app)
        shown = fiche.shown
        await hands.press("5")
        assert fiche.shown == shown
        assert "does nothing" in said(hands.app)
        await hands.press("f1")
        assert "Preparations" not in screen_text(hands.app)
        await hands.press("escape", "ctrl+p", *"prepara")
        assert not hands.app.screen.query_one(OptionList).options


async def test_every_other_tab_keeps_its_key_while_one_is_off(session: Session, client: int) -> None:
    switch(session)
    async with at_fiche(session, client, (80, 40)) as hands:
        fiche = top(hands.app, FicheDesk)
        for tab in fiche.tabs:
            if key_of(tab) != " ":
                await hands.press(key_of(tab))
                assert fiche.tab is tab


async def test_an_open_fiche_follows_when_a_feature_is_switched_on_or_off(
    session: Session, client: int
) -> None:
    switch(session)
    async with at_fiche(session, client, (80, 40)) as hands:
        fiche = top(hands.app, FicheDesk)
        shown = fiche.tab
        switch(session, Feature.PREPARATIONS)
        fiche.read_again()
        await hands.pilot.pause()
        assert "5 Preparations" in screen_text(hands.app)
        assert fiche.tab is shown
        await hands.press("5")
        assert fiche.tab is preparations.TAB
        switch(session)
        fiche.read_again()
        await hands.pilot.pause()
        assert "Preparations" not in screen_text(hands.app)
        assert fiche.tab is sales.TAB
        await hands.press("enter", "down", "escape", "5")
        assert "does nothing" in said(hands.app)
        switch(session, Feature.PREPARATIONS)
        fiche.read_again()
        await hands.press("5")
        assert fiche.tab is preparations.TAB
        assert fiche.pane.client == client
        # The tab with which a fiche begins is then another, which was never shown.
        entries.adjust(client, Centimes(4_200), "reprise du cahier", by=by_staff(session.staff))
        switch(session)
        fiche.read_again()
        await hands.pilot.pause()
        assert fiche.tab is adjustments.TAB
        assert "J-2026-00001" in screen_text(hands.app)
