"""The redactions: each forgets one client. While one is under way, the triggers let it pass."""

from enum import StrEnum

from peewee import ForeignKeyField

from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import ChoiceField


class RedactionState(StrEnum):
    """A redaction is under way within its own transaction only: a base never holds one that is."""

    UNDER_WAY = "under_way"
    DONE = "done"


class Redaction(Table):
    """That the personal values of a client became their blanks. Never changed once it is done."""

    trail = ForeignKeyField(Trail)
    client = ForeignKeyField(Client)
    state = ChoiceField(RedactionState, default=RedactionState.UNDER_WAY)
