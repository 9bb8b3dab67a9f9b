"""Payer crédit client, typed as a cashier types it; and cancelling a payment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from models.money.avoirs import verbs as avoirs
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.ledger.history import OperationListing
from models.money.ledger.open_items import Position
from models.money.ledger.postings import Operation, Posting
from models.people.clients.table import Client
from models.store import clock
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.reason import ReasonDialog
from tui.fiche.payments import pane as payments
from tui.fiche.payments.pay_debt import PayDebtDialog
from tui.fiche.payments.receipt import ReceiptDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


class Cashier(Hands):
    """Hands on the keyboard of a fiche whose payment dialog is open."""

    async def type_over(self, name: str, text: str) -> None:
        """Puts this text in the place of what the field proposes."""
        self.app.screen.query_one(Form).go_to(name)
        await self.press("end", *["backspace"] * 12, *text)


@asynccontextmanager
async def paying(session: Session, client: int) -> AsyncIterator[Cashier]:
    async with at_fiche(session, client) as hands:
        cashier = Cashier(hands.pilot, hands.app)
        await cashier.press("p")
        yield cashier


def position(client: int) -> tuple[int, int]:
    now = open_items.position(client)
    return now.unpaid, now.credit


def posted(*accounts: Account) -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account.in_(accounts)))


@pytest.mark.capability("pay-credit")
async def test_the_whole_debt_in_cash_is_p_and_enter(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000, days_ago=3)
    async with paying(session, client) as cashier:
        await cashier.press("enter")
        top(cashier.app, ReceiptDialog)
        assert "120.00, remaining 0.00" in screen_text(cashier.app)
        await cashier.press("enter")
        top(cashier.app, FicheDesk)
    assert position(client) == (0, 0)
    assert posted(Account.CASH) == 12_000


async def test_the_change_shows_while_typing_and_leaves_no_trace(session: Session, ledger: Ledger) -> None:
    """INV-08: the till moves by what was tendered less the change"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("tendered", "200")
        assert "80.00" in cashier.line("Change to give")
        await cashier.press("enter")
        assert "Change to give: 80.00" in screen_text(cashier.app)
    assert position(client) == (0, 0)
    assert posted(*TILL) == 12_000


async def test_no_figure_is_shown_of_an_amount_that_cannot_be_read(session: Session, ledger: Ledger) -> None:
    """The debt of before, beside an amount mistyped, was read as what is taken."""
    client = ledger.client()
    ledger.sale(client, 30_000)
    async with paying(session, client) as cashier:
        assert cashier.line("To receive").split()[-2] == "300.00"
        await cashier.press(*"1e3")
        assert cashier.line("To receive").split()[-2] == "–"
        await cashier.type_over("amount", "100")
        await cashier.type_over("day", "12/")
        assert cashier.line("To receive").split()[-2] == "100.00", "the day changes none of them"


@pytest.mark.capability("pay-change-avoir")
async def test_pay_change_avoir_keeps_exactly_the_change(session: Session, ledger: Ledger) -> None:
    """INV-12"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("tendered", "200")
        cashier.app.screen.query_one(Form).go_to("keep_change")
        await cashier.press("space", "enter")
        assert "Kept as credit: 80.00" in screen_text(cashier.app)
    assert position(client) == (0, 8_000)
    assert posted(*TILL) == 20_000


@pytest.mark.capability("pay-credit-date")
async def test_a_discount_in_percent_lowers_what_is_proposed(session: Session, ledger: Ledger) -> None:
    """INV-16: it settles, and never enters the till"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("discount", "10%")
        assert cashier.app.screen.query_one(Form).value("amount") == 10_800
        await cashier.press("enter")
    assert position(client) == (0, 0)
    assert (posted(*TILL), posted(Account.DISCOUNTS)) == (10_800, 1_200)


@pytest.mark.capability("pay-with-avoir")
async def test_pay_with_avoir_moves_no_money(session: Session, ledger: Ledger) -> None:
    """INV-12"""
    client = ledger.client()
    ledger.advance(client, 5_000)
    ledger.sale(client, 12_000)
    before = posted(*TILL)
    async with paying(session, client) as cashier:
        form = cashier.app.screen.query_one(Form)
        assert (form.value("amount"), form.value("avoir_used")) == (7_000, 5_000)
        form.go_to("mode")
        await cashier.press("end")
        assert form.value("amount") == 5_000
        await cashier.press("enter")
        assert "Credit used: 50.00" in screen_text(cashier.app)
    assert position(client) == (7_000, 0)
    assert posted(*TILL) == before


async def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("discount", "121")
        await cashier.press("enter")
        top(cashier.app, PayDebtDialog)
        assert cashier.prose.count("more than what is due") == 1
        assert cashier.line("To receive").split()[-2] == "–"
        Client.update(blocked=True).where(Client.id == client).execute()
        await cashier.type_over("discount", "20")
        await cashier.press("enter")
        top(cashier.app, PayDebtDialog)
        assert "is blocked" in screen_text(cashier.app)
        assert cashier.app.screen.query_one(Form).value("discount") == Centimes(2_000)
    assert position(client) == (12_000, 0)


