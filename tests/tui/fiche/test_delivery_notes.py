"""Bons de livraison by keyboard: made, signed for, ticked and sold together; and the list to deliver."""

from pathlib import Path

import pytest

from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.people.staff import preferences
from models.trade.documents import delivery_notes as notes
from models.trade.documents import orders as order_verbs
from models.trade.documents.listing import DocumentListing
from models.trade.documents.table import DocumentKind, DocumentState
from models.trade.prices.lines import NewLine
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import at_fiche, until
from tui.dialogs.choose import ChooseDialog
from tui.fiche.documents import delivery_notes, orders, pro_formas, quotes
from tui.fiche.documents.delivering import DeliveryNoteDialog, SignedDialog
from tui.fiche.documents.desk import DeliveryNoteDesk
from tui.fiche.documents.opened import DocumentOpened
from tui.fiche.documents.to_deliver import ToDeliverDesk
from tui.fiche.sales import pane as sales
from tui.fiche.sales.payment import SalePaymentDialog
from tui.fiche.screen import FicheDesk
from tui.frame.screens import new_screen
from tui.frame.session import Session
from tui.parts import papers


@pytest.mark.usefixtures("everything_on")
@pytest.mark.capability("doc-delivery")
@pytest.mark.capability("doc-filters")
async def test_an_order_and_a_note_are_signed_for_and_become_one_sale(
    session: Session, tmp_path: Path
) -> None:
    ledger = Ledger(session)
    who = session.staff
    driver = references.create(ReferenceKind.COURIER, ReferenceFields("Brahim"), by=by_staff(who))
    client = ledger.client("Clinique", "Atlas", address="1, rue A", postal_code="10000", courier=driver)
    sites.create(client, SiteFields("Dépôt", city="Rabat"), by=by_staff(who))
    order = [NewLine(ledger.milk, 70_000)]
    order_verbs.create(client, order, by=by_staff(who))
    preferences.remember(who, papers.FOLDER, str(tmp_path))
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, orders.TAB, "b")
        top(hands.app, DeliveryNoteDialog)
        assert "Brahim" in hands.prose
        await hands.press("ctrl+s")
        assert said(hands.app) == "BL-2026-00001 is made of BC-2026-00001."
        assert "BL-2026-00001" in hands.line("BC-2026-00001")

        await to_tab(hands.pilot, delivery_notes.TAB, "n")
        top(hands.app, DeliveryNoteDesk)
        assert "Dépôt" in screen_text(hands.app)
        await hands.press("l", "a", "i", "t", "enter", "f9")
        top(hands.app, FicheDesk)
        assert "Dépôt" in hands.line("BL-2026-00002")
        await hands.press("f")
        assert said(hands.app) == "BL-2026-00002 must be delivered before it is invoiced."
        for _ in range(2):
            await hands.press("s")
            top(hands.app, SignedDialog)
            await hands.press("ctrl+s")
            top(hands.app, SignedDialog)  # nobody signed
            await hands.fill("received_by", "Mme Sebti")
            await hands.fill("at", "17h05")
            await hands.press("ctrl+s", "down")
        await hands.press("t")
        assert "2 ticked · 71.00" in screen_text(hands.app)
        await hands.press("f")
        assert "2 delivery notes become one sale" in hands.prose
        top(hands.app, SalePaymentDialog)
        await hands.press("ctrl+s")
        rows = DocumentListing(client, DocumentKind.DELIVERY_NOTE).read(5)
        assert {(row.state, row.sale) for row in rows} == {(DocumentState.INVOICED, "V-2026-00001")}
        assert ledger.owes(client) == (7_100, 0, 7_100)
        await hands.press("t")
        assert "ticked" not in screen_text(hands.app), "what is sold is not ticked again"
        await hands.press("enter")
        top(hands.app, DocumentOpened)
        assert "Mme Sebti, 12/11/2026 17:05" in hands.prose
        await hands.press("escape", "r")
        top(hands.app, ChooseDialog)
        await hands.press("enter")
        await until(hands.pilot, lambda: bool(list(tmp_path.glob("delivery-note-BL-2026-0000*.pdf"))))

        await hands.press("w", "down", "enter")
        assert "Own address" in hands.line("Delivery notes")
        for tab, found in ((sales.TAB, "V-2026-00001"), (orders.TAB, "BC-2026-00001")):
            await to_tab(hands.pilot, tab, "w", "end", "enter")
            assert "Dépôt" in screen_text(hands.app)
            assert (found in screen_text(hands.app)) == (tab is sales.TAB), "the order names no site"


@pytest.mark.usefixtures("everything_on")
@pytest.mark.capability("doc-proforma")
async def test_a_pro_forma_is_ordered_and_what_goes_out_today_is_listed_by_courier(
    session: Session, tmp_path: Path
) -> None:
    ledger = Ledger(session)
    who = session.staff
    driver = references.create(ReferenceKind.COURIER, ReferenceFields("Brahim"), by=by_staff(who))
    client = ledger.client("Clinique", "Atlas", address="1, rue A", postal_code="10000")
    milk = [NewLine(ledger.milk, 5_000)]
    for courier in (driver, None):
        notes.create(client, milk, courier=courier, by=by_staff(who))
    preferences.remember(who, papers.FOLDER, str(tmp_path))
    async with at_fiche(session, client, (120, 40)) as hands:
        await to_tab(hands.pilot, pro_formas.TAB, "n")
        await hands.press("l", "a", "i", "t", "enter", "f9")
        assert "PF-2026-00001" in screen_text(hands.app)
        await hands.press("b")
        assert said(hands.app) == "BC-2026-00001 is made of PF-2026-00001."
        assert "Ordered" in hands.line("PF-2026-00001")
        await hands.press("f")
        assert "PF-2026-00001 was ordered" in said(hands.app)
        await to_tab(hands.pilot, quotes.TAB, "w", "escape")

        hands.app.push_screen(new_screen("deliveries"))
        await hands.pilot.pause()
        desk = top(hands.app, ToDeliverDesk)
        assert [row.number for row in desk.found] == ["BL-2026-00002", "BL-2026-00001"]
        await hands.press("c", "end", "enter")
        assert [row.number for row in desk.found] == ["BL-2026-00001"]
        await hands.press("p")
        await until(hands.pilot, lambda: bool(list(tmp_path.glob("To_deliver*.pdf"))))
        await hands.press("s")
        await hands.fill("received_by", "Mme Sebti")
        await hands.press("ctrl+s")
        assert desk.found == []
        assert "Nothing is to be delivered" in screen_text(hands.app)
        await hands.press("left")
        assert "11" in hands.line("To deliver")
