"""What a price is made of (X17): list, quantity, one discount, VAT and the tax on alcohol."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.doctor.trade import net_prices
from models.people.categories.table import ClientCategory
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client
from models.people.tariffs.table import CrossDiscount, PriceList
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock
from models.trade.bulk.verbs import Journal
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.documents import quotes
from models.trade.documents.table import DocumentLine
from models.trade.prices import lines
from models.trade.prices.amounts import VatBasis, alcohol_net, shown_amount
from models.trade.prices.discounts import DefaultDiscount, DiscountForbidden, DiscountReason
from models.trade.prices.lines import COLUMNS, NewLine, PricedLine
from models.trade.prices.sources import PriceSource
from models.trade.sales.table import SaleLine
from models.trade.tariffs.table import AlcoholTax, CrossDiscountRate, ListPrice, PriceBreak
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.statements import counted

OWN, OF_CATEGORY = 9_000, 8_500


class Shop:
    """A product at 100,00 with VAT at 20 %, a client in a category, and what both may be given."""

    def __init__(self, counter: Counter) -> None:
        used = frozenset({Feature.TARIFFS, Feature.CATEGORIES, Feature.PROFESSIONALS, Feature.ALCOHOL_TAX})
        features.choose(used, seen=features.in_use(), by=by_staff(counter.staff))
        self.counter, self.client, self.product = counter, counter.client(), counter.product(10_000)
        self.category = Category.get().id
        vat = Vat.create(name="Normal")
        VatRate.create(vat=vat, since=date(2020, 1, 1), rate=2_000)
        Product.update(vat=vat, fractional=True).execute()
        self.group = ClientCategory.create(name="Pros", name_key="pros").id
        Client.update(category=self.group).execute()

    def lists(self, *, used: bool = True, with_vat: bool = True, price: int = OWN) -> None:
        """The client's own list, and another one of their category."""
        for number, (name, amount) in enumerate((("own", price), ("category", OF_CATEGORY)), 1):
            PriceList.create(id=number, name=name, name_key=name, with_vat=with_vat)
            ListPrice.create(price_list=number, product=self.product, price=amount)
        ClientCategory.update(price_list=2).execute()
        self.fiche(price_list=1, uses_price_list=used)

    def fiche(self, **known: Any) -> None:
        if not ClientDetails.update(known).where(ClientDetails.client == self.client).execute():
            ClientDetails.create(client=self.client, **known)

    def cheaper(self, quantity: int, price: int) -> None:
        PriceBreak.create(product=self.product, quantity=quantity, price=price)

    def cross(self, rate: int, *, own: int | None = None) -> None:
        table = CrossDiscount.create(name="Cross", name_key="cross")
        CrossDiscountRate.create(cross_discount=table, category=self.category, rate=rate)
        if own is not None:
            row = {"client_category": self.group, "category": self.category, "rate": own}
            CrossDiscountRate.create(cross_discount=table, **row)
        self.fiche(cross_discount=table)

    def wine(self, tax: int = 100_000) -> None:
        """75 cl at 12 %: 0,09 litre of pure alcohol."""
        Product.update(alcohol_degree=1_200, alcohol_volume=750).execute()
        AlcoholTax.create(since=date(2020, 1, 1), amount=tax)

    def priced(self, quantity: int = 1_000, discount: int | None = None) -> PricedLine:
        asked = NewLine(self.product, quantity, discount)
        (line,) = lines.price(self.client, [asked], clock.today())
        journal = Journal()
        journal.read([self.client])
        assert journal.priced(self.client, [asked]) == [line], "many sales at once have the same prices"
        return line


@pytest.fixture
def shop(counter: Counter) -> Shop:
    return Shop(counter)


def from_where(line: PricedLine) -> tuple[int, PriceSource, int | None]:
    return int(line.unit_price), line.price_source, line.price_list_id


@pytest.mark.capability("fiche-tariff")
def test_the_clients_list_goes_before_that_of_their_category(shop: Shop) -> None:
    """fiche-tariff: only while the box is ticked"""
    assert from_where(shop.priced()) == (10_000, PriceSource.CATALOGUE, None)
    shop.lists(used=False)
    assert from_where(shop.priced()) == (OF_CATEGORY, PriceSource.CATEGORY_LIST, 2)
    shop.fiche(uses_price_list=True)
    assert from_where(shop.priced()) == (OWN, PriceSource.LIST, 1)
    shop.fiche(uses_price_list=False, no_price_breaks=True)
    assert from_where(shop.priced()) == (OF_CATEGORY, PriceSource.CATEGORY_LIST, 2)
    ClientCategory.update(retired=True).execute()
    assert from_where(shop.priced()) == (10_000, PriceSource.CATALOGUE, None)


