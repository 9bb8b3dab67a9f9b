"""Reads the animals of a client."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import ModelSelect, fn

from models.people.animals.table import Animal, AnimalKind
from models.people.clients.aliases import about
from models.store.prepared import Prepared, given
from models.store.search.folding import fold


@dataclass(frozen=True, slots=True)
class AnimalRow:
    """An animal in a list. `species` and `breed` are names, empty where they are not known."""

    id: int
    client: int
    name: str
    birth_date: date
    note: str
    active: bool
    species: str
    breed: str


def animals_of(client: int) -> Sequence[AnimalRow]:
    """The animals of a client: those in use by name, then the retired ones."""
    return _read(_rows().where(about(Animal.client, client)).tuples())


def named_of(survivor: int) -> Sequence[AnimalRow]:
    """The animals in use of the fiche that stands for a client, by name. One statement, built once."""
    return _read(_NAMED.tuples(client=survivor))


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the animals of a client that are in use."""
    return Animal.select(fn.COUNT(Animal.id)).where(about(Animal.client, client), Animal.active)


def _rows() -> ModelSelect:
    species = AnimalKind.alias()
    return (
        Animal.select(
            Animal.id,
            Animal.client,
            Animal.name,
            Animal.birth_date,
            Animal.note,
            Animal.active,
            AnimalKind.name,
            species.name,
        )
        .left_outer_join(AnimalKind)
        .left_outer_join(species, on=AnimalKind.species == species.id)
    )


_NAMED = Prepared(lambda: _rows().where(about(Animal.client, given("client")), Animal.active))


def _read(rows: Iterable[tuple[Any, ...]]) -> list[AnimalRow]:
    """Those in use by name, then the retired ones. They are sorted here: a client has few, and the engines
    differ in the order of accents.
    """
    found = []
    for *own, kind, above in rows:
        species, breed = (above, kind) if above else (kind or "", "")
        found.append(AnimalRow(*(*own, species, breed)))
    return sorted(found, key=lambda row: (not row.active, fold(row.name), row.id))
