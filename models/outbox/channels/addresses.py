"""The column of a client that holds the address of each channel.

A contact has columns of the same names. Every channel with consents is listed, whether messages are sent by
it or not.
"""

from collections.abc import Mapping
from typing import Any

from peewee import Case

from models.outbox.channels.channel import Channel
from models.people.clients.table import Client
from models.people.contacts.table import Contact

COLUMNS: Mapping[Channel, Any] = {Channel.SMS: Client.mobile, Channel.EMAIL: Client.email}


def on_channel(channel: Any) -> Any:
    """In a query: a client's address on the channel that this column of another table names."""
    return Case(channel, [(str(each), column) for each, column in COLUMNS.items()], "")


def address_of(row: Client, channel: Channel) -> str:
    """Where a client is written to on a channel; empty where they cannot be."""
    return str(getattr(row, COLUMNS[channel].name))


def address_of_contact(row: Contact, channel: Channel) -> str:
    """Where a contact is written to on a channel; empty where they cannot be."""
    return str(getattr(row, COLUMNS[channel].name))
