"""Devis, préparations and commandes by keyboard (doc-quotes doc-quote-filters doc-preps doc-orders)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from models.money.ledger import open_items
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.staff import preferences
from models.store import clock
from models.trade.catalogue.table import Product
from models.trade.documents import quotes as quote_verbs
from models.trade.documents.listing import DocumentListing, DocumentRow
from models.trade.documents.table import DocumentKind, DocumentState
from models.trade.prices.lines import NewLine
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche
from tui.fiche.documents import orders, preparations, quotes
from tui.fiche.documents.actions import GiveUpDialog
from tui.fiche.documents.desk import QuoteDesk
from tui.fiche.parts.pane import Tab
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.parts import papers
from tui.shell.app import OfficineApp


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return Ledger(session)


@asynccontextmanager
async def on_the_tab(
    session: Session, client: int, tab: Tab
) -> AsyncIterator[tuple[Pilot[int], OfficineApp]]:
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, tab)
        yield hands.pilot, hands.app


async def press(pilot: Pilot[int], *keys: str) -> str:
    """What is said after these keys."""
    await pilot.press(*keys)
    await pilot.pause()
    return said(cast(OfficineApp, pilot.app))


def rows(client: int, kind: DocumentKind = DocumentKind.QUOTE) -> list[DocumentRow]:
    return list(DocumentListing(client, kind).read(10))


def quote(ledger: Ledger, client: int, dirhams: int = 100) -> int:
    lines = [NewLine(ledger.milk, 1000 * dirhams)]
    return int(quote_verbs.create(client, lines, by=by_staff(ledger.staff)).id)


async def test_an_expired_quote_is_refused_with_the_key_that_makes_it_again(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    with clock.stopped_at(clock.now() - timedelta(days=40)):
        quote(ledger, client)
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        assert "not invoiced" not in screen_text(app)
        sentence = await press(pilot, "f")
        assert sentence == "D-2026-00001 was valid until 02/11/2026. c makes it again at today's prices."


@pytest.mark.capability("doc-quotes")
async def test_a_quote_is_letters_enter_save_and_a_sale_in_one_key_more(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        await press(pilot, "n")
        top(app, QuoteDesk)
        assert (
            await press(pilot, *"lait", "enter", "f9") == "Saved: D-2026-00001, 1.00. Valid until 12/12/2026."
        )
        assert open_items.position(client).unpaid == 0
        await press(pilot, "f")
        top(app, SalePaymentDialog)
        assert "D-2026-00001 becomes a sale, for good." in screen_text(app)
        sentence = await press(pilot, "enter")
        assert sentence == "D-2026-00001 → V-2026-00001 is saved: 1.00. On credit: 1.00."
        assert await press(pilot, "f") == "D-2026-00001 was already sold: V-2026-00001."
        top(app, FicheDesk)
    assert open_items.position(client).unpaid == 100


@pytest.mark.capability("doc-status", "dash-docs")
async def test_s_accepts_u_takes_it_back_x_refuses_with_a_reason_for_good(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    quote(ledger, client)
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        assert "accepted. s goes on, u takes it back." in await press(pilot, "s")
        assert await press(pilot, "u") == "D-2026-00001: pending again."
        await press(pilot, "x", "enter")
        top(app, GiveUpDialog)
        assert "This cannot be undone." in screen_text(app)
        assert await press(pilot, *"too dear", "enter") == "D-2026-00001: refused."
        assert "was given up" in await press(pilot, "x")
        await press(pilot, "enter")
        assert "too dear" in screen_text(app)
    assert [row.state for row in rows(client)] == [DocumentState.REFUSED]


async def test_a_client_blocked_meanwhile_is_said_where_the_payment_is_typed(
    session: Session, ledger: Ledger
) -> None:
    """INV-42"""
    client = ledger.client()
    quote(ledger, client)
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        await press(pilot, "f", *"40")
        Client.update(blocked=True).where(Client.id == client).execute()
        assert "is blocked" in await press(pilot, "enter")
        assert top(app, SalePaymentDialog).form.typed()["cash"] == "40"


async def test_a_refused_payment_asks_again_with_what_was_typed(session: Session, ledger: Ledger) -> None:
    client = ledger.client(ceiling=5_000)
    quote(ledger, client)
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        assert "may owe at most 50.00" in await press(pilot, "f", *"40", "enter")
        dialog = top(app, SalePaymentDialog)
        assert dialog.form.typed()["cash"] == "40"
        await press(pilot, "end", "backspace", "backspace", *"60", "enter")
        top(app, FicheDesk)
    assert open_items.position(client).unpaid == 4_000


@pytest.mark.capability("doc-orders")
async def test_a_quote_becomes_an_order_which_goes_on(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    quote(ledger, client)
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        assert await press(pilot, "b") == "BC-2026-00001 is made of D-2026-00001."
        assert "go on with BC-2026-00001" in await press(pilot, "f")
        await to_tab(pilot, orders.TAB)
        assert "delivered" in await press(pilot, "s")
        await press(pilot, "s", "space", "enter")
        top(app, FicheDesk)
    assert [row.state for row in rows(client)] == [DocumentState.INVOICED]
    assert open_items.position(client).unpaid == 0


@pytest.mark.capability("doc-preps")
async def test_a_preparation_is_to_do_ready_handed_over(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with on_the_tab(session, client, preparations.TAB) as (pilot, _app):
        await press(pilot, "n", *"lait", "enter", "f9")
        assert "To do" in screen_text(_app)
        assert "ready" in await press(pilot, "s")
        await press(pilot, "s", "enter")
    (row,) = rows(client, DocumentKind.PREPARATION)
    assert (row.state, row.sale) == (DocumentState.HANDED_OVER, "V-2026-00001")


@pytest.mark.capability("doc-quote-filters")
async def test_the_list_is_narrowed_to_what_waits(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    first, second, _third = (quote(ledger, client, dirhams) for dirhams in (10, 20, 30))
    quote_verbs.sell(first, by=by_staff(session.staff))
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        assert "3 · 2 not invoiced" in screen_text(app)
        await press(pilot, "i")
        assert "2 of 3 · not invoiced" in screen_text(app)
        assert "D-2026-00001" not in screen_text(app)
        quote_verbs.refuse(second, "too dear", by=by_staff(session.staff))
        await press(pilot, "e", "down", "down", "enter")
        assert "1 of 3 · not ordered" in screen_text(app)


async def test_who_is_blocked_is_told_before_anything_is_typed(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    quote(ledger, client)
    row = clients.get(client)
    values = clients.fields_of(row)
    blocked = type(values)(**{n: getattr(values, n) for n in values.__slots__} | {"blocked": True})
    clients.edit(client, blocked, version=row.version, by=by_staff(session.staff))
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        for key in ("n", "f", "x", "s", "b"):
            assert "is blocked" in await press(pilot, key), key
            top(app, FicheDesk)


async def test_r_writes_the_paper_where_the_last_one_went(
    session: Session, ledger: Ledger, tmp_path: Path
) -> None:
    client = ledger.client()
    quote(ledger, client)
    preferences.remember(session.staff, papers.FOLDER, str(tmp_path))
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        await press(pilot, "r")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert beginnings(tmp_path) == [b"%PDF-"]


def beginnings(folder: Path) -> list[bytes]:
    return [path.read_bytes()[:5] for path in folder.glob("quote-D-*.pdf")]


async def test_c_makes_the_same_again_at_prices_of_today(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    quote_verbs.refuse(quote(ledger, client, 3), "too late", by=by_staff(session.staff))
    Product.update(price=150).execute()
    async with on_the_tab(session, client, quotes.TAB) as (pilot, _app):
        await press(pilot, "c", "f9")
    assert [(row.number, row.total) for row in rows(client)] == [
        ("D-2026-00002", 450),
        ("D-2026-00001", 300),
    ]


async def test_a_quote_half_entered_is_offered_again(session: Session, ledger: Ledger) -> None:
    client = ledger.client()
    async with on_the_tab(session, client, quotes.TAB) as (pilot, app):
        await press(pilot, "n", *"lait", "enter")
        await press(pilot, "escape", "g")
        top(app, FicheDesk)
        await press(pilot, "n")
        assert len(top(app, QuoteDesk).editor.basket.lines) == 1
        await press(pilot, "f9")
    assert [row.total for row in rows(client)] == [100]
