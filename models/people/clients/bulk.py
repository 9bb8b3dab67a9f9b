"""Inserts many clients at once: for imports and example pharmacies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from models.custom_fields import values
from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.people.clients import columns, name_order
from models.people.clients.details import ClientDetails
from models.people.clients.fields import ClientFields
from models.people.clients.table import STATUS_RANKS, Client, ClientStatus, name_key, words_of
from models.people.clients.verbs import own_code
from models.store.connection import engine
from models.store.engines.engine import SearchEntry
from models.store.search.spellings.keys import sound_key

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class NewClient:
    """A checked client to add."""

    values: ClientFields
    status: ClientStatus = ClientStatus.ACTIVE


def insert(
    clients: Sequence[NewClient],
    progress: Callable[[int], None] = lambda done: None,
    keys: Sequence[str] | None = None,
) -> Sequence[int]:
    """Inserts clients inside the caller's transaction and returns their ids, in the same order.

    The caller has checked every field (`clients.checked`) and posts balances afterwards. `keys`: their
    `name_key`s, if the caller has them. Ids are given in name order, so that the table and every index but
    one grow at their ends, which takes half the time.
    """
    keys = keys or [name_key(each.values.last_name, each.values.first_name) for each in clients]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    spots = name_order.take_all([keys[index] for index in order])
    numbers = engine().reserve_keys("client", len(keys))
    taken = _taken(numbers)
    known = definitions(CustomRecord.CLIENT)
    ids = [0] * len(keys)
    for start in range(0, len(order), CHUNK):
        rows, beside, entries = [], [], []
        for rank in range(start, min(start + CHUNK, len(order))):
            index, number, spot = order[rank], numbers[rank], spots[rank]
            new, ids[index] = clients[index], number
            code = new.values.code or own_code(number, taken)
            custom_words = values.words(new.values.custom, known) if new.values.custom else ""
            rows.append((*_row(new, number, code, keys[index], spot), custom_words, _sound_key(new.values)))
            if (kept := _beside(new.values)) != _NOTHING_BESIDE:
                beside.append((number, kept))
            entries.append(
                SearchEntry(spot, STATUS_RANKS[new.status], words_of(new.values, code, custom_words))
            )
        engine().insert_rows("client", _COLUMNS, rows)
        _insert_beside(beside)
        engine().search_put(entries)
        progress(start + len(rows))
    return ids


def _insert_beside(beside: Sequence[tuple[int, tuple[Any, ...]]]) -> None:
    """Inserts what is beside the rows of clients: the columns in which any of them says something. The
    others have their defaults from the schema; to pass all thirty would take longer than the client's own
    row.
    """
    said = [
        place
        for place, nothing in enumerate(_NOTHING_BESIDE)
        if any(kept[place] != nothing for _, kept in beside)
    ]
    fields = [(place, ClientDetails._meta.fields[columns.IN_DETAILS[place]]) for place in said]
    names = ("client_id", *(field.column_name for _, field in fields))
    rows = ((number, *(field.db_value(kept[place]) for place, field in fields)) for number, kept in beside)
    if beside:
        engine().insert_rows("client_details", names, rows)


def _taken(numbers: Sequence[int]) -> set[str]:
    """The automatic codes of these clients that were already given by hand."""
    if not numbers:
        return set()
    among = Client.code.between(own_code(numbers[0]), f"{own_code(numbers[-1])}Z")
    return {code for (code,) in Client.select(Client.code).where(among).tuples()}


def _row(new: NewClient, number: int, code: str, key: str, place: int) -> tuple[Any, ...]:
    return (number, code, str(new.status), key, place, 0, 1, *_rest(new.values))


def _sound_key(values: ClientFields) -> str:
    return sound_key(values.last_name, values.first_name)


_REST = tuple(name for name in columns.IN_CLIENT if name != "code")
_rest = attrgetter(*_REST)
_COLUMNS = (
    *("id", "code", "status", "name_key", "place", "balance", "version"),
    *(columns.column(name) for name in _REST),
    "custom_words",
    "sound_key",
)
_beside = attrgetter(*columns.IN_DETAILS)
_NOTHING_BESIDE = _beside(ClientFields())
