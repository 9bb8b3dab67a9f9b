"""What the fiche says at the first look, and where something cannot be done or is not all in sight."""

import pytest

from models.money import entries
from models.money.ledger.accounts import PaymentMode
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.unsaved import UnsavedDialog
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.avoirs import pane as avoirs
from tui.fiche.payments import pane as payments
from tui.fiche.sales import pane as sales
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.widgets.rows import Rows


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def opening(client: int, dirhams: int, session: Session) -> None:
    amount = Centimes(100 * dirhams)
    entries.open_balance(client, amount, by=by_staff(session.staff))


async def test_a_client_who_owes_opens_where_the_debt_is_seen(session: Session, ledger: Ledger) -> None:
    old, both, nothing = ledger.client("Old"), ledger.client("Both"), ledger.client("Nothing")
    opening(old, 500, session)
    opening(both, 500, session)
    ledger.sale(both, 10_000)
    paid = ledger.client("Paid")
    opening(paid, 300, session)
    ledger.sale(paid, 5_000, days_ago=0)
    ledger.pay(paid, 30_000)
    ledger.pay(paid, 4_000)
    for client, tab in ((old, adjustments), (both, sales), (nothing, sales), (paid, sales)):
        async with at_fiche(session, client) as hands:
            assert top(hands.app, FicheDesk).tab is tab.TAB


async def test_the_keys_of_a_dialog_stay_in_sight_whatever_is_said_beside_its_fields(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    async with at_fiche(session, client) as hands:
        await hands.press("p")
        for field in ("amount", "tendered"):
            await hands.fill(field, "nothing that is an amount, and long to repeat")
        await hands.press("ctrl+s")
        assert "is not an amount" in hands.prose
        assert hands.line("Esc Back")


async def test_what_an_empty_list_says_is_read_to_its_end(session: Session, ledger: Ledger) -> None:
    async with at_fiche(session, ledger.client()) as hands:
        sentence = (
            "Nothing is here, and what is said of that is longer than the list is wide, to the last word."
        )
        top(hands.app, FicheDesk).pane.query_one(Rows).say_when_empty(sentence)
        await hands.press("right")
        words = " ".join(line.rpartition("│")[2].strip() for line in screen_text(hands.app).splitlines())
        assert sentence in words


async def test_what_a_choice_does_is_read_to_its_end(session: Session, ledger: Ledger) -> None:
    async with at_fiche(session, ledger.client()) as hands:
        way = Way("a", "A label of some length", "and what it does, which takes a while")
        hands.app.push_screen(ChooseDialog("Choose", "", [way]))
        await hands.press("up")
        assert way.effect in hands.line(way.label)


async def test_who_scans_a_badge_in_a_sale_sees_that_it_can_be_kept(session: Session, ledger: Ledger) -> None:
    async with at_fiche(session, ledger.client()) as hands:
        hands.app.push_screen(UnsavedDialog())
        await hands.press("up")
        for key in ("Enter Save", "Del Discard", "g Draft", "Esc Stay"):
            assert hands.line(key)


async def test_a_list_that_cannot_be_sorted_says_so(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    async with at_fiche(session, client) as hands:
        for tab in (sales.TAB, payments.TAB):
            await to_tab(hands.pilot, tab, "ctrl+t")
            assert said(hands.app) == "This list has one order only: it cannot be sorted."


@pytest.mark.parametrize("mode", [PaymentMode.CARD, PaymentMode.CHEQUE, PaymentMode.TRANSFER])
async def test_what_comes_in_otherwise_than_in_cash_can_have_a_reference(
    session: Session, ledger: Ledger, mode: PaymentMode
) -> None:
    """An advance, a payment on the account, one of ticked sales, one at the sale."""
    client = ledger.client()
    ledger.sale(client, 10_000)
    async with at_fiche(session, client) as hands:
        for key in ("p", "v"):
            await hands.press(key)
            await reference_follows(hands, mode)
        await to_tab(hands.pilot, avoirs.TAB, "n")
        await reference_follows(hands, mode)
        await to_tab(hands.pilot, avoirs.TAB)
        hands.app.push_screen(SalePaymentDialog(client, Centimes(1_000)))
        await hands.pilot.pause()
        assert "Reference" not in screen_text(hands.app)
        await hands.fill(mode, "10")
        assert "Reference" in screen_text(hands.app)


async def reference_follows(hands: Hands, mode: PaymentMode) -> None:
    """Cash is proposed, which has none."""
    assert "Reference" not in screen_text(hands.app)
    form = hands.app.screen.query_one(Form)
    form.go_to("mode")
    while form.value("mode") is not mode:
        await hands.press("right")
    assert "Reference" in screen_text(hands.app)
    await hands.press("escape")


async def test_paying_unpaid_sales_says_how_many_there_are(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    for days_ago in range(9):
        ledger.sale(client, 1_000, days_ago=days_ago)
    async with at_fiche(session, client) as hands:
        await hands.press("v")
        assert "0 of 9 ticked" in screen_text(hands.app)
        inside = [line.split("│")[-2] for line in screen_text(hands.app).splitlines() if "[ ]" in line]
        assert len(inside) < 9
        assert inside[-1].strip().startswith("▼")
        await hands.press("end")
        inside = [line.split("│")[-2] for line in screen_text(hands.app).splitlines() if "[ ]" in line]
        assert inside[0].strip().startswith("▲")
