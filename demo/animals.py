"""The animals of some clients of the example pharmacy, and what was sold for them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from models.people.animals import kinds
from models.people.animals import verbs as animals
from models.people.animals.table import AnimalFields
from models.requests.actors import StaffMember
from models.requests.by import By
from models.store import clock
from models.trade.sales import animals as sale_animals
from models.trade.sales.listing import SaleListing

_KINDS = {
    "Chien": ("Berger allemand", "Labrador", "Sloughi"),
    "Chat": ("Persan", "Siamois"),
    "Cheval": ("Barbe", "Pur-sang arabe"),
    "Oiseau": (),
}
_NAMES = ("Rex", "Simba", "Minouche", "Bella", "Caramel", "Yasmine", "Max", "Lulu", "Noisette", "")
_EVERY = 17
"""One person in so many has animals."""
_OLDEST = 4000
"""Days."""


def establish(staff: int, name: str) -> list[int]:
    """Makes the species and breeds; their ids."""
    made = []
    for species, breeds in _KINDS.items():
        above = kinds.create(species, by=By(StaffMember(staff), f"{name}-{species}"))
        made.append(above)
        for breed in breeds:
            by = By(StaffMember(staff), f"{name}-{species}-{breed}")
            made.append(kinds.create(breed, species=above, by=by))
    return made


def add(clients: Sequence[int], staff: int, name: str) -> list[tuple[int, int]]:
    """Gives one or two animals to a part of these clients; returns each client with the first of theirs. With
    a random generator of its own, so that nothing else depends on it.
    """
    chance, found = Random(f"animals {name}"), []
    known = establish(staff, f"{name}-kind")
    for client in clients[::_EVERY]:
        first = [_add(client, number, known, chance, staff, name) for number in range(chance.randint(1, 2))]
        found.append((client, first[0]))
    return found


def _add(client: int, number: int, known: Sequence[int], chance: Random, staff: int, name: str) -> int:
    born: date = clock.today() - timedelta(days=chance.randrange(60, _OLDEST))
    fields = AnimalFields(chance.choice(_NAMES), chance.choice(known), born)
    return animals.create(client, fields, by=By(StaffMember(staff), f"{name}-{client}-{number}"))


def attach(owners: Sequence[tuple[int, int]], staff: int, name: str) -> None:
    """Says of the last sales of each of these clients that they were for their animal."""
    chance = Random(f"animals sold for {name}")
    for client, animal in owners:
        for number, sale in enumerate(SaleListing(client).read(chance.randint(1, 3))):
            by = By(StaffMember(staff), f"{name}-{client}-sale-{number}")
            sale_animals.attach(sale.id, animal, by=by)
