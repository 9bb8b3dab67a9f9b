"""The invoice of a sale and the credit note of a return by the keys (doc-invoices, doc-credit-notes)."""

import csv
from pathlib import Path

import pytest

from locales import formats
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.people.staff.preferences import remember
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.trade.invoices import rows as invoices
from models.trade.invoices import verbs
from models.trade.invoices.states import InvoiceState
from models.trade.invoices.table import Invoice
from models.trade.returns import verbs as returns
from models.trade.sales.table import SaleLine
from models.values import Centimes
from tests.asking import by_staff
from tests.tui.clients.test_listing import opened
from tests.tui.clients.test_listing import said as shown
from tests.tui.fiche.fiche_ledger import Ledger, said, screen_text, to_tab, top
from tests.tui.hands import Hands, at_fiche, come_to, until
from tui.clients.address import AddressDialog
from tui.dialogs.choose import ChooseDialog
from tui.fiche.invoices import credit_notes
from tui.fiche.invoices import invoices as invoices_tab
from tui.fiche.returns import pane as returns_tab
from tui.fiche.sales import pane as sales_tab
from tui.fiche.sales.opened import SaleDialog
from tui.fiche.screen import FicheDesk
from tui.forms.form import Form
from tui.frame.session import Session
from tui.invoices.billing import BillDialog
from tui.invoices.desk import InvoiceFilterDialog, InvoicesDesk
from tui.invoices.opened import InvoiceOpened
from tui.parts.papers import FOLDER


def names_in(folder: Path, suffix: str) -> list[str]:
    return [path.name for path in folder.glob(f"*.{suffix}")]


def table_in(folder: Path) -> list[list[str]]:
    (path,) = folder.glob("*.csv")
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


@pytest.mark.capability("doc-invoices", "doc-status", "doc-credit-notes")
async def test_f_issues_the_invoice_once_and_the_list_says_where_it_stands(
    session: Session, tmp_path: Path
) -> None:
    remember(session.staff, FOLDER, str(tmp_path))
    ledger = Ledger(session)
    client = ledger.client()
    sale = ledger.sale(client, 5_000, days_ago=3)
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, sales_tab.TAB)
        await hands.press("f")
        top(hands.app, BillDialog)
        await hands.press("enter")
        await until(hands.pilot, lambda: "Written" in said(hands.app))
        assert names_in(tmp_path, "pdf") == ["invoice-FA-2026-00001-Martinez-Jeanne.pdf"]
        await hands.press("f")
        top(hands.app, ChooseDialog)
        assert "V-2026-00001 already has the invoice FA-2026-00001." in hands.prose
        await hands.press("escape", "enter")
        top(hands.app, SaleDialog)
        assert "FA-2026-00001 · issued" in hands.prose
        await hands.press("escape", "x", "a", "enter")
        assert "has the invoice FA-2026-00001, which stands" in hands.prose
        while not isinstance(hands.app.screen, FicheDesk):
            await hands.press("escape")

        await to_tab(hands.pilot, invoices_tab.TAB)
        await hands.press("s", "enter")
        assert "is noted as sent" in said(hands.app)
        row = invoices.of_operation(sale)
        assert row is not None
        assert row.state is InvoiceState.SENT
        await hands.press("enter")
        opened_ = top(hands.app, InvoiceOpened)
        assert "handed over" in hands.prose
        assert opened_.paper.row.number == "FA-2026-00001"
        await hands.press("escape")

        line = SaleLine.get(SaleLine.sale == sale)
        returns.take_back(sale, [(line.id, 1_000)], by=by_staff(session.staff))
        await to_tab(hands.pilot, returns_tab.TAB)
        await hands.press("f")
        top(hands.app, BillDialog).query_one(Form).go_to("then")
        await hands.press("right", "enter")
        await to_tab(hands.pilot, credit_notes.TAB)
        assert "AV-2026-00001" in screen_text(hands.app)


