"""A clinic is delivered at two places: typed at the counter, found by whoever drives there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, ESC, F2, F4, TAB
from tests.models.conftest import Counter

CTRL_G = "\x07"


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """A pharmacy that delivers, with one client."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    counter.client("CLINIQUE", "Atlas", address="3, bd Zerktouni", city="Rabat", mobile="0661234501")
    chosen = features.in_use() | {Feature.DELIVERY}
    features.choose(chosen, seen=features.in_use(), by=by_staff(counter.staff))
    return database


def test_two_sites_are_typed_on_the_fiche_and_found_in_the_list_of_all(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy)
    desk.press("clin", ENTER).see("CLINIQUE Atlas", "Sales")
    desk.press("g").see("Go to").press("sit", ENTER).see("F2 creates the first one")
    desk.press(F2).see("New site of").press(F4, "Siège", TAB).see("3, bd Zerktouni")
    desk.press(CTRL_S).see("Siège", "default", "06 61 23 45 01").gone("New site of")
    desk.press(F2).see("New site of").press("Bloc B", *[TAB] * 6, "Mme Bennis", TAB, "0537 77 12 34")
    desk.press(CTRL_S).see("Bloc B", "Mme Bennis").gone("New site of")
    desk.press(DOWN, "b").see("Bloc B")
    desk.until(lambda: "default" in next(line for line in desk.lines if "Bloc B" in line), "the default")

    desk.press(ESC, ESC).see("Search")
    desk.press(CTRL_G).see("Sites", "2 of 2").press("0537").see("1 of 2", "Mme Bennis").gone("Siège")
    desk.press(ENTER).see("CLINIQUE Atlas", "Sales")
