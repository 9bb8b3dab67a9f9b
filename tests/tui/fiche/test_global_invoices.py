"""Factures globales at the desk: ticked, issued, printed, collected, deleted with the code."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.people.organisms import listing as organisms
from models.people.staff import preferences, security_code
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices.listing import InvoiceListing, InvoiceRow, InvoiceState
from models.trade.global_invoices.verbs import issue
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.fiche.global_invoices import pane as global_invoices
from tui.fiche.global_invoices.actions import CollectDialog, DeleteInvoiceDialog
from tui.fiche.global_invoices.new import NewGlobalInvoiceDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.keybar import KeyBar
from tui.frame.session import Session
from tui.parts import papers
from tui.parts.period import Span
from tui.shell.app import OfficineApp


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@asynccontextmanager
async def on_the_tab(session: Session, client: int) -> AsyncIterator[tuple[Pilot[int], OfficineApp]]:
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, global_invoices.TAB)
        yield hands.pilot, hands.app


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def invoices(client: int) -> list[InvoiceRow]:
    return list(InvoiceListing(client).read(10))


@pytest.mark.capability("global-create")
async def test_t_and_enter_put_last_month_on_one_invoice(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    for days_ago in (20, 25, 3):
        ledger.sale(client, 10_000, days_ago=days_ago)

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n", "t")
        assert "2 sales · 0 returns · Total: 200.00" in screen_text(app)
        await press(pilot, "enter")
        top(app, FicheDesk)
        assert said(app) == "F-2026-00001 is issued for 200.00. r prints it."

    assert [(row.total, row.documents, row.state) for row in invoices(client)] == [
        (20_000, 2, InvoiceState.UNPAID)
    ]


async def test_a_refusal_stays_beside_the_day_and_the_ticks_stay(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000, days_ago=20)

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n", "t")
        dialog = top(app, NewGlobalInvoiceDialog)
        dialog.query_one(Form).go_to("day")
        await press(pilot, "end", *["backspace"] * 10, *"15/10/2026", "enter")
        dialog = top(app, NewGlobalInvoiceDialog)
        assert "its last sale is of 23/10/2026" in screen_text(app).replace("\n", " ")
        assert [row.amount for row in dialog.documents.ticked] == [10_000]
    assert invoices(client) == []


async def test_the_organism_is_billed_and_pays(session: Session, ledger: Ledger) -> None:
    client = ledger.client(organism=organisms.organisms()[0].id)
    ledger.sale(client, 30_000, days_ago=20)

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n", "t")
        form = top(app, NewGlobalInvoiceDialog).query_one(Form)
        form.go_to("payer")
        await press(pilot, "right", "enter")
        assert open_items.position(client).unpaid == 0
        await press(pilot, "e", "0", "enter")
        dialog = top(app, CollectDialog)
        assert "must be more than 0" in " ".join(screen_text(app).split())
        assert (dialog.form.at, dialog.form.typed()["amount"]) == ("amount", "0")
        dialog.form.retype({"amount": "300"})
        await press(pilot, "enter")

    assert [(row.organism != "", row.state) for row in invoices(client)] == [(True, InvoiceState.PAID)]


async def test_what_is_settled_is_not_ticked_for_the_organism_and_that_is_said(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client(organism=organisms.organisms()[0].id)
    paid = ledger.sale(client, 2_000, days_ago=25)
    ledger.sale(client, 30_000, days_ago=20)
    order = DebtPayment(client, PaymentMode.CASH, Centimes(2_000))
    chosen = [Chosen(paid, Centimes(2_000))]
    payments.pay_selected(order, chosen, by=by_staff(session.staff))

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n", "t")
        assert "2 sales · 0 returns · Total: 320.00" in screen_text(app)
        top(app, NewGlobalInvoiceDialog).query_one(Form).go_to("payer")
        await press(pilot, "right")
        assert "1 sale · 0 returns · Total: 300.00" in screen_text(app)
        assert "1 is not listed: settled already, at least in part." in screen_text(app)
        await press(pilot, "enter")
        top(app, FicheDesk)

    assert [(row.total, row.organism != "") for row in invoices(client)] == [(30_000, True)]


async def test_what_an_organism_paid_stands_on_the_invoice_and_is_cancelled_there_with_a_reason(
    session: Session, ledger: Ledger
) -> None:
    """The invoice could not be deleted before it was, and nothing else lists that payment."""
    client = ledger.client(organism=organisms.organisms()[0].id)
    sale = ledger.sale(client, 30_000, days_ago=20)
    invoice = issue(client, [sale], to_organism=True, by=by_staff(session.staff))
    paid = (Centimes(10_000), PaymentMode.TRANSFER)
    number = organism_billing.collect(invoice.id, *paid, by=by_staff(session.staff))

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "enter")
        assert f"{number} Transfer" in " ".join(screen_text(app).split())
        await press(pilot, "x", *"erreur", "enter")
        assert f"{number} cancelled" in " ".join(screen_text(app).split())
        assert "x Cancel payment" not in screen_text(app)

    assert [(row.remaining, row.state) for row in invoices(client)] == [(30_000, InvoiceState.UNPAID)]


@pytest.mark.capability("global-delete", "code-security")
async def test_deleting_asks_the_code_and_a_wrong_one_deletes_nothing(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000, days_ago=20)
    security_code.choose("7314", current="", by=by_staff(session.staff))

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n", "t", "enter")
        await press(pilot, "x", *"wrong month", "enter", *"0000", "enter")
        dialog = top(app, DeleteInvoiceDialog)
        assert dialog.form.typed()["note"] == "wrong month"
        assert "This is not the security code." in screen_text(app)
        assert [row.deleted for row in invoices(client)] == [False]

        dialog.form.go_to("security_code")
        await press(pilot, *"7314", "enter")
        top(app, FicheDesk)
        assert "deleted" in screen_text(app)
    assert [row.state for row in invoices(client)] == [InvoiceState.DELETED]


async def test_r_writes_the_paper_where_the_last_one_went(
    session: Session, ledger: Ledger, tmp_path: Path
) -> None:
    client = ledger.client()
    ledger.sale(client, 10_000, days_ago=20)
    preferences.remember(session.staff, papers.FOLDER, str(tmp_path))

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n", "t", "enter", "r")
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert beginnings(tmp_path) == [b"%PDF-"]


def beginnings(folder: Path) -> list[bytes]:
    return [path.read_bytes()[:5] for path in folder.glob("invoice-F-*.pdf")]


async def test_a_long_invoice_opens_with_its_total_in_sight_and_says_that_there_is_more(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    sales = [ledger.sale(client, 10_000, days_ago=days_ago) for days_ago in range(1, 21)]
    issue(client, sales, by=by_staff(session.staff))

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "enter")
        shown = " ".join(screen_text(app).split())
        assert "Total 2,000.00" in shown
        assert "Remaining 2,000.00" in shown
        assert "▼ more" in shown
        await press(pilot, "down")
        assert "▲▼ more" in screen_text(app)
        await press(pilot, "end")
        await pilot.pause(0.5)
        assert "─ ▲ more" in screen_text(app)


async def test_the_keys_stay_in_sight_beneath_what_is_wrong(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    for days_ago in range(1, 12):
        ledger.sale(client, 10_000, days_ago=days_ago)

    async with on_the_tab(session, client) as (pilot, app):
        await press(pilot, "n")
        dialog = top(app, NewGlobalInvoiceDialog)
        form = dialog.query_one(Form)
        form.put("span", Span.YEAR)
        form.go_to("day")
        await press(pilot, "end", *["backspace"] * 10, *"someday", "enter")
        await pilot.pause()
        assert "“someday” is not a date" in screen_text(app)
        frame = dialog.query_one(".dialog").content_region
        assert frame.contains_region(dialog.query_one(KeyBar).region)
