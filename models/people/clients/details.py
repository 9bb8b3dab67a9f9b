"""The fields of a client that neither a sale nor the list reads: a table beside the client's, so that the row
which every sale locks stays narrow.

A client has a row here once something of it is filled in. A field is a column here and an attribute of
`ClientFields`, under the same name; reading, writing, the trail and the export follow from that.
"""

from collections.abc import Collection, Mapping
from typing import Any

from peewee import ForeignKeyField as AnyForeignKey

from models.people.clients.table import Client
from models.store import many
from models.store.connection import Table
from models.store.fields import DayField, ForeignKeyField


class ClientDetails(Table):
    """What else is known of a client.

    Attributes:
      birth_date: the day of birth, None if it is not known (fiche-birthdate)
    """

    client = ForeignKeyField(Client, primary_key=True)
    birth_date = DayField(null=True)


ATTRIBUTES: Mapping[str, str] = {
    name: field.object_id_name if isinstance(field, AnyForeignKey) else name
    for name, field in ClientDetails._meta.fields.items()
    if name != "client"
}
"""By field of `ClientFields`: the attribute of a row that holds its value. Of what is chosen from another
table, that is the key (`…_id`).
"""


def of(clients: Collection[int]) -> dict[int, dict[str, Any]]:
    """The details of these clients, by field; a client of whom none are known is absent."""
    rows = ClientDetails.select().where(many.among(ClientDetails.client, clients))
    return {row.client_id: {name: getattr(row, held) for name, held in ATTRIBUTES.items()} for row in rows}


def write(client: int, values: Mapping[str, Any]) -> None:
    """Writes these fields, inside the transaction of a verb that has locked the client."""
    columns = {ATTRIBUTES[name]: value for name, value in values.items()}
    if not ClientDetails.update(columns).where(ClientDetails.client == client).execute():
        ClientDetails.create(client=client, **columns)


def forget(client: int) -> None:
    """Removes all of them: the client is redacted."""
    ClientDetails.delete().where(ClientDetails.client == client).execute()


def filled_in(values: Mapping[str, Any], empty: Mapping[str, Any]) -> bool:
    """Whether any of these fields says something."""
    return any(values[name] != empty[name] for name in ATTRIBUTES)
