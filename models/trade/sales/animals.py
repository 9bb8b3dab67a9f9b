"""For which animal a sale, or a line of it, was: rows beside the sale; the newest counts (pet-attach).

A line is for the animal that its own newest row names, or else for that of the whole sale. A sale that is for
no animal has no row, and costs no statement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from peewee import fn

from models.money.ledger.postings import Operation
from models.people.animals.listing import AnimalRow, animals_of
from models.people.animals.table import Animal
from models.people.animals.verbs import locked
from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.people.clients.verbs import lock
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.connection import Table, engine
from models.store.fields import ForeignKeyField, IntegerField
from models.trade.sales.table import Sale, SaleLine

ATTACHES, DELETES = "sale_animals.attach", "animals.delete"
WHOLE_SALE = 0
"""The position that stands for all lines of a sale which name no animal of their own."""


class SaleAnimal(Table):
    """That a sale, or one of its lines, is for an animal. Append-only.

    Attributes:
      position: the line, or `WHOLE_SALE`
      animal: None takes back what was said of the sale, or of the line, which is as the whole sale again
    """

    trail = ForeignKeyField(Trail)
    sale = ForeignKeyField(Sale, backref="+")
    position = IntegerField()
    animal = ForeignKeyField(Animal, null=True, backref="+")


@dataclass(frozen=True, slots=True)
class ForAnimals:
    """For which animals a sale is: all of it, and lines by their position, from 1."""

    whole: int | None = None
    lines: Mapping[int, int] = field(default_factory=dict)

    def rows(self) -> list[tuple[int, int]]:
        """The position and the animal of each, the whole sale first."""
        whole = [(WHOLE_SALE, self.whole)] if self.whole is not None else []
        return [*whole, *sorted(self.lines.items())]


@dataclass
class NotTheirAnimal(Refused):
    """The animal is of another client, or is retired."""

    animal: int
    sentence: ClassVar[str] = N_("This animal is not one of the client's. Choose another, or none.")


@dataclass
class NoSuchLine(Refused):
    """The sale has no line at this position, or there is no such sale."""

    sale: int
    position: int
    sentence: ClassVar[str] = N_("This sale has no line {position}.")


def record(by: Trail, owner: Client, sale: int, animals: ForAnimals) -> None:
    """Writes for which animals a new sale is, inside its transaction, which holds the client's row. Raises
    `NotTheirAnimal`, or `NoSuchLine`.
    """
    rows = animals.rows()
    if not rows:
        return
    _check_theirs(owner, {animal for _, animal in rows})
    last = max(position for position, _ in rows)
    if last > WHOLE_SALE:
        _check_line(sale, last)
    kept = [(by.id, sale, position, animal) for position, animal in rows]
    engine().insert_rows("sale_animal", ("trail_id", "sale_id", "position", "animal_id"), kept)


@verb(ATTACHES, Right.SELL)
def attach(sale: int, animal: int | None, *, position: int = WHOLE_SALE, by: By) -> None:
    """Says afterwards for which animal a sale is, or one line of it; None takes it back. No amount changes.

    Raises `NoSuchLine`, `NotTheirAnimal`, `ClientAnonymised` or `ClientInTrash`.
    """
    operation = Operation.get_or_none(Operation.id == sale)
    if operation is None:
        raise NoSuchLine(sale, position)
    owner = lock(operation.client_id)
    _check_line(sale, position)
    if of_sales([sale]).get(sale, {}).get(position) == animal:
        return
    if animal is not None:
        _check_theirs(owner, {animal})
    done = trail.leave(by, client=owner.id, sale=sale, position=position)
    SaleAnimal.create(trail=done, sale=sale, position=position, animal=animal)


@verb(DELETES, Right.EDIT_CLIENTS, answers=lambda done: bool(done.details()["retired"]))
def delete(animal: int, *, by: By) -> bool:
    """Deletes an animal; one that a sale names is retired instead. Returns whether it was.

    Raises `NoSuchAnimal`, `ClientAnonymised` or `ClientInTrash`.
    """
    row, owner = locked(animal)
    named = SaleAnimal.select().where(SaleAnimal.animal == animal).exists()
    if named and not row.active:
        return True
    trail.leave(by, client=owner, animal=animal, retired=named)
    if named:
        Animal.update(active=False).where(Animal.id == animal).execute()
    else:
        Animal.delete().where(Animal.id == animal).execute()
    return bool(named)


def of_sales(sales: Iterable[int]) -> dict[int, dict[int, int]]:
    """The animals that sales are for at present: by sale, by position."""
    rows = (
        SaleAnimal.select(SaleAnimal.sale, SaleAnimal.position, SaleAnimal.animal)
        .where(many.among(SaleAnimal.sale, sales))
        .order_by(SaleAnimal.id)
    )
    found: dict[int, dict[int, int]] = {}
    for sale, position, animal in rows.tuples():
        said = found.setdefault(sale, {})
        said.pop(position, None)
        if animal is not None:
            said[position] = animal
    return found


def animals_of_buyer(sale: int) -> Sequence[AnimalRow]:
    """All animals of the client to whom a sale was sold, the retired ones too."""
    return animals_of(Operation.get_by_id(sale).client_id)


def for_animal(animal: int) -> Any:
    """The condition that a line of a sale (`SaleLine`) is for this animal."""
    # The sales are read first: within one statement, PostgreSQL would look at all lines of the client.
    rows = SaleAnimal.select(SaleAnimal.sale).where(SaleAnimal.animal == animal).distinct()
    said = fn.COALESCE(_newest(SaleLine.position), _newest(WHOLE_SALE))
    return many.among(SaleLine.sale, [sale for (sale,) in rows.tuples()]) & (said == animal)


def in_force() -> Any:
    """The condition that a row of `SaleAnimal` is the newest about its line, or about its whole sale."""
    newer = SaleAnimal.alias()
    later = newer.select(newer.id).where(
        newer.sale == SaleAnimal.sale, newer.position == SaleAnimal.position, newer.id > SaleAnimal.id
    )
    return ~fn.EXISTS(later)


def _newest(position: Any) -> Any:
    """The animal that the newest row about this position of the line's sale names, as a subquery."""
    row = SaleAnimal.alias()
    rows = row.select(row.animal).where(row.sale == SaleLine.sale, row.position == position)
    return rows.order_by(row.id.desc()).limit(1)


def _check_theirs(owner: Client, animals: set[int]) -> None:
    rows = Animal.select(Animal.id).where(
        about(Animal.client, owner), many.among(Animal.id, animals), Animal.active
    )
    for animal in sorted(animals - {key for (key,) in rows.tuples()}):
        raise NotTheirAnimal(animal)


def _check_line(sale: int, position: int) -> None:
    lines = SaleLine.select().where(SaleLine.sale == sale)
    if position != WHOLE_SALE:
        lines = lines.where(SaleLine.position == position)
    if not lines.exists():
        raise NoSuchLine(sale, position)
