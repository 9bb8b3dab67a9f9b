"""Invoices that carry their XML: which do, what one lacks for it, and that the XML says what was sold."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import facturx
import pytest

from locales import speaking
from models.money.ledger.accounts import PaymentMode
from models.people.clients import verbs as clients
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock, settings
from models.trade.catalogue import vat
from models.trade.catalogue.table import Product, ProductKind
from models.trade.documents import delivery_sales, invoiced
from models.trade.invoices import detail as invoice_detail
from models.trade.invoices import factur_x
from models.trade.invoices import verbs as invoices
from models.trade.invoices.factur_x import Lack, Nature
from models.trade.invoices.terms import Terms
from models.trade.prices.lines import NewLine
from models.trade.returns import verbs as returns
from models.trade.sales import verbs as sales
from models.trade.sales.table import SaleLine
from models.values import Centimes
from printing.einvoice import cii, from_paper
from printing.einvoice.invoice import Invoice, Process, VatCategory
from printing.papers import invoice as printed
from printing.papers import priced
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.pharmacy.test_parties import FRENCH
from tests.models.trade.documents.test_delivery_notes import delivered
from tests.printing.einvoice.published_rules import faults

IN_PARIS: dict[str, Any] = {
    "professional": True,
    "siret": "55210055400013",
    "address": "3, rue de la Paix",
    "postal_code": "75002",
    "city": "Paris",
}
IN_SPAIN = IN_PARIS | {
    "siret": "",
    "postal_code": "28013",
    "city": "Madrid",
    "country": "Espagne",
    "vat_number": "ESA28015865",
}


@pytest.fixture(autouse=True)
def back_home() -> Iterator[None]:
    yield
    clock.use_zone("")


def begin(counter: Counter) -> dict[int, int]:
    """A pharmacy in France that deals with professionals and chose Factur-X; its VATs by rate."""
    settings.keep_pharmacy(FRENCH)
    settings.take_time_zone()
    used = features.in_use()
    features.choose(used | {Feature.PROFESSIONALS}, seen=used, by=by_staff(counter.staff))
    factur_x.choose(True, seen=False, by=by_staff(counter.staff))
    since = date(2020, 1, 1)
    return {
        rate: vat.create(f"{rate}", rate, since, by=by_staff(counter.staff))
        for rate in (210, 550, 1000, 2000)
    }


def sell(counter: Counter, client: int, vats: dict[int, int], *, cash: int = 0, service: bool = False) -> int:
    """A sale at each rate: a fraction, a discount, and a price of which no net makes up the gross."""
    lines = []
    for rate, price, quantity, discount in (
        (210, 218, 3_000, 0),
        (550, 1_990, 2_500, 1_000),
        (2_000, 906, 1_000, 0),
        (2_000, 4_999, 1_000, 333),
    ):
        product = counter.product(price)
        Product.update(vat=vats[rate], fractional=True).where(Product.id == product).execute()
        lines.append(NewLine(product, quantity, discount))
    if service:
        Product.update(kind=ProductKind.SERVICE).where(Product.id == lines[0].product).execute()
    paid = {PaymentMode.CASH: Centimes(cash)} if cash else {}
    return sales.sell(client, lines, paid=paid, by=by_staff(counter.staff)).id


def issued(counter: Counter, operation: int) -> tuple[invoice_detail.InvoicePaper, Invoice]:
    """What was issued, and its XML, which breaks no published rule."""
    paper = invoice_detail.paper(invoices.issue(operation, by=by_staff(counter.staff)).id)
    assert paper.terms.factur_x is not None
    made = from_paper.invoice(paper, paper.terms.factur_x)
    assert faults(cii.write(made)) == []
    assert made.totals.payable == paper.then.remaining
    assert made.totals.payable + made.totals.paid == paper.row.total
    return paper, made


def test_what_was_sold_stands_in_the_xml_to_the_centime(file_counter: Counter) -> None:
    counter, vats = file_counter, begin(file_counter)
    with_vat, without = counter.client(**IN_PARIS), counter.client(**IN_PARIS, tax_exclusive=True)

    paper, made = issued(counter, sell(counter, with_vat, vats, cash=1_000))
    assert (made.process, made.totals.paid) == (Process.GOODS, 1_000)
    assert made.buyer.siren == "552100554"
    for share, group in zip(paper.shares, made.vat, strict=True):
        assert (group.rate, group.basis) == (share.rate, share.net)
        assert abs(int(group.vat - share.vat)) <= 1
    total_vat = sum(int(share.vat) for share in paper.shares)
    assert made.totals.rounding == total_vat - made.totals.vat == 1
    paper, made = issued(counter, sell(counter, with_vat, vats, cash=int(paper.row.total)))
    assert (made.process, made.totals.payable) == (Process.GOODS, 0), "B2 knows no rounding"

    paper, made = issued(counter, sell(counter, without, vats, service=True))
    assert (made.process, made.totals.rounding) == (Process.BOTH, 0)
    assert [(one.basis, one.vat) for one in made.vat] == [(one.net, one.vat) for one in paper.shares]

    sale = sell(counter, without, vats)
    total = invoices.issue(sale, by=by_staff(counter.staff)).total
    line = SaleLine.get(SaleLine.sale == sale, SaleLine.quantity == 2_500)
    paper, made = issued(counter, returns.take_back(sale, [(line.id, 700)], by=by_staff(counter.staff)).id)
    assert paper.corrects is not None
    assert (made.preceding[0].number, made.lines[0].quantity) == (paper.corrects.number, 700)

    paper, made = issued(counter, sell(counter, without, vats, cash=int(total)))
    assert (made.process, made.totals.payable) == (Process.BOTH_PAID, 0)


def test_bt_16_the_delivery_note_is_named_where_there_is_one(file_counter: Counter) -> None:
    begin(file_counter)
    client = file_counter.client(**IN_PARIS)
    named = []
    for count in (1, 2):
        notes = [delivered(file_counter, client, 1_000) for _ in range(count)]
        sale = delivery_sales.sell(notes, by=by_staff(file_counter.staff)).id
        paper = invoiced.paper(invoices.issue(sale, by=by_staff(file_counter.staff)).id)
        assert paper.terms.factur_x is not None
        xml = cii.write(from_paper.invoice(paper, paper.terms.factur_x))
        assert faults(xml) == []
        named.append(
            re.findall("DespatchAdviceReferencedDocument><ram:IssuerAssignedID>([^<]+)", xml.decode())
        )
    assert named == [["BL-2026-00001"], []]


def test_who_pays_no_vat_has_the_reason_in_the_xml(file_counter: Counter) -> None:
    counter, vats = file_counter, begin(file_counter)
    for fields, category in ((IN_PARIS, VatCategory.EXEMPT), (IN_SPAIN, VatCategory.INTRA_COMMUNITY)):
        client = counter.client(**fields, vat_exempt=True)
        _paper, made = issued(counter, sell(counter, client, vats))
        (group,) = made.vat
        assert (group.category, group.vat) == (category, 0)
        assert group.reason


def test_what_an_invoice_lacks_is_said_before_and_it_is_issued_as_a_paper(counter: Counter) -> None:
    vats = begin(counter)
    by = by_staff(counter.staff)
    whole = counter.client(**IN_PARIS)

    def lacks(client: int) -> list[Lack] | None:
        sale = sell(counter, client, vats)
        said = invoices.lacking(sale)
        paper = invoice_detail.paper(invoices.issue(sale, by=by_staff(counter.staff)).id)
        assert (paper.terms.factur_x is Nature.GOODS) is (said == [])
        return said

    assert lacks(whole) == []
    assert lacks(counter.client(**IN_PARIS | {"siret": ""})) == [Lack.CLIENT_SIREN]
    assert lacks(counter.client(**IN_SPAIN | {"vat_number": ""})) == [Lack.CLIENT_VAT]
    assert lacks(counter.client(**IN_SPAIN | {"country": "Maroc"})) == [Lack.CLIENT_COUNTRY]
    assert lacks(counter.client(**IN_PARIS | {"professional": False})) is None
    vat.set_rate(vats[2_000], 1_400, clock.today(), seen=None, by=by)
    assert lacks(whole) == [Lack.RATE]
    settings.keep_pharmacy(replace(FRENCH, siret="", vat_number="", city=""))
    assert lacks(whole) == [Lack.PHARMACY_SIRET, Lack.PHARMACY_VAT, Lack.PHARMACY_ADDRESS, Lack.RATE]
    clock.use_zone("")
    assert lacks(whole) is None, "a pharmacy in Morocco"


def test_a_credit_note_of_a_sale_without_an_invoice_has_no_invoice_to_name(counter: Counter) -> None:
    vats = begin(counter)
    sale = sell(counter, counter.client(**IN_PARIS), vats)
    line = SaleLine.get(SaleLine.sale == sale)
    back = returns.take_back(sale, [(line.id, 1_000)], by=by_staff(counter.staff)).id
    assert invoices.lacking(back) == [Lack.CORRECTED]


def test_inv_44_what_is_changed_later_changes_no_byte(file_counter: Counter) -> None:
    counter, vats = file_counter, begin(file_counter)
    client = counter.client(**IN_PARIS)
    paper, made = issued(counter, sell(counter, client, vats))
    pdf = printed.render(paper)
    assert facturx.get_xml_from_pdf(pdf) == ("factur-x.xml", cii.write(made))
    factur_x.choose(False, seen=True, by=by_staff(counter.staff))
    row = clients.get(client)
    moved = replace(clients.fields_of(row), city="Lyon", siret="")
    clients.edit(client, moved, version=row.version, by=by_staff(counter.staff))
    assert printed.render(invoice_detail.paper(paper.row.key)) == pdf
    assert facturx.get_xml_from_pdf(printed.render(replace(paper, terms=Terms()))) == (False, False)


def test_the_paper_says_the_centime_that_the_xml_says_apart_and_is_in_euros(file_counter: Counter) -> None:
    counter, vats = file_counter, begin(file_counter)
    paper, made = issued(counter, sell(counter, counter.client(**IN_PARIS), vats))
    assert made.totals.rounding == 1
    other = replace(paper, terms=Terms(), pharmacy=replace(paper.pharmacy, country="MA"))
    with speaking("fr"):
        drawn, plain = printed.drawn(paper), printed.drawn(other)
        assert drawn.mentions[-1] == "Factur-X (EN 16931) : TVA 12,02, arrondi 0,01."
        assert not any("Factur-X" in said for said in plain.mentions)
        assert "Montants en euros (€)" in priced.pages(drawn)[0]
        assert "Montants en dirhams (DH)" in priced.pages(plain)[0]
