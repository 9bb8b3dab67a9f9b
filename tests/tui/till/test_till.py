"""The till as a cashier closes it: the days, the figures, counting, reopening, the operations held."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.money import entries
from models.money.ledger.accounts import Account, PaymentMode
from models.money.till import verbs as till
from models.money.till.figures import TillDay
from models.people.staff import preferences, security_code
from models.store import clock
from models.trade.cancelling import guards
from models.trade.returns import verbs as returns
from models.trade.sales.table import SaleLine
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.hands import until
from tui.dialogs.choose import ChooseDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.forms.form_line import Line
from tui.frame.session import Session
from tui.parts.papers import FOLDER
from tui.shell.app import OfficineApp
from tui.till.closing import CloseDialog
from tui.till.day import DayDesk
from tui.till.days import TillDesk
from tui.till.held import HeldDesk
from tui.till.reopening import ReopenDialog

CODE = "2468"


@pytest.fixture
def ledger(session: Session) -> Ledger:
    """Today 300 in cash and a cheque of 50 came in; yesterday 80 in cash."""
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 100_000, days_ago=1)
    ledger.pay(client, 8_000, days_ago=1)
    ledger.pay(client, 30_000)
    ledger.advance(client, 5_000)
    security_code.choose(CODE, current="", by=by_staff(ledger.staff))
    return ledger


class Cashier:
    """Hands on the keyboard."""

    def __init__(self, pilot: Pilot[int], app: OfficineApp) -> None:
        self.pilot, self.app = pilot, app

    async def press(self, *keys: str) -> str:
        """The screen after these keys, spaces squeezed."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self.shown

    @property
    def shown(self) -> str:
        return "\n".join(" ".join(line.split()) for line in screen_text(self.app).splitlines())


@asynccontextmanager
async def at_the_till(session: Session) -> AsyncIterator[Cashier]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        cashier = Cashier(pilot, app)
        await cashier.press("ctrl+n")
        top(app, TillDesk)
        yield cashier


def close(day: date, ledger: Ledger, **counted: int) -> TillDay:
    seen = {mode.account: mode.expected for mode in till.day(day).modes}
    found = seen | {Account(name): Centimes(amount) for name, amount in counted.items()}
    opening = till.day(day).of(Account.CASH).opening
    return till.close(day, found, opening=opening, seen=seen, by=by_staff(ledger.staff))


def aside(app: OfficineApp, name: str) -> str:
    """What stands beside a field."""
    form = app.screen.query_one(Form)
    return next(" ".join(line.aside.split()) for line in form.query(Line) if line.field.name == name)


async def test_the_days_say_what_came_in_and_whether_they_are_closed(
    session: Session, ledger: Ledger
) -> None:
    close(ledger.day(1), ledger, cash=7_500)
    async with at_the_till(session) as cashier:
        today, yesterday = cashier.shown.splitlines()[2:4]
        assert "under way 350.00 –" in today
        assert f"closed {clock.today():%d/%m/%Y}" in yesterday
        assert "80.00 1,000.00 Short 5.00" in yesterday


@pytest.mark.capability("till-close")
async def test_each_mode_is_counted_with_the_difference_beside_it(session: Session, ledger: Ledger) -> None:
    async with at_the_till(session) as cashier:
        assert "Cash – 300.00 – 300.00" in await cashier.press("enter")
        await cashier.press("n")
        top(cashier.app, CloseDialog)
        assert aside(cashier.app, "cash") == "expected 300.00"
        await cashier.press("enter", *"295")
        assert aside(cashier.app, "cash") == "expected 300.00 · Short 5.00"
        await cashier.press("enter", "enter", *"60")
        assert aside(cashier.app, "cheque") == "expected 50.00 · Over 10.00"
        assert "Difference Over 5.00" in cashier.shown
        await cashier.press("enter", "enter", *"twice", "enter")
        top(cashier.app, DayDesk)
        assert "Cash Short 5.00" in " ".join(said(cashier.app).split())
        assert "Cash – 300.00 – 300.00 295.00 Short 5.00" in cashier.shown
        assert "Note: twice" in cashier.shown
    closing = till.day(clock.today()).closing
    assert closing is not None
    assert (closing.note, closing.difference) == ("twice", 500)


async def test_a_mode_that_was_not_counted_is_asked_for_and_what_was_typed_stays(
    session: Session, ledger: Ledger
) -> None:
    async with at_the_till(session) as cashier:
        await cashier.press("n", "enter", *"300", "ctrl+s")
        dialog = top(cashier.app, CloseDialog)
        assert "50.00 should be there: how much is?" in cashier.shown
        assert dialog.form.at == "cheque"
        assert dialog.form.value("cash") == 30_000
        await cashier.press(*"50", "ctrl+s")
        top(cashier.app, TillDesk)
    assert till.day(clock.today()).closing is not None


async def test_what_is_far_off_is_asked_about_with_its_figures(session: Session, ledger: Ledger) -> None:
    """A mode of which all is missing, one of which nothing was expected, and a note too many"""
    async with at_the_till(session) as cashier:
        await cashier.press("n")
        dialog = top(cashier.app, CloseDialog)
        dialog.form.retype({"cash": "400", "card": "50", "cheque": "0"})
        await cashier.press("ctrl+s")
        top(cashier.app, ChooseDialog)
        for said_of in ("Cash: expected 300.00, counted 400.00.", "Card: expected 0.00, counted 50.00."):
            assert said_of in cashier.shown
        assert "Cheque: expected 50.00, counted 0.00." in cashier.shown
        await cashier.press("enter")
        assert dialog.form.at == "cash"
        dialog.form.retype({"cash": "205", "card": "", "cheque": "50"})
        await cashier.press("ctrl+s")
        top(cashier.app, TillDesk)


