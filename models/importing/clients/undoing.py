"""Undoes an import of clients as a whole, as long as nothing else was built on it.

Rows of the ledger stay: each opening balance is reversed by an operation that names it. A client who had one
is in the books for ever, and is put into the archives, settled; whoever had none goes the same way, so that
all are found in one place. They give their codes back, as a corrected list brings the same ones.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from peewee import chunked

from models.importing import batches
from models.importing.batches import (
    NAMED,
    BuiltUpon,
    ImportedClient,
    ImportSubject,
    ImportUndoing,
    Undone,
    named,
)
from models.importing.files.steps import Steps
from models.money.ledger import client_status
from models.money.ledger.accounts import Account
from models.money.ledger.postings import Operation, Posting, reverse_many
from models.people.clients import bulk_edit, columns
from models.people.clients.table import Client, ClientStatus, in_a_list
from models.people.clients.verbs import full_name, own_code
from models.requests import trail
from models.requests.by import By
from models.requests.editing import changes_in, still_as_written
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.values import Centimes, Progress

VERB = "client_import.undo"


@verb(VERB, Right.IMPORT_CLIENTS, answers=batches.undone_before)
def undo(batch: int, *, by: By, progress: Progress = lambda done, total: True) -> Undone:
    """Undoes an import. `progress` hears how far it is, and where it answers false nothing is undone.

    Raises `NoSuchImport`, `AlreadyUndone`, `BuiltUpon`, `PeriodClosed` or `Stopped`.
    """
    engine().serialise("import")
    row = batches.not_undone(batch, ImportSubject.CLIENTS)
    engine().serialise("places")
    added = _lock_added(batch)
    _refuse_if_built_upon(row.file, batch, row.request)
    openings = _openings(row.request)
    completed = _completed(batch)
    changes = _to_give_back(completed)
    done_now = Undone(len(added), len(changes), len(completed) - len(changes))
    record = trail.leave(
        by, file=row.file, batch=batch, removed=done_now.removed, given_back=len(changes), kept=done_now.kept
    )
    ImportUndoing.create(batch=batch, trail=record)
    steps = Steps(len(openings) + len(changes) + 2 * len(added), progress)
    if openings:
        since = Operation.get_by_id(openings[0][0]).value_date
        reverse_many(record, Account.OPENING, openings, since, row.file, steps.of(0))
    bulk_edit.edit(changes, by, steps.of(len(openings)))
    _put_away(added, by, steps, len(openings) + len(changes))
    return done_now


def _put_away(added: dict[int, str], by: By, steps: Steps, done: int) -> None:
    """Takes their codes from the clients whom the import had added, and archives them."""
    codes = {client: own_code(client) for client, code in added.items() if code != own_code(client)}
    bulk_edit.edit({client: {"code": code} for client, code in codes.items()}, by, steps.of(done))
    bulk_edit.move(
        added, ClientStatus.ARCHIVED, client_status.ARCHIVES, by, progress=steps.of(done + len(added))
    )


def _added(batch: int) -> Any:
    """The clients whom an import added, as a subquery."""
    return ImportedClient.select(ImportedClient.client).where(
        ImportedClient.batch == batch, ImportedClient.edit.is_null()
    )


def _lock_added(batch: int) -> dict[int, str]:
    """Those whom an import added and who are in use or asleep, with their codes; locked."""
    in_use = (ClientStatus.ACTIVE, ClientStatus.SLEEPING)
    query = Client.select(Client.id, Client.code).where(
        Client.id.in_(_added(batch)), Client.status.in_(in_use)
    )
    return dict(engine().locked(query.order_by(Client.id)).tuples())


def _openings(request: int) -> list[tuple[int, int, Centimes]]:
    """The opening balances of an import: the operation, the client and the amount."""
    rows = (
        Posting.select(Operation.id, Posting.client, Posting.amount)
        .join(Operation)
        .where(Operation.trail == request, Posting.account == Account.RECEIVABLE)
        .order_by(Operation.id)
    )
    return list(rows.tuples())


_PAPERS = {
    "operation": "number",
    "document": "number",
    "global_invoice": "number",
    "invoice": "number",
    "statement": "number",
    "message": "''",
    "redaction": "''",
}
"""The tables of what is built on a fiche, each with what a person knows a row by."""


def _refuse_if_built_upon(file: str, batch: int, request: int) -> None:
    """Raises `BuiltUpon`: somebody whom the import added has a paper or an operation since, was merged, was
    completed by a later import, or is blocked, so that nothing may be entered for them.
    """
    found = list(_in_use(batch, request))
    if found:
        count = len({client for client, _ in found})
        raise BuiltUpon(file, count, named(_first_names(found), count))


def _in_use(batch: int, request: int) -> Iterator[tuple[int, str]]:
    """The clients on whom something stands, each with the number of it, or nothing."""
    mark = engine().database.param
    added = f"SELECT client_id FROM imported_client WHERE batch_id = {mark} AND edit_id IS NULL"
    for table, number in _PAPERS.items():
        other = f" AND r.trail_id <> {int(request)}" if table == "operation" else ""
        words = f"SELECT r.client_id, {number} FROM {table} r WHERE r.client_id IN ({added}){other} "
        yield from engine().run(words, (batch,)).fetchall()
    merges = "SELECT survivor_id, merged_id FROM client_merge m WHERE NOT EXISTS "
    merges += "(SELECT 1 FROM client_merge_undoing u WHERE u.merge_id = m.id)"
    for each in ("survivor_id", "merged_id"):
        words = f"SELECT {each}, '' FROM ({merges}) AS merges WHERE {each} IN ({added})"
        yield from engine().run(words, (batch,)).fetchall()
    later = (
        "SELECT client_id, '' FROM imported_client i WHERE i.edit_id IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM import_undoing u WHERE u.batch_id = i.batch_id) AND client_id IN ({added})"
    )
    yield from engine().run(later, (batch,)).fetchall()
    blocked = Client.select(Client.id).where(Client.blocked, Client.id.in_(_added(batch)))
    yield from ((client, "") for (client,) in blocked.tuples())


def _first_names(found: Sequence[tuple[int, str]]) -> list[str]:
    first = dict(reversed(found[:NAMED]))
    rows = Client.select().where(many.among(Client.id, list(first)))
    return [f"{full_name(row)} ({first[row.id]})" if first[row.id] else full_name(row) for row in rows]


Changes = Mapping[str, Sequence[Any]]
"""By field: the value before and after, as the trail keeps them."""


def _completed(batch: int) -> dict[int, Changes]:
    """By client whose fiche an import completed: what it changed."""
    edits = (
        ImportedClient.select(ImportedClient.client, Trail.detail)
        .join(Trail, on=ImportedClient.edit == Trail.id)
        .where(ImportedClient.batch == batch)
    )
    return {client: changes_in(json.loads(detail)) for client, detail in edits.tuples()}


def _to_give_back(wrote: Mapping[int, Changes]) -> dict[int, dict[str, Any]]:
    """By client: the fields that still are what an import wrote there, with what stood there before."""
    found: dict[int, dict[str, Any]] = {}
    for some in chunked(wrote, bulk_edit.CHUNK):
        rows = Client.select().where(many.among(Client.id, some), in_a_list())
        for client, fiche in columns.fields_of_all(rows).items():
            before = still_as_written(wrote[client], columns.plain(fiche))
            if before:
                fields = columns.from_plain(before)
                found[client] = {name: getattr(fields, name) for name in before}
    return found
