"""The tables of animals, and of their species and breeds."""

from dataclasses import dataclass
from datetime import date

from models.people.clients.table import Client
from models.store.connection import Table
from models.store.fields import BooleanField, DayField, ForeignKeyField, TextField


class AnimalKind(Table):
    """A species (dog, cat …), or a breed of one. It is never deleted, as animals may be of it.

    An animal names one row, so its breed cannot be of another species than the animal.

    Attributes:
      species: the species of a breed; None of a species itself
      name_key: the folded name, unique among the species, or among the breeds of one
      active: whether it is offered; one that is retired stays where it was chosen
    """

    species = ForeignKeyField("self", null=True, backref="+")
    name = TextField()
    name_key = TextField()
    active = BooleanField(default=True)


class Animal(Table):
    """An animal of a client. It is deleted where nothing was sold for it, and else retired.

    Attributes:
      name: what it is called; empty while it has no name
      kind: its breed, or its species where the breed is not known; None where neither is
      birth_date: the day of its birth, always known
      active: whether it is in use; a retired animal is kept, and offered nowhere
    """

    client = ForeignKeyField(Client)
    name = TextField(default="")
    kind = ForeignKeyField(AnimalKind, null=True, backref="+")
    birth_date = DayField()
    note = TextField(default="")
    active = BooleanField(default=True)


@dataclass(frozen=True, slots=True)
class AnimalFields:
    """What a person types of an animal. `kind` is a breed or a species; `birth_date` may not be missing."""

    name: str = ""
    kind: int | None = None
    birth_date: date | None = None
    note: str = ""
