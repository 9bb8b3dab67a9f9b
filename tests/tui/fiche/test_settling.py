"""What pays what: ticked sales, a lettrage undone, the balance explained and adjusted, what was bought."""

import pytest

from models.money.ledger import history, open_items
from models.money.ledger.accounts import TILL, OperationKind
from models.money.ledger.open_items import Position
from models.money.ledger.postings import Allocation, Operation, Posting
from models.values import Centimes
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.dialogs.reason import ReasonDialog
from tui.fiche import product_history
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.adjustments.new import NewAdjustmentDialog
from tui.fiche.explanation import ExplanationDesk
from tui.fiche.parts.operation_dialog import OperationDialog
from tui.fiche.payments.pay_unpaid import PayUnpaidDialog
from tui.fiche.payments.receipt import ReceiptDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def remaining(client: int) -> list[Centimes]:
    """What is unpaid of each, oldest first, in dirhams."""
    return [item.open // 100 for item in open_items.debits(client)]


def till() -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account.in_(TILL)))


@pytest.mark.capability("pay-unpaid")
async def test_v_space_enter_pays_what_is_ticked_and_nothing_else(session: Session, ledger: Ledger) -> None:
    """What is ticked and what remains are always on the screen"""
    client = ledger.client()
    for total, days_ago in ((18_000, 9), (12_000, 5), (30_000, 1)):
        ledger.sale(client, total, days_ago=days_ago)
    async with at_fiche(session, client) as hands:
        await hands.press("v")
        assert hands.line("ticked").split("│")[-2].strip() == "0 of 3 ticked · 0.00 · 600.00 remains"
        assert hands.line("Enter Pay").count("Pay") == 1
        await hands.press("enter")
        assert "Tick at least one sale" in screen_text(hands.app)
        await hands.press("down", "space", "space")
        assert "2 of 3 ticked · 420.00 · 180.00 remains" in hands.line("ticked")
        await hands.fill("discount", "10%")
        assert "To receive: 378.00 · Discount: 42.00" in hands.line("To receive")
        await hands.fill("tendered", "400")
        assert "To receive: 400.00 · Change to give: 22.00" in hands.line("To receive")
        await hands.press("enter")
        top(hands.app, ReceiptDialog)
    assert remaining(client) == [180]
    assert till() == 37_800


async def test_an_avoir_is_proposed_for_what_is_ticked_until_somebody_types_another(
    session: Session, ledger: Ledger
) -> None:
    """pay-unpaid, INV-11: as p and a new sale do"""
    client = ledger.client()
    ledger.advance(client, 15_000)
    ledger.sale(client, 12_000, days_ago=5)
    ledger.sale(client, 10_000)
    before = till()
    async with at_fiche(session, client) as hands:
        await hands.press("v", "space")
        form = top(hands.app, PayUnpaidDialog).form
        assert (form.value("avoir_used"), form.value("amount")) == (12_000, None)
        await hands.press("space")
        assert (form.value("avoir_used"), form.value("amount")) == (15_000, 7_000)
        await hands.fill("discount", "50%")
        assert (form.value("avoir_used"), form.value("amount")) == (11_000, None)
        await hands.fill("avoir_used", "20")
        await hands.fill("discount", "")
        assert (form.value("avoir_used"), form.value("amount")) == (2_000, 20_000)
        await hands.press("enter")
        top(hands.app, ReceiptDialog)
    assert open_items.position(client) == Position(Centimes(0), Centimes(13_000))
    assert till() - before == 20_000


async def test_a_sale_paid_elsewhere_meanwhile_is_said_with_its_figures_and_the_ticks_stay(
    session: Session, ledger: Ledger
) -> None:
    """pay-unpaid, INV-10"""
    client = ledger.client()
    ledger.sale(client, 12_000, days_ago=5)
    ledger.sale(client, 30_000)
    async with at_fiche(session, client) as hands:
        await hands.press("v", "t")
        ledger.pay(client, 10_000)
        await hands.press("enter")
        top(hands.app, PayUnpaidDialog)
        assert "120.00 was unpaid, 20.00 is now" in said(hands.app)
        assert "2 of 2 ticked · 320.00 · 0.00 remains" in hands.line("ticked")
        assert remaining(client) == [20, 300]
        form = hands.app.screen.query_one(Form)
        assert form.value("amount") == 32_000  # nobody typed the 420 that were due before


