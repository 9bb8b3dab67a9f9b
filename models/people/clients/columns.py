"""In which table each field of a client is kept: in the client's row, or in `client_details`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from peewee import Field
from peewee import ForeignKeyField as AnyForeignKey

from models.people.clients import details
from models.people.clients.details import ClientDetails
from models.people.clients.fields import ClientFields
from models.people.clients.table import Client

_NAMES = tuple(field.name for field in fields(ClientFields))
_FIELDS: Mapping[str, Field] = {
    name: (ClientDetails if name in details.ATTRIBUTES else Client)._meta.fields[name] for name in _NAMES
}
"""The column of each field, with how it stores a value."""
IN_CLIENT = tuple(name for name in _NAMES if name not in details.ATTRIBUTES)
IN_DETAILS = tuple(name for name in _NAMES if name in details.ATTRIBUTES)


def attribute(name: str) -> str:
    """The attribute of a row that holds the value of a field; of another table's row, that is its key."""
    field = _FIELDS[name]
    return str(field.object_id_name) if isinstance(field, AnyForeignKey) else name


def column(name: str) -> str:
    """What the table calls the column of a field."""
    return str(_FIELDS[name].column_name)


def fields_of(row: Client) -> ClientFields:
    """The fields of a client, as the form shows them."""
    return fields_of_all([row])[row.id]


def fields_of_all(rows: Iterable[Client]) -> dict[int, ClientFields]:
    """The fields of many clients, by client."""
    by_client = {row.id: row for row in rows}
    known = details.of(by_client)
    return {
        key: ClientFields(**{name: getattr(row, attribute(name)) for name in IN_CLIENT}, **known.get(key, {}))
        for key, row in by_client.items()
    }


def plain(values: ClientFields) -> dict[str, Any]:
    """The values as JSON can hold them: for the trail and for drafts."""
    return {name: _FIELDS[name].db_value(value) for name, value in asdict(values).items()}


def from_plain(kept: Mapping[str, Any]) -> ClientFields:
    """The values that `plain` made. A field that was made since then is empty."""
    return ClientFields(**{name: _FIELDS[name].python_value(kept[name]) for name in _NAMES if name in kept})
