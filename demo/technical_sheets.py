"""The technical sheets of the example pharmacy: what was mixed for some of its clients."""

from collections.abc import Sequence

from models.people.technical_sheets import keeping
from models.people.technical_sheets import verbs as sheets
from models.people.technical_sheets.verbs import NewEntry
from models.requests.actors import StaffMember
from models.requests.by import By

_THEMES: dict[str, dict[str, tuple[str, ...]]] = {
    "Coloration": {"Blond": ("Blond clair", "Blond cendré"), "Châtain": ("Châtain doré",)},
    "Préparation": {"Crème apaisante": (), "Lotion capillaire": ()},
}
_VALUES = (
    "40 ml de base\n20 ml d’oxydant à 20 vol.",
    "Base 60 g, huile d’argan 5 ml",
    "Temps de pose : 30 min",
)
_EVERY, _AGAIN_EVERY = 40, 3
"""One person in so many has a sheet, and one sheet in so many was filled in a second time."""


def add(persons: Sequence[int], staff: Sequence[int], name: str) -> None:
    """Prepares themes and criteria, and notes something of a part of these clients."""
    keys = (By(StaffMember(staff[0]), f"{name}-{number}") for number in range(10**6))
    criteria = []
    for theme, below in _THEMES.items():
        parent = keeping.create(None, theme, by=next(keys))
        for criterion, names in below.items():
            key = keeping.create(parent, criterion, by=next(keys))
            criteria.append((key, [keeping.create(key, answer, by=next(keys)) for answer in names]))
    for place, client in enumerate(persons[::_EVERY]):
        key, answers = criteria[place % len(criteria)]
        for number in range(2 if place % _AGAIN_EVERY == 0 else 1):
            answer = answers[place % len(answers)] if answers else None
            value = _VALUES[(place + number) % len(_VALUES)]
            sheets.write(client, NewEntry(staff[place % len(staff)], key, answer, value), by=next(keys))
