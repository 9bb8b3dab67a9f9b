"""A fiche that was created twice is deleted, found in the trash, and brought back; another one cannot be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.store import connection, opening
from tests.journeys.conftest import Open
from tests.journeys.keys import DOWN, ENTER, ESC, F6
from tests.models.conftest import Counter

CTRL_D = "\x04"


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """BENNIS Jeanne, who owes something, and a second fiche of hers."""
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    counter.sell(counter.client("BENNIS", "Jeanne", code="CARTE7"), 22_760, cash=760)
    counter.client("BENNIS", "Jane", code="CARTE8", mobile="0649286063")
    return database


def test_a_fiche_is_deleted_found_in_the_trash_and_restored_and_one_is_refused(
    pharmacy: Path, at_the_list: Open
) -> None:
    desk = at_the_list(pharmacy)
    desk.press("jeanne", ENTER).see("BENNIS Jeanne", "Sales")
    desk.press("D").see("BENNIS Jeanne cannot be deleted", "1 sale, 1 payment.", "z Put to sleep")
    desk.press(ENTER).see("No. 1").gone("cannot be deleted")

    desk.press(ESC).see("1 of 2").press("jane", ENTER).see("BENNIS Jane", "No. 2")
    desk.press("D").see("strongly discouraged", "Number 2 will be missing", "Put to sleep")
    desk.press(DOWN, DOWN, ENTER).see("In the trash · No. 2", "The key a restores this client")
    desk.press("p").see("is in the trash: restore the fiche there first")

    desk.press(ESC).see("Nobody matches “jane”", "0 of 1")
    desk.press("CARTE8", ENTER).see("BENNIS Jane is in the trash", "F6 there restores the fiche")
    desk.press(CTRL_D).see("Trash", "1 of 1", "BENNIS Jane", "CARTE8", "S. Amrani")
    desk.press("0649").see("1 of 1", "BENNIS Jane")
    desk.press(ENTER).see("In the trash · No. 2").press(ESC).see("Restore")
    desk.press(F6).see("BENNIS Jane is restored", "0 of 0")
    desk.press(ESC, ESC).see("1 of 2", "BENNIS", "Jane")
    assert [len(line) <= 80 for line in desk.lines] == [True] * 24

    opening.open_database(pharmacy)
    try:
        assert clients.get(2).status is ClientStatus.ACTIVE
        assert doctor.examine() == []
    finally:
        connection.close()