async def test_a_draft_waits_for_the_address_and_is_issued_or_dropped(session: Session) -> None:
    ledger = Ledger(session)
    client = ledger.client(address="", postal_code="", city="")
    first, second = (ledger.sale(client, total) for total in (5_000, 2_000))
    async with at_fiche(session, client) as hands:
        await to_tab(hands.pilot, invoices_tab.TAB)
        for which in ((), ("down",)):
            await hands.press("n", *which, "enter")
            top(hands.app, AddressDialog)
            await hands.press("escape")
            assert "Without the client’s address it stays a draft" in hands.prose
            await hands.press("enter")
        assert "draft" in screen_text(hands.app)
        await hands.press("x")
        top(hands.app, ChooseDialog)
        await hands.press("enter")
        assert "is dropped" in said(hands.app)
        await hands.press("f")
        top(hands.app, AddressDialog)
        await hands.press(*"8, rue Atlas", "enter", *"20000", "enter", *"Fes", "enter")
        top(hands.app, BillDialog).query_one(Form).go_to("then")
        await hands.press("right", "enter")
        assert "FA-2026-00001 is issued" in said(hands.app)
    states = [row.state if row else None for row in map(invoices.of_operation, (first, second))]
    assert sorted(states, key=str) == [None, InvoiceState.ISSUED]


async def test_a_professional_is_offered_the_invoice_after_the_sale_and_others_are_not(
    session: Session,
) -> None:
    ledger = Ledger(session)
    clinic = ledger.client("Clinique", "", professional=True)
    async with at_fiche(session, clinic) as hands:
        await hands.press("n", *"lait", "enter", "f9", "enter")
        top(hands.app, BillDialog)
        await hands.press("escape")
        top(hands.app, FicheDesk)
    async with at_fiche(session, ledger.client()) as hands:
        await hands.press("n", *"lait", "enter", "f9", "enter")
        top(hands.app, FicheDesk)
    assert not Invoice.select().exists()


@pytest.mark.capability("doc-invoices")
async def test_the_invoices_of_all_clients_are_narrowed_added_up_and_written(
    session: Session, tmp_path: Path
) -> None:
    remember(session.staff, FOLDER, str(tmp_path))
    ledger = Ledger(session)
    sales = [ledger.sale(ledger.client(name), total) for name, total in (("Alami", 5_000), ("Tazi", 2_000))]
    for sale in sales:
        verbs.issue(sale, by=by_staff(session.staff))
    used = features.in_use()
    features.choose(used | {Feature.DELIVERY}, seen=used, by=by_staff(session.staff))
    alami = Invoice.get(Invoice.operation == sales[0]).client_id
    sites.create(alami, SiteFields("Dépôt"), by=by_staff(session.staff))
    ledger.pay(Invoice.get(Invoice.operation == sales[1]).client_id, 2_000)
    async with opened(session, (100, 30)) as (pilot, desk):
        hands = Hands(pilot, desk.app)  # type: ignore[arg-type]
        await hands.press("ctrl+p", *"listing of inv", "enter")
        listing = await come_to(pilot, InvoicesDesk)
        await until(
            pilot, lambda: "invoiced 70.00, credited 0.00, unpaid 50.00" in shown(listing, ".narrowed")
        )
        await hands.press("ctrl+f")
        dialog = await come_to(pilot, InvoiceFilterDialog)
        dialog.query_one(Form).go_to("unpaid")
        await hands.press("space", "enter")
        await until(pilot, lambda: [row.name for row in listing.rows.window] == ["Alami Jeanne"])

        async def at_site(key: str, found: int) -> None:
            await hands.press("ctrl+f")
            (await come_to(pilot, InvoiceFilterDialog)).query_one(Form).go_to("site")
            await hands.press(key, "enter")
            await until(pilot, lambda: len(listing.rows.window) == found)
            assert ("Dépôt" in shown(listing, ".narrowed")) is (found == 0)

        await at_site("right", 0)
        await at_site("left", 1)
        await hands.press("f8")
        await come_to(pilot, ChooseDialog)
        await hands.press("down", "enter")
        await until(pilot, lambda: bool(names_in(tmp_path, "csv")))
        await hands.press("enter")
        await come_to(pilot, InvoiceOpened)
    assert [(row[1], row[8]) for row in table_in(tmp_path)[1:]] == [
        ("FA-2026-00001", formats.cell_amount(Centimes(5_000)))
    ]
