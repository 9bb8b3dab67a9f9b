"""Whose birthdays can be asked for: only those there may be some of."""

from models.people.birthdays.range import Whose
from models.people.contacts.table import Contact


def offered() -> tuple[Whose, ...]:
    """Clients, and contacts where there are any."""
    contacts = (Whose.CONTACTS,) if Contact.select(Contact.id).limit(1).scalar() else ()
    return (Whose.CLIENTS, *contacts)
