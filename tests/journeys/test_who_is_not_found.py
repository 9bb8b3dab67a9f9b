"""A name that only the archives know, one that nobody knows, and a card that nobody bears."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.money.ledger import client_status
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, CTRL_U, ESC, F2, F6, F9, TAB
from tests.journeys.test_bursts import scan
from tests.models.conftest import Counter


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """Somebody who comes, somebody who sleeps, and two who left."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    counter.client("ALAMI", "Sanae")
    sleeps = counter.client("ZOUBIR", "Hind")
    client_status.put_to_sleep(sleeps, by=by_staff(counter.staff))
    for first_name in ("Ali", "Omar"):
        left = counter.client("ZOUHAIR", first_name)
        client_status.archive(left, by=by_staff(counter.staff))
    return database


def test_who_left_is_shown_by_the_key_that_is_named_and_who_is_new_keeps_what_was_typed(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy)
    desk.press("zou").see("Nobody matches “zou”", "1 asleep: F9, 2 archived: F6.")
    desk.press(F6).see("Archived clients", "ZOUHAIR", "2 of 2", "zou")
    desk.press(F9).see("ZOUBIR", "1 of 2").gone("ZOUHAIR")

    desk.press(F9, "hair nadia").see("Nobody matches “zouhair nadia”").press(F2)
    desk.see("New client", "ZOUHAIR", "Nadia").press("0655443322", CTRL_S)
    desk.see("06 55 44 33 22", "1 of 2").gone("New client")

    desk.press(ESC).see("ALAMI")
    scan(desk, "3760123456789").see("Nobody matches “3760123456789”")
    desk.press(F2).see("New client", "3760123456789").press("BENNIS", TAB, "Karim", CTRL_S)
    desk.see("BENNIS").gone("New client").press(CTRL_U).see("ALAMI", "ZOUHAIR")
    scan(desk, "3760123456789").see("BENNIS Karim", "Sales")
    desk.press(ESC).see("Search", "ALAMI")
