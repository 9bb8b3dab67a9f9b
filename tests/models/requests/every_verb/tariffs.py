"""Price lists, prices by quantity, cross discounts, the tax on alcohol."""

from dataclasses import replace
from datetime import date

from models.importing.price_lists import verbs as price_import
from models.people.categories import verbs as client_categories
from models.people.categories.verbs import ClientCategoryFields
from models.trade.catalogue.table import Product
from models.trade.tariffs import alcohol_tax, breaks, cross_discounts, list_prices, lists
from models.trade.tariffs.cross_discounts import CrossDiscountFields
from models.trade.tariffs.list_prices import ListPriceFields
from models.trade.tariffs.lists import PriceListFields
from models.trade.tariffs.reading import Break
from models.values import Centimes
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    _price_lists(shop)
    _cross_discounts(shop)
    steps = [Break(6_000, Centimes(1_150)), Break(12_000, Centimes(1_100))]
    breaks.choose(shop.soap, steps, seen=[], **shop.who)
    breaks.choose(shop.soap, steps[:1], seen=steps, **shop.who)
    alcohol_tax.set_rate(Centimes(2_000), date(2026, 1, 1), seen=None, **shop.who)
    alcohol_tax.set_rate(Centimes(2_500), date(2027, 1, 1), seen=None, **shop.who)
    alcohol_tax.drop_rate(date(2027, 1, 1), seen=Centimes(2_500), **shop.who)


def _price_lists(shop: Shop) -> None:
    wholesale = lists.create(PriceListFields("Gros"), **shop.who)
    net = PriceListFields("Gros", with_vat=False)
    lists.edit(wholesale, net, seen=PriceListFields("Gros"), **shop.who)
    fields = ListPriceFields(product=shop.soap, price=Centimes(900), until=date(2026, 12, 31))
    row = list_prices.add(wholesale, fields, **shop.who)
    cheaper = replace(fields, price=Centimes(850))
    list_prices.edit(row, cheaper, seen=fields, **shop.who)
    hygiene = Product.get_by_id(shop.soap).category_id
    whole = ListPriceFields(category=hygiene, rate=500)
    list_prices.remove(list_prices.add(wholesale, whole, **shop.who), seen=whole, **shop.who)
    file = shop.folder / "gros.csv"
    file.write_text("Code;Prix;Remise;Au\nSAV;8,20;;31/12/2026\nGAZ;;5;\n")
    price_import.carry_out(price_import.read(wholesale, file), **shop.who)
    later = ListPriceFields(product=shop.soap, price=Centimes(880), since=date(2027, 1, 1))
    list_prices.add(wholesale, later, **shop.who)
    copied = lists.copy(wholesale, "Demi-gros", 1_000, **shop.who)
    lists.retire(copied, **shop.who)
    lists.restore(copied, **shop.who)


def _cross_discounts(shop: Shop) -> None:
    hygiene = Product.get_by_id(shop.soap).category_id
    winter = cross_discounts.create(CrossDiscountFields("Hiver"), **shop.who)
    named = CrossDiscountFields("Hiver 2026")
    cross_discounts.edit(winter, named, seen=CrossDiscountFields("Hiver"), **shop.who)
    schools = client_categories.create(ClientCategoryFields("Écoles"), **shop.who)
    cross_discounts.set_rate(winter, None, hygiene, 300, seen=None, **shop.who)
    cross_discounts.set_rate(winter, schools, hygiene, 500, seen=None, **shop.who)
    cross_discounts.drop_rate(winter, None, hygiene, seen=300, **shop.who)
    cross_discounts.retire(winter, **shop.who)
    cross_discounts.restore(winter, **shop.who)
