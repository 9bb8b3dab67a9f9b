"""Edits and moves many clients at once, inside a verb that has said why. It leaves the very rows and trails
that the verbs for one client leave, so that who reads them later sees no difference.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from peewee import chunked

from models.people.clients import columns, details
from models.people.clients.details import ClientDetails
from models.people.clients.fields import EMPTY, ClientFields
from models.people.clients.table import Client, ClientStatus, search_entry
from models.people.clients.verbs import EDITS, as_changes
from models.requests import trail
from models.requests.by import By
from models.store import clock, many
from models.store.connection import engine

CHUNK = 500
Done = Callable[[int], None]


def edit(
    changes: Mapping[int, Mapping[str, Any]], by: By, progress: Done = lambda done: None
) -> dict[int, int]:
    """Writes these fields of these clients, and returns the request of each edit, by client.

    The values are checked, and are not the ones that stand there. Names stay, so nobody moves in name order.
    `progress` hears how many are done.
    """
    engine().serialise("places")
    edits: dict[int, int] = {}
    for some in chunked(sorted(changes), CHUNK):
        rows = _locked(some)
        before = columns.fields_of_all(rows)
        after = {key: replace(before[key], **changes[key]) for key in before}
        edits |= _leave(
            by,
            EDITS,
            {
                key: as_changes(columns.plain(before[key]), columns.plain(after[key]), changes[key])
                for key in before
            },
        )
        _write_rows(rows, after, {name for key in after for name in changes[key]})
        _write_details(before, after)
        progress(len(edits))
    return edits


def move(
    clients: Iterable[int],
    status: ClientStatus,
    verb: str,
    by: By,
    said: Callable[[Client], dict[str, Any]] = lambda row: {},
    progress: Done = lambda done: None,
) -> None:
    """Gives these clients another status, each with the trail of `verb`; `said` is what that keeps beside.

    Those who have the status already are left as they are.
    """
    done = 0
    for some in chunked(sorted(clients), CHUNK):
        rows = [row for row in _locked(some) if row.status is not status]
        _leave(by, verb, {row.id: said(row) for row in rows})
        entries = [search_entry(row) for row in rows]
        many.update(Client, ((row.id, {"status": status, "version": row.version + 1}) for row in rows))
        for row in rows:
            row.status = status
        engine().search_drop(entries)
        engine().search_put([search_entry(row) for row in rows])
        done += len(some)
        progress(done)


def _locked(clients: Sequence[int]) -> list[Client]:
    """The rows of these clients, locked in one order."""
    query = Client.select().where(many.among(Client.id, clients)).order_by(Client.id)
    return list(engine().locked(query))


def _leave(by: By, verb: str, said: Mapping[int, dict[str, Any]]) -> dict[int, int]:
    """A trail of `verb` for each client, as parts of one request; returns their keys."""
    now = clock.now()
    keys = engine().reserve_keys("trail", len(said))
    rows = []
    for key, (client, words) in zip(keys, said.items(), strict=True):
        part = By(by.actor, f"{by.key} {verb} {client}", verb, by.digest)
        rows.append((key, *trail.columns(part, client, now, words)))
    engine().insert_rows("trail", ("id", *trail.COLUMNS), rows)
    return dict(zip(said, keys, strict=True))


def _write_rows(rows: Sequence[Client], after: Mapping[int, ClientFields], names: set[str]) -> None:
    in_client = [name for name in columns.IN_CLIENT if name in names]
    entries = {row.id: search_entry(row) for row in rows}
    many.update(
        Client,
        (
            (row.id, {"version": row.version + 1, **{n: getattr(after[row.id], n) for n in in_client}})
            for row in rows
        ),
    )
    for row in rows:
        for name in in_client:
            setattr(row, columns.attribute(name), getattr(after[row.id], name))
    moved = [row for row in rows if search_entry(row) != entries[row.id]]
    engine().search_drop([entries[row.id] for row in moved])
    engine().search_put([search_entry(row) for row in moved])


def _write_details(before: Mapping[int, ClientFields], after: Mapping[int, ClientFields]) -> None:
    """Details that differ are written as whole rows: many of these clients have none yet."""
    changed = {
        key: {name: getattr(after[key], name) for name in columns.IN_DETAILS}
        for key in after
        if any(getattr(after[key], name) != getattr(before[key], name) for name in columns.IN_DETAILS)
    }
    if changed:
        ClientDetails.delete().where(many.among(ClientDetails.client, list(changed))).execute()
        filled = {key: kept for key, kept in changed.items() if details.filled_in(kept, EMPTY)}
        many.insert(ClientDetails, ({"client": key, **kept} for key, kept in filled.items()))
