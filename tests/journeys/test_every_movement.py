"""Everything that makes a balance move, by keyboard: sold, paid in part, brought back, adjusted, invoiced."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.people.clients import verbs as clients
from models.people.clients.table import ClientStatus
from models.people.staff import security_code
from models.pharmacy import features
from models.store import clock
from models.trade.global_invoices.listing import InvoiceListing, InvoiceState
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, F9, HOME, LEFT, SPACE, TAB
from tests.journeys.terminal import Terminal
from tests.journeys.test_at_the_counter import OnDatabase, text_of
from tests.models.conftest import Counter
from tests.tui.fiche.fiche_ledger import key_of
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.avoirs import pane as avoirs
from tui.fiche.global_invoices import pane as global_invoices
from tui.fiche.parts.pane import Tab
from tui.fiche.returns import pane as returns
from tui.fiche.sales import pane as sales
from tui.fiche.tabs import tabs_of

CODE = "7314"


@pytest.fixture
def counter(sqlite_target: Path, counter_on: OnDatabase) -> Counter:
    """MARTINEZ Jeanne, who owes nothing, and three products: P10000, P6000 and P2000, at that price."""
    counter = counter_on(sqlite_target)
    counter.client("MARTINEZ", "Jeanne")
    for price in (10_000, 6_000, 2_000):
        counter.product(price)
    return counter


def open_fiche(at_the_list: Open, database: Path) -> Terminal:
    desk = at_the_list(database).see("MARTINEZ")
    return desk.press(ENTER).see("Total unpaid")


def to_tab(desk: Terminal, tab: Tab) -> Terminal:
    """By the arrows; the key that opens the tab stands before its name."""
    place = tabs_of(features.AT_FIRST).index(tab)
    return desk.press(LEFT, HOME, *[DOWN] * place, ENTER).see(f"▌{key_of(tab)} ")


def sell(desk: Terminal, code: str, saved: str) -> None:
    """On credit: the product, save, Enter."""
    desk.press("2").press("n").see("New sale")
    desk.press(code).see("Product ")
    desk.press(ENTER).see("1 line")
    desk.press(F9).see("To pay:")
    desk.press(ENTER).see(saved)


def test_sold_paid_in_part_brought_back_used_adjusted_and_archived(
    counter: Counter, sqlite_target: Path, at_the_list: Open, ask: Callable[..., Any]
) -> None:
    desk = open_fiche(at_the_list, sqlite_target)
    sell(desk, "P10000", "is saved: 100.00. On credit: 100.00.")
    sell(desk, "P6000", "is saved: 60.00. On credit: 60.00.")

    # Both are ticked; 100 in money and 10 % off leave 44.
    desk.press("v").see("Pay unpaid sales", "0 of 2 ticked")
    desk.press(SPACE, SPACE).see("2 of 2 ticked · 160.00")
    desk.press(TAB, "100", TAB, TAB, TAB, "10%").see("Discount: 16.00", "44.00 remains")
    desk.press(ENTER).see("Payment saved", "New balance: Owes 44.00")
    desk.press(ENTER).gone("Payment saved")

    # The second sale comes back: its share of the discount first, 44 off what is unpaid, 10 stay as credit.
    to_tab(desk, returns.TAB).press("n").see("Return of which sale?")
    desk.press(ENTER).see("Discount taken back -6.00", "Stays as credit 10.00")
    desk.press(CTRL_S).see("Return saved", "Kept as credit: 10.00")
    desk.press(ENTER).gone("Return saved").see("Net credit 10.00")

    # The next sale takes it: 10 remain.
    to_tab(desk, sales.TAB).press("n").see("New sale")
    desk.press("P2000").see("Product 2000")
    desk.press(ENTER).see("1 line")
    desk.press(F9).see("To pay:", "10.00")
    desk.press(ENTER).see("is saved: 20.00", "Net owed 10.00")
    to_tab(desk, avoirs.TAB).see("10.00 –")

    # The rest is written off, and the account archived.
    to_tab(desk, adjustments.TAB).press("n").see("Adjust the balance")
    desk.press("-10").see("Lowers the debt by 10.00.", "Neither the till nor the turnover moves.")
    desk.press(TAB, "a small gesture", CTRL_S).see("Nothing unpaid")
    desk.press(LEFT, "a").see("Go back").press(DOWN, ENTER).see("Archived. The key a restores this client.")

    assert counter.owes(1) == (0, 0, 0)
    assert clients.get(1).status is ClientStatus.ARCHIVED
    assert ask(sqlite_target, "doctor").returncode == 0


def test_a_global_invoice_is_made_printed_and_deleted_with_the_code(
    counter: Counter, sqlite_target: Path, at_the_list: Open, home: Path
) -> None:
    security_code.choose(CODE, current="", by=by_staff(counter.staff))
    last_month = clock.today().replace(day=1) - timedelta(days=1)
    for total in (10_000, 6_000):
        counter.sell(1, total, day=last_month)
    desk = open_fiche(at_the_list, sqlite_target)

    to_tab(desk, global_invoices.TAB).press("n").see("New global invoice", "Last month")
    desk.press("t").see("2 sales", "Total: 160.00")
    desk.press(ENTER).see("is issued for 160.00")
    desk.press("r").see("Written:")
    (paper,) = home.rglob("*.pdf")
    if shutil.which("pdftotext"):
        assert "Total with VAT" in text_of(paper)

    desk.press("x").see("Delete an invoice")
    desk.press("wrong month", ENTER, "0000", ENTER).see("This is not the security code.")
    assert not InvoiceListing(1).read(1)[0].deleted
    desk.press(CODE, ENTER).see("can be invoiced again")
    assert InvoiceListing(1).read(1)[0].state is InvoiceState.DELETED
    assert counter.owes(1) == (16_000, 0, 16_000)
