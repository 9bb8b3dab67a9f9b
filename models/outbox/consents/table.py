"""The table of consents, and what a consent may say."""

from enum import StrEnum

from models.outbox.channels.channel import Channel
from models.people.clients.table import Client
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, ForeignKeyField, TextField


class ConsentSource(StrEnum):
    """How a client gave the consent."""

    SPOKEN = "spoken"
    FORM = "form"
    PHONE = "phone"
    LETTER = "letter"
    INCOMING = "incoming"
    """By a message they sent."""
    MERGING = "merging"
    """It holds for two fiches that became one, or were given back."""


class Word(StrEnum):
    """What a client can say about a channel."""

    AGREES = "agrees"
    NO_MARKETING = "no_marketing"
    """They may be reminded of what they owe."""
    STOP = "stop"


class Consent(Table):
    """One consent of a client, or of a number that belongs to no client. Append-only.

    `address`: a message from this number said it, so it counts for everybody who has the number; a later
    consent that is no STOP takes it back. `marketing_only`: only marketing was refused.
    """

    trail = ForeignKeyField(Trail)
    client = ForeignKeyField(Client, null=True)
    address = TextField(default="")
    channel = ChoiceField(Channel)
    granted = BooleanField()
    marketing_only = BooleanField(default=False)
    source = ChoiceField(ConsentSource)


class ConsentState(StrEnum):
    """What the last consent of a client allows. Refusing marketing counts as having said nothing."""

    SILENT = "silent"
    AGREED = "agreed"
    STOPPED = "stopped"
