"""The keys of the fiche: what they are heard by, and what is said where they mean nothing."""

import pytest

from models.trade.documents import preparations
from models.trade.prices.lines import NewLine
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, to_tab, top
from tests.tui.hands import at_fiche
from tui.fiche.documents import preparations as preparations_tab
from tui.fiche.sales.cancel import CancelSaleDialog
from tui.fiche.sales.payment import SalePaymentDialog
from tui.frame.session import Session


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


async def test_a_key_that_does_nothing_in_a_tab_says_so(session: Session, ledger: Ledger) -> None:
    """`b` orders a quote and pays an avoir back; `x` is heard by the list alone"""
    client = ledger.client()
    ledger.sale(client, 10_000)
    async with at_fiche(session, client) as hands:
        await hands.press("x")
        assert said(hands.app) == "“x” is a key of the list: → goes into it."
        await hands.press("right", "b")
        assert said(hands.app) == "“b” does nothing in “Sales”. F1 shows the keys."
        await hands.press("f7")
        assert said(hands.app) == "“F7” does nothing in “Sales”. F1 shows the keys."
        await hands.press("down")
        assert said(hands.app) == ""


async def test_a_letter_about_a_line_says_that_there_is_none(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with at_fiche(session, client) as hands:
        for number, key in (("2", "x"), ("2", "r"), ("5", "s"), ("7", "e"), ("0", "u")):
            await hands.press(number, key)
            assert said(hands.app) == f"“{key}” needs a line: there is none here."
        await hands.press("2")
        ledger.sale(client, 10_000)
        await hands.press("f5", "x")
        top(hands.app, CancelSaleDialog)


async def test_f_sells_in_each_tab_of_promises_or_says_why_not(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    lines = [NewLine(ledger.milk)]
    made = preparations.create(client, lines, by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, preparations_tab.TAB, "f")
        await hands.pilot.pause()
        assert said(hands.app) == f"{made.number} must be ready before it is handed over."
        await hands.press("s", "f")
        top(hands.app, SalePaymentDialog)
