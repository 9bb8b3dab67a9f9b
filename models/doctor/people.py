"""Clients and staff: codes, archives, and whether a search finds everybody."""

from collections.abc import Iterator
from itertools import pairwise

from peewee import fn

from models.doctor.fault import Fault
from models.people.client_table import Client, ClientStatus, name_key, search_entry
from models.people.folding import fold
from models.people.staff import Staff
from models.refusals import N_
from models.store.connection import engine
from models.store.engine import SearchEntry

CHUNK = 2000


def archived_are_settled() -> Iterator[Fault]:
    """INV-40: who is in the archives owes nothing and has no credit."""
    rows = Client.select(Client.id, Client.balance).where(
        Client.status == ClientStatus.ARCHIVED, Client.balance != 0
    )
    sentence = N_("Client {client} is archived with a balance of {balance}.")
    for client, balance in rows.tuples():
        yield Fault("INV-40", sentence, {"client": client}, {"balance": balance}, client)


def codes_are_unique() -> Iterator[Fault]:
    """INV-47: a code belongs to one client, however it is typed."""
    rows = Client.select(fn.UPPER(Client.code), fn.MIN(Client.id), fn.COUNT(Client.id)).group_by(
        fn.UPPER(Client.code)
    )
    sentence = N_("The code {code} belongs to {count} clients.")
    for code, client, count in rows.having(fn.COUNT(Client.id) > 1).tuples():
        yield Fault("INV-47", sentence, {"code": code, "count": count}, client=client)


def search_finds_everybody() -> Iterator[Fault]:
    """The search index holds every client once, by their words of today, and places are in name order."""
    last = 0
    previous: Client | None = None
    while True:
        with engine().reading():
            rows = list(Client.select().where(Client.place > last).order_by(Client.place).limit(CHUNK))
            top = rows[-1].place if len(rows) == CHUNK else None
            indexed = list(engine().search_entries(last, top))
        yield from _misplaced([previous, *rows] if previous else rows)
        yield from _misindexed(rows, indexed)
        if top is None:
            return
        last, previous = top, rows[-1]


def _misplaced(rows: list[Client]) -> Iterator[Fault]:
    for before, row in pairwise(rows):
        if before.name_key > row.name_key:
            yield Fault(
                "places", N_("Client {client} is out of order in the list."), {"client": row.id}, {}, row.id
            )
    for row in rows:
        if row.name_key != name_key(row.last_name, row.first_name):
            sentence = N_("Client {client} is sorted by another name than theirs.")
            yield Fault("places", sentence, {"client": row.id}, client=row.id)


def _misindexed(rows: list[Client], indexed: list[SearchEntry]) -> Iterator[Fault]:
    wanted = {_essence(search_entry(row)): row.id for row in rows}
    found = {_essence(entry) for entry in indexed}
    for entry, client in wanted.items():
        if entry not in found:
            sentence = N_("A search does not find client {client} as they are.")
            yield Fault("search", sentence, {"client": client}, client=client)
    for place, *_ in found - wanted.keys():
        yield Fault(
            "search", N_("A search finds somebody who is not there (place {place})."), {"place": place}
        )


def _essence(entry: SearchEntry) -> tuple[int, int, frozenset[str]]:
    return entry.place, entry.standing, frozenset(entry.words.split())


def staff_can_log_in() -> Iterator[Fault]:
    """Everybody who works here can be found by name, and has a code that was hashed."""
    for row in Staff.select():
        if row.name_key != fold(row.name) or not row.code_hash.startswith("$argon2id$"):
            yield Fault("staff", N_("{name} could not log in."), {"name": row.name})
    if Client.select().exists() and not Staff.select().where(Staff.active).exists():
        yield Fault("staff", N_("There are clients, but nobody works here who could log in."))
