"""A sale, entered as a cashier does: letters or a scanner, then what is paid."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual import events

from models.money import open_items
from models.money.accounts import Account
from models.money.ledger import Operation, Posting
from models.people import drafts
from models.people.client_table import Client
from models.store.connection import transaction
from models.trade import catalogue
from models.trade.catalogue import Category, Product
from models.trade.sales import Sale, SaleLine
from models.values import Centimes
from tests.tui.fiche_ledger import Ledger, open_fiche, said, screen_text, top
from tests.tui.hands import Hands
from tui.app import OfficineApp
from tui.fiche.new_sale import SaleDesk
from tui.fiche.sale_payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.lines.basket import BasketLine
from tui.lines.line_dialog import LineDialog
from tui.session import Session
from tui.widgets.choose import ChooseDialog

SYRUP, TABLETS, CREAM, GAUZE = "6118000000044", "6118000000013", "6118000001263", "6118000001900"


@pytest.fixture
def ledger(session: Session) -> Ledger:
    made = Ledger(session)
    with transaction():
        medicines = Category.create(name="Médicaments", regulated=True)
        free = Category.create(name="Dermo-cosmétique")
        for code, name, category, price, more in (
            (SYRUP, "Paracétamol sirop", medicines, 1_840, {}),
            (TABLETS, "Paracétamol 500 mg", medicines, 1_460, {}),
            (CREAM, "Crème mains", free, 5_800, {}),
            (GAUZE, "Gaze au mètre", free, 900, {"fractional": True}),
        ):
            key = catalogue.search_key(name, f"A{price}", code)
            row = {"code": f"A{price}", "name": name, "category": category, "price": price, **more}
            Product.create(bar_code=code, search_key=key, **row)
    return made


class Till(Hands):
    """Hands on the keyboard of a new sale."""

    async def type(self, text: str, *then: str) -> None:
        """Into the field that has the focus, at once; a key at a time only where the keys are the point."""
        self.app.post_message(events.Paste(text))
        await self.press(*then)

    @property
    def desk(self) -> SaleDesk:
        return top(self.app, SaleDesk)

    def lines(self) -> list[tuple[str, int]]:
        """What stands in the list: product or unknown code, and its quantity."""
        return [_line(line) for line in self.desk.editor.basket.lines]

    @property
    def total(self) -> int:
        return self.desk.editor.basket.total


def _line(line: BasketLine) -> tuple[str, int]:
    if line.asked is None or line.priced is None:
        return line.code, 0
    return line.priced.label, line.asked.quantity


@asynccontextmanager
async def selling(session: Session, client: int) -> AsyncIterator[Till]:
    app = OfficineApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_fiche(pilot, client)
        till = Till(pilot, app)
        await till.press("n")
        top(app, SaleDesk)
        yield till


def sold() -> list[tuple[str, int]]:
    rows = SaleLine.select(SaleLine.label, SaleLine.quantity).order_by(SaleLine.id)
    return list(rows.tuples())


def posted(account: Account) -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account == account))


async def test_a_product_on_credit_is_letters_enter_save_enter(session: Session, ledger: Ledger) -> None:
    """doc-sales: the fewest keys there can be"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("cre", "enter", "f9", "enter")
        top(till.app, FicheDesk)
        assert "V-2026-00001 is saved: 58.00. On credit: 58.00." in screen_text(till.app)
    assert sold() == [("Crème mains", 1_000)]
    assert open_items.position(client).unpaid == 5_800


