"""The redactions: each is of one client. While one is under way, the triggers allow it."""

from enum import StrEnum

from peewee import ForeignKeyField

from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import ChoiceField


class RedactionState(StrEnum):
    """A redaction is under way inside its own transaction only, so the database never holds an open one."""

    UNDER_WAY = "under_way"
    DONE = "done"


class Redaction(Table):
    """The redaction of a client. Never changed once it is done."""

    trail = ForeignKeyField(Trail)
    client = ForeignKeyField(Client)
    state = ChoiceField(RedactionState, default=RedactionState.UNDER_WAY)
