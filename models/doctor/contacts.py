"""Checks of contacts: whose they are, what they are to them, and that a search finds them."""

from collections.abc import Iterator

from peewee import JOIN

from models.doctor.fault import Check, Fault, first
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.importing.contacts.undoing import VERB as UNDOES
from models.importing.contacts.verbs import VERB as IMPORTS
from models.merging.moving import MOVES
from models.people.clients.aliases import ClientAlias, survivors
from models.people.clients.table import Client, ClientStatus
from models.people.contacts.table import Contact, ContactWord, key_of, words_of
from models.people.contacts.verbs import CREATES, PUTS_BACK, RETIRES, fields_of
from models.people.references.table import Reference, ReferenceKind
from models.people.sites.table import Site
from models.refusals import N_
from models.requests.editing import changes_in
from models.store import many
from models.store.connection import engine

CHUNK = 2000


def contacts_are_of_whoever_stands_for_the_person() -> Iterator[Fault]:
    """A contact is of a client whose fiche was merged into no other, and so is their site."""
    sentence = N_("Contact {contact} is of client {client}, whose fiche was merged into another.")
    rows = Contact.select(Contact.id, Contact.client)
    for contact, client in first(rows.join(ClientAlias, on=ClientAlias.client == Contact.client)):
        yield Fault("contacts", sentence, {"contact": contact, "client": client}, client=client)
    sentence = N_("Contact {contact} of client {client} is at a site of another client.")
    elsewhere = rows.join(Site, on=Contact.site == Site.id).where(Site.client != Contact.client)
    for contact, client in first(elsewhere):
        yield Fault("contacts", sentence, {"contact": contact, "client": client}, client=client)


def relations_are_of_their_list() -> Iterator[Fault]:
    """What a contact is to their client is an entry of the list of relations."""
    sentence = N_("What contact {contact} is to client {client} is not in the list of relations.")
    listed = (Contact.relation == Reference.id) & (Reference.kind == ReferenceKind.RELATION)
    rows = Contact.select(Contact.id, Contact.client).join(Reference, JOIN.LEFT_OUTER, on=listed)
    for contact, client in first(rows.where(Reference.id.is_null())):
        yield Fault("contacts", sentence, {"contact": contact, "client": client}, client=client)


def search_finds_every_contact() -> Iterator[Fault]:
    """The index holds the words of every contact in use and nothing else; lists are sorted by their names."""
    sentence = N_("A search does not find contact {contact} of client {client} as it is.")
    last = 0
    while True:
        with engine().reading():
            rows = list(Contact.select().where(Contact.id > last).order_by(Contact.id).limit(CHUNK))
            words: dict[int, set[str]] = {}
            found = ContactWord.select(ContactWord.contact, ContactWord.word).where(
                many.among(ContactWord.contact, [row.id for row in rows])
            )
            for contact, word in found.tuples():
                words.setdefault(contact, set()).add(word)
        for row in rows:
            kept = fields_of(row)
            wanted = words_of(kept) if row.active else set()
            if row.name_key != key_of(kept) or words.get(row.id, set()) != wanted:
                figures = {"contact": row.id, "client": row.client_id}
                yield Fault("search", sentence, figures, client=row.client_id)
        if len(rows) < CHUNK:
            return
        last = rows[-1].id


def contacts_are_as_last_said() -> Iterator[Fault]:
    """A contact is of the client for whom it was added, or to whom it was moved; and retired where that was
    said last.
    """
    said, stands_for = Said(), survivors()
    for rows in details_of(CREATES, IMPORTS, UNDOES, RETIRES, PUTS_BACK, MOVES):
        for request, verb, client, words in rows:
            if verb == MOVES:
                _, receiving = changes_in(words)["client"]
                owner = stands_for.get(receiving, receiving)
                said.says(request, owner, "contact", words.get("contact"), "client")
                continue
            for contact in words["contacts"] if verb in (IMPORTS, UNDOES) else [words.get("contact")]:
                said.says(request, verb not in (RETIRES, UNDOES), "contact", contact, "active")
                if verb in (CREATES, IMPORTS) and client is not None:
                    said.says(request, stands_for.get(client, client), "contact", contact, "client")
    now: dict[tuple[object, ...], object] = {}
    for contact, client, active, status in (
        Contact.select(Contact.id, Contact.client, Contact.active, Client.status).join(Client).tuples()
    ):
        now["contact", contact, "client"] = client
        if status is ClientStatus.ANONYMISED:  # forgotten with them, whatever was said
            said.forget("contact", contact, "active")
        now["contact", contact, "active"] = active
    yield from said.differs(now)


CHECKS: tuple[Check, ...] = (
    contacts_are_of_whoever_stands_for_the_person,
    relations_are_of_their_list,
    search_finds_every_contact,
    contacts_are_as_last_said,
)
