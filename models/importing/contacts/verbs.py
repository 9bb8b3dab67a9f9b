"""Imports contacts of one client: a preview, then all of them in one transaction or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple

from models.files.reading import FileRefused
from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.contacts import file as contact_file
from models.importing.contacts.file import ContactFile, ContactInFile
from models.importing.files.faults import HasFaults
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import FAULTS_KEPT, LineFault
from models.people.clients import verbs as clients
from models.people.clients.aliases import survivor_of
from models.people.clients.table import Client
from models.people.contacts import listing
from models.people.contacts import verbs as contacts
from models.people.contacts.table import ContactFields
from models.people.references import listing as references
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.search.folding import fold
from models.values import Progress

VERB = "contact_import.carry_out"


class NoNewContact(FileRefused):
    sentence: ClassVar[str] = N_("All of {file} are contacts of this client already.")


class ContactsMoved(FileRefused):
    """The client or their contacts changed since the preview, so the import would do something else."""

    sentence: ClassVar[str] = N_("The contacts changed meanwhile. Look at {file} again.")


class Twin(StrEnum):
    """Who has the same name as a contact of the file."""

    NOBODY = ""
    CONTACT = "contact"
    """A contact whom the client has already, retired or not, unless it was retired with its import."""
    LINE = "line"
    """A line before it."""


class PlannedContact(NamedTuple):
    """A contact of the file; `relation` is the name of what they are to the client, empty where the file says
    none.
    """

    contact: ContactInFile
    relation: str
    twin: Twin

    @property
    def name(self) -> str:
        """`MARTINEZ Jeanne`"""
        return clients.full_name(self.contact)


@dataclass(frozen=True, slots=True)
class ContactPreview:
    """What an import would do. Nothing has been written.

    Attributes:
        client: whose contacts they are to be
        client_name: their name
        planned: the contacts, those who have a twin first
        faults: the first wrong lines; `fault_count` counts all of them
    """

    client: int
    client_name: str
    source: ContactFile
    planned: Sequence[PlannedContact]
    faults: Sequence[LineFault]
    fault_count: int

    @property
    def new(self) -> int:
        """How many of them have no twin."""
        return sum(each.twin is Twin.NOBODY for each in self.planned)

    @property
    def without_relation(self) -> bool:
        """Whether the file does not say of all of them what they are to the client."""
        return any(each.contact.relation is None for each in self.planned)

    def recognised_by(self) -> object:
        """What a repeated request to carry it out is recognized by."""
        return [self.client, self.source.read_as.recognised(self.source.digest)]


def read(
    client: int,
    path: str | Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> ContactPreview:
    """Previews the import of a file. Writes nothing. Raises what `contact_file.read` raises, or
    `NoSuchClient`.
    """
    owner = clients.get(survivor_of(client))
    return _plan(owner, contact_file.read(Path(path).expanduser(), progress, encoding, read_as))


def _count(done: Trail) -> int:
    return len(done.details()["contacts"])


@verb(VERB, Right.EDIT_CLIENTS, answers=_count)
def carry_out(preview: ContactPreview, *, relation: int | None = None, only_new: bool = False, by: By) -> int:
    """Adds the contacts of a preview to its client, in one transaction; returns how many.

    `relation` is what those are to the client of whom the file does not say it; with `only_new` who has a
    twin is left out. Raises `HasFaults`, `ContactsMoved`, `NoNewContact`, `Missing` with the field
    `relation`, or what `contacts.create` raises.
    """
    source = preview.source
    if preview.fault_count:
        raise HasFaults(source.name, preview.fault_count)
    owner = clients.lock(preview.client)
    if owner.id != preview.client or _plan(owner, source) != preview:
        raise ContactsMoved(source.name)
    wanted = [each.contact for each in preview.planned if not (only_new and each.twin)]
    if not wanted:
        raise NoNewContact(source.name)
    fields = [_fields(each, each.relation or relation) for each in sorted(wanted)]
    if any(each.relation is None for each in fields):
        raise Missing("relation")
    added = contacts.add_all(owner, fields)
    record = trail.leave(by, client=owner.id, file=source.name, contacts=added)
    batches.begin(record, ImportSubject.CONTACTS)
    return _count(record)


def _plan(owner: Client, source: ContactFile) -> ContactPreview:
    gone = batches.contacts_of_undone(owner.id)
    there = (row for row in listing.contacts_of(owner.id) if row.active or row.id not in gone)
    taken = {fold(row.name): Twin.CONTACT for row in there}
    relations: dict[int | None, str] = {None: ""}
    planned: list[PlannedContact] = []
    faults = list(source.faults)
    count = source.fault_count
    for contact in source.lines:
        try:
            contacts.refuse_oneself(owner, _fields(contact))
        except Refused as reason:
            count += 1
            faults.append(LineFault(contact.line, contact_file.NAME, reason))
            continue
        key = fold(clients.full_name(contact))
        if contact.relation not in relations:
            relations[contact.relation] = references.name_of(contact.relation)
        planned.append(PlannedContact(contact, relations[contact.relation], taken.get(key, Twin.NOBODY)))
        taken.setdefault(key, Twin.LINE)
    planned.sort(key=lambda each: not each.twin)
    faults.sort(key=lambda fault: (fault.line, fault.column))
    return ContactPreview(
        owner.id, clients.full_name(owner), source, tuple(planned), tuple(faults[:FAULTS_KEPT]), count
    )


def _fields(contact: ContactInFile, relation: int | None = None) -> ContactFields:
    return ContactFields(relation, contact.last_name, contact.first_name)
