"""What came in, or was changed, with which import: so it can be undone as a whole.

Clients and products have rows of their own; the contacts of an import stand in its trail.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from peewee import JOIN, fn

from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.refusals import N_, Refused
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, ForeignKeyField, TextField
from models.trade.catalogue.table import Product


class ImportSubject(StrEnum):
    """What was imported."""

    CLIENTS = "clients"
    PRODUCTS = "products"
    CONTACTS = "contacts"
    """Of one client, whom the trail of the import names."""


class ImportBatch(Table):
    """One import. Its trail says who, when, which file, and how many. Append-only."""

    trail = ForeignKeyField(Trail, unique=True)
    subject = ChoiceField(ImportSubject)


class ImportedClient(Table):
    """A client whom an import added, or whose fiche it completed. Append-only.

    Attributes:
      edit: the request by which the fiche was completed; None for a client who was added
    """

    batch = ForeignKeyField(ImportBatch)
    client = ForeignKeyField(Client)
    edit = ForeignKeyField(Trail, null=True)


class ImportedProduct(Table):
    """A product that an import added or changed. Append-only.

    Attributes:
      changes: by field, the value before and after the import, as JSON; empty for a product that was added
    """

    batch = ForeignKeyField(ImportBatch)
    product = ForeignKeyField(Product)
    changes = TextField(default="")


class ImportUndoing(Table):
    """An import that was undone as a whole. Append-only."""

    batch = ForeignKeyField(ImportBatch, primary_key=True)
    trail = ForeignKeyField(Trail)


@dataclass
class NoSuchImport(Refused):
    batch: int
    sentence: ClassVar[str] = N_("There is no import {batch}.")


@dataclass
class AlreadyUndone(Refused):
    file: str
    at: datetime
    by: str
    sentence: ClassVar[str] = N_("The import of {file} was already undone on {at} by {by}.")


class UndoneAtTheShell(AlreadyUndone):
    sentence: ClassVar[str] = N_("The import of {file} was already undone on {at}, from the command line.")


@dataclass
class BuiltUpon(Refused):
    """Something that came later needs what the import brought. `names` are the first of `count`."""

    file: str
    count: int
    names: str
    sentence: ClassVar[str] = N_(
        "The import of {file} cannot be undone: {count} of what it brought are in use since: {names}."
    )


NAMED = 5
"""The most that a refusal names."""


def named(first: Sequence[str], count: int) -> str:
    """The first names of so many, as a refusal quotes them."""
    return ", ".join([*first, *(["…"] if count > len(first) else [])])


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import as the list of imports shows it.

    Attributes:
        request: the trail of the import.
        by: the name of who imported; empty at the command line.
        created, changed: how many clients, products or contacts it added, and completed or changed.
        undone, undone_by: when it was undone, None if it stands, and by whom.
    """

    id: int
    request: int
    subject: ImportSubject
    file: str
    at: datetime
    by: str
    created: int
    changed: int
    undone: datetime | None
    undone_by: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing an import did.

    Attributes:
        removed: the clients, products or contacts that the import had added.
        given_back: those that are again as they were before it completed or changed them.
        kept: the completed or changed ones of which something was changed since, which stays; the contacts
            that were used or changed since.
        names: the first of the contacts that were kept, each with what it is used for.
    """

    removed: int
    given_back: int
    kept: int
    names: str = ""


def begin(trail: Trail, subject: ImportSubject) -> ImportBatch:
    """Writes that the request of this trail is an import."""
    batch: ImportBatch = ImportBatch.create(trail=trail, subject=subject)
    return batch


def keep_clients(batch: ImportBatch, added: Iterable[int], edits: Mapping[int, int]) -> None:
    """Writes which clients an import added, and by which requests it completed others."""
    names = ("batch_id", "client_id", "edit_id")
    engine().insert_rows("imported_client", names, ((batch.id, client, None) for client in added))
    engine().insert_rows(
        "imported_client", names, ((batch.id, client, edit) for client, edit in edits.items())
    )


def keep_products(batch: ImportBatch, changes: Iterable[tuple[int, Mapping[str, Sequence[Any]]]]) -> None:
    """Writes which products an import added (without changes), or changed and how."""
    rows = ((batch.id, product, json.dumps(changed) if changed else "") for product, changed in changes)
    engine().insert_rows("imported_product", ("batch_id", "product_id", "changes"), rows)


def changes_of(row: ImportedProduct) -> dict[str, list[Any]]:
    """By field, the value before and after the import."""
    return dict(json.loads(row.changes)) if row.changes else {}


_UNDOING, _UNDOER = Trail.alias(), Staff.alias()


def batches(subject: ImportSubject | None = None, client: int | None = None) -> list[BatchRow]:
    """The imports, the newest first; of contacts, those of one client if `client` is given."""
    rows = _batches()
    if subject is not None:
        rows = rows.where(ImportBatch.subject == subject)
    if client is not None:
        rows = rows.where(about(Trail.client_id, client))
    return [_row(*row) for row in rows.tuples()]


def _batches() -> Any:
    return (
        ImportBatch.select(
            ImportBatch.id,
            ImportBatch.trail,
            ImportBatch.subject,
            Trail.detail,
            Trail.at,
            fn.COALESCE(Staff.name, ""),
            _UNDOING.at,
            fn.COALESCE(_UNDOER.name, ""),
        )
        .join(Trail)
        .join(Staff, JOIN.LEFT_OUTER)
        .join_from(ImportBatch, ImportUndoing, JOIN.LEFT_OUTER, on=ImportUndoing.batch == ImportBatch.id)
        .join(_UNDOING, JOIN.LEFT_OUTER, on=ImportUndoing.trail == _UNDOING.id)
        .join(_UNDOER, JOIN.LEFT_OUTER, on=_UNDOING.staff == _UNDOER.id)
        .order_by(ImportBatch.id.desc())
    )


def _row(
    key: int,
    request: int,
    subject: ImportSubject,
    detail: str,
    at: datetime,
    by: str,
    undone: datetime | None,
    undoer: str,
) -> BatchRow:
    said = json.loads(detail)
    created = len(said["contacts"]) if "contacts" in said else said.get("count", said.get("new", 0))
    changed = said.get("completed", said.get("changed", 0))
    return BatchRow(key, request, subject, said["file"], at, by, created, changed, undone, undoer)


def not_undone(batch: int, subject: ImportSubject) -> BatchRow:
    """An import that was not undone. Raises `NoSuchImport` or `AlreadyUndone`."""
    found = _batches().where(ImportBatch.id == batch, ImportBatch.subject == subject).tuples().first()
    if found is None:
        raise NoSuchImport(batch)
    row = _row(*found)
    if row.undone is not None:
        raise (AlreadyUndone if row.undone_by else UndoneAtTheShell)(row.file, row.undone, row.undone_by)
    return row


def undone_before(done: Trail) -> Undone:
    """What a request that was carried out before had undone, from its trail."""
    said = done.details()
    return Undone(said["removed"], said["given_back"], said["kept"])


def subject_of(batch: int) -> ImportSubject:
    """What was imported. Raises `NoSuchImport`."""
    row = ImportBatch.get_or_none(ImportBatch.id == batch)
    if row is None:
        raise NoSuchImport(batch)
    return ImportSubject(row.subject)


def undone_requests() -> Any:
    """The requests of imports that were undone, as a subquery."""
    return ImportBatch.select(ImportBatch.trail).join(ImportUndoing)


def added_and_undone(products: Sequence[int]) -> set[int]:
    """Those of these products that an import added which was undone since."""
    rows = (
        ImportedProduct.select(ImportedProduct.product)
        .join(ImportUndoing, on=ImportUndoing.batch == ImportedProduct.batch)
        .where(many.among(ImportedProduct.product, products), ImportedProduct.changes == "")
    )
    return {product for (product,) in rows.tuples()}


def contacts_of_undone(client: int) -> set[int]:
    """The contacts that imports brought to a client and that were undone since."""
    trails = Trail.select(Trail.detail).where(Trail.id.in_(undone_requests()), about(Trail.client_id, client))
    return {contact for (detail,) in trails.tuples() for contact in json.loads(detail).get("contacts", ())}