async def test_the_float_is_what_was_counted_last_and_is_asked_for_where_nothing_was(
    session: Session, ledger: Ledger
) -> None:
    async with at_the_till(session) as cashier:
        await cashier.press("n")
        assert top(cashier.app, CloseDialog).form.at == "opening"
        await cashier.press("escape")
        close(ledger.day(1), ledger, cash=7_500)
        await cashier.press("n")
        assert top(cashier.app, CloseDialog).form.at == "cash"
        assert aside(cashier.app, "opening") == f"counted on {ledger.day(1):%d/%m/%Y}"


async def test_money_that_comes_in_meanwhile_is_told_before_the_day_is_closed(
    session: Session, ledger: Ledger
) -> None:
    async with at_the_till(session) as cashier:
        await cashier.press("enter", "n", "enter", *"300", "enter", "enter", *"50")
        entries.receive_advance(
            ledger.client("Late"), Centimes(2_000), PaymentMode.CASH, by=by_staff(ledger.staff)
        )
        await cashier.press("ctrl+s")
        dialog = top(cashier.app, CloseDialog)
        assert "320.00 is expected now, no longer 300.00" in " ".join(cashier.shown.replace("│", "").split())
        assert dialog.form.value("cash") == 30_000
        assert aside(cashier.app, "cash") == "expected 320.00 · Short 20.00"
        await cashier.press(*["backspace"] * 12, *"320", "ctrl+s")
        assert said(cashier.app) == "The day is closed · Exact"


async def test_a_closed_day_is_reopened_with_the_code_and_a_reason(session: Session, ledger: Ledger) -> None:
    close(clock.today(), ledger)
    async with at_the_till(session) as cashier:
        await cashier.press("enter", "r", *"late", "enter", *"0000", "enter")
        top(cashier.app, ReopenDialog)
        assert "This is not the security code." in cashier.shown
        await cashier.press(*CODE, "enter")
        top(cashier.app, DayDesk)
        assert "S. Amrani: late" in cashier.shown
        assert "n Close day" in cashier.shown
    assert till.day(clock.today()).closing is None


async def test_a_day_is_not_closed_twice(session: Session, ledger: Ledger) -> None:
    close(clock.today(), ledger)
    async with at_the_till(session) as cashier:
        await cashier.press("n")
        top(cashier.app, TillDesk)
        assert "was closed by S. Amrani" in said(cashier.app)


async def test_enter_goes_from_the_mode_to_its_operations_to_the_client(
    session: Session, ledger: Ledger
) -> None:
    async with at_the_till(session) as cashier:
        await cashier.press("enter", "down", "down", "enter")
        top(cashier.app, HeldDesk)
        assert "A-2026-00001 Martinez Jeanne Advance Cheque 50.00" in cashier.shown
        assert "Payment" not in cashier.shown
        await cashier.press("enter")
        top(cashier.app, FicheDesk)
        await cashier.press("escape", "escape", "end", "enter")
        assert {"Advance", "Payment"} <= set(cashier.shown.split())
        await cashier.press("escape", "escape", "escape")
        assert "Search" in cashier.shown


async def test_another_day_is_typed_or_gone_to(session: Session, ledger: Ledger) -> None:
    async with at_the_till(session) as cashier:
        await cashier.press("d", *"hier", "enter")
        assert "Till of 11/11/2026" in cashier.shown
        assert "Cash – 80.00 – 80.00" in cashier.shown
        assert "Till of 10/11/2026" in await cashier.press("less_than_sign")
        assert "Till of 12/11/2026" in await cashier.press("greater_than_sign", "greater_than_sign")
        assert "Till of 12/11/2026" in await cashier.press("greater_than_sign")


async def test_the_closing_is_printed_where_the_last_paper_went(
    session: Session, ledger: Ledger, tmp_path: Path
) -> None:
    preferences.remember(ledger.staff, FOLDER, str(tmp_path))
    close(clock.today(), ledger)
    async with at_the_till(session) as cashier:
        await cashier.press("enter", "P")
        await until(cashier.pilot, lambda: said(cashier.app).startswith("Written:"))
        assert (tmp_path / "till-2026-11-12.pdf").read_bytes().startswith(b"%PDF")


async def test_a_large_difference_is_read_whole_at_80_columns(session: Session, ledger: Ledger) -> None:
    close(clock.today(), ledger, cash=1_234_567)

    async with at_the_till(session) as cashier:
        assert "Over 12,045.67" in cashier.shown
        shown = await cashier.press("enter")
        assert shown.count("Over 12,045.67") == 3  # of the cash, of the day, and in words below


@pytest.mark.capability("till-turnover")
async def test_a_turnover_with_all_its_parts_is_read_whole_at_80_columns(
    session: Session, ledger: Ledger
) -> None:
    """Its last part was cut inside the figure: another amount."""
    client = ledger.client()
    sold, kept = ledger.sale(client, 9_900_000), ledger.sale(client, 9_900_000)
    guards.cancel(sold, "erreur", by=by_staff(session.staff))
    line = SaleLine.get(SaleLine.sale == kept)
    returns.take_back(kept, [(line.id, 50_000_000)], by=by_staff(session.staff))
    async with at_the_till(session) as cashier:
        shown = await cashier.press("enter")
        for part in ("Turnover 49,000.00", "Sales 198,000.00", "Returns -50,000.00"):
            assert part in shown
        assert "Cancellations -99,000.00" in shown
