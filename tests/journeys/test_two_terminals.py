"""Two people at two terminals on one database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, END, ENTER, F3, TAB
from tui.shell.app import LOOK_EVERY

A_FEW_SECONDS = 10.0
"""Two between looks, and a slow machine."""


def test_what_one_terminal_changes_shows_in_the_other_without_a_key(
    pharmacy: Path, at_the_list: Open
) -> None:
    here, there = at_the_list(pharmacy), at_the_list(pharmacy)
    there.see("AIT-ALI", "Owes 227.60")
    here.press(ENTER).see("Owes 227.60")
    here.press("p", ENTER).see("Payment saved")
    there.until(lambda: "227.60" not in there.text, "to see what the other one paid", A_FEW_SECONDS)
    assert there.line("AIT-ALI").endswith("–")


def test_a_debt_that_two_take_at_once_is_paid_once(
    pharmacy: Path, at_the_list: Open, shown: Callable[..., dict[str, Any]]
) -> None:
    here, there = at_the_list(pharmacy), at_the_list(pharmacy)
    for desk in (here, there):
        desk.press(ENTER).see("Owes 227.60")
        desk.press("p").see("Amount to pay", "227.60")
    here.press(ENTER).see("Payment saved")
    there.press(ENTER).see("227.60 was", "0.00 is now", "Nothing is unpaid")
    assert shown(pharmacy, 1)["balance"] == "0.00"


def test_nothing_is_sent_while_nobody_types(pharmacy: Path, at_the_list: Open) -> None:
    searching, paying = at_the_list(pharmacy).see("6 of 6"), at_the_list(pharmacy)
    paying.press(ENTER).see("Owes 227.60")
    paying.press("p").see("Amount to pay", "227.60")
    for desk in (searching, paying):
        desk.bytes_within(1)  # the end of the paint
    assert searching.bytes_within(2.5 * LOOK_EVERY) == 0
    assert paying.bytes_within(1) == 0, "of six seconds"


def test_two_who_edit_one_fiche_lose_nothing_that_was_typed(pharmacy: Path, at_the_list: Open) -> None:
    here, there = at_the_list(pharmacy), at_the_list(pharmacy)
    for desk in (here, there):
        desk.press(F3).see("Edit AIT-ALI")
    here.press(TAB, END, " H", CTRL_S).see("Search")
    there.press(END, "-X", TAB, END, " Y", CTRL_S).see("changed this client meanwhile", "mine: ")
    there.press(ENTER).see("Search")
    for desk in (here, there):
        desk.see("AIT-ALI-X", "Abdellah Y")
