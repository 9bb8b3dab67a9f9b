"""What a pharmacy adds by itself: a category with a lock, a list field that is searched for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.people.categories import verbs as categories
from models.people.clients import details
from models.people.clients import verbs as clients
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, ESC, F2, F3, F9, HOME, SPACE, TAB
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter
from tui.settings.sections import SECTIONS

CTRL_F, CTRL_R, PAGE_DOWN, RIGHT = "\x06", "\x12", "\x1b[6~", "\x1b[C"


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """Two clients, and every feature on."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    features.choose(frozenset(Feature), seen=features.in_use(), by=by_staff(counter.staff))
    counter.client("ALAOUI", "Salma")
    counter.client("BENNANI", "Karim")
    return database


def in_settings(desk: Terminal, section: str) -> None:
    """From the list into a section of the settings."""
    at = [each.key for each in SECTIONS].index(section)
    desk.press(CTRL_R).see("Pharmacy").press(HOME, *[DOWN] * at).press(ENTER)


def test_a_category_with_a_lock(pharmacy: Path, at_the_list: Open, ask: Callable[..., Any]) -> None:
    desk = at_the_list(pharmacy)
    in_settings(desk, "client_categories")
    desk.see("Categories of clients will be here").press(F2).see("New category", "Hold lock")
    desk.press("Ecoles", TAB, "b", TAB, "5", TAB, SPACE).see("[x]", "blue")
    desk.press(CTRL_S).see("Ecoles", "blue", "locked").gone("New category")
    desk.press(ESC).see("Client categories").press(ESC).see("2 of 2")
    desk.press("ala").see("1 of 2").press(F3).see("Edit ALAOUI", "Category")
    desk.press(*[TAB] * 7, "e").see("Ecoles").press(F9).see("Search")
    desk.press(CTRL_F).see("all of them", "Ecoles").press(RIGHT, ENTER).see("Category: Ecoles", "1 of 1")
    desk.press(ENTER).see("Ecoles · ", "Total unpaid")
    desk.press(">").see("This is the last client of the list.")
    desk.press("\x11").leaves(0)
    (row,) = categories.categories()
    assert (row.discount, row.hold_lock) == (500, True)
    assert [clients.get(key).category_id for key in (1, 2)] == [row.id, None]
    assert ask(pharmacy, "doctor").returncode == 0


def test_a_custom_list_field_searched_for(pharmacy: Path, at_the_list: Open, ask: Callable[..., Any]) -> None:
    desk = at_the_list(pharmacy)
    in_settings(desk, "custom_fields")
    desk.see("Fields of your own will be here").press(F2).see("New field", "Kind")
    desk.press("Peau", TAB, TAB, "one").see("one of a list", "one a line")
    desk.press(TAB, "Seche", ENTER, "Grasse", TAB, SPACE, CTRL_S).see("Peau", "one of a list", "yes")
    desk.press(ESC).see("Custom fields").press(ESC).see("2 of 2")
    desk.press("ben").see("1 of 2").press(F3).see("Edit BENNANI")
    desk.press(*[PAGE_DOWN] * 12).see("Further fields", "Peau")
    desk.press("g").see("Grasse").press(F9).see("Search").press(ESC).see("2 of 2")
    desk.press("grasse").see("1 of 2", "BENNANI").press(ENTER).see("Total unpaid", "BENNANI")
    desk.press("\x11").leaves(0)
    assert [details.custom_of(key) for key in (1, 2)] == [{}, {1: "2"}]
    assert ask(pharmacy, "doctor").returncode == 0
