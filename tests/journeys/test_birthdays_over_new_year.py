"""A birthday range over New Year: December before January, ticked, and handed over to the composer."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.outbox.messages.campaign import Goal
from models.outbox.templates import verbs as templates
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_U, ENTER, ESC, F7, SPACE, TAB
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter

BORN = {
    "ALAMI": date(1985, 1, 3),
    "BENNIS": date(2001, 12, 25),
    "CHRAIBI": date(1990, 6, 15),
    "DAOUDI": date(1950, 12, 31),
    "EL FASSI": None,
}


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """Three are born about New Year, each in another decade; all can be reached."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    for place, (name, born) in enumerate(BORN.items()):
        counter.client(name, "Sanae", mobile=f"+21261300000{place}", birth_date=born)
    wish = "Bonne fête {prenom} ! {pharmacie}"
    templates.create("Anniversaire", Goal.CUSTOM, wish, by=by_staff(counter.staff))
    return database


def listed(desk: Terminal, ticked: str = "[x ]") -> list[str]:
    """The last names on the screen, from the top; `ticked` is what stands in the box."""
    names = (re.search(rf"\[{ticked}\] .*?([A-Z]{{5,}})", line) for line in desk.lines)
    return [found[1] for found in names if found]


@pytest.mark.capability("bday-range", "sms-lists")
def test_birthdays_from_december_to_january_are_ticked_and_written_to(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy)
    desk.press(F7).see("Communications").press("a").see("Birthdays", "birthday from ")
    desk.press("d").see("Whose birthday", "Days before").press(CTRL_U, "31/02", ENTER)
    desk.see("does not exist in the calendar")
    desk.press(CTRL_U, "20/12", TAB, CTRL_U, "10/01", ENTER)
    desk.see("birthday from 20/12 to 10/01", "3 birthdays").gone("Whose birthday")
    assert listed(desk) == ["BENNIS", "DAOUDI", "ALAMI"]
    desk.press("t").see("3 ticked").press(SPACE).see("2 ticked")
    assert listed(desk, "x") == ["DAOUDI", "ALAMI"]
    desk.press(F7).see("Group message", "Birthday wishes", "2 clients · 2 ticked")
    desk.press("g").see("Balance reminder").press("g").see("Custom message", "Anniversaire")
    assert sorted(listed(desk, "x")) == ["ALAMI", "DAOUDI"]
    desk.press(ENTER).see("2 on the list").press(ESC).gone("on the list")
    desk.press("f").see("Narrow the list").press(TAB, TAB, TAB, "20/12", TAB, "10/01", ENTER)
    desk.see("the 2 ticked before · birthday from 20/12 to 10/01", "2 clients · 2 ticked")
    assert listed(desk, "x") == ["ALAMI", "DAOUDI"]
