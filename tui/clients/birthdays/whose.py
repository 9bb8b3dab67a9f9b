"""Whose birthdays can be asked for: only those there may be some of."""

from models.people.birthdays.range import Whose
from models.people.contacts.table import Contact
from models.pharmacy import features
from models.pharmacy.features import Feature


def offered() -> tuple[Whose, ...]:
    """Clients; contacts where there are any, and animals where the pharmacy uses them."""
    contacts = (Whose.CONTACTS,) if Contact.select(Contact.id).limit(1).scalar() else ()
    animals = (Whose.ANIMALS,) if Feature.ANIMALS in features.in_use() else ()
    return (Whose.CLIENTS, *contacts, *animals)
