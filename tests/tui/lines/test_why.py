"""`=` says why a line costs what it costs; who is billed without VAT sees net prices, and VAT below them."""

from datetime import date

import pytest

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.people.clients.details import ClientDetails
from models.people.tariffs.table import PriceList
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store.connection import transaction
from models.trade.catalogue.table import Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.invoices import verbs as invoices
from models.trade.tariffs.table import AlcoholTax, ListPrice
from tests.asking import by_staff
from tests.tui.fiche.fiche_ledger import Ledger, screen_text
from tests.tui.fiche.selling import CREAM, selling, stocked
from tui.fiche.sales.opened import SaleDialog
from tui.frame.session import Session
from tui.invoices.opened import InvoiceOpened
from tui.lines.explained import ExplainedDialog


@pytest.fixture
def ledger(session: Session) -> Ledger:
    return stocked(session)


@pytest.mark.capability("fiche-ht")
async def test_a_desk_shows_net_prices_to_who_is_billed_without_vat_and_says_why_they_are_so(
    session: Session, ledger: Ledger
) -> None:
    client = ledger.client()
    used = frozenset({Feature.TARIFFS, Feature.PROFESSIONALS, Feature.ALCOHOL_TAX})
    features.choose(used, seen=features.in_use(), by=by_staff(session.staff))
    with transaction():
        vat, made = Vat.create(name="20"), PriceList.create(name="Cliniques", name_key="cliniques")
        VatRate.create(vat=vat, since=date(2020, 1, 1), rate=2_000)
        cream = Product.get(Product.bar_code == CREAM)
        Product.update(vat=vat, alcohol_degree=1_000, alcohol_volume=100).where(
            Product.id == cream.id
        ).execute()
        AlcoholTax.create(since=date(2020, 1, 1), amount=120_000)
        ListPrice.create(price_list=made, product=cream, price=4_800)
        ClientDetails.create(
            client=client, professional=True, tax_exclusive=True, price_list=made, uses_price_list=True
        )
    async with selling(session, client) as till:
        await till.type("3*creme", "enter")
        await till.type("10%", "enter")
        shown = screen_text(till.app)
        assert "Net price" in shown
        for figure in (
            "40.00",
            "108.00",
            "Tax on alcohol 30.00",
            "Without VAT 138.00",
            "VAT 20% 27.60",
            "165.60",
        ):
            assert figure in shown.replace(" %", "%").replace(",", "."), figure
        assert till.total == 16_560
        await till.press("=")
        why = screen_text(till.app)
        assert isinstance(till.app.screen, ExplainedDialog)
        for said in (
            "Price list Cliniques",
            "48",
            "10%, typed",
            "Tax on alcohol",
            "added once",
        ):
            assert said in why, said
        await till.press("escape", "f9")
        await till.type("165,60", "enter")
        await till.app.push_screen(SaleDialog(Operation.get(Operation.kind == OperationKind.SALE).id))
        await till.press()
        assert "Without VAT" in screen_text(till.app)
        await till.press("=")
        assert "Cliniques" in screen_text(till.app)
        await till.press("escape", "escape")
        issued = invoices.issue(
            Operation.get(Operation.kind == OperationKind.SALE).id, by=by_staff(session.staff)
        )
        await till.app.push_screen(InvoiceOpened(issued.id))
        await till.press()
        shown = screen_text(till.app).replace(",", ".")
        for said in ("Tax on alcohol", "30.00", "27.60", "Total · With VAT"):
            assert said in shown, said
