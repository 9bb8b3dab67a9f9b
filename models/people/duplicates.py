"""Likely duplicates: shown before saving, never forbidden."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from peewee import fn

from models.people.client_table import Client, name_key
from models.people.clients import ClientFields
from models.people.listing import ClientRow, rows_where
from models.store import many

NEARLY = 0.88
COMPARED = 400
SHOWN = 5


def likely(values: ClientFields, but: int | None = None) -> list[ClientRow]:
    """Clients with one of these phones, or nearly this name in either order. `values` were checked."""
    found = {row.id: row for row in _same_phone(values)} | {row.id: row for row in _nearly_same_name(values)}
    found.pop(but or 0, None)
    return list(found.values())[:SHOWN]


def known_names(names: Iterable[str]) -> set[str]:
    """Which of these names a client bears, whichever word is the first name. Reads every client's name once.

    Names in and out are those of `any_order`.
    """
    if not Client.select().exists():
        return set()
    wanted = set(names)
    keys = Client.select(Client.name_key).tuples().iterator()
    return {name for (key,) in keys if (name := any_order(key)) in wanted}


def any_order(name_key: str) -> str:
    """The same for Jean Martin, MARTIN Jean and a client Martin whose first name is Jean."""
    return " ".join(sorted(name_key.split()))


def _same_phone(values: ClientFields) -> list[ClientRow]:
    phones = [phone for phone in (values.mobile, values.work_phone, values.home_phone) if phone]
    rows: list[ClientRow] = []
    for column in (Client.mobile, Client.work_phone, Client.home_phone):
        if phones:
            rows += rows_where((column != "") & many.among(column, phones), SHOWN)
    return rows


def _nearly_same_name(values: ClientFields) -> list[ClientRow]:
    straight = name_key(values.last_name, values.first_name)
    swapped = name_key(values.first_name, values.last_name)
    rows: list[ClientRow] = []
    for key in {straight, swapped}:
        start = key.strip()[:3]
        if start:
            near = rows_where(
                Client.name_key.between(start, f"{start}\uffff"),
                COMPARED,
                fn.ABS(fn.LENGTH(Client.name_key) - len(key)),
            )
            rows += [row for row in near if _near(key, name_key(row.last_name, row.first_name))]
    return rows


def _near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= NEARLY
