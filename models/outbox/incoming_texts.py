"""Answers of clients to a message: stored unchanged, and decided by a person where they are no plain STOP.

A known stop word stops all messages at once. The same wish in other words ("arrêtez svp", "ne
plus m'envoyer") needs a person to read it. So every text is stored, and stays unread until
somebody decides what it means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from peewee import JOIN, fn

from models.outbox.channels import addresses
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import CHANNELS, MAIN, rules_of
from models.outbox.consents import verbs as consents
from models.outbox.messages.table import alone
from models.people.clients.aliases import survivor_or_itself
from models.people.clients.table import Client, ClientStatus, in_a_list
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock, many
from models.store.connection import Table
from models.store.fields import BooleanField, ChoiceField, ForeignKeyField, MomentField, TextField
from models.store.listing import NewestFirst
from models.store.text import is_control

RECEIVE, DECIDE = "incoming_texts.receive", "incoming_texts.decide"
LONGEST = 2000
"""The most letters stored."""
_LONGEST_SENDER = 64


class IncomingText(Table):
    """A text from a client. Append-only.

    `sender` is an address of the channel, if it is one; `stopped`: the text held a known stop word.
    """

    trail = ForeignKeyField(Trail)
    at = MomentField()
    channel = ChoiceField(Channel)
    sender = TextField()
    body = TextField()
    stopped = BooleanField()


class IncomingDecision(Table):
    """The decision of a person about a text: STOP, or nothing to note. Append-only."""

    incoming = ForeignKeyField(IncomingText, primary_key=True)
    trail = ForeignKeyField(Trail)
    stopped = BooleanField()


@dataclass
class AlreadyDecided(Refused):
    """Another person decided it first. Later wishes of the client are recorded as consents."""

    sentence: ClassVar[str] = N_("Somebody has decided this meanwhile.")


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """One text. `stopped`: a STOP is in force since; `decided`: nobody needs to read it any more. `client` is
    one who has its address, None if nobody has.
    """

    id: int
    at: datetime
    channel: Channel
    sender: str
    body: str
    stopped: bool
    decided: bool
    decided_by: str
    client: int | None
    name: str


@dataclass(frozen=True, slots=True)
class IncomingListing(NewestFirst[IncomingRow]):
    """A `Listing` of received texts, newest first (keyset pagination); only those of one
    address if `sender` is given.
    """

    sender: str = ""

    def count(self) -> int:
        """How many there are."""
        return int(IncomingText.select().where(_from(self.sender)).count())

    def _all(self) -> tuple[Any, Any]:
        owner = survivor_or_itself(Client.select(fn.MIN(Client.id)).where(_owned()))
        decided = Trail.alias()
        query = (
            IncomingText.select(
                IncomingText.id,
                IncomingText.at,
                IncomingText.channel,
                IncomingText.sender,
                IncomingText.body,
                IncomingText.stopped,
                IncomingDecision.stopped,
                fn.COALESCE(Staff.name, ""),
                Client.id,
                Client.last_name,
                Client.first_name,
            )
            .join(IncomingDecision, JOIN.LEFT_OUTER, on=IncomingDecision.incoming == IncomingText.id)
            .join(decided, JOIN.LEFT_OUTER, on=IncomingDecision.trail == decided.id)
            .join(Staff, JOIN.LEFT_OUTER, on=decided.staff == Staff.id)
            .join(Client, JOIN.LEFT_OUTER, on=Client.id == owner)
            .where(_from(self.sender))
        )
        return query, IncomingText.id

    def _read(self, query: Any) -> list[IncomingRow]:
        return [_row(*row) for row in query.tuples()]


def several(texts: Sequence[int]) -> list[IncomingRow]:
    """The rows of these texts, in no order."""
    query, key = IncomingListing()._all()
    return IncomingListing()._read(query.where(many.among(key, texts)))


def _row(
    key: int,
    at: datetime,
    channel: Channel,
    sender: str,
    body: str,
    understood: bool,
    decision: bool | None,
    by: str,
    client: int | None,
    *name: str | None,
) -> IncomingRow:
    whose = " ".join(part for part in name if part)
    stopped, decided = bool(understood or decision), bool(understood or decision is not None)
    return IncomingRow(key, at, channel, sender, body, stopped, decided, by, client, whose)


@verb(RECEIVE, Right.RECORD_CONSENTS)
def receive(sender: str, text: str, *, channel: Channel = MAIN, stop: bool, by: By) -> None:
    """Stores a received text; with `stop`, nothing more is sent to its address.

    `sender` is an address of the channel, or the name the sender used. Delivered twice under
    one key, it is stored once.
    """
    alone()
    record = trail.leave(by)
    IncomingText.create(
        trail=record,
        at=clock.now(),
        channel=channel,
        sender=_kept(sender)[:_LONGEST_SENDER],
        body=_kept(text)[:LONGEST],
        stopped=stop,
    )
    if stop:
        consents.stop(sender, channel, by=by.part("stop"))


@verb(DECIDE, Right.RECORD_CONSENTS)
def decide(incoming: int, *, stop: bool, by: By) -> None:
    """Records what a person read in it: STOP for that address, or nothing to note.

    Raises `AlreadyDecided`, or the channel's refusal of a sender that is no address.
    """
    alone()
    row = IncomingListing().one(incoming)
    if row is None or row.decided:
        raise AlreadyDecided
    if stop and not is_address(row.sender, row.channel):
        raise rules_of(row.channel).not_an_address(row.sender)
    record = trail.leave(by, client=row.client)
    IncomingDecision.insert(incoming=incoming, trail=record, stopped=stop).execute()
    if stop:
        consents.stop(row.sender, row.channel, by=by.part("stop"))


def waiting(sender: str = "") -> int:
    """The number of texts that nobody has decided."""
    read = IncomingDecision.select().where(IncomingDecision.incoming == IncomingText.id)
    open_ = IncomingText.select().where(_from(sender), ~IncomingText.stopped, ~fn.EXISTS(read))
    return int(open_.count())


def _from(sender: str) -> Any:
    """The condition that a text came from this address; every text if it is empty."""
    return IncomingText.sender == sender if sender else IncomingText.id > 0


def is_address(sender: str, channel: Channel) -> bool:
    """Whether a message can be sent to this sender."""
    return rules_of(channel).came_from(sender) == sender != ""


def _owned() -> Any:
    """The condition that a client in a list has the address from which a text came, on its channel."""
    ways = (
        (IncomingText.channel == str(channel)) & (addresses.COLUMNS[channel] == IncomingText.sender)
        for channel in CHANNELS
    )
    return reduce(or_, ways) & (in_a_list() | (Client.status == str(ClientStatus.MERGED)))


def _kept(text: str) -> str:
    """The text unchanged, except for control characters and what cannot be stored."""
    return "".join("\ufffd" if is_control(letter) and letter != "\n" else letter for letter in text).strip()
