"""The categories of the example pharmacy's clients."""

from collections.abc import Sequence
from dataclasses import replace

from models.people.categories import verbs as categories
from models.people.categories.table import CategoryColour
from models.people.categories.verbs import ClientCategoryFields
from models.people.clients.bulk import NewClient
from models.people.clients.table import ClientKind
from models.requests.by import By

HOUSES, LOYAL, COLLEAGUES = "Collectivités", "Fidèles", "Personnel soignant"
_CATEGORIES = (
    ClientCategoryFields(HOUSES, CategoryColour.BLUE, hold_lock=True),
    ClientCategoryFields(LOYAL, CategoryColour.VIOLET),
    ClientCategoryFields(COLLEAGUES, CategoryColour.TURQUOISE, discount=500),
)
_LOYAL_EVERY, _COLLEAGUE_EVERY = 9, 25
"""One person in so many is in each."""


def establish(by: By) -> None:
    """Makes them; `by` is whoever founds the pharmacy."""
    for number, values in enumerate(_CATEGORIES):
        categories.create(values, by=replace(by, key=f"{by.key}-{number}"))


def assigned(new: Sequence[NewClient], houses: Sequence[bool]) -> list[NewClient]:
    """The same clients, some of them in a category: the houses, and a part of the persons."""
    ids = {row.name: row.id for row in categories.categories()}
    return [
        replace(each, values=replace(each.values, category=ids.get(_name(number, each, house))))
        for number, (each, house) in enumerate(zip(new, houses, strict=True), 1)
    ]


def _name(number: int, new: NewClient, house: bool) -> str:
    if house:
        return HOUSES
    if new.values.kind is ClientKind.PHARMACY:
        return ""
    if number % _COLLEAGUE_EVERY == 0:
        return COLLEAGUES
    return LOYAL if number % _LOYAL_EVERY == 0 else ""
