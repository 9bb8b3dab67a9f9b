"""Clients ticked in the listing are kept under a name, and are those to whom the composer writes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, ENTER, ESC, F6, F7, F11, SPACE
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter

TICKED = ["BENNIS", "DAOUDI", "FILALI"]


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """Three owe much, one a little, two nothing; all can be reached."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    owing = {"ALAMI": 20_000, "BENNIS": 30_000, "CHRAIBI": 500, "DAOUDI": 40_000, "EL FASSI": 0, "FILALI": 0}
    for place, (name, amount) in enumerate(owing.items()):
        client = counter.client(name, "Sanae", mobile=f"+21261300000{place}")
        if amount:
            counter.adjust(client, amount)
    templates.create("Relance", Goal.BALANCE_REMINDER, "{client} {solde}.", by=by_staff(counter.staff))
    return database


def is_ticked(desk: Terminal) -> list[str]:
    """The last names of the ticked rows on the screen, from the top."""
    names = (re.search(r"\[x\] +([A-Z]+)", line) for line in desk.lines)
    return [found[1] for found in names if found]


@pytest.mark.capability("list-f11", "list-named-selection", "sel-save-base")
def test_who_is_ticked_is_kept_under_a_name_and_written_to(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy)
    desk.press(F11).see("Listing", "6 clients").press("f").see("Narrow the list").press("100", ENTER)
    desk.see("Owe more than 100.00", "3 clients").gone("Narrow the list")
    desk.press("t").see("3 ticked").press(SPACE).see("2 ticked")
    desk.press(F6).see("All clients", "6 clients · 2 ticked")
    desk.press("/").see("Name, phone or code").press("fila").see("1 client · 2 ticked")
    desk.press(ENTER).see("Space Tick").press(SPACE).see("1 client · 3 ticked")
    desk.press(ESC).see("6 clients · 3 ticked")
    assert is_ticked(desk) == TICKED

    desk.press(CTRL_S).see("Keep who is ticked").press("Fidèles", ENTER).see("Fidèles: 3 clients.")
    desk.press(F7).see("Group message", "3 clients · 3 ticked")
    assert is_ticked(desk) == TICKED
    desk.press(ENTER).see("Get the message 2", "Owes nothing 1", "3 on the list")

    desk.press(ESC).gone("Get the message").press(ESC).see("Listing").press(ESC).see("Search", "6 of 6")
    desk.press(F7).see("Communications").press("n").see("Group message").press("t").see("6 ticked")
    desk.press("l").see("Lists of clients", "Fidèles 3").press(ENTER)
    desk.see("List: Fidèles", "3 clients · 3 ticked").gone("ALAMI")
    assert is_ticked(desk) == TICKED