async def test_all_in_cash_is_one_key_more(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("cre", "enter", "f9", "space", "enter")
        top(till.app, FicheDesk)
    assert open_items.position(client).unpaid == 0
    assert posted(Account.CASH) == 5_800


async def test_five_scans_in_a_row_without_waiting(session: Session, ledger: Ledger) -> None:
    """A scanner is a keyboard that waits for nobody; the second scan of a product raises its quantity"""
    client = ledger.client()
    async with selling(session, client) as till:
        for code in (SYRUP, CREAM, SYRUP, TABLETS, SYRUP):
            for key in (*code, "enter"):
                till.app.post_message(_key(till.app, key))
        await served(till, 5_000)
        assert till.lines() == [
            ("Paracétamol sirop", 3_000),
            ("Crème mains", 1_000),
            ("Paracétamol 500 mg", 1_000),
        ]


async def test_a_code_that_no_product_bears_keeps_its_line_until_it_is_dealt_with(
    session: Session, ledger: Ledger
) -> None:
    """What was scanned between two others is not lost, and nothing is saved over it"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type(CREAM, "enter")
        await till.type("6118000009999", "enter")
        await till.type(SYRUP[:9], "enter")  # the beginning of a code is not the code
        await till.type(TABLETS, "enter")
        assert [label for label, _ in till.lines()] == [
            "Crème mains",
            "6118000009999",
            SYRUP[:9],
            "Paracétamol 500 mg",
        ]
        await till.press("f9")
        assert "No product has the code 6118000009999" in said(till.app)
        await till.press("delete", "delete", "f9")
        top(till.app, SalePaymentDialog)


async def test_quantity_and_discount_are_typed_before_a_product_or_alone(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("3*creme", "enter")
        assert till.lines() == [("Crème mains", 3_000)]
        await till.type("10%", "enter")
        assert till.total == 15_660
        await till.press("+", "-", "-")
        assert till.lines() == [("Crème mains", 2_000)]
        await till.type("0,5*gaz", "enter")
        assert till.lines()[1] == ("Gaze au mètre", 500)
        await till.press("up", "delete")
        assert till.lines() == [("Gaze au mètre", 500)]
        await till.press("f3")
        await till.type("1,5", "down")
        await till.type("20", "enter")
        assert till.lines() == [("Gaze au mètre", 1_500)]
        assert till.total == 1_080


async def test_what_cannot_be_sold_is_said_and_stays_as_typed(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        for typed, sentence in (
            ("0,5*creme", "Crème mains is sold whole"),
            ("0*creme", "quantity must be more than 0"),
            ("1e3*creme", "is not a quantity"),
            ("xyz", "No product is called “xyz”"),
        ):
            await till.type(typed, "enter")
            assert sentence in said(till.app)
            assert till.desk.editor.field.value == typed
            await till.press("f9")
            assert "is not added yet" in said(till.app)
            await till.press("escape")
        assert till.lines() == []


async def test_a_regulated_price_is_not_lowered_and_the_reason_is_said(
    session: Session, ledger: Ledger
) -> None:
    """disc-forbidden, X8"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("sirop", "enter")
        await till.type("5%", "enter")
        assert "no discount on Médicaments, its price is regulated" in said(till.app)
        assert till.total == 1_840


async def test_the_clients_own_discount_shows_on_the_line(session: Session, ledger: Ledger) -> None:
    """disc-permanent"""
    from models.trade.discounts import DefaultDiscount

    client = ledger.client()
    DefaultDiscount.create(client=client, rate=1_000)
    async with selling(session, client) as till:
        await till.type("creme", "enter")
        assert "client 10%" in screen_text(till.app)
        assert till.total == 5_220
        await till.type("sirop", "enter")
        assert till.total == 7_060
        await till.press("up")
        await till.type("0%", "enter")
        assert till.total == 7_640


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
        top(till.app, SalePaymentDialog)
    assert sold() == []


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
    ledger.advance(client, 30)
    async with selling(session, client) as till:
        await till.type("creme", "enter", "f9")
        assert "30.00" in screen_text(till.app)
        ledger.sale(client, 30)
        ledger.pay(client, 0, credit_used=Centimes(3_000))
        await till.press("enter")
        top(till.app, SalePaymentDialog)
        assert "0.00 of credit can be used here, not 30.00" in screen_text(till.app)
    assert len(sold()) == 1


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


async def test_a_product_taken_out_meanwhile_is_marked(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("creme", "enter")
        await till.type("sirop", "enter", "f9")
        Product.update(active=False).where(Product.bar_code == CREAM).execute()
        await till.press("enter")
        assert "Crème mains is no longer sold" in said(till.app)
        assert till.total == 1_840
        await till.press("f9")
        assert "Crème mains is no longer sold" in said(till.app)
        await till.press("delete", "f9", "enter")
        top(till.app, FicheDesk)
    assert [label for label, _ in sold()] == ["Paracétamol sirop"]


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


def _key(app: OfficineApp, key: str) -> Any:
    event = events.Key(key, key if len(key) == 1 else "\r")
    event.set_sender(app)
    return event


async def served(till: Till, quantity: int) -> None:
    """Until every key that was typed ahead is handled, for a while at most."""
    for _ in range(500):
        await till.pilot.pause(0.01)
        if sum(each for _label, each in till.lines()) >= quantity:
            return


@pytest.mark.parametrize(
    ("typed", "field"),
    [("0", "quantity"), ("0,5", "quantity"), ("100000", "quantity"), ("1\t10", "discount")],
)
async def test_what_a_line_may_not_be_stands_beside_its_field(
    session: Session, ledger: Ledger, typed: str, field: str
) -> None:
    async with selling(session, ledger.client()) as till:
        await till.type(TABLETS, "enter")
        await till.press("f3")
        quantity, _, discount = typed.partition("\t")
        form = top(till.app, LineDialog).form
        form.retype({"quantity": quantity, "discount": discount})
        await till.press("enter")
        form = top(till.app, LineDialog).form
        assert form.at == field
        assert "↑ Paracétamol 500 mg" in screen_text(till.app)


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