def test_a_list_with_a_percentage_is_a_price_and_no_discount(shop: Shop) -> None:
    """X17: the one discount comes on top"""
    shop.lists()
    ListPrice.update(price=None, rate=1_500).where(ListPrice.price_list == 1).execute()
    DefaultDiscount.create(client=shop.client, rate=1_000)
    line = shop.priced()
    assert from_where(line) == (8_500, PriceSource.LIST, 1)
    assert (line.discount_reason, line.amount) == (DiscountReason.PERMANENT, 7_650)


@pytest.mark.capability("fiche-no-degressive")
def test_a_lower_price_for_so_many_goes_before_any_list_unless_the_client_has_none(shop: Shop) -> None:
    """article-degressive, fiche-no-degressive"""
    shop.cheaper(5_000, 9_500)
    shop.cheaper(10_000, 8_800)
    assert [int(shop.priced(many).unit_price) for many in (4_999, 5_000, 9_999, 10_000)] == [
        *(10_000, 9_500, 9_500, 8_800)
    ]
    shop.lists()
    assert from_where(shop.priced(5_000)) == (OWN, PriceSource.LIST, 1), "95,00 is not lower than 90,00"
    assert from_where(shop.priced(10_000)) == (8_800, PriceSource.BREAK, None)
    shop.fiche(no_price_breaks=True)
    assert from_where(shop.priced(10_000)) == (OWN, PriceSource.LIST, 1)


@pytest.mark.capability("disc-cross")
def test_one_discount_the_first_that_applies(shop: Shop) -> None:
    """X8, X17, disc-cross: typed, category, cross, permanent, category of clients"""
    ClientCategory.update(discount=100).execute()
    found = [shop.priced()]
    DefaultDiscount.create(client=shop.client, rate=200)
    found.append(shop.priced())
    shop.cross(300)
    found.append(shop.priced())
    DefaultDiscount.create(client=shop.client, category=shop.category, rate=400)
    found += [shop.priced(), shop.priced(discount=500)]
    assert [(line.discount, line.discount_reason) for line in found] == [
        (100, DiscountReason.CLIENT_CATEGORY),
        (200, DiscountReason.PERMANENT),
        (300, DiscountReason.CROSS),
        (400, DiscountReason.CATEGORY),
        (500, DiscountReason.MANUAL),
    ]


def test_a_cross_discount_of_the_clients_category_goes_before_that_for_all_also_at_nothing(
    shop: Shop,
) -> None:
    DefaultDiscount.create(client=shop.client, rate=200)
    shop.cross(300, own=0)
    assert (shop.priced().discount, shop.priced().discount_reason) == (0, DiscountReason.NONE)


@pytest.mark.capability("disc-forbidden")
def test_what_is_sold_without_discount_has_its_list_price_and_a_regulated_one_nothing(shop: Shop) -> None:
    """disc-forbidden"""
    shop.lists()
    shop.cheaper(2_000, 8_000)
    shop.cross(300)
    Category.update(discount_forbidden=True).execute()
    assert (int(shop.priced(2_000).unit_price), shop.priced().discount) == (8_000, 0)
    with pytest.raises(DiscountForbidden):
        shop.priced(discount=100)
    Category.update(discount_forbidden=False, regulated=True).execute()
    assert from_where(shop.priced(2_000)) == (10_000, PriceSource.CATALOGUE, None)
    assert shop.priced().discount == 0


@pytest.mark.capability("fiche-ht")
def test_a_professional_billed_without_vat_pays_the_net_price_of_a_list_as_it_stands_there(
    shop: Shop,
) -> None:
    shop.lists(with_vat=False, price=7_777)
    shop.fiche(professional=True, tax_exclusive=True)
    line = shop.priced(3_000)
    assert (line.vat_basis, line.net_price, line.net, line.amount) == (VatBasis.ADDED, 7_777, 23_331, 27_997)
    shop.fiche(tax_exclusive=False)
    assert shop.priced().vat_basis is VatBasis.INCLUDED
    shop.fiche(tax_exclusive=True, professional=False)
    assert shop.priced().vat_basis is VatBasis.INCLUDED, "only a professional is"


