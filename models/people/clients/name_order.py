"""Order-maintenance labels: a client's position in name order as one integer.

Names are sorted once, when they are written, instead of at each key of a search: the search index and the
pages of the list are in the order of this label. Between two labels there is room for later ones; where the
room is used up, the neighbours are relabelled.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from peewee import ModelSelect, fn

from models.people.clients.table import Client, search_entry
from models.store import many
from models.store.connection import engine

TOP = 1 << 60
STRIDE = 1 << 40
NEIGHBOURS = 64
FEW = 500
"""Up to so many names, one query for each is quicker than a scan of all clients."""


def take(name_key: str) -> int:
    """A free label for this name. Call it inside a transaction."""
    return take_all([name_key])[0]


def take_all(name_keys: Sequence[str]) -> list[int]:
    """Free labels for names in order. Call it inside a transaction.

    Names between the same two neighbours get evenly spaced labels.
    """
    engine().serialise("places")
    while True:
        places: list[int] = []
        for gap in _gaps(name_keys):
            if gap.above - gap.below <= gap.names:
                _make_room(gap.below, len(name_keys))
                break  # The labels found so far were between the old labels of the neighbours.
            step = min((gap.above - gap.below) // (gap.names + 1), STRIDE)
            places.extend(gap.below + step * number for number in range(1, gap.names + 1))
        else:
            return places


@dataclass(frozen=True, slots=True)
class _Gap:
    """A gap between two neighbouring labels, and how many of the names fall into it."""

    names: int
    below: int
    above: int


def _gaps(name_keys: Sequence[str]) -> Iterator[_Gap]:
    return _asked_for(name_keys) if len(name_keys) <= FEW else _scanned(name_keys)


def _asked_for(name_keys: Sequence[str]) -> Iterator[_Gap]:
    """Finds the gaps with one query each: best for a few names among many clients."""
    start = 0
    while start < len(name_keys):
        key, above = _first_above(name_keys[start])
        end = _before(name_keys, key, start)
        yield _Gap(end - start, _last_below(above), above)
        start = end


def _scanned(name_keys: Sequence[str]) -> Iterator[_Gap]:
    """Finds the gaps in one scan of the clients: best for many names."""
    start = 0
    below = _last_below(_first_above(name_keys[0])[1])
    for key, above in _all_above(name_keys[0]):
        end = _before(name_keys, key, start)
        if end > start:
            yield _Gap(end - start, below, above)
        if end == len(name_keys):
            return
        start, below = end, above


def _before(name_keys: Sequence[str], key: str | None, start: int) -> int:
    """The position after the names that sort before `key`; None is the end."""
    return len(name_keys) if key is None else bisect_left(name_keys, key, start)


def _above(key: str) -> ModelSelect:
    query = Client.select(Client.name_key, Client.place).where(Client.name_key > key)
    return query.order_by(Client.name_key, Client.place).tuples()


def _first_above(key: str) -> tuple[str | None, int]:
    return _above(key).limit(1).first() or (None, TOP)


def _all_above(key: str) -> Iterator[tuple[str | None, int]]:
    yield from _above(key).iterator()
    yield None, TOP


def _last_below(above: int) -> int:
    return int(Client.select(fn.COALESCE(fn.MAX(Client.place), 0)).where(Client.place < above).scalar())


def _make_room(around: int, wanted: int) -> None:
    """Relabels the neighbours of a label evenly; doubles the neighbourhood until there is room."""
    reach = NEIGHBOURS
    while True:
        low = Client.select(Client.place).where(Client.place <= around).order_by(Client.place.desc())
        high = Client.select(Client.place).where(Client.place > around).order_by(Client.place)
        first = low.offset(reach).limit(1).scalar() or 0
        last = high.offset(reach).limit(1).scalar() or TOP
        within = Client.select().where(Client.place > first, Client.place < last).order_by(Client.place)
        rows = list(engine().locked(within))
        step = (last - first) // (len(rows) + 1)
        if step > wanted * 2 or (first == 0 and last == TOP):
            _spread(rows, first, step)
            return
        reach *= 2


def _spread(rows: Iterable[Client], first: int, step: int) -> None:
    rows = list(rows)
    engine().search_drop(search_entry(row) for row in rows)
    # Moved out of the way first, as labels are unique.
    many.update(Client, ((row.id, {"place": TOP + 1 + number}) for number, row in enumerate(rows)))
    for number, row in enumerate(rows, start=1):
        row.place = first + step * number
    many.update(Client, ((row.id, {"place": row.place}) for row in rows))
    engine().search_put(search_entry(row) for row in rows)
