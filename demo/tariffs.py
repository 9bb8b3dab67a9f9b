"""The price lists, prices by quantity and cross discounts of the example pharmacy, and who has them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from demo.categories import HOUSES
from demo.habits import Habit
from models.people.categories.verbs import categories as client_categories
from models.people.clients import details
from models.requests.by import By
from models.trade.catalogue.table import Category, Product
from models.trade.tariffs import alcohol_tax, breaks, cross_discounts, list_prices, lists
from models.trade.tariffs.cross_discounts import CrossDiscountFields
from models.trade.tariffs.list_prices import ListPriceFields
from models.trade.tariffs.lists import PriceListFields
from models.trade.tariffs.reading import Break
from models.values import Centimes

WHOLESALE, RETIREMENT_HOMES = "Tarif de gros", "Collectivités"
_LIST_EVERY, _CROSS_EVERY = 2, 3
"""One house in so many has the price list, and one the cross discount."""
_OFF = (("Parapharmacie", 800), ("Matériel médical", 1_200))
_BREAKS = 12
"""So many products cost less from a quantity on."""
_CROSSED = (("Bébé", 500), ("Parapharmacie", 700))
_TAX = Centimes(1_000)
"""On a litre of pure alcohol."""
_ALCOHOL, _DEGREE, _MILLILITRES = "Alcool 70°", 7_000, 250
"""The product that bears it: how its name begins, and what is in it."""


def add(known: Sequence[Habit], today: date, by: By) -> None:
    """Makes them and gives them to some of the houses. Called inside the transaction that fills the database,
    before the first sale; `by` is whoever founds the pharmacy.
    """
    keys = _requests(by)
    named = {row.name: row.id for row in Category.select()}
    wholesale = lists.create(PriceListFields(WHOLESALE, with_vat=False), by=next(keys))
    for name, rate in _OFF:
        fields = ListPriceFields(category=named[name], rate=rate)
        list_prices.add(wholesale, fields, by=next(keys))
    for product in _free():
        price = int(product.price)
        steps = [Break(2_000, Centimes(price * 95 // 100)), Break(6_000, Centimes(price * 90 // 100))]
        breaks.choose(product.id, steps, seen=[], by=next(keys))
        net = ListPriceFields(product=product.id, price=Centimes(price * 7 // 10))
        list_prices.add(wholesale, net, by=next(keys))
    homes = cross_discounts.create(CrossDiscountFields(RETIREMENT_HOMES), by=next(keys))
    houses = next(row.id for row in client_categories() if row.name == HOUSES)
    for name, rate in _CROSSED:
        cross_discounts.set_rate(homes, None, named[name], rate, seen=None, by=next(keys))
        cross_discounts.set_rate(homes, houses, named[name], 2 * rate, seen=None, by=next(keys))
    alcohol_tax.set_rate(_TAX, date(today.year - 2, 1, 1), seen=None, by=next(keys))
    of_alcohol = Product.update(alcohol_degree=_DEGREE, alcohol_volume=_MILLILITRES)
    of_alcohol.where(Product.name.startswith(_ALCOHOL)).execute()
    _give([habit.client for habit in known if habit.house], wholesale, homes)


def _free() -> Sequence[Product]:
    """Products whose price the pharmacy may choose."""
    rows = Product.select().join(Category).where(~Category.regulated, ~Product.discount_forbidden)
    return list(rows.order_by(Product.id).limit(_BREAKS))


def _give(houses: Sequence[int], wholesale: int, homes: int) -> None:
    for number, client in enumerate(houses, 1):
        if number % _LIST_EVERY == 0:
            details.write(client, {"price_list": wholesale, "uses_price_list": True})
        if number % _CROSS_EVERY == 0:
            details.write(client, {"cross_discount": homes})


def _requests(by: By) -> Iterator[By]:
    number = 0
    while True:
        yield replace(by, key=f"{by.key}-{number}")
        number += 1
