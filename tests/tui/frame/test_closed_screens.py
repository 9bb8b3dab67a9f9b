"""Nothing of a screen lives on after it was closed: a desk is open all day."""

import gc
import weakref
from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.widget import Widget

from tests.tui.fiche.fiche_ledger import Ledger, to_tab
from tests.tui.hands import Hands, at_fiche
from tui.clients.listing import ClientDesk
from tui.fiche.screen import FicheDesk
from tui.fiche.tabs import TABS
from tui.frame.base import BaseScreen
from tui.frame.session import Session

FROM_THE_LIST = [
    *(["f2"], ["f3"], ["f4"], ["f7"], ["f8"], ["ctrl+n"], ["ctrl+r"], ["ctrl+t"], ["ctrl+p"], ["f1"]),
    *(["f7", "n"], ["f7", "c"], ["f8", "f2"], ["f8", "enter"], ["f8", "f7"], ["f8", "f8"], ["f8", "f4"]),
    *(["ctrl+n", "enter"], ["ctrl+n", "n"], ["ctrl+n", "d"], ["ctrl+r", "enter"], ["ctrl+r", "end", "enter"]),
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[weakref.ref[BaseScreen[Any]]]:
    """Every screen and dialog that is opened from here on."""
    found: list[weakref.ref[BaseScreen[Any]]] = []
    resume = BaseScreen.on_screen_resume

    def noted(place: BaseScreen[Any], event: Any) -> None:
        found.append(weakref.ref(place))
        resume(place, event)

    monkeypatch.setattr(BaseScreen, "on_screen_resume", noted)
    return found


async def back_to(hands: Hands, kind: type) -> None:
    for _key in range(9):
        if isinstance(hands.app.screen, kind):
            return
        await hands.press("escape")
    raise AssertionError(f"still on {hands.app.screen}")


def alive(opened: list[weakref.ref[BaseScreen[Any]]], hands: Hands) -> set[str]:
    """Screens that are not open and are still there."""
    gc.collect()
    there = {place for ref in opened if (place := ref()) is not None}
    return {type(place).__name__ for place in there - set(hands.app.screen_stack)}


def painted() -> tuple[int, int]:
    """The painted lines of how many widgets are remembered, and how many widgets there are."""
    objects = gc.get_objects()
    return (
        sum(isinstance(each, StylesCache) for each in objects),
        sum(isinstance(each, Widget) for each in objects),
    )


@pytest.mark.usefixtures("everything_on")
@pytest.mark.parametrize("number", range(len(TABS)))
async def test_nothing_of_a_fiche_and_its_dialogs_lives_after_it_was_closed(
    session: Session, opened: list[weakref.ref[BaseScreen[Any]]], number: int
) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 5_000)
    ledger.pay(client, 2_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, TABS[number])
        for key in _keys(hands, number):
            await hands.press(key)
            await back_to(hands, FicheDesk)
        await back_to(hands, ClientDesk)
        await hands.press("down")
        assert alive(opened, hands) == set()
        remembered, there = painted()
        assert remembered <= there


def _keys(hands: Hands, number: int) -> list[str]:
    """Those of the tab, and with the first one those of the fiche, which are the same in every tab."""
    active = hands.app.screen.active_bindings.items()
    meant = [key for key, bound in active if number == 0 or not isinstance(bound.node, FicheDesk)]
    return [key for key in meant if (len(key) == 1 and key.isalpha()) or key == "enter"]


async def test_nothing_of_any_other_desk_or_dialog_lives_after_it_was_closed(
    session: Session, clients: list[int], opened: list[weakref.ref[BaseScreen[Any]]]
) -> None:
    async with at_fiche(session, clients[0]) as hands:
        await back_to(hands, ClientDesk)
        for keys in FROM_THE_LIST:
            for key in keys:
                await hands.press(key)
            await back_to(hands, ClientDesk)
        await hands.press("down")
        assert alive(opened, hands) == set()
        remembered, there = painted()
        assert remembered <= there
