"""An appointment is made where the cursor of the planning is, put on the next day, and read on the fiche."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.appointments import listing
from models.pharmacy import features
from models.pharmacy.features import Feature
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, ESC, HOME, RIGHT, TAB
from tests.models.conftest import Counter

CTRL_P, CTRL_Q = "\x10", "\x11"


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """A client, and appointments in use."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    on = features.in_use() | {Feature.APPOINTMENTS}
    features.choose(on, seen=features.in_use(), by=by_staff(counter.staff))
    counter.client("ALAOUI", "Salma")
    return database


@pytest.mark.capability("fiche-appointments")
def test_an_appointment_is_moved_to_the_next_day(
    pharmacy: Path, at_the_list: Open, ask: Callable[..., Any]
) -> None:
    desk = at_the_list(pharmacy)
    desk.press(CTRL_P).see("Menu").press("planning", ENTER).see("Planning", "0 appointments")
    desk.press(HOME, *[DOWN] * 4, "n").see("Appointment of whom?").press("alaoui").see("ALAOUI").press(ENTER)
    desk.see("Appointment of ALAOUI", "10:00").press(TAB, TAB, TAB, "Vaccin", CTRL_S)
    desk.see("10:00–10:30 ALAOUI Salma", "Vaccin", "1 appointment")
    (made,) = listing.of_client(1, date.min)
    assert (made.start, made.version) == (600, 0)
    the_next_day = made.day + timedelta(days=1)
    desk.press("m").see("Moving ALAOUI Salma").press(RIGHT, DOWN, DOWN).see("0 appointments").press("m")
    desk.see("11:00–11:30 ALAOUI Salma", f" {the_next_day.day} ", "1 appointment")
    desk.press("w").see("▸", "11:00–11:30 ALAOUI Salma, Vaccin").press("f").see("Total unpaid")
    desk.press("g").see("Go to").press("appo", ENTER).see("11:00–11:30 Vaccin")
    desk.press(ESC, ESC).see("Planning").press(ESC).see("1 of 1").press(CTRL_Q).leaves(0)
    (row,) = listing.of_client(1, date.min)
    assert (row.day, row.start, row.version) == (the_next_day, 660, 1)
    assert ask(pharmacy, "doctor").returncode == 0
