"""What the tabs list, how it is narrowed, and what Enter shows of a row."""

import pytest

from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import history
from models.money.ledger.accounts import OperationKind, PaymentMode
from models.money.ledger.history import OperationListing
from models.money.ledger.reversal import reverse
from models.people.clients.verbs import ClientFields, edit
from models.trade.cancelling import guards
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.fiche import information
from tui.fiche.adjustments import pane as adjustments
from tui.fiche.parts.operations import OperationPane
from tui.fiche.payments import pane as payments
from tui.fiche.sales import pane as sales
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.widgets.rows import Rows
from tui.widgets.search import SearchField
from tui.widgets.text_lines import Lines


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


def head(desk: FicheDesk) -> str:
    return " ".join(desk.pane.query_one(".pane-head", Lines).text.split())


def lines(app: OfficineApp, start: str) -> list[str]:
    """The lines of the right-hand side that hold this, spaces squeezed."""
    found = (line.partition("│")[2] for line in screen_text(app).splitlines() if start in line)
    return [" ".join(line.replace("▌", " ").replace("│", " ").split()) for line in found]


def numbers(desk: FicheDesk) -> list[str]:
    pane = desk.pane
    assert isinstance(pane, OperationPane)
    return [row.number for row in pane.rows.window]


async def test_doc_sales_shows_total_paid_and_remaining_newest_first(
    session: Session, ledger: Ledger
) -> None:
    """INV-10: what remains is derived, and the three figures add up on each line."""
    client = ledger.client()
    ledger.sale(client, 10_000, days_ago=3)
    ledger.sale(client, 25_000, days_ago=1)
    ledger.pay(client, 13_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        today = ledger.day(1).strftime("%d/%m/%Y")
        newest, oldest = lines(hands.app, "V-20")
        assert newest.split() == [today, numbers(desk)[0], "250.00", "30.00", "220.00"]
        assert oldest.split()[2:] == ["100.00", "100.00", "–"]
        assert head(desk) == "Sales 2 · 1 unpaid"


async def test_the_state_of_a_sale_is_a_word_where_there_is_room(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 1_000, days_ago=3)
    ledger.sale(client, 2_000, days_ago=2)
    ledger.sale(client, 3_000, days_ago=1)
    ledger.pay(client, 1_500)
    async with at_fiche(session, client, (120, 40)) as hands:
        states = [line.rpartition(".00 ")[2] if "Not" in line else line for line in lines(hands.app, "V-20")]
        assert "Not paid" in states[0]
        assert "Partly paid" in states[1]
        assert "Fully paid" in states[2]


@pytest.mark.capability("doc-sales", "doc-filters")
async def test_doc_filters_unpaid_period_and_text_narrow_the_sales(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    for days in (400, 40, 0):
        ledger.sale(client, 1_000, days_ago=days)
    ledger.pay(client, 1_000)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        every = numbers(desk)
        await to_tab(hands.pilot, sales.TAB, "i")
        assert numbers(desk) == every[:2]
        assert head(desk).startswith("Sales 2 of 3 · unpaid only")
        await hands.press("i", "d", "right", "enter")
        assert numbers(desk) == every[:1]
        assert head(desk) == "Sales 1 of 3 · 2 unpaid · this month"
        await hands.press("d", "home", "enter", "slash", *every[1])
        assert numbers(desk) == every[1:2]
        await hands.press("escape")
        assert numbers(desk) == every
        assert isinstance(hands.app.focused, Rows)


async def test_a_free_period_takes_two_days_and_one_that_runs_backwards_is_said_beside_it(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    for days in (20, 10, 0):
        ledger.sale(client, 1_000, days_ago=days)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        every = numbers(desk)
        await to_tab(hands.pilot, sales.TAB, "d", "end", "tab", *"-12", "tab", *"-15", "enter")
        await hands.pilot.pause()
        assert hands.app.screen.query_one(Form).at == "end"
        assert "The period ends on" in screen_text(hands.app)
        await hands.press("backspace", "backspace", "backspace", *"-5", "enter")
        assert numbers(desk) == every[1:2]


async def test_enter_on_a_sale_shows_its_lines_and_which_payment_paid_what_of_it(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    ledger.pay(client, 3_000)
    ledger.pay(client, 2_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, sales.TAB, "enter")
        await hands.pilot.pause()
        assert lines(hands.app, "Lait [1er âge]")[0].split()[-3:] == ["100", "1.00", "100.00"]
        assert [line.split()[2:] for line in lines(hands.app, "P-20")] == [
            ["Cash", "30.00"],
            ["Cash", "20.00"],
        ]
        assert lines(hands.app, "Remaining")[-1] == "Remaining 50.00"
        assert "S. Amrani" in lines(hands.app, "Entered")[0]


async def test_a_payment_shows_its_discount_what_it_settled_and_who_took_it(
    session: Session, ledger: Ledger
) -> None:
    """INV-16: the discount is an operation of its own, said beside the payment it was granted with."""
    client = ledger.client()
    ledger.sale(client, 10_000)
    ledger.pay(client, 6_000, discount=Centimes(1_000))
    async with at_fiche(session, client, (120, 40)) as hands:
        desk = top(hands.app, FicheDesk)
        await to_tab(hands.pilot, payments.TAB)
        await hands.pilot.pause()
        assert len(numbers(desk)) == 1
        assert lines(hands.app, "P-20")[0].split()[2:] == ["Cash", "60.00", "10.00", "–", "S.", "Amrani"]
        await hands.press("enter")
        assert lines(hands.app, "Discount ")[-1].endswith("10.00")
        assert lines(hands.app, "V-20")[-1].split()[2:] == ["Sale", "60.00"]


async def test_a_payment_that_was_cancelled_is_marked_so(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    ledger.pay(client, 6_000)
    payment = OperationListing(client, (OperationKind.PAYMENT,)).read(1)[0]
    number = reverse(payment.id, "wrong client", by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB)
        await hands.pilot.pause()
        assert lines(hands.app, "P-20")[0].endswith("cancelled")
        await hands.press("enter")
        assert lines(hands.app, "Cancelled by")[0] == f"Cancelled by {number}"


async def test_an_opening_debt_explains_a_balance_that_no_sale_explains(
    session: Session, ledger: Ledger
) -> None:
    """import-opening-balance: what is unpaid stands on one of the tabs, line by line."""
    client = ledger.client()
    entries.open_balance(client, Centimes(15_050), by=by_staff(session.staff))
    async with at_fiche(session, client, (120, 40)) as hands:
        desk = top(hands.app, FicheDesk)
        await to_tab(hands.pilot, adjustments.TAB)
        await hands.pilot.pause()
        assert head(desk) == "Adjustments 1"
        assert "Owes 150.50 150.50 Balance brought in" in lines(hands.app, "O-20")[0]


@pytest.mark.capability("fiche-phones", "fiche-info", "trace-info")
async def test_information_shows_every_field_and_who_wrote_it(session: Session, ledger: Ledger) -> None:
    client = ledger.client(
        mobile="0612345678",
        affiliation_number="55-12",
        share_points=True,
        address="4, rue Moulay Ismaïl",
        info="First line\nsecond line",
    )
    async with at_fiche(session, client, (120, 40)) as hands:
        desk = top(hands.app, FicheDesk)
        await to_tab(hands.pilot, information.TAB)
        await hands.pilot.pause()
        shown = desk.pane.query_one(".facts > Lines", Lines).text
        for expected in ("06 12 34 56 78", "55-12", "4, rue Moulay Ismaïl", "First line", "second line"):
            assert expected in shown
        assert [line.split()[-1] for line in shown.splitlines() if "Shares" in line] == ["no", "yes", "no"]
        assert "S. Amrani" in shown
        assert "Last change" not in shown
        edit(
            client,
            ClientFields(last_name="Martinez", city="Fès"),
            version=1,
            by=by_staff(session.staff),
        )
        desk.read_again()
        assert "Last change" in desk.pane.query_one(".facts > Lines", Lines).text
        assert "Fès" in desk.pane.query_one(".facts > Lines", Lines).text


async def test_a_long_history_is_read_by_windows(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    for days in range(60):
        ledger.sale(client, 100, days_ago=days)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        assert len(numbers(desk)) < 24
        await to_tab(hands.pilot, sales.TAB, "end")
        pane = desk.pane
        assert isinstance(pane, OperationPane)
        assert pane.current is not None
        assert pane.current.day == ledger.day(59)


async def test_a_discount_that_came_with_no_money_is_listed_by_itself(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000)
    ledger.pay(client, 0, discount=Centimes(10_000))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB)
        await hands.pilot.pause()
        assert lines(hands.app, "M-20")[0].split()[2:] == ["Discount", "100.00", "–"]


async def test_an_advance_stays_available_until_it_is_used(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.advance(client, 10_000, PaymentMode.TRANSFER)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB)
        await hands.pilot.pause()
        assert lines(hands.app, "A-20")[0].split()[2:] == ["Transfer", "100.00", "100.00"]
        ledger.sale(client, 3_000)
        order = history.one(OperationListing(client, (OperationKind.ADVANCE,)).read(1)[0].id)
        assert order.open == 10_000


async def test_money_paid_back_is_listed_in_its_mode_with_a_minus(session: Session, ledger: Ledger) -> None:
    """Its kind in the place of the mode was cut at 80 columns, and the mode was nowhere."""
    client = ledger.client()
    ledger.advance(client, 10_000, PaymentMode.TRANSFER)
    advance = OperationListing(client, (OperationKind.ADVANCE,)).read(1)[0]
    guards.pay_back(advance.id, Centimes(3_000), PaymentMode.CASH, by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB)
        await hands.pilot.pause()
        assert lines(hands.app, "B-20")[0].split()[2:] == ["Cash", "-30.00", "–"]


async def test_money_of_a_sale_that_was_cancelled_is_no_change_that_was_kept(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    sale = ledger.sale(client, 3_000)
    ledger.pay(client, 3_000)
    reverse(sale, "erreur", by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await hands.press("0")
        assert lines(hands.app, "P-20")[0].split()[2:] == ["Payment", "30.00", "30.00"]


async def test_why_a_goodwill_credit_is_no_money_is_read_whole(session: Session, ledger: Ledger) -> None:
    """INV-17"""
    client = ledger.client()
    avoirs.grant(client, Centimes(2_000), "retard", by=by_staff(session.staff))
    async with at_fiche(session, client) as hands:
        await hands.press("0", "enter")
        assert "it can be used, not paid back." in hands.prose


async def test_the_arrows_and_enter_work_in_the_list_while_a_text_is_searched(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    for days in (2, 1, 0):
        ledger.sale(client, 100 * (10 + days), days_ago=days)
    async with at_fiche(session, client) as hands:
        desk = top(hands.app, FicheDesk)
        await to_tab(hands.pilot, sales.TAB, "slash", *"V-", "down", "enter")
        await hands.pilot.pause()
        assert top(hands.app, SaleDialog).sale.row.amount == 1_100
        await hands.press("escape")
        top(hands.app, FicheDesk)
        assert desk.pane.query_one(SearchField).value == "V-"


async def test_a_payment_that_settled_more_than_fits_scrolls_and_keeps_its_keys_in_sight(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    for days in range(40):
        ledger.sale(client, 100, days_ago=days)
    ledger.pay(client, 4_000)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, payments.TAB, "enter")
        await hands.pilot.pause()
        assert "Available" not in screen_text(hands.app)
        assert "Esc Close" in screen_text(hands.app)
        await hands.press("end")
        assert lines(hands.app, "Available")[-1] == "Available –"
