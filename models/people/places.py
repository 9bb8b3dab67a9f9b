"""A client's place in name order, as one number.

Names sorted once, when they are written, instead of at each key of a search: the search index's rows and the
pages of the list are in the order of this number. Between two neighbours there is room for later ones; where
room runs out, the neighbourhood is spread again.
"""

from collections.abc import Callable, Iterable, Sequence

from peewee import fn

from models.people.client_table import Client, search_entry
from models.store.connection import engine

TOP = 1 << 60
STRIDE = 1 << 40
NEIGHBOURS = 64


def take(name_key: str) -> int:
    """A free place for this name. Call it inside a transaction."""
    return take_all([name_key])[0]


def take_all(name_keys: Sequence[str], told: Callable[[int], None] = lambda done: None) -> list[int]:
    """Free places for names that are in order. Call it inside a transaction.

    Names that fall between the same two neighbours are spread evenly between them.
    """
    engine().serialise("places")
    places: list[int] = []
    while len(places) < len(name_keys):
        key = name_keys[len(places)]
        above_key, above = _first_above(key)
        run = _run(name_keys, len(places), above_key)
        below = _last_below(above)
        if above - below <= run:
            _make_room(below, run)
            continue
        step = min((above - below) // (run + 1), STRIDE)
        places.extend(below + step * number for number in range(1, run + 1))
        told(len(places))
    return places


def _run(keys: Sequence[str], start: int, above_key: str | None) -> int:
    if above_key is None:
        return len(keys) - start
    end = start
    while end < len(keys) and keys[end] < above_key:
        end += 1
    return end - start


def _first_above(key: str) -> tuple[str | None, int]:
    row = (
        Client.select(Client.name_key, Client.place)
        .where(Client.name_key > key)
        .order_by(Client.name_key, Client.place)
        .limit(1)
        .tuples()
        .first()
    )
    return row if row else (None, TOP)


def _last_below(above: int) -> int:
    return int(Client.select(fn.COALESCE(fn.MAX(Client.place), 0)).where(Client.place < above).scalar())


def _make_room(around: int, wanted: int) -> None:
    """Spreads the neighbourhood of a place evenly; doubles the neighbourhood until there is room."""
    reach = NEIGHBOURS
    while True:
        low = Client.select(Client.place).where(Client.place <= around).order_by(Client.place.desc())
        high = Client.select(Client.place).where(Client.place > around).order_by(Client.place)
        first = low.offset(reach).limit(1).scalar() or 0
        last = high.offset(reach).limit(1).scalar() or TOP
        rows = list(Client.select().where(Client.place > first, Client.place < last).order_by(Client.place))
        step = (last - first) // (len(rows) + 1)
        if step > wanted * 2 or (first == 0 and last == TOP):
            _spread(rows, first, step)
            return
        reach *= 2


def _spread(rows: Iterable[Client], first: int, step: int) -> None:
    rows = list(rows)
    engine().search_drop(search_entry(row) for row in rows)
    for number, row in enumerate(rows):  # out of the way first: places are unique
        Client.update(place=TOP + 1 + number).where(Client.id == row.id).execute()
    for number, row in enumerate(rows, start=1):
        row.place = first + step * number
        Client.update(place=row.place).where(Client.id == row.id).execute()
    engine().search_put(search_entry(row) for row in rows)
