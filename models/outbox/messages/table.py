"""The outbox: every message, its text and its recipient as they were written before any gateway was asked."""

from enum import StrEnum
from typing import Any

from peewee import fn

from models.outbox.channels.channel import Channel
from models.outbox.messages.campaign import Campaign, CampaignState
from models.people.clients.table import Client
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, ForeignKeyField, IntegerField, MomentField, TextField


class MessageKind(StrEnum):
    """What a message is for. Only marketing needs a consent that was given (INV-50)."""

    REMINDER = "reminder"
    MARKETING = "marketing"
    DUE = "due"
    TEST = "test"


class MessageState(StrEnum):
    """Where a message is. It only moves forward (INV-54): a trigger refuses every other move.

    `UNKNOWN`: a gateway was asked and nobody knows what it did. Such a message is never sent again by the
    program; a late receipt may still say what became of it.
    """

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


WENT = (MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED, MessageState.UNKNOWN)
"""The states of a message that reached its recipient, may have, or is on its way."""
MAY_BE_SENT_AGAIN = (MessageState.UNKNOWN, MessageState.FAILED, MessageState.EXPIRED, MessageState.CANCELLED)


class Cause(StrEnum):
    """Why a message did not leave, or why nobody knows; what a gateway said of it is in `words`."""

    NONE = ""
    WITHDRAWN = "withdrawn"
    """Somebody cancelled what had not left."""
    STOPPED = "stopped"
    """The client wants no more messages."""
    REFUSED = "refused"
    """The gateway does not take it, and never will."""
    TOO_MANY_TRIES = "too_many_tries"
    LOST = "lost"
    """Who was sending it disappeared."""
    UNCLEAR = "unclear"
    """The gateway's answer did not say."""


class ReceiptState(StrEnum):
    """What a gateway tells of a message that it took."""

    SENT = "sent"
    """On its way: nothing new."""
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Message(Table):
    """One text to one recipient.

    Its number and `at` go the same way: ids have no holes and no id is older than the one before it, so a
    period is a range of ids and the last id is how many there are. Only `queueing` adds rows.
    `recipient` is an address of its channel, as that keeps it. `cost` is in units of the account. `attempts`
    counts how often it was claimed, `refusals` how often a gateway would not have it just then; `worker` is
    who is sending it just now. `left_at`: when a gateway took it.
    """

    trail = ForeignKeyField(Trail)
    staff = ForeignKeyField(Staff, null=True)
    client = ForeignKeyField(Client, null=True)
    campaign = ForeignKeyField(Campaign, null=True)
    again_of = ForeignKeyField("self", null=True)
    channel = ChoiceField(Channel)
    kind = ChoiceField(MessageKind)
    recipient = TextField()
    body = TextField()
    encoding = TextField()
    cost = IntegerField(column_name="segments")
    at = MomentField()
    state = ChoiceField(MessageState, default=MessageState.QUEUED)
    attempts = IntegerField(default=0)
    refusals = IntegerField(default=0)
    next_try = MomentField()
    worker = TextField(default="")
    worker_until = MomentField(null=True)
    gateway = TextField(default="")
    gateway_id = TextField(default="")
    cause = ChoiceField(Cause, default=Cause.NONE)
    words = TextField(default="")
    left_at = MomentField(null=True)
    ended_at = MomentField(null=True)


class Receipt(Table):
    """Something a gateway told about a message, word for word. Append-only."""

    message = ForeignKeyField(Message, backref="receipts")
    at = MomentField()
    state = ChoiceField(ReceiptState)
    words = TextField(default="")


def cancel_waiting(which: Any, cause: Cause) -> int:
    """Inside `alone`: cancels those of these messages that have not left; how many.

    A message in a sender's hands cannot be called back. It keeps the cause, and is cancelled if it returns.
    """
    queued = Message.state == MessageState.QUEUED
    Message.update(cause=cause).where(queued, Message.worker != "", which).execute()
    change = {"state": MessageState.CANCELLED, "cause": cause, "ended_at": clock.now()}
    return int(Message.update(**change).where(queued, Message.worker == "", which).execute())


def cancel_returned(which: Any) -> None:
    """Inside `alone`: of these messages, cancels those that were cancelled while a sender had them."""
    change = {"state": MessageState.CANCELLED, "ended_at": clock.now()}
    waits = (Message.state == MessageState.QUEUED) & (Message.worker == "")
    Message.update(**change).where(waits, Message.cause != Cause.NONE, which).execute()


def end_empty(*which: Any) -> None:
    """Inside `alone`: those of these campaigns that run, and of which nothing waits any more, are done."""
    waits = Message.select(Message.id).where(
        Message.campaign == Campaign.id, Message.state == MessageState.QUEUED
    )
    done = {"state": CampaignState.DONE, "ended": clock.now()}
    running = Campaign.state == CampaignState.RUNNING
    Campaign.update(**done).where(running, *which, ~fn.EXISTS(waits)).execute()


def alone() -> None:
    """Until the transaction ends, nobody else changes the outbox.

    Every verb of the outbox that writes begins with it, so that numbers have no holes, the units cannot be
    spent twice, a message is claimed once, and nobody holds what another one waits for.
    """
    engine().serialise("outbox")
