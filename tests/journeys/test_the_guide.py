"""In the middle of a new fiche somebody asks the guide, and goes on where they were."""

from pathlib import Path

from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, ENTER, ESC, F1, F2, TAB


def test_f1_f1_a_search_a_link_and_back_to_what_was_being_typed(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy)
    desk.press(F2).see("New client").press("OUAZZ", TAB, "Nadia", TAB, "0661")
    desk.press(F1).see("F1 Guide").press(F1).see("Guide · Créer et modifier un client", "▸ Identité")
    desk.press("/").see("Search in the guide").press("AUTRES SECTIONS", ENTER).see(
        "found: 1 of", "▸ Les autres sections"
    )
    desk.press(TAB).press(ENTER).see("Les catégories de clients").gone("Les autres sections")
    desk.press(ESC).see("Les autres sections").press(ESC).see("New client")
    desk.press("234501").see("OUAZZ", "Nadia", "0661234501")
    desk.press(CTRL_S).gone("New client").see("OUAZZ")


def test_the_guide_is_read_before_anybody_has_said_who_they_are(pharmacy: Path, terminal: Open) -> None:
    desk = terminal(pharmacy, TERM="vt100").see("Code")
    desk.press("S", F1, F1).see("Guide · Premiers pas").press("x", ESC).see("Code •")