@pytest.mark.capability("fiche-vat-exempt")
def test_an_exempt_client_pays_no_vat(shop: Shop) -> None:
    shop.fiche(vat_exempt=True, professional=True, tax_exclusive=True)
    line = shop.priced(2_000)
    assert (line.vat_basis, line.vat_rate, line.unit_price) == (VatBasis.EXEMPT, 0, 8_333)
    assert line.amount == line.net == 16_666


@pytest.mark.capability("fiche-alcohol-exempt")
def test_the_tax_on_alcohol_is_within_the_amount_and_no_discount_lowers_it(shop: Shop) -> None:
    shop.wine()
    line = shop.priced(2_000, discount=1_000)
    assert (line.alcohol_tax, line.amount) == (18_000, 18_000 + 18_000)
    shop.fiche(professional=True, tax_exclusive=True)
    line = shop.priced(1_000)
    assert (line.net, alcohol_net(line), line.amount) == (8_333 + 7_500, 7_500, 19_000)
    shop.fiche(alcohol_tax_exempt=True)
    assert (shop.priced().alcohol_tax, shop.priced().amount) == (0, 10_000)


def test_what_is_switched_off_counts_for_nothing(shop: Shop) -> None:
    shop.lists()
    shop.cheaper(1_000, 5_000)
    shop.cross(300)
    shop.wine()
    shop.fiche(vat_exempt=True)
    features.choose(frozenset(), seen=features.in_use(), by=by_staff(shop.counter.staff))
    line = shop.priced()
    assert from_where(line) == (10_000, PriceSource.CATALOGUE, None)
    assert (line.vat_basis, line.discount, line.alcohol_tax, line.amount) == (VatBasis.INCLUDED, 0, 0, 10_000)


def test_who_has_none_of_it_asks_nothing_more(shop: Shop) -> None:
    """Products, rates, conditions; and where something is, what it says."""
    lines.price(shop.client, [NewLine(shop.product)], clock.today())
    shop.fiche(birth_date=date(1980, 1, 1))
    with counted() as run:
        lines.price(shop.client, [NewLine(shop.product)] * 5, clock.today())
    assert len(run) == 3
    shop.lists()
    shop.cheaper(1_000, 5_000)
    shop.wine()
    shop.priced()
    with counted() as run:
        lines.price(shop.client, [NewLine(shop.product)] * 5, clock.today())
    assert len(run) == 8


def test_the_total_of_a_sale_is_that_of_its_lines_together(shop: Shop) -> None:
    """VAT is added once for the rate, and not once a line."""
    shop.lists(with_vat=False, price=2)
    shop.fiche(professional=True, tax_exclusive=True)
    each = NewLine(shop.product)
    priced = lines.price(shop.client, [each, replace(each), replace(each)], clock.today())
    assert [int(line.amount) for line in priced] == [3, 2, 2], "6 and 20 % of it is 7,2: not three times 2,4"
    assert lines.total(priced) == Centimes(7)


def test_what_was_promised_net_is_sold_at_the_same_net_amounts(shop: Shop) -> None:
    """The price with VAT stays to the centime, and follows the rate only where that changed since."""
    shop.wine()
    shop.fiche(professional=True, tax_exclusive=True)
    # 83,375 net: the price with VAT cannot be found again from what it is rounded to.
    Product.update(price=10_005).execute()
    quote, later = (
        quotes.create(shop.client, [NewLine(shop.product, 3_500)], by=by_staff(shop.counter.staff)).id
        for _ in range(2)
    )
    quoted = DocumentLine.get(DocumentLine.document == quote)
    quotes.sell(quote, by=by_staff(shop.counter.staff))
    sold = SaleLine.get()
    assert [name for name in COLUMNS if getattr(sold, name) != getattr(quoted, name)] == []
    VatRate.create(vat=Vat.get(), since=clock.today(), rate=1_000)
    sale = quotes.sell(later, by=by_staff(shop.counter.staff))
    sold = SaleLine.get(SaleLine.sale == sale.id)
    assert (sold.vat_rate, sold.net_price, sold.net) == (1_000, quoted.net_price, quoted.net)
    assert shown_amount(sold) == shown_amount(quoted), "the tax on alcohol is the rest of the net amount"
    assert not [fault for check in net_prices.CHECKS for fault in check()]
