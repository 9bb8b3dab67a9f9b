"""The consents of a client on each channel, and the one in force (loi 09-08, art. 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, fn

from models.outbox.channels.addresses import address_of
from models.outbox.channels.channel import Channel
from models.outbox.consents.table import Consent, ConsentSource, Word
from models.outbox.consents.verbs import word_of
from models.people.clients.aliases import about, survivor_of
from models.people.clients.table import Client
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store import many
from models.store.connection import engine


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent: when, what, how it was given, and who recorded it (empty: the program)."""

    at: datetime
    channel: Channel
    word: Word
    source: ConsentSource
    author: str
    client: int | None
    """The client; None where it came from a number that belonged to no client."""
    address: str


def history(client: int) -> Sequence[ConsentRow]:
    """All consents of a client, with whichever fiche they were recorded, newest first."""
    return _rows(about(Consent.client, client))


def several(consents: Sequence[int]) -> dict[int, ConsentRow]:
    """The rows of these consents, by id."""
    newest_first = sorted(consents, reverse=True)
    return dict(zip(newest_first, _rows(many.among(Consent.id, newest_first)), strict=True))


def holding(client: int) -> dict[Channel, ConsentRow]:
    """For each channel with a consent, the one that decides what may be sent to the client.

    It can be another client's: a STOP from this number stops it for everybody who has the number.
    """
    with engine().reading():
        row = Client.get_by_id(survivor_of(client))
        found = {channel: _holding(row, channel) for channel in Channel}
    return {channel: said for channel, said in found.items() if said is not None}


def _holding(row: Client, channel: Channel) -> ConsentRow | None:
    own = _last(channel, Consent.client == row.id)
    address = address_of(row, channel)
    of_address = _last(channel, Consent.address == address) if address else None
    if (own is None or own.word is not Word.STOP) and of_address and of_address.word is Word.STOP:
        return of_address
    return own


def _last(channel: Channel, whose: object) -> ConsentRow | None:
    return next(iter(_rows((Consent.channel == channel) & whose, 1)), None)


def _rows(wanted: object, limit: int | None = None) -> list[ConsentRow]:
    rows = (
        Consent.select(
            Trail.at,
            Consent.channel,
            Consent.granted,
            Consent.marketing_only,
            Consent.source,
            fn.COALESCE(Staff.name, ""),
            Consent.client,
            Consent.address,
        )
        .join(Trail, on=Consent.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .where(wanted)
        .order_by(Consent.id.desc())
        .limit(limit)
        .tuples()
    )
    return [
        ConsentRow(at, channel, word_of(granted, marketing_only), *rest)
        for at, channel, granted, marketing_only, *rest in rows
    ]
