"""Records consents: what clients agreed to or refused (loi 09-08, art. 10; INV-50).

Each consent is a row, and the last one is in force. A client without any, or one who refused marketing, gets
no marketing but is reminded of debts. A client who objected (STOP) gets nothing at all on that channel.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from peewee import SQL, fn

from models.outbox.channels.addresses import COLUMNS, address_of
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.consents.table import Consent, ConsentSource, ConsentState, Word
from models.outbox.messages.table import Cause, Message, MessageKind, alone, cancel_waiting, end_empty
from models.people.clients.aliases import about, about_any, survivor_of, survivors_of
from models.people.clients.table import Client, ClientKind
from models.people.clients.verbs import full_name, lock
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.store.text import check_length

RECORDS, STOPS = "consents.record", "consents.stop"


@dataclass(frozen=True, slots=True)
class Stance:
    """The last consents on one channel: clients who agreed, clients who stopped, and numbers that stopped."""

    agreed: frozenset[int]
    stopped: frozenset[int]
    stopped_addresses: frozenset[str]

    def of(self, client: int | None, address: str) -> ConsentState:
        """What may be sent to a client at this address."""
        if client in self.stopped or address in self.stopped_addresses:
            return ConsentState.STOPPED
        return ConsentState.AGREED if client in self.agreed else ConsentState.SILENT


@dataclass
class NoAdvertisingToPharmacies(Refused):
    """Other pharmacies are colleagues: no advertising is sent to them, so they have none to agree to."""

    name: str
    field: ClassVar[str] = "word"
    sentence: ClassVar[str] = N_("{name} is a pharmacy: no advertising is sent to colleagues.")


@verb(RECORDS, Right.RECORD_CONSENTS, answers=lambda done: int(done.details()["cancelled"]))
def record(client: int, channel: Channel, word: Word, source: ConsentSource, *, by: By) -> int:
    """Records a consent; returns how many queued messages it cancels.

    It takes effect at once: what has not left is cancelled on this channel, everything by STOP, only
    marketing by a refusal of marketing. Raises `NoAdvertisingToPharmacies` where another pharmacy agrees.
    """
    alone()
    row = lock(client)
    if word is Word.AGREES:
        refuse_advertising_to_pharmacy(row)
    cancelled = cancel_unwanted(row.id, channel, word)
    detail: dict[str, Any] = {"channel": channel, "word": word, "cancelled": cancelled}
    record = trail.leave(by, client=row.id, **detail)
    Consent.create(
        trail=record,
        client=row.id,
        address="" if word is Word.STOP else address_of(row, channel),
        channel=channel,
        granted=word is Word.AGREES,
        marketing_only=word is Word.NO_MARKETING,
        source=source,
    )
    return cancelled


@verb(STOPS, Right.RECORD_CONSENTS, answers=lambda done: int(done.details()["cancelled"]))
def stop(address: str, channel: Channel = MAIN, *, by: By) -> int:
    """Records a STOP that came from this address; returns how many queued messages it cancels.

    It stops every client with this address, and the address itself, as nobody knows which of
    them wrote. The gateway's id of the incoming message is a good idempotency key: a message
    delivered twice then counts once.
    """
    check_length("address", address)
    alone()
    having = [key for (key,) in Client.select(Client.id).where(COLUMNS[channel] == address).tuples()]
    survivors = survivors_of(having)
    theirs = about_any(Message.client, survivors)
    cancelled = _cancel(channel, (Message.recipient == address) | theirs)
    detail: dict[str, Any] = {"channel": channel, "address": address, "cancelled": cancelled}
    record = trail.leave(by, **detail)
    said = {
        "trail": record,
        "address": address,
        "channel": channel,
        "granted": False,
        "source": ConsentSource.INCOMING,
    }
    owners: list[int | None] = [*survivors] or [None]
    many.insert(Consent, ({**said, "client": owner} for owner in owners))
    return cancelled


def refuse_advertising_to_pharmacy(row: Client) -> None:
    """Raises `NoAdvertisingToPharmacies` where the client is another pharmacy."""
    if row.kind is ClientKind.PHARMACY:
        raise NoAdvertisingToPharmacies(full_name(row))


def state_of(client: int, channel: Channel = MAIN) -> ConsentState:
    """What may be sent to this client."""
    row = Client.get_by_id(survivor_of(client))
    return state_at(row.id, address_of(row, channel), channel)


def state_at(client: int | None, address: str, channel: Channel = MAIN) -> ConsentState:
    """What may be sent to this client at this address; without a client, to the address alone."""
    own = own_word(client, channel) if client is not None else None
    of_address = _last(channel, Consent.address == address) if address else None
    if Word.STOP in (own, of_address):
        return ConsentState.STOPPED
    return ConsentState.AGREED if own is Word.AGREES else ConsentState.SILENT


def own_word(client: int, channel: Channel) -> Word | None:
    """The last consent of this client on a channel, whatever was said from their address; None without one.

    A survivor's own rows say it for all their fiches: a merge writes what holds for both (`models.merging`).
    """
    return _last(channel, Consent.client == client)


def stance(channel: Channel = MAIN) -> Stance:
    """The last consents of everybody: three statements, however many clients there are."""
    last_of_client = _latest(channel, Consent.client, Consent.client.is_null(False))
    last_of_address = _latest(channel, Consent.address, Consent.address != "")
    said = Consent.select(Consent.client, Consent.granted, Consent.marketing_only)
    clients = list(_raw(said.where(Consent.id.in_(last_of_client))))
    addresses = _raw(Consent.select(Consent.address).where(Consent.id.in_(last_of_address), is_stop()))
    return Stance(
        frozenset(client for client, granted, _ in clients if granted),
        frozenset(client for client, *said in clients if word_of(*said) is Word.STOP),
        frozenset(address for (address,) in addresses),
    )


def is_stop() -> Any:
    """The condition that a row of `Consent` stops everything on its channel."""
    return ~Consent.granted & ~Consent.marketing_only


def _latest(channel: Channel, of: Any, named: Any) -> Any:
    return Consent.select(fn.MAX(Consent.id)).where(Consent.channel == channel, named).group_by(of)


def _raw(query: Any) -> Any:
    """Raw rows of the driver: a hundred thousand of them need no conversion."""
    return engine().database.execute(query)


def _last(channel: Channel, whose: Any) -> Word | None:
    rows = Consent.select(Consent.granted, Consent.marketing_only).where(Consent.channel == channel, whose)
    row = rows.order_by(Consent.id.desc()).limit(1).tuples().first()
    return None if row is None else word_of(*row)


def word_of(granted: Any, marketing_only: Any) -> Word:
    """The consent in a row of `Consent`."""
    if granted:
        return Word.AGREES
    return Word.NO_MARKETING if marketing_only else Word.STOP


_UNWANTED: dict[Word, Any] = {
    Word.AGREES: SQL("1 = 0"),
    Word.NO_MARKETING: Message.kind == MessageKind.MARKETING,
    Word.STOP: SQL("1 = 1"),
}
"""For each consent, the waiting messages that it cancels."""


def cancel_unwanted(client: int, channel: Channel, word: Word) -> int:
    """Cancels what has not left and that a client who says this does not want, within `alone`; returns how
    many messages that were.
    """
    return _cancel(channel, about(Message.client, client) & _UNWANTED[word])


def _cancel(channel: Channel, reached: Any) -> int:
    """Cancels what has not left; a campaign of which nothing else waits is then done."""
    cancelled = cancel_waiting((Message.channel == channel) & reached, Cause.STOPPED)
    if cancelled:
        end_empty()
    return cancelled
