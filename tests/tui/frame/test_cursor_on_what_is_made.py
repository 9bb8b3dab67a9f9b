"""After something is created, the cursor stands on it, so that the next key is about it: in every list."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.trade.catalogue import categories, vat
from models.trade.catalogue.categories import CategoryFields
from models.trade.global_invoices import verbs as global_invoices
from models.trade.global_invoices.listing import InvoiceListing
from models.trade.statements.content import StatementDetail
from models.trade.statements.verbs import issue
from tests.asking import by_staff
from tests.codes import secured
from tests.tui.fiche.fiche_ledger import Ledger, to_tab
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.catalogue.categories import CategoriesDesk
from tui.catalogue.vat import RatesDesk, VatDesk
from tui.fiche.avoirs import pane as credits_tab
from tui.fiche.global_invoices import pane as invoices_tab
from tui.fiche.payments import pane as payments_tab
from tui.fiche.screen import FicheDesk
from tui.fiche.statements import pane as statements_tab
from tui.forms.form import Form
from tui.frame.session import Session
from tui.parts.short_list import ShortListDesk
from tui.settings.personnel import PersonnelDesk
from tui.shell.app import OfficineApp


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def current(app: OfficineApp) -> Any:
    screen = app.screen
    assert isinstance(screen, FicheDesk | ShortListDesk)
    return screen.pane.current if isinstance(screen, FicheDesk) else screen.current


@pytest.mark.capability("global-print")
async def test_r_after_a_facture_globale_prints_the_one_just_made(session: Session, ledger: Ledger) -> None:
    """The older one is of a later day, so it stands above."""
    client = ledger.client()
    ledger.sale(client, 5_000, days_ago=20)
    other = ledger.sale(client, 2_000)
    global_invoices.issue(client, [other], by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, invoices_tab.TAB, "n", "t")
        await hands.fill("day", f"{ledger.day(10):%d/%m/%Y}")
        await hands.press("enter")
        assert current(hands.app).total == 5_000
    assert [row.total for row in InvoiceListing(client).read(9)] == [2_000, 5_000]


async def test_the_cursor_stands_on_an_advance_just_received(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.advance(client, 3_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, credits_tab.TAB, "n")
        await hands.fill("amount", "70")
        await hands.fill("day", f"{ledger.day(3):%d/%m/%Y}")
        await hands.press("enter")
        assert current(hands.app).worth == 7_000


async def test_the_cursor_stands_on_a_payment_just_taken(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000, days_ago=9)
    ledger.pay(client, 1_000, days_ago=0)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments_tab.TAB, "p")
        await hands.fill("amount", "40")
        await hands.fill("day", f"{ledger.day(3):%d/%m/%Y}")
        await hands.press("enter", "enter")
        assert current(hands.app).amount == 4_000


async def test_the_cursor_stands_on_a_statement_just_issued(
    session: Session, ledger: Ledger, tmp_path: Path
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    today = ledger.day(0)
    issue(client, today, today, StatementDetail.SIMPLIFIED, by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, statements_tab.TAB, "P")
        await hands.fill("folder", str(tmp_path))
        await hands.press("enter")
        await until(hands.pilot, lambda: isinstance(hands.app.screen, FicheDesk))
        assert current(hands.app).start == today.replace(day=1)


async def opened(pilot: Pilot[int], app: OfficineApp, desk: ShortListDesk[Any]) -> Hands:
    await pilot.pause()
    app.push_screen(desk)
    await come_to(pilot, type(desk))
    return Hands(pilot, app)


async def test_the_cursor_stands_on_a_category_a_rate_and_a_colleague_just_created(session: Session) -> None:
    """Each stands between others: the lists are sorted."""
    for name in ("Aaa", "Zzz"):
        categories.create(CategoryFields(name), by=by_staff(session.staff))
        vat.create(name, 2_000, date(2024, 1, 1), by=by_staff(session.staff))
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = await opened(pilot, app, CategoriesDesk())
        await hands.press("n")
        await hands.fill("name", "Mmm")
        await hands.press("ctrl+s")
        assert current(app).name == "Mmm"
        hands = await opened(pilot, app, VatDesk())
        await hands.press("n")
        app.screen.query_one(Form).retype({"name": "Mmm", "rate": "10"})
        await hands.press("ctrl+s")
        assert current(app).name == "Mmm"
        await hands.press("enter")
        await come_to(pilot, RatesDesk)
        await hands.press("n")
        app.screen.query_one(Form).retype({"rate": "12", "since": "01/01/1999"})
        await hands.press("ctrl+s")
        assert current(app).rate == 1_200
        security = secured()
        hands = await opened(pilot, app, PersonnelDesk())
        await hands.press("n")
        form = app.screen.query_one(Form)
        form.retype({"security_code": security, "name": "Aaa", "code": "7531", "again": "7531"})
        await hands.press("ctrl+s")
        assert current(app).name == "Aaa"
