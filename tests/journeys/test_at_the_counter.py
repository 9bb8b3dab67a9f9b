"""A morning at the counter: find, pay, print, archive, find again."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.money.ledger.accounts import Account
from models.money.ledger.postings import Posting
from models.people.clients import verbs as clients
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.table import ClientStatus
from tests.journeys.conftest import Open
from tests.journeys.keys import DOWN, ENTER, ESC, F6, SHIFT_P, SPACE, TAB
from tests.journeys.terminal import Terminal
from tests.models.conftest import Counter

OnDatabase = Callable[[Any], Counter]


@pytest.fixture
def counter(target: Any, counter_on: OnDatabase) -> Counter:
    """MARTINEZ Jeanne owes 250,00 for two sales, BENNANI Karim 80,00, ALAOUI Salma nothing."""
    counter = counter_on(target)
    jeanne = counter.client("MARTINEZ", "Jeanne", mobile="0661234501")
    counter.sell(jeanne, 15_000)
    counter.sell(jeanne, 10_000)
    counter.sell(counter.client("BENNANI", "Karim"), 8_000)
    counter.sell(counter.client("ALAOUI", "Salma"), 5_000, cash=5_000)
    return counter


def in_the_till(account: Account) -> int:
    """What came in by one mode, in centimes."""
    return sum(row.amount for row in Posting.select().where(Posting.account == account))


def find(desk: Terminal, letters: str, name: str) -> None:
    """From the list to the fiche."""
    desk.press(letters).see(name, "1 of")
    desk.press(ENTER).see("Total unpaid", name)


def test_a_debt_is_paid_printed_and_the_settled_are_archived_and_found_again(
    counter: Counter, target: Any, at_the_list: Open, ask: Callable[..., Any], home: Path
) -> None:
    desk = at_the_list(target)
    find(desk, "mar", "MARTINEZ")
    desk.see("Owes 250.00")

    # 300 are handed over for 250; the 50 of change stay as credit.
    desk.press("p").see("Amount to pay", "250.00")
    desk.press(TAB, "300").see("Change to give 50.00")
    desk.press(TAB, TAB, SPACE).see("[x]")
    desk.press(ENTER).see("Payment saved", "Kept as credit: 50.00", "In credit 50.00")
    desk.press(ENTER).gone("Payment saved").see("Nothing unpaid", "Net credit 50.00")

    paper = print_statement(desk, home)
    if shutil.which("pdftotext"):
        assert re.search(r"Balance on \S+ +In credit 50\.00", text_of(paper))

    # The debtor is refused, and settled by an adjustment on the way; the settled one is archived once asked.
    desk.press(ESC).see("Search")
    desk.press(ESC).see("3 of 3")
    find(desk, "ben", "BENNANI")
    desk.press("a").see("BENNANI Karim still owes 80.00", "Take the payment", "Adjust to 0")
    desk.press(DOWN, ENTER).see("80.00 is written off")
    desk.press("a mistake of ours", ENTER).see("Archived. The key a restores this client.")
    desk.press(ESC).see("Nobody matches")

    # They are in the archives, and come back from there.
    desk.press(ESC).see("2 of 2")
    desk.press(ENTER).see("ALAOUI", "Total unpaid")
    desk.press("a").see("Go back").press(DOWN, ENTER).see("Archived. The key a restores this client.")
    desk.press(ESC).see("1 of 1", "MARTINEZ")
    desk.press(F6).see("Archived clients", "ALAOUI", "BENNANI", "2 of 2")
    desk.press("ben").see("1 of 2")
    desk.press(ENTER).see("Total unpaid", "Restore")
    desk.press("a").see("Restored: the client is active again.")
    desk.press(ESC).see("Nobody matches")
    desk.press(ESC).see("ALAOUI", "1 of 1")
    desk.press(F6).see("BENNANI", "2 of 2")
    desk.press("\x11").leaves(0)

    karim, jeanne = (row.id for row in ClientListing().read(2))
    (salma,) = (row.id for row in ClientListing(view=ClientView.ARCHIVED).read(2))
    assert counter.owes(jeanne) == (0, 5_000, -5_000)
    assert counter.owes(karim) == (0, 0, 0)
    assert counter.owes(salma) == (0, 0, 0)
    assert in_the_till(Account.CASH) == 30_000 + 5_000
    assert in_the_till(Account.ADJUSTMENTS) == 8_000
    assert ask(target, "doctor").returncode == 0


def print_statement(desk: Terminal, home: Path) -> Path:
    """The relevé of this month."""
    desk.press("P").see("Statement of account", "This month")
    desk.press(ENTER).see("Written:")
    (paper,) = home.rglob("*.pdf")
    return paper


def text_of(paper: Path) -> str:
    """What can be read on it."""
    command = ["pdftotext", "-layout", str(paper), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_p_and_two_enters_pay_the_whole_debt_in_cash(
    counter_on: OnDatabase, sqlite_target: Path, at_the_list: Open
) -> None:
    counter = counter_on(sqlite_target)
    jeanne = counter.client()
    counter.sell(jeanne, 25_000)
    desk = at_the_list(sqlite_target)
    desk.press(ENTER).see("Owes 250.00")
    desk.press("p", ENTER, ENTER).gone("Owes 250.00", "Payment saved")
    assert counter.owes(jeanne) == (0, 0, 0)
    assert in_the_till(Account.CASH) == 25_000


def test_a_debtor_who_is_to_be_archived_pays_on_the_way(
    counter_on: OnDatabase, sqlite_target: Path, at_the_list: Open
) -> None:
    counter = counter_on(sqlite_target)
    jeanne = counter.client("MARTINEZ", "Jeanne")
    counter.sell(jeanne, 25_000)
    desk = at_the_list(sqlite_target)
    desk.press(ENTER).see("Owes 250.00")
    desk.press("a").see("MARTINEZ Jeanne still owes 250.00", "Take the payment")
    desk.press(ESC).gone("still owes")
    assert clients.get(jeanne).status is ClientStatus.ACTIVE

    desk.press("a").see("Take the payment")
    desk.press(ENTER).see("Amount to pay", "250.00")
    desk.press(ENTER).see("Payment saved")
    desk.press(ENTER).see("Archived. The key a restores this client.")
    assert clients.get(jeanne).status is ClientStatus.ARCHIVED
    assert in_the_till(Account.CASH) == 25_000


def test_with_no_setting_the_program_speaks_french(pharmacy: Path, terminal: Open) -> None:
    desk = terminal(pharmacy, OFFICINE_LANG="").see("Code", "Aide")
    desk.press("1234", ENTER).see("Chercher", "Doit 227,60", "Avoir 600,00", "6 sur 6")


def test_every_terminals_shift_p_opens_the_statement(pharmacy: Path, at_the_list: Open) -> None:
    desk = at_the_list(pharmacy)
    desk.press(ENTER).see("Total unpaid")
    for key in SHIFT_P:
        desk.press(key).see("Statement of account")
        desk.press(ESC).gone("Statement of account")
