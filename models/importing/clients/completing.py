"""What a file says of known clients that their fiches do not say yet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from peewee import chunked

from models.importing.clients.accounts import Accounts
from models.importing.clients.known import Matches
from models.people.clients import columns
from models.people.clients.fields import EMPTY, ClientFields
from models.people.clients.table import Client
from models.people.clients.verbs import own_code
from models.store import many

_ALONE = ("title", "email", "affiliation_number", "birth_date", "category", "info")
_ADDRESS = ("address", "postal_code", "city")
_PHONES = ("mobile", "home_phone", "work_phone")

Missing = Mapping[int, Mapping[str, Any]]
"""By client: the fields that are empty on the fiche, with the values of the file."""
_CHUNK = 1000


def missing(accounts: Accounts, matches: Matches) -> Missing:
    """What completing would write. A value that stands on a fiche is never replaced.

    An address is filled in where nothing of one stands: half of one and half of another lead nowhere. So is a
    number of an organism: with its organism, or where that is the same. Names stay as they are.
    """
    if not accounts.beside or not len(matches):
        return {}
    found: dict[int, dict[str, Any]] = {}
    for some in chunked(zip(matches.positions, matches.clients, strict=True), _CHUNK):
        wanted = Client.select().where(many.among(Client.id, [client for _, client in some]))
        fiches = columns.fields_of_all(wanted)
        for position, client in some:
            fiche = fiches[client]
            there = replace(fiche, **found[client]) if client in found else fiche
            more = dict(_more(client, there, accounts.fields(position)))
            if more:
                found[client] = found.get(client, {}) | more
    return found


def _more(client: int, there: ClientFields, said: ClientFields) -> Iterable[tuple[str, Any]]:
    for name in _ALONE:
        value = getattr(said, name)
        if value != EMPTY[name] and getattr(there, name) == EMPTY[name]:
            yield name, value
    if not any(getattr(there, name) for name in _ADDRESS):
        yield from ((name, getattr(said, name)) for name in _ADDRESS if getattr(said, name))
    known = {getattr(there, name) for name in _PHONES}
    for name in _PHONES:
        value = getattr(said, name)
        if value and not getattr(there, name) and value not in known:
            yield name, value
    if said.organism is not None and there.organism is None:
        yield "organism", said.organism
    same = said.organism is None or there.organism in (None, said.organism)
    if said.registration_number and not there.registration_number and same:
        yield "registration_number", said.registration_number
    if said.code and there.code == own_code(client):
        yield "code", said.code
