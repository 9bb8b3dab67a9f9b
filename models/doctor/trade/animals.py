"""Checks of animals: whose they are, and of which species and breed."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN

from models.doctor.fault import Check, Fault, first
from models.doctor.persons import pairs
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.money.ledger.postings import Operation
from models.people.animals import kinds
from models.people.animals import verbs as animals
from models.people.animals.table import Animal, AnimalKind
from models.refusals import N_
from models.store.search.folding import fold
from models.trade.sales.animals import DELETES, WHOLE_SALE, SaleAnimal, in_force
from models.trade.sales.table import SaleLine


def sales_are_for_animals_of_their_client() -> Iterator[Fault]:
    """A sale is for an animal of its own client, with whichever of their fiches either was entered."""
    rows = (
        SaleAnimal.select(Operation.number, Operation.client, Animal.client, Animal.id)
        .join(Operation, on=SaleAnimal.sale == Operation.id)
        .join_from(SaleAnimal, Animal)
        .where(Operation.client != Animal.client, in_force())
    )
    one_person = set(pairs())
    sentence = N_("{number} is for animal {animal}, which is of another client.")
    for number, client, owner, animal in rows.tuples():
        if (client, owner) not in one_person:
            yield Fault("animals", sentence, {"number": number, "animal": animal}, client=client)


def sold_lines_are_there() -> Iterator[Fault]:
    """What is for an animal is a whole sale, or a line that the sale has."""
    line = (SaleLine.sale == SaleAnimal.sale) & (SaleLine.position == SaleAnimal.position)
    rows = SaleAnimal.select(SaleAnimal.id).join(SaleLine, JOIN.LEFT_OUTER, on=line)
    rows = rows.where(SaleAnimal.position != WHOLE_SALE, SaleLine.id.is_null())
    sentence = N_("Row {row} says for which animal a line is that its sale does not have.")
    for (row,) in first(rows):
        yield Fault("animals", sentence, {"row": row})


def kinds_can_be_read() -> Iterator[Fault]:
    """A breed is of a species, not of another breed; and each is found by its name."""
    above = AnimalKind.alias()
    breeds = AnimalKind.select(AnimalKind.name).join(above, on=AnimalKind.species == above.id)
    sentence = N_("The breed {name} is of another breed, not of a species.")
    for (name,) in first(breeds.where(above.species.is_null(False))):
        yield Fault("animals", sentence, {"name": name})
    sentence = N_("{name} is in its list under another name than its own.")
    for key, name in AnimalKind.select(AnimalKind.name_key, AnimalKind.name).tuples():
        if key != fold(name):
            yield Fault("animals", sentence, {"name": name})


def animals_are_as_last_said() -> Iterator[Fault]:
    """An animal is there and in use as was last said, of the client for whom it was entered, and of the breed
    and the birth date last saved.
    """
    said = Said()
    for rows in details_of(animals.CREATES, animals.EDITS, animals.PUTS_BACK, DELETES):
        for request, verb, client, words in rows:
            key = words.get("animal")
            values = {name: new for name, (_, new) in words.get("changes", {}).items()}
            if verb == animals.CREATES:
                values = {"client": client} | {name: words.get(name) for name in animals.TOLD}
            if verb == DELETES and not words.get("retired"):
                said.forget("animal", key)
                values["active"] = None
            elif verb != animals.EDITS:
                values["active"] = verb != DELETES
            for name, value in values.items():
                said.says(request, value, "animal", key, name)
    now: dict[tuple[Any, ...], Any] = {}
    for row in Animal.select():
        values = {"client": row.client_id, "kind": row.kind_id, "active": row.active}
        values["birth_date"] = row.birth_date.isoformat()
        now |= {("animal", row.id, name): value for name, value in values.items()}
    yield from said.differs(now)
    yield from _never_said(now, said)


def kinds_are_as_last_said() -> Iterator[Fault]:
    """A species and a breed have the name last saved, and are offered as was last said."""
    said = Said()
    for rows in details_of(kinds.CREATES, kinds.RENAMES, kinds.RETIRES, kinds.PUTS_BACK):
        for request, verb, _, words in rows:
            values = {name: new for name, (_, new) in words.get("changes", {}).items()}
            if verb == kinds.CREATES:
                values = {"name": words.get("name"), "species": words.get("species")}
            if verb != kinds.RENAMES:
                values["active"] = verb != kinds.RETIRES
            for name, value in values.items():
                said.says(request, value, "animal kind", words.get("animal_kind"), name)
    now: dict[tuple[Any, ...], Any] = {}
    for row in AnimalKind.select():
        values = {"name": row.name, "species": row.species_id, "active": row.active}
        now |= {("animal kind", row.id, name): value for name, value in values.items()}
    yield from said.differs(now)
    yield from _never_said(now, said)


def _never_said(now: dict[tuple[Any, ...], Any], said: Said) -> Iterator[Fault]:
    """Rows that no request made."""
    sentence = N_("No request made {what}.")
    for what in dict.fromkeys(each[:2] for each in now if each not in said.last):
        yield Fault("trail", sentence, {"what": " ".join(map(str, what))})


CHECKS: tuple[Check, ...] = (
    sales_are_for_animals_of_their_client,
    sold_lines_are_there,
    kinds_can_be_read,
    animals_are_as_last_said,
    kinds_are_as_last_said,
)