async def test_a_blocked_client_is_told_before_anything_is_typed(session: Session, ledger: Ledger) -> None:
    """INV-42"""
    client = ledger.client(blocked=True)
    async with paying(session, client) as cashier:
        top(cashier.app, FicheDesk)
        assert "is blocked" in screen_text(cashier.app)


@pytest.mark.parametrize("key", ["p", "v"])
async def test_who_owes_nothing_is_asked_nothing_and_an_advance_is_elsewhere(
    session: Session, ledger: Ledger, key: str
) -> None:
    async with at_fiche(session, ledger.client()) as hands:
        await hands.press(key)
        top(hands.app, FicheDesk)
        assert said(hands.app) == "Nothing is unpaid. An advance is received in the tab of the credits."


@pytest.mark.capability("pay-credit-date")
async def test_pay_credit_date_is_the_value_date(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000, days_ago=5)
    async with paying(session, client) as cashier:
        await cashier.type_over("day", "-2")
        await cashier.press("enter")
        top(cashier.app, ReceiptDialog)
    then = clock.today() - timedelta(days=2)
    assert Operation.get(Operation.kind == OperationKind.PAYMENT).value_date == then
    assert open_items.position(client, then - timedelta(days=1)).unpaid == 12_000


async def test_a_payment_is_cancelled_with_a_reason_and_its_sale_is_unpaid_again(
    session: Session, ledger: Ledger
) -> None:
    """INV-03"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    ledger.pay(client, 12_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB)
        await hands.pilot.pause()
        await hands.press("x")
        top(hands.app, ReasonDialog)
        await hands.press("ctrl+s")
        top(hands.app, ReasonDialog)  # a reason is required
        await hands.press(*"wrong", "ctrl+s")
        top(hands.app, FicheDesk)
        assert "is cancelled by X-" in screen_text(hands.app)
        assert open_items.position(client) == Position(Centimes(12_000), Centimes(0))
        row = OperationListing(client, (OperationKind.PAYMENT,)).read(1)[0]
        assert row.reversed_by.startswith("X-")
    assert posted(*TILL) == 0


async def test_a_day_long_ago_is_asked_about_once_in_full_words(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("day", "12/11/23")
        await cashier.press("enter")
        top(cashier.app, ChooseDialog)
        assert "Sunday 12 November 2023, 3 years ago." in screen_text(cashier.app)
        await cashier.press("enter")  # once too often changes nothing
        assert top(cashier.app, PayDebtDialog).form.at == "day"
        assert open_items.position(client).unpaid == 12_000
        ledger.pay(client, 2_000)
        await cashier.press("enter", "down", "enter")
        top(cashier.app, PayDebtDialog)  # refused, and asked no more about its day
        await cashier.press("enter")
        top(cashier.app, ReceiptDialog)
    assert position(client) == (0, 0)


async def test_a_debt_paid_elsewhere_meanwhile_is_said_before_any_change_is_given(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("tendered", "200")
        ledger.pay(client, 10_000)
        await cashier.press("enter")
        dialog = top(cashier.app, PayDebtDialog)
        assert "120.00 was unpaid, 20.00 is now" in cashier.prose
        assert (dialog.form.value("amount"), dialog.form.value("tendered")) == (2_000, 20_000)
        assert "180.00" in cashier.line("Change to give")
        assert position(client) == (2_000, 0)


async def test_a_day_of_this_month_is_not_asked_about(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000, days_ago=40)
    async with paying(session, client) as cashier:
        await cashier.type_over("day", "-31")
        await cashier.press("enter")
        top(cashier.app, ReceiptDialog)


async def test_an_avoir_spent_elsewhere_meanwhile_is_said_and_proposed_anew(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 36_000)
    ledger.advance(client, 5_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("discount", "10%")
        credit = open_items.credits(client)[0].operation
        avoirs.use(credit, Centimes(4_000), by=by_staff(session.staff))
        await cashier.press("enter")
        dialog = top(cashier.app, PayDebtDialog)
        assert "360.00 was unpaid, 320.00 is now" in cashier.prose
        assert (dialog.form.value("amount"), dialog.form.value("avoir_used")) == (27_800, 1_000)


async def test_a_code_scanned_into_the_money_received_is_said_beside_it(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with paying(session, client) as cashier:
        await cashier.type_over("tendered", "61180007")
        await cashier.press("enter")
        assert top(cashier.app, PayDebtDialog).form.at == "tendered"
        assert "61,180,007.00 for 120.00 to pay" in cashier.prose


async def test_an_empty_amount_is_shown_as_the_language_writes_it(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    ledger.advance(client, 12_000)
    async with paying(session, client) as cashier:
        assert "0.00" in cashier.line("Amount to pay")
