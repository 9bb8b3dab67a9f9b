"""Whoever types before the first screen is there is served, and sees what they need to see."""

from pathlib import Path

from tests.journeys.conftest import Open
from tests.journeys.keys import ENTER, UP


def test_a_code_and_a_name_typed_ahead_open_the_list_and_search(pharmacy: Path, terminal: Open) -> None:
    terminal(pharmacy).press("1234", ENTER, "mart").see("Search mart", " of ")


def test_a_wrong_code_typed_ahead_is_answered_beside_the_field(pharmacy: Path, terminal: Open) -> None:
    terminal(pharmacy).press("9999", ENTER).see("Code", "Name or code not recognised.")


def test_keys_that_are_no_code_reach_the_login_with_the_line_they_are_in(
    pharmacy: Path, terminal: Open
) -> None:
    terminal(pharmacy).press(UP, "1234", ENTER).see("Search", " of ")


def test_half_a_code_typed_ahead_stands_in_the_field(pharmacy: Path, terminal: Open) -> None:
    desk = terminal(pharmacy).press("12").see("Code", "••")
    desk.press("34", ENTER).see("Search", " of ")
