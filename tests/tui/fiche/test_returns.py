"""Retours and Avoirs, as a cashier types them (doc-returns, avoir-tab, avoir-advance, pay-with-avoir)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from models.money.avoirs.verbs import AvoirListing
from models.money.ledger import open_items
from models.money.ledger.accounts import TILL, OperationKind, PaymentMode
from models.money.ledger.postings import Operation, Posting
from models.store.connection import transaction
from models.trade.catalogue.table import Category, Product
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.sales import verbs as sales
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche
from tui.fiche.avoirs import pane as credits_tab
from tui.fiche.avoirs.new import NewAvoirDialog
from tui.fiche.avoirs.pay_back import PayBackDialog
from tui.fiche.avoirs.use import UseAvoirDialog
from tui.fiche.payments import pane as payments_tab
from tui.fiche.payments.receipt import ReceiptDialog
from tui.fiche.returns import pane as returns_tab
from tui.fiche.returns.dialog import ReturnDialog
from tui.fiche.returns.take_back import GivenBackDialog
from tui.fiche.sales import pane as sales_tab
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session


class Reader(Hands):
    """Hands on the keyboard of an open fiche, that read a line without its blanks."""

    def line(self, words: str) -> str:
        """The last line of the screen that says this, spaces squeezed."""
        found = [line for line in screen_text(self.app).splitlines() if words in line]
        return " ".join(found[-1].replace("│", " ").split())


@asynccontextmanager
async def fiche(session: Session, client: int, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    async with at_fiche(session, client, size) as hands:
        yield Reader(hands.pilot, hands.app)


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def sell(ledger: Ledger, client: int, *quantities: int, paid: int = 0) -> int:
    """A sale of so many boxes of each of several products, 10,00 each; `paid` dirhams in cash."""
    with transaction():
        category = Category.get()
        made = [
            Product.create(code=f"R{n}-{client}", name=f"Sirop [{n}] 125 ml", category=category, price=1000)
            for n in range(len(quantities))
        ]
    lines = [NewLine(each.id, 1000 * boxes) for each, boxes in zip(made, quantities, strict=True)]
    modes = {PaymentMode.CASH: Centimes(100 * paid)} if paid else {}
    sale = sales.sell(client, lines, paid=modes, by=by_staff(ledger.staff))
    return int(sale.id)


def till() -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account.in_(TILL)))


def position(client: int) -> tuple[int, int]:
    now = open_items.position(client)
    return now.unpaid, now.credit


@pytest.mark.capability("doc-returns")
async def test_boxes_come_back_and_are_paid_back(session: Session, ledger: Ledger) -> None:
    """Pick the sale by what was sold, so much of each line, money back; the figures all along"""
    client = ledger.client()
    ledger.sale(client, 2_000)
    sale = sell(ledger, client, 3, 2, paid=50)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, returns_tab.TAB, "n")
        await hands.press(*"sirop", "enter")
        top(hands.app, ReturnDialog)
        assert "of 3 · 30.00" in hands.line("Sirop [0]")
        await hands.press("2", "down", "1", "down", "right")
        assert hands.line("Worth").endswith("30.00")
        assert hands.line("To give back").endswith("30.00")
        await hands.press("ctrl+s")
        top(hands.app, GivenBackDialog)
        assert "To give back: 30.00 (Cash)" in screen_text(hands.app)
        await hands.press("enter")
        assert "30.00" in hands.line("E-2026-00001")
        await hands.press("enter")
        assert "V-2026-00002" in hands.line("Of the sale")
    assert [line.left for line in returned.sold_lines(sale)] == [1000, 1000]
    assert (position(client), till()) == ((2_000, 0), 2_000)


async def test_too_much_is_said_beside_the_line_and_what_was_typed_stays(
    session: Session, ledger: Ledger
) -> None:
    """INV-18, from the sale itself: r"""
    client = ledger.client()
    sell(ledger, client, 3, 2)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, sales_tab.TAB, "r")
        await hands.press("1", "down", "4", "ctrl+s")
        dialog = top(hands.app, ReturnDialog)
        assert hands.prose.count("2 sold, 2 can still come back") == 1, "beside the line, not below as well"
        assert [text for text in dialog.form.typed().values() if text][:2] == ["1", "4"]
        for typed in ("abc", "-1", "1,5"):
            await hands.press("end", *["backspace"] * 4, *typed, "ctrl+s")
            top(hands.app, ReturnDialog)
        await hands.press("end", *["backspace"] * 4, *"2", "ctrl+s")
        top(hands.app, GivenBackDialog)
    assert position(client) == (2_000, 0)


async def test_f4_takes_back_all_that_is_left(session: Session, ledger: Ledger) -> None:
    """Of a sale longer than the screen; the figures and the keys stay in sight"""
    client = ledger.client()
    sell(ledger, client, *[1] * 25, paid=100)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, sales_tab.TAB, "r")
        await hands.press("f4")
        assert hands.line("Off what is unpaid").endswith("-150.00")
        assert hands.line("Stays as credit").endswith("100.00")
        assert "F4 All of it" in screen_text(hands.app)
        await hands.press("ctrl+s", "enter", "r")
        assert said(hands.app) == "All of V-2026-00001 came back already."
    assert position(client) == (0, 10_000)


@pytest.mark.capability("avoir-advance")
async def test_an_advance_is_received_and_used(session: Session, ledger: Ledger) -> None:
    """INV-12"""
    client = ledger.client()
    ledger.sale(client, 12_000)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, credits_tab.TAB, "n")
        top(hands.app, NewAvoirDialog)
        await hands.press(*"50", "tab", "tab", "right", "tab", *"CH 12", "enter")
        assert "50.00" in hands.line("A-2026-00001")
        assert (position(client), till()) == ((12_000, 5_000), 5_000)
        await hands.press("u")
        top(hands.app, UseAvoirDialog)
        assert hands.line("Still unpaid").endswith("70.00")
        await hands.press("enter")
        top(hands.app, ReceiptDialog)
        assert "Credit used: 50.00" in screen_text(hands.app)
        await hands.press("enter", "enter")
        assert "V-2026-00001" in screen_text(hands.app)  # where the rest went
    assert position(client) == (7_000, 0)
    assert Operation.get(Operation.kind == OperationKind.ADVANCE).reference == "CH 12"


async def test_a_gesture_says_why_and_is_never_paid_back(session: Session, ledger: Ledger) -> None:
    """INV-17"""
    client = ledger.client()
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, credits_tab.TAB, "n")
        await hands.press(*"15", "tab", "right", "enter")
        top(hands.app, NewAvoirDialog)
        assert "This may not be empty." in screen_text(hands.app)
        await hands.press(*"late order", "enter")
        top(hands.app, FicheDesk)
        await hands.press("b")
        assert said(hands.app) == "No money came in for C-2026-00001: it can be used, not paid back."
    assert (position(client), till()) == ((0, 1_500), 0)


async def test_an_avoir_spent_meanwhile_is_not_paid_back_and_what_was_typed_stays(
    session: Session, ledger: Ledger
) -> None:
    """INV-11: the dialog is open while another terminal uses the avoir"""
    client = ledger.client()
    ledger.advance(client, 10_000)
    ledger.sale(client, 6_000)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, credits_tab.TAB, "b")
        dialog = top(hands.app, PayBackDialog)
        dialog.form.put("note", "moves away")
        ledger.pay(client, 0, avoir_used=Centimes(6_000))
        await hands.press("enter")
        dialog = top(hands.app, PayBackDialog)
        assert hands.prose.count("40.00 is left of A-2026-00001, not 100.00.") == 1
        assert (dialog.form.value("amount"), dialog.form.value("note")) == (10_000, "moves away")
        await hands.press("end", *["backspace"] * 8, *"40", "enter")
        assert said(hands.app) == "B-2026-00001: give 40.00 back (Cash)."
    assert position(client) == (0, 0)
    (row,) = AvoirListing(client).read(5)
    assert (row.used, row.refunded, row.available) == (6_000, 4_000, 0)


async def test_a_refund_is_among_the_payments_and_cancelled_there(session: Session, ledger: Ledger) -> None:
    """INV-03, INV-17: then the avoir is available again"""
    client = ledger.client()
    ledger.advance(client, 10_000)
    async with fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, credits_tab.TAB, "b", "enter")
        await hands.press("x", *"mistake", "ctrl+s")
        assert "was paid back with B-2026-00001" in screen_text(hands.app)
        await hands.press("escape")
        await to_tab(hands.pilot, payments_tab.TAB, "home")
        assert "-100.00" in hands.line("B-2026-00001")
        await hands.press("x", *"mistake", "ctrl+s")
        assert "B-2026-00001 is cancelled by X-2026-00001." in said(hands.app)
    assert position(client) == (0, 10_000)


async def test_money_that_goes_out_by_cheque_has_its_reference(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    sell(ledger, client, 1, paid=10)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, sales_tab.TAB, "r")
        dialog = top(hands.app, ReturnDialog)
        dialog.form.put("refund", PaymentMode.CHEQUE)
        await hands.pilot.pause()
        dialog.form.go_to("reference")
        await hands.press(*"CH 7", "enter")
        top(hands.app, GivenBackDialog)
    assert Operation.get(Operation.kind == OperationKind.REFUND).reference == "CH 7"


async def test_only_the_avoirs_that_can_still_be_used(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.advance(client, 10_000)
    ledger.sale(client, 10_000)
    ledger.pay(client, 0, avoir_used=Centimes(10_000))
    ledger.advance(client, 3_000)
    async with fiche(session, client) as hands:
        await to_tab(hands.pilot, credits_tab.TAB)
        assert "A-2026-00001" in screen_text(hands.app)
        await hands.press("i")
        assert "A-2026-00001" not in screen_text(hands.app)
        assert "30.00" in hands.line("A-2026-00002")


async def test_a_return_of_nothing_is_said_beside_its_first_line(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    sell(ledger, client, 2, 3)
    async with fiche(session, client) as hands:
        await hands.press("right", "r", "ctrl+s")
        dialog = top(hands.app, ReturnDialog)
        assert dialog.form.at.startswith("line")
        assert "Say how much of which line" in hands.prose
