"""Contacts around a client, for tests."""

from typing import Any

from models.people.contacts import verbs
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.people.references.table import ReferenceKind
from tests.asking import by_staff
from tests.models.conftest import Counter


def relation(name: str = "Enfant") -> int:
    """An entry of the list of relations, by its name."""
    return next(row.id for row in references.references(ReferenceKind.RELATION) if row.name == name)


def typed(
    last_name: str = "Martinez", first_name: str = "Zoé", of: str = "Enfant", **fields: Any
) -> ContactFields:
    return ContactFields(relation(of), last_name, first_name, **fields)


def add(counter: Counter, client: int, last_name: str, first_name: str = "", **fields: Any) -> int:
    """Adds a contact to a client, an "Enfant" unless `of` says otherwise; returns its id."""
    return verbs.create(client, typed(last_name, first_name, **fields), by=by_staff(counter.staff))
