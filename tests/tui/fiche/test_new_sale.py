"""A sale, as a cashier enters it; what was typed is never lost, and nothing is sold twice."""

import pytest

from models.money.ledger import open_items
from models.money.ledger.accounts import Account
from models.money.ledger.postings import Operation
from models.money.till import verbs as till_figures
from models.people.clients.table import Client
from models.people.staff import drafts
from models.store import clock
from models.trade.catalogue.table import Product
from models.trade.sales.table import Sale
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.fiche.selling import CREAM, posted, selling, sold, stocked
from tui.dialogs.choose import ChooseDialog
from tui.fiche.sales.new import SaleDesk
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return stocked(session)


@pytest.mark.capability("doc-sales")
async def test_a_product_on_credit_is_letters_enter_save_enter(session: Session, ledger: Ledger) -> None:
    """The fewest keys there can be"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("cre", "enter", "f9", "enter")
        top(till.app, FicheDesk)
        assert "V-2026-00001 is saved: 58.00. On credit: 58.00." in screen_text(till.app)
    assert sold() == [("Crème mains", 1_000)]
    assert open_items.position(client).unpaid == 5_800


async def test_what_was_typed_survives_a_block_and_a_change_of_price(
    session: Session, ledger: Ledger
) -> None:
    """INV-42; and the total that is saved is the one that was seen"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9")
        Product.update(price=6_000).where(Product.bar_code == CREAM).execute()
        await till.press("enter")
        assert "was 58.00 and is 60.00 now" in screen_text(till.app)
        assert till.total == 6_000
        Client.update(blocked=True).where(Client.id == client).execute()
        await till.press("f9", "enter")
        assert "is blocked" in screen_text(till.app)
        assert till.lines() == [("Crème mains", 1_000)]
        Client.update(blocked=False).where(Client.id == client).execute()
        await till.press("f9", "enter")
        top(till.app, FicheDesk)
    assert open_items.position(client).unpaid == 6_000


@pytest.mark.capability("ct-attribute")
async def test_for_whom_it_was_and_a_note_go_with_the_sale(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "tab")
        await till.type("Fatima", "f9", "enter")
        top(till.app, FicheDesk)
        await till.press("right")
        await till.press("enter")
        assert "Fatima" in screen_text(till.app)
    assert Sale.get().contact == "Fatima"


@pytest.mark.capability("till-hold")
async def test_a_dropped_line_keeps_what_was_entered(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("3*creme", "enter")
        await till.type("99999999", "enter", "tab")
        await till.type("Omar", "f9")
        till.desk.keep_draft()
    async with selling(session, client) as till:
        assert "Here is what was kept" in said(till.app)
        assert till.lines() == [("Crème mains", 3_000), ("99999999", 0)]
        await till.press("down", "delete", "f9", "enter")
        top(till.app, FicheDesk)
    assert drafts.of(session.staff) == []
    assert Sale.get().contact == "Omar"


async def test_who_kept_a_sale_that_was_saved_after_all_does_not_sell_twice(
    session: Session, ledger: Ledger
) -> None:
    """INV-20: the line dropped between the commit and the answer"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter")
        till.desk.keep_draft()
        content = drafts.of(session.staff)[0].content
        await till.press("f9", "enter")
        top(till.app, FicheDesk)
        drafts.keep(session.staff, SaleDesk.DRAFT, str(client), content)
        await till.press("n", "f9", "enter")
        assert "V-2026-00001 is saved" in screen_text(till.app)
    assert Operation.select().count() == 1


async def test_a_sale_is_cancelled_with_a_reason_and_its_cash_given_back(
    session: Session, ledger: Ledger
) -> None:
    """INV-03: by opposite operations"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9", "space", "enter")
        await till.press("right", "x")
        await till.type("twice", "down", "space", "enter")
        top(till.app, FicheDesk)
        assert "V-2026-00001 is cancelled by X-2026-00001" in screen_text(till.app)
    assert posted(Account.CASH) == posted(Account.SALES) == 0
    assert open_items.position(client).credit == 0


async def test_a_sale_dated_long_ago_is_asked_about_before_it_is_paid(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("cre", "enter")
        await till.fill("day", "12/11/2023")
        await till.press("f9")
        top(till.app, ChooseDialog)
        await till.press("down", "enter")
        top(till.app, SalePaymentDialog)
        await till.press("escape", "f9")
        top(till.app, SalePaymentDialog)  # it is asked once


async def test_a_closed_till_is_said_of_the_try_it_refused_and_of_no_other(
    session: Session, ledger: Ledger
) -> None:
    """The sentence stayed beside the date while the next try was paid on credit."""
    client, today = ledger.client(), clock.today()
    found = {mode.account: mode.expected for mode in till_figures.day(today).modes}
    till_figures.close(today, found, opening=Centimes(0), seen=found, by=by_staff(session.staff))
    async with selling(session, client) as till:
        await till.type("cre", "enter", "f9", "space", "enter")
        top(till.app, SaleDesk)
        assert "a reopening" in screen_text(till.app)
        await till.press("f9")
        top(till.app, SalePaymentDialog)
        await till.press("escape")
        top(till.app, SaleDesk)
        assert "a reopening" not in screen_text(till.app)
