"""INV-44: no change of a price, a list, a rate, a client's conditions or a sentence touches a paper."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

import locales
from models.people.clients.details import ClientDetails
from models.people.tariffs.table import PriceList
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store.connection import transaction
from models.trade.catalogue.table import Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.documents import detail as documents
from models.trade.documents import quotes
from models.trade.global_invoices import detail as global_details
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices import exemption
from models.trade.prices.lines import NewLine
from models.trade.sales import detail as sale_detail
from models.trade.sales import verbs as sales
from models.trade.tariffs.table import AlcoholTax, ListPrice, PriceBreak
from printing.papers import document, global_invoice
from tests.asking import by_staff
from tests.models.conftest import Counter, file_counter

__all__ = ["file_counter"]
TextOf = Callable[[bytes], list[str]]


@pytest.fixture
def wine(file_counter: Counter) -> int:
    """A bottle at 120,00 with VAT, with its list, its price by quantity and its tax."""
    used = frozenset({Feature.TARIFFS, Feature.PROFESSIONALS, Feature.ALCOHOL_TAX})
    features.choose(used, seen=features.in_use(), by=by_staff(file_counter.staff))
    product = file_counter.product(12_000)
    with transaction():
        vat, made = Vat.create(name="20"), PriceList.create(name="Gros", name_key="gros")
        VatRate.create(vat=vat, since=date(2020, 1, 1), rate=2_000)
        Product.update(vat=vat, alcohol_degree=1_200, alcohol_volume=750).execute()
        ListPrice.create(price_list=made, product=product, price=10_800)
        PriceBreak.create(product=product, quantity=10_000, price=9_000)
        AlcoholTax.create(since=date(2020, 1, 1), amount=100_000)
    return product


def digests(papers: list[int], invoices: list[int], sold: list[int]) -> list[str]:
    """Of the bytes of each paper, and of what is kept of each sale."""
    drawn = [document.render(documents.paper(paper)) for paper in papers]
    drawn += [global_invoice.render(global_details.paper(invoice)) for invoice in invoices]
    lines = repr(sale_detail.lines(sold)).encode()
    return [sha256(each).hexdigest() for each in (*drawn, lines)]


def test_inv_44_what_was_issued_net_or_exempt_stays_the_same_bytes(
    file_counter: Counter, wine: int, in_french: None, text_of: TextOf
) -> None:
    asks, papers, invoices, sold = lambda: by_staff(file_counter.staff), [], [], []
    for known in ({"professional": True, "tax_exclusive": True}, {"vat_exempt": True}):
        client = file_counter.client(address="1 rue", city="Rabat", postal_code="10000")
        ClientDetails.delete().where(ClientDetails.client == client).execute()
        ClientDetails.create(client=client, price_list=PriceList.get(), uses_price_list=True, **known)
        lines = [NewLine(wine, 3_000, 1_000), NewLine(wine, 12_000)]
        papers.append(quotes.create(client, lines, by=asks()).id)
        sale = sales.sell(client, lines, by=asks()).id
        sold.append(sale)
        invoices.append(global_invoices.issue(client, [sale], by=asks()).id)
    locales.speak("fr")
    net, exempt = (document.render(documents.paper(paper)) for paper in papers)
    (shown,) = text_of(net)
    for said in ("PU HT", "Montant HT", "90,00", "243,00", "Taxe sur l’alcool", "Total HT", "hors taxes"):
        assert said in shown, said
    (shown,) = text_of(exempt)
    assert "Exonéré de TVA" in shown
    assert "TVA 0" not in shown
    before = digests(papers, invoices, sold)
    with transaction():
        Product.update(price=1, vat=None, alcohol_degree=0, name="Autre").execute()
        ListPrice.delete().execute()
        PriceBreak.delete().execute()
        AlcoholTax.update(amount=1).execute()
        VatRate.update(rate=1_000).execute()
        PriceList.update(name="Ailleurs").execute()
        ClientDetails.update(vat_exempt=False, tax_exclusive=False, uses_price_list=False).execute()
    exemption.choose("Autre phrase", seen="", by=asks())
    features.choose(frozenset(), seen=features.in_use(), by=asks())
    assert digests(papers, invoices, sold) == before
