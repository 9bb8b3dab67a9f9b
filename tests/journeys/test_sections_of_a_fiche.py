"""The editor in sections at 80 columns: whoever types need not know in which section a field stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, ESC, F2, F3, F12, PAGE_DOWN, SHIFT_TAB
from tests.journeys.terminal import Terminal


def through(desk: Terminal, *fields: str) -> None:
    """From section to section: these are the fields that get the cursor."""
    for field in fields:
        desk.press(PAGE_DOWN).see(field)


@pytest.mark.capability("fiche-create", "fiche-country")
def test_a_client_is_created_through_several_sections_with_one_key_to_save(
    pharmacy: Path, at_the_list: Open, shown: Callable[..., dict[str, Any]]
) -> None:
    desk = (
        at_the_list(pharmacy).press(F2).see("New client", "Identity", "Contact details", "Alerts and notes")
    )
    desk.press(SHIFT_TAB, "Mme", ENTER, "DUPONT", ENTER, "Anne", ENTER, ENTER, ENTER, "29/02/84", ENTER)
    desk.see("years")
    through(desk, "▌Work phone")
    desk.press(DOWN, DOWN, "3, rue de Sèvres", DOWN, "F-75006", ENTER, "Paris", ENTER, ENTER, "france")
    through(desk, "▌Organism", "▌Ceiling", "▌Alert ")
    desk.press("Allergic to penicillin", CTRL_S).see("Search", "DUPONT")
    made = shown(pharmacy, 7)
    assert (made["last_name"], made["first_name"]) == ("DUPONT", "Anne")
    desk.press(ENTER).see("DUPONT", "Allergic to penicillin")
    desk.press(F3).see("29/02/1984", "75006", "France")


def test_two_people_in_two_sections_of_one_fiche_both_win(pharmacy: Path, at_the_list: Open) -> None:
    here, there = at_the_list(pharmacy), at_the_list(pharmacy)
    for desk in (here, there):
        desk.press(F3).see("Edit AIT-ALI")
    here.press(*[ENTER] * 4, "29/02/84", CTRL_S).see("Search")
    through(there, "▌Work phone", "▌Organism", "▌Ceiling", "▌Alert ")
    there.press("Mine", F12).see("is saved")
    there.press(ESC).see("Search")
    for desk in (here, there):
        desk.press(F3).see("Edit AIT-ALI", "29/02/1984", "Alerts and notes •")
        desk.press(ESC).see("Search")


def test_what_was_typed_in_a_later_section_outlives_a_dropped_line(pharmacy: Path, at_the_list: Open) -> None:
    lost = at_the_list(pharmacy).press(F3).see("Edit AIT-ALI")
    through(lost, "▌Work phone", "▌Organism", "▌Ceiling", "▌Alert ")
    lost.press("Half typ").see("Half typ")
    lost.hang_up()
    lost.process.wait(30)
    back = at_the_list(pharmacy).see("Not finished", "AIT-ALI")
    back.press(ENTER).see("Edit AIT-ALI", "Alerts and notes •")
    back.press("X", CTRL_S).see("Search")
    back.press(F3).see("Alerts and notes •")
