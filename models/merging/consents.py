"""The consents of two fiches that become one, and of both once one is given back (INV-45, INV-50).

The consent in force of a person stands in rows of the survivor alone; a merge writes it down where it is not
the one they have. Rows are never removed, so silence that was broken comes back as a refusal of marketing,
which allows the very same.
"""

from dataclasses import dataclass
from functools import reduce

from models.merging.rules import stricter
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consenting
from models.outbox.consents.table import Consent, ConsentSource, Word
from models.people.clients.aliases import ClientAlias, ClientMerge
from models.people.clients.table import Client
from models.requests.trail import Trail


@dataclass(frozen=True, slots=True)
class ConsentPair:
    """What each fiche said on a channel, and what holds for both; None: nothing was said."""

    survivor: Word | None
    merged: Word | None
    together: Word | None


def of_pair(survivor: int, merged: int) -> dict[Channel, ConsentPair]:
    """The word of each of two fiches, and the stricter one, by channel on which either said something."""
    found = {}
    for channel in Channel:
        ours, theirs = consenting.own_word(survivor, channel), consenting.own_word(merged, channel)
        if ours or theirs:
            found[channel] = ConsentPair(ours, theirs, stricter(ours, theirs))
    return found


def of_both(record: Trail, survivor: Client, merged: Client) -> None:
    """Writes what holds for a person of two fiches, and cancels what they do not want."""
    for channel, said in of_pair(survivor.id, merged.id).items():
        if said.together is not None and said.together is not said.survivor:
            _write(record, survivor, channel, said.together)


def give_back(record: Trail, survivor: Client, merged: Client, merging: int) -> None:
    """Gives both fiches the consents that they had before a merge, by the key of its trail, once the alias is
    gone. What the client said since stays, and holds for both where it forbids more.
    """
    for channel in Channel:
        said = _last(survivor, channel, Consent.trail >= merging)
        if said is None:
            continue
        if said.trail_id == merging:
            _write(record, survivor, channel, _before(survivor, channel) or Word.NO_MARKETING)
        elif said.source is not ConsentSource.MERGING:
            theirs = consenting.own_word(merged.id, channel)
            both = stricter(theirs, _word(said))
            if both is not None and both is not theirs:
                _write(record, merged, channel, both)


def _before(survivor: Client, channel: Channel) -> Word | None:
    """What holds without the fiche that is given back: the survivor's last own word, or that of a fiche which
    was merged after it and forbids more.
    """
    own = _last(survivor, channel, Consent.source != ConsentSource.MERGING)
    since = own.trail_id if own else 0
    later = (
        ClientAlias.select(ClientAlias.client)
        .join(ClientMerge, on=ClientAlias.merge == ClientMerge.id)
        .where(ClientAlias.survivor == survivor.id, ClientMerge.trail > since)
    )
    words = [consenting.own_word(fiche, channel) for (fiche,) in later.tuples()]
    return reduce(stricter, words, _word(own))


def _last(client: Client, channel: Channel, which: object) -> Consent | None:
    rows = Consent.select().where(Consent.client == client.id, Consent.channel == channel, which)
    found: Consent | None = rows.order_by(Consent.id.desc()).first()
    return found


def _word(row: Consent | None) -> Word | None:
    return None if row is None else consenting.word_of(row.granted, row.marketing_only)


def _write(record: Trail, client: Client, channel: Channel, word: Word) -> None:
    """Without an address: it says nothing of whoever else has the number."""
    consenting.cancel_unwanted(client.id, channel, word)
    Consent.create(
        trail=record,
        client=client.id,
        channel=channel,
        granted=word is Word.AGREES,
        marketing_only=word is Word.NO_MARKETING,
        source=ConsentSource.MERGING,
    )
