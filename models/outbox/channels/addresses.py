"""The column of a client that holds the address of each channel.

Every channel with consents is listed, whether messages are sent by it or not.
"""

from collections.abc import Mapping
from typing import Any

from peewee import Case

from models.outbox.channels.channel import Channel
from models.people.clients.table import Client

COLUMNS: Mapping[Channel, Any] = {Channel.SMS: Client.mobile, Channel.EMAIL: Client.email}


def on_channel(channel: Any) -> Any:
    """In a query: a client's address on the channel that this column of another table names."""
    return Case(channel, [(str(each), column) for each, column in COLUMNS.items()], "")


def address_of(row: Client, channel: Channel) -> str:
    """Where a client is written to on a channel; empty where they cannot be."""
    return str(getattr(row, COLUMNS[channel].name))
