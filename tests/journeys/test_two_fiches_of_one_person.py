"""One person with two fiches: found, made one, opened by the badge of either, given back; hledger and the
doctor look on.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import hledger
from tests.journeys.conftest import Open
from tests.journeys.keys import DOWN, ENTER, ESC, F9
from tests.models.conftest import Counter

CTRL_A, CTRL_P = "\x01", "\x10"

Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """Jeanne owes 30,00 on one fiche and has 10,00 on the other, which bears her card."""
    hledger.needed()
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)
    first = counter.client("MARTIN", "Jeanne", mobile="0661234501", city="Rabat")
    second = counter.client("MARTIN", "Jeanne", mobile="0661234501", city="Salé", code="CARTE77")
    counter.sell(first, 3_000)
    counter.advance(second, 1_000)
    return database


def books(ask: Ask, database: Path) -> dict[str, int]:
    """Every balance as hledger adds it up; the doctor finds nothing."""
    journal = database.with_name("all.journal")
    journal.unlink(missing_ok=True)
    assert ask(database, "export", "--format", "hledger", "-o", journal).returncode == 0
    hledger.check(journal)
    examined = ask(database, "doctor")
    assert examined.returncode == 0, examined.stdout
    return hledger.balances(journal)


def of_clients(balances: dict[str, int]) -> list[int]:
    """What each client owes."""
    return sorted(amount for account, amount in balances.items() if "receivable" in account.lower())


def test_two_fiches_are_merged_and_one_is_given_back(pharmacy: Path, at_the_list: Open, ask: Ask) -> None:
    before = books(ask, pharmacy)
    assert of_clients(before) == [-1_000, 3_000]
    desk = at_the_list(pharmacy)
    desk.press(CTRL_A).see("Likely duplicates", "1 pair", "name, tel.")
    desk.press(ENTER).see("Merge two fiches", "Salé", "Owes 30.00 + In credit 10.00 = Owes 20.00")
    desk.press(F9).see("becomes one with").press(DOWN, ENTER).see("Nobody seems to have two fiches")
    together = books(ask, pharmacy)
    assert of_clients(together) == [2_000]
    assert sum(together.values()) == sum(before.values()) == 0

    desk.press(ESC).see("Search").press("CARTE77", ENTER)
    desk.see("No. 2 (MARTIN Jeanne) was merged into this fiche", "20.00", "Net owed")
    desk.press(CTRL_P).see("Menu").press("undo a merge", ENTER).see("stands for itself again?", "No. 2")
    desk.press(ENTER).see("It takes along 1 operation", "In credit 10.00").press(DOWN, ENTER)
    desk.see("No. 2 stands for itself again.", "30.00")
    assert books(ask, pharmacy) == before
    desk.press(ESC).see("Search").press("CARTE77", ENTER).see("MARTIN Jeanne", "10.00")
    desk.gone("was merged into this fiche")


def test_the_badge_of_a_merged_fiche_opens_the_survivor_from_anywhere(
    pharmacy: Path, at_the_list: Open, ask: Ask
) -> None:
    desk = at_the_list(pharmacy)
    desk.press(CTRL_A).see("1 pair").press(ENTER).see("Merge two fiches")
    desk.press(F9).see("becomes one with").press(DOWN, ENTER).see("Nobody seems to have two fiches")
    desk.press("CARTE77")  # in one burst, as a scanner types it where there is no search
    desk.see("No. 2 (MARTIN Jeanne) was merged into this fiche", "No. 1", "20.00")
