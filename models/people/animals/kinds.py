"""Keeps the species and breeds of animals: created, renamed, retired and put back, never deleted."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar

from peewee import fn

from models.people.animals.table import Animal, AnimalKind
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, RENAMES = "animal_kinds.create", "animal_kinds.rename"
RETIRES, PUTS_BACK = "animal_kinds.retire", "animal_kinds.put_back"


@dataclass(frozen=True, slots=True)
class KindRow:
    """A species or a breed in a list.

    Attributes:
      species: the species of a breed, None of a species
      species_name: its name; that of the species itself where this is one
      used: how many animals are of it; of a species, those of its breeds too
    """

    id: int
    species: int | None
    name: str
    active: bool
    species_name: str
    used: int


@dataclass
class KindNameTaken(Refused):
    """Another species, or another breed of this species, has this name, in whatever spelling."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("There is already {name}.")


@dataclass
class NoSuchKind(Refused):
    """There is no species or breed of this id, or no species where one is needed."""

    kind: int
    field: ClassVar[str] = "kind"
    sentence: ClassVar[str] = N_("This species or breed is gone.")


@dataclass
class KindChanged(Refused):
    """Another person renamed it since it was read (optimistic locking)."""

    name: str
    sentence: ClassVar[str] = N_("{name} was changed meanwhile. Look at it again.")


@verb(CREATES, Right.CHANGE_SETTINGS, answers=lambda done: int(done.details()["animal_kind"]))
def create(name: str, *, species: int | None = None, by: By) -> int:
    """Adds a species, or a breed of `species`; returns its id.

    Raises `Missing`, `KindNameTaken`, `NoSuchKind`, or what `check_text` raises.
    """
    engine().serialise("animal_kinds")
    if species is not None and _get(species).species_id is not None:
        raise NoSuchKind(species)
    clean = _checked(name, species, None)
    row = AnimalKind.create(species=species, name=clean, name_key=fold(clean))
    trail.leave(by, animal_kind=row.id, species=species, name=clean)
    return int(row.id)


@verb(RENAMES, Right.CHANGE_SETTINGS)
def rename(animal_kind: int, name: str, *, seen: str, by: By) -> None:
    """Renames a species or a breed over the name `seen`; its animals are of it as before.

    Raises `KindChanged`, `NoSuchKind`, and what `create` raises.
    """
    engine().serialise("animal_kinds")
    row = _get(animal_kind)
    clean = _checked(name, row.species_id, animal_kind)
    if row.name not in (seen, clean):
        raise KindChanged(row.name)
    if row.name != clean:
        AnimalKind.update(name=clean, name_key=fold(clean)).where(AnimalKind.id == animal_kind).execute()
        trail.leave(by, animal_kind=animal_kind, changes={"name": [row.name, clean]})


@verb(RETIRES, Right.CHANGE_SETTINGS)
def retire(animal_kind: int, *, by: By) -> None:
    """Offers it no longer, and of a species none of its breeds; animals that are of it stay so. Raises
    `NoSuchKind`.
    """
    _offer(animal_kind, False, by)


@verb(PUTS_BACK, Right.CHANGE_SETTINGS)
def put_back(animal_kind: int, *, by: By) -> None:
    """Offers it again. Raises `NoSuchKind`."""
    _offer(animal_kind, True, by)


def kinds() -> list[KindRow]:
    """Every species by name, each before its breeds by name; those that are retired too."""
    species = AnimalKind.alias()
    rows = (
        AnimalKind.select(
            AnimalKind.id,
            AnimalKind.species,
            AnimalKind.name,
            AnimalKind.active,
            fn.COALESCE(species.name, AnimalKind.name),
            Animal.select(fn.COUNT(Animal.id)).where(Animal.kind == AnimalKind.id),
        )
        .left_outer_join(species, on=AnimalKind.species == species.id)
        .order_by(
            fn.COALESCE(species.name_key, AnimalKind.name_key),
            AnimalKind.species.is_null(False),
            AnimalKind.name_key,
        )
    )
    found = [KindRow(*row) for row in rows.tuples()]
    of_breeds = Counter[int | None]()
    for row in found:
        of_breeds[row.species] += row.used
    return [replace(row, used=row.used + of_breeds[row.id]) for row in found]


def offered() -> list[KindRow]:
    """The species and breeds that an animal may be given, in the same order."""
    every = kinds()
    species = {row.id for row in every if row.species is None and row.active}
    return [row for row in every if row.active and (row.species is None or row.species in species)]


def check_may_be_chosen(kind: int | None, before: int | None = None) -> None:
    """Raises `NoSuchKind` for one that is not there, or is not offered and was not chosen `before`."""
    if kind not in {None, before, *(row.id for row in offered())}:
        raise NoSuchKind(kind or 0)


def _get(kind: int) -> AnimalKind:
    row: AnimalKind | None = AnimalKind.get_or_none(AnimalKind.id == kind)
    if row is None:
        raise NoSuchKind(kind)
    return row


def _checked(name: str, species: int | None, but: int | None) -> str:
    clean = check_text("name", name)
    if not fold(clean):
        raise Missing("name")
    beside = AnimalKind.species.is_null() if species is None else AnimalKind.species == species
    known = AnimalKind.get_or_none(beside, AnimalKind.name_key == fold(clean), AnimalKind.id != (but or 0))
    if known is not None:
        raise KindNameTaken(known.name)
    return clean


def _offer(kind: int, active: bool, by: By) -> None:
    engine().serialise("animal_kinds")
    row = _get(kind)
    if row.active is not active:
        AnimalKind.update(active=active).where(AnimalKind.id == kind).execute()
        trail.leave(by, animal_kind=kind, name=row.name)
