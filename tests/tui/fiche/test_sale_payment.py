"""What is paid of a sale at once: modes, change, avoir, and what goes on the account."""

import pytest

from models.money.ledger import open_items
from models.money.ledger.accounts import Account, PaymentMode
from models.values import Centimes
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, top
from tests.tui.fiche.selling import posted, selling, sold, stocked
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return stocked(session)


async def test_all_in_cash_is_one_key_more(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("cre", "enter", "f9", "space", "enter")
        top(till.app, FicheDesk)
    assert open_items.position(client).unpaid == 0
    assert posted(Account.CASH) == 5_800


async def test_several_modes_and_the_rest_on_credit(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("2*creme", "enter", "f9")
        await till.type("30", "down")
        await till.type("50", "enter")
        top(till.app, FicheDesk)
        assert "On credit: 36.00" in screen_text(till.app)
    assert (posted(Account.CASH), posted(Account.CARD)) == (3_000, 5_000)
    assert open_items.position(client).unpaid == 3_600


async def test_cash_over_the_total_gives_change_and_no_other_mode_does(
    session: Session, ledger: Ledger
) -> None:
    """INV-08: the till moves by what is kept of it"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9", "down")
        await till.type("100", "enter")
        top(till.app, SalePaymentDialog)
        assert "100.00 paid for a sale of 58.00" in screen_text(till.app)
        await till.press("backspace", "backspace", "backspace", "up")
        await till.type("100")
        assert "Change to give" in screen_text(till.app)
        await till.press("enter")
        assert "Change to give: 42.00" in screen_text(till.app)
    assert posted(Account.CASH) == 5_800


async def test_a_code_scanned_into_the_payment_is_no_money(session: Session, ledger: Ledger) -> None:
    """Nor is a key that was held too long an answer"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9", "f9", "f9")
        await till.type("61180007", "enter")
        assert top(till.app, SalePaymentDialog).form.at == PaymentMode.CASH
        assert "61,180,007.00 for 58.00 to pay: look at the amount" in till.prose
    assert sold() == []


async def test_nothing_is_said_on_credit_beside_an_amount_that_cannot_be_read(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9")
        await till.type("1e3")
        assert till.line("On credit").split("│")[-2].split()[-1] == "–"


async def test_why_this_cannot_be_paid_is_read_whole_while_it_is_typed(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9")
        await till.type("61180007")
        assert "61,180,007.00 for 58.00 to pay: look at the amount again." in till.prose


@pytest.mark.capability("credit-encours")
async def test_the_ceiling_is_shown_before_and_refuses_with_the_figures(
    session: Session, ledger: Ledger
) -> None:
    """INV-14: what was typed stays, and paying the rest is enough"""
    client = ledger.client(ceiling=Centimes(5_000))
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9")
        assert "Owes 58.00" in screen_text(till.app)
        await till.press("enter")
        top(till.app, SalePaymentDialog)
        assert "may owe at most 50.00; they owe 0.00 and would owe 58.00" in " ".join(
            screen_text(till.app).replace("│", " ").split()
        )
        await till.type("8", "enter")
        top(till.app, FicheDesk)
    assert open_items.position(client).unpaid == 5_000


async def test_an_avoir_is_offered_and_what_was_spent_meanwhile_is_refused(
    session: Session, ledger: Ledger
) -> None:
    """pay-with-avoir, INV-11"""
    client = ledger.client()
    ledger.advance(client, 3_000)
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9")
        assert "30.00" in screen_text(till.app)
        ledger.sale(client, 3_000)
        ledger.pay(client, 0, avoir_used=Centimes(3_000))
        await till.press("enter")
        top(till.app, SalePaymentDialog)
        assert "0.00 of credit can be used here, not 30.00" in screen_text(till.app)
    assert len(sold()) == 1
