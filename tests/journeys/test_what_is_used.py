"""Features switched off and on again, and any tab by its name: by real keys at 80 × 24."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.pharmacy.features import AT_FIRST, Feature, in_use
from models.trade.documents import preparations
from models.trade.prices.lines import NewLine
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, END, ENTER, ESC, LEFT, SPACE
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter
from tui.fiche.tabs import tabs_of

SETTINGS = "\x12"
"""Ctrl+R."""
PALETTE = "\x10"
"""Ctrl+P."""


@pytest.fixture
def counter(sqlite_target: Path, counter_on: Callable[[Any], Counter]) -> Counter:
    """MARTINEZ Jeanne, for whom a preparation is made."""
    counter = counter_on(sqlite_target)
    client = counter.client("MARTINEZ", "Jeanne")
    preparations.create(client, [NewLine(counter.product(4_000))], by=by_staff(counter.staff))
    return counter


def to_the_list(desk: Terminal) -> Terminal:
    """From a fiche; ← leaves its tab, and does nothing beside it."""
    desk.press(LEFT).press(ESC).gone("Total unpaid")
    return desk.see("MARTINEZ")


def at_tab(desk: Terminal, title: str) -> Terminal:
    """Waits until the marker stands before this tab."""
    desk.until(lambda: any(line.startswith("▌") and title in line for line in desk.lines), title)
    return desk


def switch_preparations(desk: Terminal, said: str) -> Terminal:
    """From the list into the settings and back; `said` is what the section shows then."""
    desk.press(SETTINGS).see("Closed periods").press(DOWN).see("· Medicines")
    desk.press(ENTER).see("What the pharmacy uses").press(SPACE, CTRL_S).see("Saved", said)
    return desk.press(ESC).see("MARTINEZ")


def test_a_feature_is_switched_off_and_on_again_with_its_data(
    counter: Counter, sqlite_target: Path, at_the_list: Open, ask: Callable[..., Any]
) -> None:
    desk = at_the_list(sqlite_target).see("MARTINEZ")
    desk.press(ENTER).see("Total unpaid").press("5").see("▌5 Preparations", "PR-")

    switch_preparations(to_the_list(desk), "no · Medicines")
    desk.press(ENTER).see("Total unpaid", "▌2 Sales").press(END).see("▌l Communication")
    assert "Preparations" not in desk.text
    desk.press("5").see("does nothing")
    desk.press("g").see("Go to").press("prep").see("prep").press(ENTER).see("Nothing is called so.")
    desk.press(ESC).gone("Go to").press(PALETTE).see("Menu").press("prep").press(ENTER).see(
        "Nothing is called"
    )
    desk.press(ESC).gone("Menu")

    switch_preparations(to_the_list(desk), "yes · Medicines")
    desk.press(ENTER).see("Total unpaid").press("5").see("▌5 Preparations", "PR-")
    assert in_use() == AT_FIRST >= {Feature.PREPARATIONS}
    assert ask(sqlite_target, "doctor").returncode == 0


def test_g_goes_to_any_tab_and_so_does_the_palette(
    counter: Counter, sqlite_target: Path, at_the_list: Open
) -> None:
    desk = at_the_list(sqlite_target).see("MARTINEZ").press(ENTER).see("Total unpaid")
    for tab in reversed(tabs_of(AT_FIRST)):
        desk.press("g").see("Go to").press(tab.title.lower()[1:]).press(ENTER).gone("Go to")
        at_tab(desk, tab.title[:9]).press(LEFT)
    desk.press(PALETTE).see("Menu").press("adjustm").press(ENTER).gone("Menu").see("▌j Adjustments")
