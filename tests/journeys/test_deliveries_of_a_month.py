"""A company with two sites, billed net from its price list: what is brought there in a month is signed for,
sold at once and invoiced, and the PDF of the invoice carries its XML.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import facturx
import pytest

from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.requests.by import By
from models.store import clock, settings
from models.trade.catalogue import vat
from models.trade.catalogue.table import Product
from models.trade.invoices import factur_x
from models.trade.invoices.table import Invoice
from models.trade.tariffs import list_prices, lists
from models.trade.tariffs.list_prices import ListPriceFields
from models.trade.tariffs.lists import PriceListFields
from models.values import Centimes
from tests.asking import by_staff
from tests.journeys.conftest import Open
from tests.journeys.keys import CTRL_S, DOWN, ENTER, F2, F9, RIGHT, TAB
from tests.models.conftest import Counter
from tests.models.pharmacy.test_parties import FRENCH
from tests.printing.einvoice.published_rules import faults

STREET = "3, rue de la Paix"


@pytest.fixture(autouse=True)
def back_home() -> Iterator[None]:
    yield
    clock.use_zone("")


@pytest.fixture
def pharmacy(tmp_path: Path, counter_on: Callable[[Any], Counter]) -> Path:
    """A pharmacy in France that delivers, with a company billed without VAT, for which a cream of 100.00
    costs 70.00 net.
    """
    database = tmp_path / "pharmacy.db"
    counter = counter_on(database)

    def asks() -> By:
        return by_staff(counter.staff)

    settings.keep_pharmacy(FRENCH)
    settings.take_time_zone()
    used = features.in_use()
    chosen = used | {Feature.DELIVERY, Feature.PROFESSIONALS, Feature.TARIFFS}
    features.choose(chosen, seen=used, by=asks())
    factur_x.choose(True, seen=False, by=asks())
    of_20 = vat.create("20", 2_000, date(2020, 1, 1), by=asks())
    cream = counter.product(12_000)
    Product.update(vat=of_20).where(Product.id == cream).execute()
    contract = lists.create(PriceListFields("Contrat", with_vat=False), by=asks())
    list_prices.add(contract, ListPriceFields(cream, price=Centimes(7_000)), by=asks())
    billed = {"professional": True, "tax_exclusive": True, "siret": "55210055400013"}
    priced = {"price_list": contract, "uses_price_list": True}
    company = counter.client("CLINIQUE", "Atlas", address="", **billed, **priced)
    where = {"address": STREET, "postal_code": "75002", "city": "Paris"}
    for name in ("Siège", "Bloc B"):
        sites.create(company, SiteFields(name, **where), by=asks())
    return database


def test_notes_of_two_sites_become_one_sale_and_one_invoice_with_its_xml(
    pharmacy: Path, at_the_list: Open, home: Path
) -> None:
    year = clock.today().year
    desk = at_the_list(pharmacy)
    desk.press("clin", ENTER).see("CLINIQUE Atlas", "Sales")
    desk.press("g").see("Go to").press("deli", ENTER).see("F2 makes the first one")
    desk.press(F2).see("The address is missing", "Esc goes on without.")
    desk.press(STREET, ENTER, "75002", ENTER, "Paris", ENTER).see("New delivery note")
    for number, place in ((f"BL-{year}-00001", "Siège"), (f"BL-{year}-00002", "Bloc B")):
        if place == "Bloc B":
            desk.press(F2)
        desk.see("New delivery note", "Siège").press("prod", ENTER).see("70.00", "84.00 €")
        if place == "Bloc B":
            desk.press(TAB, TAB, RIGHT).see("‹Bloc B›")
        desk.press(F9).see(number).gone("New delivery note")
        desk.press("s").see("Delivered:").press("Mme Sebti", CTRL_S).see("is delivered").gone("Refused at")
    desk.press("t").see("2 ticked", "168.00")
    desk.press("f").see("2 delivery notes become one sale").press(CTRL_S)
    desk.see(f"Invoice of V-{year}-00001", "It takes its number today").gone("Without Factur-X").press(CTRL_S)
    desk.see("Written:")

    company, invoice = Client.get(), Invoice.get()
    kept, billed = clients.fields_of(company), json.loads(invoice.parties)["client"]
    assert (kept.address, kept.postal_code, kept.city) == (STREET, "75002", "Paris")
    assert billed["address"] == [STREET, "75002 PARIS"]
    (paper,) = home.rglob("*.pdf")
    _, xml = facturx.get_xml_from_pdf(paper.read_bytes())
    assert faults(xml) == []
    for said in (invoice.number, STREET, "GrandTotalAmount>168.00", "TaxBasisTotalAmount>140.00"):
        assert said in xml.decode()

    desk.press("g").see("Go to").press("invoices", ENTER).see(invoice.number, "Unpaid only")
    desk.press("w").see("Own address").press(DOWN).see("▌Own").press(ENTER).see("None of these")
    desk.press("w").see("Own address").press(DOWN, DOWN).see("▌Siège").press(ENTER)
    desk.see("1 of 1 · Siège", invoice.number)
