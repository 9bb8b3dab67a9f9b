"""Many clients at once: what an import and a generated pharmacy need."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from models.people import places
from models.people.client_table import Client, ClientStatus, name_key, search_entry
from models.people.clients import ClientFields, own_code
from models.store.connection import engine

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class NewClient:
    """A checked client to add."""

    values: ClientFields
    status: ClientStatus = ClientStatus.ACTIVE


def insert(clients: Sequence[NewClient], told: Callable[[int], None] = lambda done: None) -> Sequence[int]:
    """Adds them inside the caller's transaction and returns their numbers, in the same order.

    The caller checked every field (`clients.checked`) and, where there are balances, posts them afterwards.
    """
    keys = [name_key(each.values.last_name, each.values.first_name) for each in clients]
    order = sorted(range(len(clients)), key=keys.__getitem__)
    spots = dict(zip(order, places.take_all([keys[number] for number in order]), strict=True))
    ids = engine().reserve_keys("client", len(clients))
    columns = ("id", "code", "status", "name_key", "place", "balance", "version", *_FIELDS)
    for start in range(0, len(clients), CHUNK):
        numbers = range(start, min(start + CHUNK, len(clients)))
        rows = [_row(clients[n], ids[n], keys[n], spots[n]) for n in numbers]
        engine().insert_rows("client", columns, rows)
        told(numbers.stop)
    engine().search_put(_entries(clients, ids, spots))
    return ids


def _row(new: NewClient, number: int, key: str, place: int) -> tuple[Any, ...]:
    values = new.values
    code = values.code or own_code(number)
    rest = (getattr(values, field.name) for field in fields(ClientFields) if field.name != "code")
    return (number, code, str(new.status), key, place, 0, 1, *rest)


_FIELDS = tuple(
    "organism_id" if field.name == "organism" else field.name
    for field in fields(ClientFields)
    if field.name != "code"
)


def _entries(clients: Sequence[NewClient], ids: Sequence[int], spots: dict[int, int]) -> Iterator[Any]:
    """In the order of places: the search index grows at its end."""
    for number in sorted(spots, key=spots.__getitem__):
        values = clients[number].values
        row = Client(
            last_name=values.last_name,
            first_name=values.first_name,
            email=values.email,
            registration_number=values.registration_number,
            code=values.code or own_code(ids[number]),
            mobile=values.mobile,
            work_phone=values.work_phone,
            home_phone=values.home_phone,
            place=spots[number],
            status=clients[number].status,
        )
        yield search_entry(row)
