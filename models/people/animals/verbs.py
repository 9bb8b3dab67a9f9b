"""Creates and edits the animals of a client. Deleting one is with the sales, which alone know what was sold
for it.
"""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar

from models.people.animals import kinds
from models.people.animals.table import Animal, AnimalFields
from models.people.clients.fields import check_birth_date
from models.people.clients.verbs import lock
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import EditedMeanwhile, changed_fields, of_a_person
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.text import check_text

TOLD = ("kind", "birth_date")
"""The fields whose values stay in the trail when a client is forgotten: they say nothing about them."""
CREATES, EDITS, PUTS_BACK = "animals.create", "animals.edit", "animals.put_back"


@dataclass
class NoSuchAnimal(Refused):
    """There is no animal of this id."""

    animal: int
    sentence: ClassVar[str] = N_("This animal is gone.")


@dataclass
class AnimalChanged(EditedMeanwhile):
    field: str
    theirs: AnimalFields
    sentence: ClassVar[str] = N_("Somebody changed this meanwhile. The same key again replaces it.")


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: int(done.details()["animal"]))
def create(client: int, values: AnimalFields, *, by: By) -> int:
    """Adds an animal to a client; returns its id.

    Raises `Missing`, `NotABirthDate`, `NoSuchKind`, `NoSuchClient`, `ClientAnonymised`, `ClientInTrash` or
    what `check_text` raises.
    """
    clean = checked(values)
    owner = lock(client).id
    kinds.check_may_be_chosen(clean.kind)
    row = Animal.create(client=owner, **asdict(clean))
    trail.leave(by, client=owner, animal=row.id, kind=clean.kind, birth_date=clean.birth_date)
    return int(row.id)


@verb(EDITS, Right.EDIT_CLIENTS)
def edit(animal: int, values: AnimalFields, *, seen: AnimalFields, by: By) -> None:
    """Saves the fields that differ from `seen` (optimistic locking): two people who change different fields
    both win. Raises `AnimalChanged`, `NoSuchAnimal`, and what `create` raises.
    """
    clean = checked(values)
    row, owner = locked(animal)
    now = fields_of(row)
    changed = changed_fields(clean, seen=seen, now=now, conflict=lambda name: AnimalChanged(name, now))
    if not changed:
        return
    if "kind" in changed:
        kinds.check_may_be_chosen(clean.kind, now.kind)
    Animal.update(**changed).where(Animal.id == animal).execute()
    pairs = {name: [getattr(now, name), value] for name, value in changed.items()}
    told = {name: pairs.pop(name) for name in TOLD if name in pairs}
    trail.leave(by, client=owner, animal=animal, changes=told, **of_a_person(pairs))


@verb(PUTS_BACK, Right.EDIT_CLIENTS)
def put_back(animal: int, *, by: By) -> None:
    """Puts a retired animal in use again. Raises `NoSuchAnimal`, `ClientAnonymised` or `ClientInTrash`."""
    row, owner = locked(animal)
    if not row.active:
        Animal.update(active=True).where(Animal.id == animal).execute()
        trail.leave(by, client=owner, animal=animal)


def checked(values: AnimalFields) -> AnimalFields:
    """The values trimmed. Raises `Missing`, `NotABirthDate` or what `check_text` raises."""
    texts: dict[str, Any] = {name: check_text(name, getattr(values, name)) for name in ("name", "note")}
    if values.birth_date is None:
        raise Missing("birth_date")
    check_birth_date(values.birth_date)
    return replace(values, **texts)


def fields_of(row: Animal) -> AnimalFields:
    """The fields of an animal, as a form shows them."""
    kept = {field.name: getattr(row, field.name) for field in fields(AnimalFields) if field.name != "kind"}
    return AnimalFields(kind=row.kind_id, **kept)


def read(animal: int) -> AnimalFields:
    """The fields of an animal. Raises `NoSuchAnimal`."""
    return fields_of(_get(animal))


def locked(animal: int) -> tuple[Animal, int]:
    """The animal and its client, whose row is locked until the transaction ends. Raises `NoSuchAnimal`, and
    what `clients.lock` raises.
    """
    owner = lock(_get(animal).client_id)
    return _get(animal), owner.id


def _get(animal: int) -> Animal:
    row: Animal | None = Animal.get_or_none(Animal.id == animal)
    if row is None:
        raise NoSuchAnimal(animal)
    return row
