"""Closed periods in the settings: closed and opened with the security code, and named where they refuse."""

from datetime import date

import pytest

from models.money.closings import verbs as periods
from models.money.closings.verbs import Period
from models.people.staff import security_code
from models.refusals import Refused
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger
from tests.tui.hands import at_fiche, come_to
from tests.tui.settings.test_settings import managing
from tui.fiche.payments.pay_debt import PayDebtDialog
from tui.forms.form import Form
from tui.frame.session import Session
from tui.settings.periods import CloseDialog, NotAPeriod, PeriodField, PeriodsDesk, ReopenDialog

CODE = "2468"


@pytest.fixture
def code(session: Session) -> str:
    security_code.choose(CODE, current="", by=by_staff(session.staff))
    return CODE


async def test_a_period_is_closed_shown_and_opened_again(session: Session, code: str) -> None:
    async with managing(session) as manager:
        await manager.edit("periods")
        await come_to(manager.pilot, PeriodsDesk)
        assert "No period is closed" in manager.seen
        await manager.press("n")
        await come_to(manager.pilot, CloseDialog)
        await manager.type_over(period="10/2026", security_code="0000")
        await manager.press("enter")
        await come_to(manager.pilot, CloseDialog)
        assert "This is not the security code." in manager.said
        await manager.type_over(security_code=code)
        await manager.press("enter")
        await come_to(manager.pilot, PeriodsDesk)
        assert "12/11/2026 10:30 · S. Amrani" in manager.line("10/2026  ")
        assert "Enter Reopen" in manager.seen
        await manager.press("enter")
        await come_to(manager.pilot, ReopenDialog)
        await manager.type_over(reason="une facture oubliée", security_code=code)
        await manager.press("enter")
        await come_to(manager.pilot, PeriodsDesk)
        (row,) = periods.closings()
        assert (row.stands, row.reason) == (False, "une facture oubliée")


async def test_the_settings_say_what_is_closed(session: Session, code: str) -> None:
    periods.close(Period(2025), code, by=by_staff(session.staff))
    async with managing(session) as manager:
        await manager.choose("periods")
        assert "2025 · 12/11/2026 10:30" in manager.said


async def test_a_payment_for_a_closed_day_is_refused_beside_its_day_and_stays_typed(
    session: Session, code: str
) -> None:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 10_000)
    periods.close(Period(2026, 10), code, by=by_staff(session.staff))
    async with at_fiche(session, client, size=(120, 40)) as hands:
        await hands.press("p")
        dialog = await come_to(hands.pilot, PayDebtDialog)
        await hands.fill("day", "15/10/2026")
        await hands.press("ctrl+s")
        dialog = await come_to(hands.pilot, PayDebtDialog)
        form = dialog.query_one(Form)
        assert "closed by S. Amrani" in form._lines["day"].fault
        assert form.value("day") == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("text", "period"),
    [("10/2026", Period(2026, 10)), ("1-2025", Period(2025, 1)), (" 2024 ", Period(2024))],
)
def test_a_period_is_a_month_or_a_year(text: str, period: Period) -> None:
    assert PeriodField("period", "").read(text) == period


@pytest.mark.parametrize("text", ["13/2026", "0/2026", "10/26", "octobre", "0000", "10/10/2026", "9999"])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(Refused) as refused:
        PeriodField("period", "").read(text)
    assert isinstance(refused.value, NotAPeriod)
