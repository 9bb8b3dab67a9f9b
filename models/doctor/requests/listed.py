"""Checks that the entries of the lists, and the organisms, are as they were last saved."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from models.doctor.fault import Check, Fault
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.people.organisms.table import Organism
from models.people.references.table import Reference
from models.store.connection import Table

_COLUMNS: Mapping[str, tuple[type[Table], Mapping[str, str]]] = {
    "reference": (
        Reference,
        {name: name for name in ("kind", "name", "phone", "days", "end_of_month", "active")},
    ),
    "organism": (
        Organism,
        {name: name for name in ("name", "valid_from", "valid_until", "active")}
        | {"successor": "successor_id"},
    ),
}
"""Of each thing that requests name: its table, and under which column each of its values is kept."""


def lists_are_as_last_saved() -> Iterator[Fault]:
    """An entry of a list and an organism have the values last saved, and are retired where that was said."""
    for thing, (table, columns) in _COLUMNS.items():
        said = Said()
        verbs = [f"{thing}s.{verb}" for verb in ("create", "edit", "retire", "put_back")]
        for rows in details_of(*verbs):
            for request, verb, _, words in rows:
                for name, value in _saved(verb, words, columns).items():
                    said.says(request, value, thing, words.get(thing), name)
        now = {
            (thing, row.id, name): _plain(getattr(row, column))
            for row in table.select()
            for name, column in columns.items()
        }
        yield from said.differs(now)


def _saved(verb: str, words: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """What a request made of the values that it names."""
    if verb.endswith((".retire", ".put_back")):
        return {"active": verb.endswith(".put_back")}
    if verb.endswith(".edit"):
        return {name: pair[1] for name, pair in words.get("changes", {}).items()}
    return {name: words.get(name) for name in columns if name != "active"} | {"active": True}


def _plain(value: Any) -> Any:
    """As the trail keeps it."""
    return value.isoformat() if isinstance(value, date) else value


CHECKS: tuple[Check, ...] = (lists_are_as_last_saved,)
