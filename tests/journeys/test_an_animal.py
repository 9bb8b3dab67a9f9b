"""A farmer's dog: kept in the settings, entered on the fiche, sold for, and asked about a month later."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, ESC, F2, F3, F9, TAB
from tests.models.conftest import Counter
from tui.settings.sections import in_use

CTRL_R, DELETE = "\x12", "\x1b[3~"


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> tuple[Path, int]:
    """A pharmacy that keeps animals, with a farmer and two products; and the place of the section of species
    among its settings.
    """
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    counter.client("TAZI", "Hassan", mobile="0661234501")
    counter.product(4_500)
    counter.product(12_000)
    chosen = features.in_use() | {Feature.ANIMALS}
    features.choose(chosen, seen=features.in_use(), by=by_staff(counter.staff))
    return database, [section.key for section in in_use()].index("animal_kinds")


def test_an_animal_with_its_history(pharmacy: tuple[Path, int], at_the_list: Open) -> None:
    database, place = pharmacy
    desk = at_the_list(database)
    desk.press(CTRL_R).see("Settings", "Species and breeds")
    desk.press(*[DOWN] * place, ENTER).see("F2 creates the first one")
    desk.press(F2).see("New species").press("Chien", CTRL_S).see("Chien").gone("New species")
    desk.press(F2).see("a breed of this species").press("Labrador", CTRL_S).see("Labrador").gone(
        "New species"
    )
    desk.press(ESC).see("Settings").press(ESC).see("Search")

    desk.press("taz", ENTER).see("TAZI Hassan", "Sales")
    desk.press("g").see("Go to").press("anim", ENTER).see("F2 adds the first one")
    desk.press("n").see("New animal of").press("Rex", TAB, "29/02/2020", TAB, "chien › l").see(
        "‹Chien › Labrador›"
    )
    desk.press(CTRL_S).see("Animals: Rex (Labrador)", "29/02/2020").gone("New animal of")

    desk.press("2").see("No sale yet").press("n").see("New sale", "Animals: Rex (Labrador)")
    desk.press("product 45", ENTER).see("45.00")
    desk.press("product 120", ENTER).see("165.00")
    desk.press(F3).see("For animal").press(TAB, TAB, "r").see("‹Rex›").press(ENTER).gone("For animal")
    desk.press(F9).see("To pay").press(ENTER).see("is saved")
    desk.press(ENTER).see("Line 2 for", "Rex (Labrador)").press(ESC).gone("Line 2 for")

    desk.press("g").see("Go to").press("anim", ENTER).see("29/02/2020")
    desk.press(ENTER).see("History", "Product 12000", "120.00").gone("Product 4500")
    desk.press(ESC).see("29/02/2020").press(DELETE).see("Delete Rex?").press(DOWN, ENTER)
    desk.see("Rex is retired: something was sold for it.").gone("Animals: Rex")
