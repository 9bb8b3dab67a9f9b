"""The evening: the day is counted, closed and printed; a client comes back, and it is opened again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models import doctor
from models.money.ledger.accounts import Account
from models.money.till import verbs as till
from models.people.staff import security_code
from models.store import clock
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_N, DOWN, ENTER, ESC, SHIFT_P, TAB
from tests.models.conftest import Counter


def test_the_day_closed(
    counter_on: Callable[[Any], Counter], sqlite_target: Path, at_the_list: Open, home: Path
) -> None:
    counter = counter_on(sqlite_target)
    counter.sell(counter.client("MARTINEZ", "Jeanne"), 25_000, cash=10_000, card=2_000)
    security_code.choose("2468", current="", by=by_staff(counter.staff))
    desk = at_the_list(sqlite_target)

    # Counted: 100 of float and 100 of sales should be in the drawer, and 195 are.
    desk.press(CTRL_N).see("Till", "under way", "120.00", "250.00")
    desk.press(ENTER).see("Not counted yet", "Turnover 250.00")
    desk.press("n").see("Close the till of", "expected 100.00")
    desk.press("100", DOWN).see("expected 200.00")
    desk.press("195").see("expected 200.00 · Short 5.00")
    desk.press(ENTER, "20").see("expected 20.00 · Exact", "Difference Short 5.00")
    desk.press(ENTER, ENTER, ENTER, "a drawer of coins", ENTER)
    desk.see("day closed", "Cash Short 5.00", "Note: a drawer of coins")

    desk.press(SHIFT_P[0]).see("Written:")
    (paper,) = home.rglob("till-*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")

    # No money goes into a closed day: the payment is refused, and what was typed stays.
    desk.press(ESC).see("closed", "Short 5.00")
    desk.press(ESC).see("1 of 1")
    desk.press(ENTER).see("Owes 130.00")
    desk.press("p", "40", ENTER).see("closed by S. Amrani", "40")
    desk.press(ESC).gone("was closed by").press(ESC).see("1 of 1")

    # With the code and a reason the day is open again.
    desk.press(CTRL_N).see("Till").press(ENTER).see("day closed")
    desk.press("r").see("Reopen the till of").press("a client came back", TAB, "2468", ENTER)
    desk.see("open again", "S. Amrani: a client came back")
    desk.press(ESC).see("under way").press(ESC).see("1 of 1")
    desk.press(ENTER).see("Owes 130.00").press("p", "40", ENTER).see("Payment saved")

    day = till.day(clock.today())
    assert day.closing is None
    assert [closing.difference for closing in day.earlier] == [-500]
    assert (day.of(Account.CASH).receipts, day.of(Account.CARD).receipts) == (14_000, 2_000)
    assert doctor.examine() == []
