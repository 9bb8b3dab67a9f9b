"""Finds likely duplicates of a client who is typed or imported: shown before saving, never forbidden."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from peewee import fn

from models.people.clients.listing import ClientRow, rows_where
from models.people.clients.table import FINDABLE_RANKS, Client, in_a_list, name_key
from models.people.clients.verbs import ClientFields
from models.people.duplicates.apart import apart_from
from models.store import many
from models.store.connection import engine
from models.store.engines.engine import SearchQuery
from models.store.search.folding import loose
from models.store.search.particles import particles_together
from models.store.search.spellings.keys import alike, sound_key

NEARLY = 0.88
COMPARED = 400
SHOWN = 5
SURE_LETTERS, UNSURE_LETTERS = 4, 3
"""The number of first letters of a name that must be the same, and the number of
last letters that may differ.
"""

_TITLES = frozenset(
    {"mr", "mrs", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "السيد", "السيده"}
)
"""Titles before a name. M. is not among them, as M'HAMED begins with it."""


def likely(values: ClientFields, but: int | None = None) -> list[ClientRow]:
    """Clients with one of these phones, with a name that sounds alike, or with nearly this name, in either
    order. Those whose name only sounds alike are `similar`. `values` have been checked.

    `but` is the client whose fiche is edited: neither they nor those who were found to be another person.
    """
    near = {row.id: row for row in _nearly_same_name(values)}
    alike = {row.id: near.get(row.id) or replace(row, similar=True) for row in _same_sound(values)}
    found = {row.id: row for row in _same_phone(values)}
    for row in (*alike.values(), *near.values()):
        found.setdefault(row.id, row)
    for known in (but, *apart_from(but)) if but is not None else ():
        found.pop(known, None)
    return list(found.values())[:SHOWN]


def any_order(name_key: str) -> str:
    """One key for Jean Martin, MARTIN Jean and a client Martin whose first name is Jean; also for BEN ALI and
    BENALI, and for Mme MARTIN Jeanne without her title.
    """
    words = loose(name_key).split()
    names = [word for word in words if word not in _TITLES] or words
    return "".join(sorted(particles_together(names)))


def _same_phone(values: ClientFields) -> list[ClientRow]:
    phones = [phone for phone in (values.mobile, values.work_phone, values.home_phone) if phone]
    rows: list[ClientRow] = []
    for column in (Client.mobile, Client.work_phone, Client.home_phone):
        if phones:
            rows += _listed((column != "") & many.among(column, phones), SHOWN)
    return rows


def _nearly_same_name(values: ClientFields) -> list[ClientRow]:
    straight = name_key(values.last_name, values.first_name)
    swapped = name_key(values.first_name, values.last_name)
    rows: list[ClientRow] = []
    for key in {straight, swapped}:
        together = _without_spaces(key)
        near = [*_beginning_alike(key), *_written_together(together)]
        rows += [
            row for row in near if _near(together, _without_spaces(name_key(row.last_name, row.first_name)))
        ]
    return rows


def _same_sound(values: ClientFields) -> Iterator[ClientRow]:
    key = sound_key(values.last_name, values.first_name)
    for row in _listed(Client.sound_key == key, COMPARED) if key else ():
        if sounds_like((values.last_name, values.first_name), (row.last_name, row.first_name)):
            yield row


def sounds_like(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two last and first names sound alike, in either order."""
    return any(
        all(alike(*names) or names[0] == names[1] for names in zip(one, others, strict=True))
        for others in (other, other[::-1])
    )


def _beginning_alike(key: str) -> list[ClientRow]:
    start = key.strip()[:3]
    if not start:
        return []
    within = Client.name_key.between(start, f"{start}\uffff")
    return _listed(within, COMPARED, fn.ABS(fn.LENGTH(Client.name_key) - len(key)))


def _written_together(together: str) -> list[ClientRow]:
    """Finds names with nearly the same letters without spaces: EL IDRISSI by ELIDRISSY."""
    name = together.split("\t")[0]
    if not name:
        return []
    nearly_all = name[: max(SURE_LETTERS, len(name) - UNSURE_LETTERS)]
    query = SearchQuery(((nearly_all,),), FINDABLE_RANKS)
    places = engine().search_page(query, after=None, before=None, limit=COMPARED)
    return _listed(many.among(Client.place, places), COMPARED)


def _listed(condition: Any, limit: int, *order: Any) -> list[ClientRow]:
    return rows_where(condition & in_a_list(), limit, *order)


def _without_spaces(key: str) -> str:
    """A `name_key` without spaces, for comparison: BEN ALI like BENALI."""
    return "\t".join("".join(loose(name).split()) for name in key.split("\t"))


def _near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= NEARLY
