"""The outbox: every message is stored with its text and recipient before any gateway is
asked (transactional outbox).
"""

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
    """The purpose of a message. Only marketing needs a consent (INV-50)."""

    REMINDER = "reminder"
    MARKETING = "marketing"
    DUE = "due"
    TEST = "test"
    APPOINTMENT = "appointment"
    """Reminds of an appointment; what is said of it is in `models.appointments`."""


class MessageState(StrEnum):
    """The state of a message. It only moves forward (INV-54): a trigger refuses every other change.

    `UNKNOWN`: a gateway was asked and nobody knows what it did. The program never sends such a message again;
    a late receipt may still tell what happened.
    """

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


WENT = (MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED, MessageState.UNKNOWN)
"""The states of a message that arrived, may have arrived, or is on its way."""
MAY_BE_SENT_AGAIN = (MessageState.UNKNOWN, MessageState.FAILED, MessageState.EXPIRED, MessageState.CANCELLED)


def may_be_sent_again(kind: MessageKind, state: MessageState) -> bool:
    """Whether a person may send its very text again. A reminder of an appointment is written anew, from the
    appointment, as that may have been moved.
    """
    return state in MAY_BE_SENT_AGAIN and kind is not MessageKind.APPOINTMENT


class Cause(StrEnum):
    """Why a message did not leave, or why its fate is unknown; `words` holds the gateway's own answer."""

    NONE = ""
    WITHDRAWN = "withdrawn"
    """A person cancelled it before it left."""
    STOPPED = "stopped"
    """The client stopped messages."""
    REFUSED = "refused"
    """The gateway refused it for good."""
    TOO_MANY_TRIES = "too_many_tries"
    LOST = "lost"
    """Its sender disappeared while sending it."""
    UNCLEAR = "unclear"
    """The gateway's answer was not clear."""
    OVERTAKEN = "overtaken"
    """What it reminds of was moved, cancelled or begun before it left."""


class ReceiptState(StrEnum):
    """The states in a gateway's receipt."""

    SENT = "sent"
    """On its way: no change."""
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Message(Table):
    """One text to one recipient.

    Ids have no hole, and ids and times rise together: so a period is a range of ids, and the last id is the
    number of messages. Only `queueing` inserts rows.

    Attributes:
        recipient: an address in the stored form of its channel
        cost: in units of the account
        attempts: how often it was claimed
        refusals: how often a gateway refused it temporarily
        worker: who is sending it at present
        left_at: when a gateway took it
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


class DeliveryReceipt(Table):
    """A gateway's report about a message, word for word. Append-only."""

    message = ForeignKeyField(Message, backref="receipts")
    at = MomentField()
    state = ChoiceField(ReceiptState)
    words = TextField(default="")

    class Meta:
        table_name = "receipt"


def cancel_waiting(which: Any, cause: Cause) -> int:
    """Cancels those of these messages that have not left, and returns their number. Call it inside `alone`.

    A message in a sender's hands cannot be recalled: it keeps the cause, and is cancelled
    if the sender returns it.
    """
    queued = Message.state == MessageState.QUEUED
    Message.update(cause=cause).where(queued, Message.worker != "", which).execute()
    change = {"state": MessageState.CANCELLED, "cause": cause, "ended_at": clock.now()}
    return int(Message.update(**change).where(queued, Message.worker == "", which).execute())


def cancel_returned(which: Any) -> None:
    """Cancels those of these messages that were to be cancelled while a sender had
    them. Call it inside `alone`.
    """
    change = {"state": MessageState.CANCELLED, "ended_at": clock.now()}
    waits = (Message.state == MessageState.QUEUED) & (Message.worker == "")
    Message.update(**change).where(waits, Message.cause != Cause.NONE, which).execute()


def end_empty(*which: Any) -> None:
    """Ends those of these campaigns of which nothing waits. Call it inside `alone`."""
    waits = Message.select(Message.id).where(
        Message.campaign == Campaign.id, Message.state == MessageState.QUEUED
    )
    done = {"state": CampaignState.DONE, "ended": clock.now()}
    running = Campaign.state == CampaignState.RUNNING
    Campaign.update(**done).where(running, *which, ~fn.EXISTS(waits)).execute()


def alone() -> None:
    """Locks the outbox until the transaction ends.

    Every verb that writes to the outbox calls it first. So ids have no hole, units are not spent twice, a
    message is claimed once, and there is no deadlock.
    """
    engine().serialise("outbox")
