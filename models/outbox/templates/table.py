"""The table of templates."""

from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.messages.campaign import Goal
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, IntegerField, TextField


class Template(Table):
    """A text with placeholders. Edited in place; each change is in the trail."""

    name = TextField()
    name_key = TextField()
    goal = ChoiceField(Goal)
    channel = ChoiceField(Channel, default=MAIN)
    body = TextField()
    active = BooleanField(default=True)
    version = IntegerField(default=1)
