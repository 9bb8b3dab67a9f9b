"""Contacts of a client, one by one and from a file."""

from dataclasses import replace

from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.contacts import undoing as contact_undoing
from models.importing.contacts import verbs as contact_import
from models.merging import moving
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references_kept
from models.people.references.table import ReferenceKind
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    child = references_kept.references(ReferenceKind.RELATION)[1].id
    shop.contact = contacts.create(shop.jeanne, ContactFields(child, "Martin", "Zoé"), **shop.who)
    seen = contacts.read(shop.contact)
    contacts.edit(shop.contact, replace(seen, mobile="0612345670"), seen=seen, **shop.who)
    contacts.retire(shop.contact, **shop.who)
    contacts.put_back(shop.contact, **shop.who)
    moving.move(
        contacts.create(shop.jeanne, ContactFields(child, "Martin", "Adam"), **shop.who),
        shop.salma,
        **shop.who,
    )
    file = shop.folder / "famille.csv"
    file.write_text("Nom;Relation\nMartin Paul;Parent\n", encoding="utf-8")
    contact_import.carry_out(contact_import.read(shop.jeanne, file), **shop.who)
    contact_undoing.undo(batches.batches(ImportSubject.CONTACTS)[0].id, **shop.who)
    contact_import.carry_out(contact_import.read(shop.jeanne, file), **shop.who)
