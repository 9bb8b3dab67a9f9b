"""A clock that seems to be wrong is asked about once: at the login, and before anything is entered."""

from datetime import timedelta

import pytest

from models.money.ledger.postings import Operation
from models.store import clock
from tests.conftest import NOW
from tests.tui.entrance.test_login import CODE
from tests.tui.fiche.fiche_ledger import Ledger, screen_text
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.clients.listing import ClientDesk
from tui.dialogs.choose import ChooseDialog
from tui.fiche.payments.pay_debt import PayDebtDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.shell.app import OfficineApp

AGO = NOW - timedelta(days=2000)


@pytest.fixture
def client(session: Session) -> int:
    ledger = Ledger(session)
    client = ledger.client()
    ledger.sale(client, 10_000)
    return client


async def test_before_money_a_clock_put_back_is_asked_about_once(session: Session, client: int) -> None:
    with clock.stopped_at(AGO):
        async with at_fiche(session, client) as hands:
            await hands.press("p")
            await come_to(hands.pilot, ChooseDialog)
            said = hands.prose
            assert "22/05/2021" in said  # what this machine says
            assert "12/11/2026 10:30" in said  # the newest entry
            await hands.press("enter")  # a hurried hand enters nothing
            await come_to(hands.pilot, FicheDesk)
            assert Operation.select().count() == 1
            await hands.press("p")
            await come_to(hands.pilot, ChooseDialog)
            await hands.press("down", "enter")
            await come_to(hands.pilot, PayDebtDialog)
            await hands.press("escape")
            await hands.press("p")
            await come_to(hands.pilot, PayDebtDialog)


async def test_a_clock_that_is_right_is_not_asked_about(session: Session, client: int) -> None:
    async with at_fiche(session, client) as hands:
        await hands.press("p")
        await come_to(hands.pilot, PayDebtDialog)


async def test_at_the_login_it_is_said_and_whoever_stops_may_still_look(
    session: Session, client: int
) -> None:
    with clock.stopped_at(NOW + timedelta(days=13_000)):
        app = OfficineApp()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*CODE, "enter")
            await come_to(pilot, ClientDesk)
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            assert "13,000 days" in Hands(pilot, app).prose
            await pilot.press("escape")
            await come_to(pilot, ClientDesk)
            assert "Martinez" in screen_text(app)
