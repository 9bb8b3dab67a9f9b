"""The lines of a sale: letters or a scanner, quantities and discounts in the same field."""

import pytest

from models.trade.catalogue.table import Product
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, top
from tests.tui.fiche.selling import CREAM, SYRUP, TABLETS, selling, sold, stocked
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.lines.line_dialog import LineDialog


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return stocked(session)


async def test_five_scans_in_a_row_without_waiting(session: Session, ledger: Ledger) -> None:
    """A scanner is a keyboard that waits for nobody; the second scan of a product raises its quantity"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.scan(SYRUP, CREAM, SYRUP, TABLETS, SYRUP)
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
            ("*creme", "Type how many before the star: 3*creme"),
            ("xyz", "No product is called “xyz”"),
        ):
            await till.type(typed, "enter")
            assert sentence in said(till.app)
            assert till.desk.editor.field.value == typed
            await till.press("f9")
            assert "is not added yet" in said(till.app)
            await till.press("escape")
        assert till.lines() == []


async def test_a_number_alone_is_no_product(session: Session, ledger: Ledger) -> None:
    """What is left of a quantity in the field adds nothing; a whole code and a chosen product do"""
    async with selling(session, ledger.client()) as till:
        await till.type("500", "enter")
        assert "“500” is only a number" in said(till.app)
        await till.press("f9")
        assert "“500” is only a number" in said(till.app)
        assert till.lines() == []
        await till.press("down", "enter")
        assert till.lines() == [("Paracétamol 500 mg", 1_000)]
        Product.update(code="77").where(Product.bar_code == CREAM).execute()
        await till.type("77", "enter")
        assert till.lines()[1] == ("Crème mains", 1_000)


async def test_a_sign_before_a_quantity_is_said_to_have_been_a_step(session: Session, ledger: Ledger) -> None:
    async with selling(session, ledger.client()) as till:
        await till.type("3*creme", "enter")
        await till.press("-")
        await till.type("3*sirop", "enter")
        assert "“-” made 2 × Crème mains." in said(till.app)
        assert till.lines() == [("Crème mains", 2_000)]
        await till.press("enter")
        assert till.lines()[1] == ("Paracétamol sirop", 3_000)
        await till.press("down", "-", "-", "-")
        assert "Only 1 is left" in said(till.app)
        await till.type("3*sirop", "enter")
        assert "Only 1 is left" in said(till.app)
        await till.press("escape", "up", "-")
        await till.type("creme", "enter")  # no quantity: the step was meant
        assert till.lines() == [("Crème mains", 2_000), ("Paracétamol sirop", 1_000)]


async def test_without_a_line_a_sign_is_a_letter(session: Session, ledger: Ledger) -> None:
    async with selling(session, ledger.client()) as till:
        await till.press("-")
        await till.type("3*creme", "enter")
        assert "“-3” is not a quantity" in said(till.app)
        assert till.lines() == []


async def test_a_regulated_price_is_not_lowered_and_the_reason_is_said(
    session: Session, ledger: Ledger
) -> None:
    """disc-forbidden"""
    client = ledger.client()
    async with selling(session, client) as till:
        await till.type("sirop", "enter")
        await till.type("5%", "enter")
        assert "no discount on Médicaments, its price is regulated" in said(till.app)
        assert till.total == 1_840


@pytest.mark.capability("disc-permanent")
async def test_the_clients_own_discount_shows_on_the_line(session: Session, ledger: Ledger) -> None:
    from models.trade.prices.discounts import DefaultDiscount

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