async def test_an_amount_that_somebody_typed_stays_after_a_refusal(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("v", "t")
        await hands.fill("amount", "110")
        await hands.fill("discount", "5")
        ledger.pay(client, 10_000)
        await hands.press("enter")
        form = top(hands.app, PayUnpaidDialog).form
        assert (form.value("amount"), form.value("discount")) == (11_000, 500)


async def test_a_proposed_amount_follows_what_is_due_after_a_refusal(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("v", "t")
        await hands.fill("discount", "10%")
        ledger.pay(client, 2_000)
        await hands.press("enter")
        assert top(hands.app, PayUnpaidDialog).form.value("amount") == 9_000


async def test_t_ticks_all_and_a_wrong_amount_is_said_beside_its_field(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("v", "t")
        for name, text, sentence in (
            ("amount", "1e3", "is not an amount"),
            ("discount", "101%", "not a percentage"),
            ("day", "31/02", "does not exist"),
            ("day", "+3", "still to come"),
        ):
            await hands.fill(name, text)
            await hands.press("enter")
            form = top(hands.app, PayUnpaidDialog).form
            assert form.at == name
            assert sentence in hands.prose
            await hands.fill(name, "")
    assert till() == 0


async def test_x_on_an_opened_sale_undoes_what_paid_it_with_a_reason(
    session: Session, ledger: Ledger
) -> None:
    """INV-12: seen from both sides, and the balance stays"""
    client = ledger.client()
    sale = ledger.sale(client, 12_000)
    ledger.pay(client, 12_000)
    async with at_fiche(session, client) as hands:
        await hands.press("right", "enter", "x")
        top(hands.app, ReasonDialog)
        await hands.press("enter")
        top(hands.app, ReasonDialog)  # a reason is required
        await hands.press(*"wrong", "enter")
        assert "is open again on both sides" in screen_text(hands.app)
        assert "wrong" in screen_text(hands.app)
    assert remaining(client) == [120]
    assert open_items.position(client).credit == 12_000
    assert Allocation.select().count() == 2
    assert history.one(sale).open == 12_000


@pytest.mark.capability("sit-window", "dash-timeline")
async def test_why_this_balance_adds_up_and_opens_each_operation(session: Session, ledger: Ledger) -> None:
    """INV-02"""
    client = ledger.client()
    ledger.sale(client, 12_000, days_ago=9)
    ledger.pay(client, 5_000, days_ago=2)
    ledger.advance(client, 1_000)
    async with at_fiche(session, client) as hands:
        await hands.press("=")
        desk = top(hands.app, ExplanationDesk)
        rows = [(row.moved // 100, row.balance // 100) for row in desk.rows.window]
        assert rows == [(120, 120), (-50, 70), (-10, 60)]
        assert desk.rows.current is not None
        assert desk.rows.current.balance == 6_000  # it opens at the end
        assert "3 operations: 120.00 − 60.00 = Owes 60.00" in hands.line("3 operations")
        assert "= Owes 60.00 = the balance of the fiche" in hands.line("unpaid 70.00")
        await hands.press("up")
        assert "V-2026" in hands.line("Used for")
        await hands.press("enter")
        top(hands.app, OperationDialog)
        await hands.press("escape", "escape")
        top(hands.app, FicheDesk)


@pytest.mark.capability("adj-create")
async def test_an_adjustment_is_said_in_words_before_it_is_saved_and_is_cancelled_with_a_reason(
    session: Session, ledger: Ledger
) -> None:
    """INV-08"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, adjustments.TAB, "n")
        await hands.pilot.pause()
        for text, sentence in (("٣", "is not an amount"), ("0", "changes nothing"), ("", "not be empty")):
            await hands.fill("note", "x")
            await hands.fill("amount", text)
            await hands.press("enter")
            assert top(hands.app, NewAdjustmentDialog).form.at == "amount"
            assert sentence in screen_text(hands.app)
        await hands.fill("amount", "50")
        assert "Raises the debt by 50.00" in screen_text(hands.app)
        await hands.fill("amount", "-50")
        assert "Lowers the debt by 50.00" in screen_text(hands.app)
        assert "Owes 120.00 → Owes 70.00" in screen_text(hands.app)
        await hands.fill("note", "")
        await hands.press("enter")
        assert top(hands.app, NewAdjustmentDialog).form.at == "note"
        await hands.press(*"gift")
        hands.app.screen.query_one(Form).go_to("means")
        await hands.press("right", "right", "enter")
        top(hands.app, FicheDesk)
        row = history.one(Operation.get(Operation.kind == OperationKind.ADJUSTMENT).id)
        assert (row.amount, row.debit, row.note, row.means) == (5_000, False, "gift", "card")
        assert (remaining(client), till()) == ([70], 0)
        await hands.press("x", *"oops", "enter")
        assert remaining(client) == [120]


@pytest.mark.capability("prod-history")
async def test_products_are_found_by_a_few_letters_with_their_totals(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 200, days_ago=3)
    ledger.sale(client, 100)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, product_history.TAB)
        assert "2 · quantity 3 · 3.00" in hands.line("quantity")
        await hands.press("/", *"1er age")
        assert "2 of 2 · quantity 3" in hands.line("quantity")
        assert "Lait [1er âge]" in screen_text(hands.app)
        await hands.press("z")
        assert "quantity 0 · 0.00" in hands.line("quantity")
