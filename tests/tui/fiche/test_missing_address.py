"""A client without an address, for whom a paper is made (fiche-address-prompt)."""

import json

import pytest

from messaging.directory import choices
from messaging.directory.choices import DirectoryChoice
from models.people.clients import verbs as clients
from models.trade.documents.table import Document
from models.trade.global_invoices.table import GlobalInvoice
from tests.asking import by_staff
from tests.directory import ATLAS_SHOP, directory
from tests.tui.fiche.fiche_ledger import Ledger, said, to_tab, top
from tests.tui.hands import at_fiche, until
from tui.clients.address import AddressDialog
from tui.fiche.documents import orders, quotes
from tui.fiche.documents.desk import OrderDesk, QuoteDesk
from tui.fiche.global_invoices import pane as global_invoices
from tui.fiche.global_invoices.new import NewGlobalInvoiceDialog
from tui.fiche.sales import pane as sales
from tui.fiche.screen import FicheDesk
from tui.frame.session import Session
from tui.invoices.billing import BillDialog


@pytest.mark.capability("fiche-address-prompt")
async def test_a_missing_address_is_asked_for_and_stands_in_the_fiche_and_on_the_paper(
    session: Session,
) -> None:
    ledger = Ledger(session)
    client = ledger.client(address="")
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, quotes.TAB)
        await hands.press("n")
        top(hands.app, AddressDialog)
        await hands.press("enter", "enter", "enter")
        assert "may not be empty" in hands.prose
        await hands.press(*"8, rue Atlas", "enter", *"2000")
        assert "usually five figures" in hands.prose
        await hands.press("0", "enter", *"Fes", "enter")
        top(hands.app, QuoteDesk)
        kept = clients.fields_of(clients.get(client))
        assert (kept.address, kept.postal_code, kept.city) == ("8, rue Atlas", "20000", "Fes")
        await hands.press(*"lait", "enter", "f9")
        top(hands.app, FicheDesk)
        await hands.press("b")
        top(hands.app, FicheDesk)
    papers = [json.loads(row.parties)["client"] for row in Document.select()]
    assert [paper["address"] for paper in papers] == [["8, rue Atlas", "20000 Fes"]] * 2


async def test_escape_goes_on_without_for_an_order_and_an_invoice_says_the_law(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client(city="Fès")
    ledger.sale(client, 1_000, days_ago=20)
    ledger.sale(client, 500)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, orders.TAB)
        await hands.press("n")
        assert "Esc goes on without." in hands.prose
        await hands.press("escape")
        top(hands.app, OrderDesk)
        await hands.press("escape")
        await to_tab(hands.pilot, global_invoices.TAB)
        await hands.press("n")
        assert "An invoice bears it (CGI, art. 145-III)." in hands.prose
        await hands.press("escape")
        top(hands.app, FicheDesk)
        assert "(CGI, art. 145-III): Martinez Jeanne has none" in said(hands.app)
        await hands.press("n", *"8, rue Atlas", "ctrl+s")
        top(hands.app, NewGlobalInvoiceDialog)
        await hands.press("t", "enter")
        top(hands.app, FicheDesk)
        await hands.press("n")
        top(hands.app, AddressDialog)
        assert "Esc goes on without." in hands.prose, "only the postcode is missing"
        await hands.press("escape", "escape")
        await to_tab(hands.pilot, sales.TAB)
        await hands.press("f")
        top(hands.app, AddressDialog)
        await hands.press("escape")
        top(hands.app, BillDialog)
    assert GlobalInvoice.select().count() == 1


async def test_the_directory_fills_in_the_address_of_a_company_that_it_knows(session: Session) -> None:
    client = Ledger(session).client(address="", professional=True, siret=ATLAS_SHOP)
    with directory() as running:
        wanted = DirectoryChoice(True, running.url)
        choices.choose(wanted, seen=choices.choice(), by=by_staff(session.staff))
        async with at_fiche(session, client) as hands:
            await to_tab(hands.pilot, quotes.TAB)
            await hands.press("n")
            dialog = top(hands.app, AddressDialog)
            await until(hands.pilot, lambda: dialog.form.value("city") != "")
            assert dialog.form.value("address").startswith("12 ")
            await hands.press("ctrl+s")
            top(hands.app, QuoteDesk)
    assert clients.get(client).postal_code == "69003"
