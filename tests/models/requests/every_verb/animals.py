"""Animals, their species and breeds, and sales for them."""

from dataclasses import replace
from datetime import date

from models.people.animals import kinds as animal_kinds
from models.people.animals import verbs as animals
from models.people.animals.table import AnimalFields
from models.trade.prices.lines import NewLine
from models.trade.sales import animals as sale_animals
from models.trade.sales import verbs as sales
from models.trade.sales.animals import ForAnimals
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    dog = animal_kinds.create("Chein", **shop.who)
    animal_kinds.rename(dog, "Chien", seen="Chein", **shop.who)
    breed = animal_kinds.create("Labrador", species=dog, **shop.who)
    animal_kinds.retire(breed, **shop.who)
    animal_kinds.put_back(breed, **shop.who)
    known = AnimalFields("Rex", breed, date(2020, 2, 29), "mord")
    rex = animals.create(shop.jeanne, known, **shop.who)
    animals.edit(rex, replace(known, note="ne mord pas"), seen=known, **shop.who)
    sold_for = ForAnimals(whole=rex)
    asked = [NewLine(shop.soap), NewLine(shop.syrup)]
    sale = sales.sell(shop.jeanne, asked, animals=sold_for, **shop.who)
    sale_animals.attach(sale.id, rex, position=2, **shop.who)
    sale_animals.attach(sale.id, None, **shop.who)
    sale_animals.delete(rex, **shop.who)
    animals.put_back(rex, **shop.who)
    for client in (shop.jeanne, shop.salma):
        unnamed = animals.create(client, AnimalFields(birth_date=date(2026, 11, 1)), **shop.who)
    sale_animals.delete(unnamed, **shop.who)
