"""Two fiches of one person; and two that were none, given back."""

from models.merging import verbs as merging
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, Word
from models.people.clients import verbs as clients
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    """Two fiches of one person; and two that were none, given back."""
    kept = shop.counter.client("Fassi", "Rita")
    others = [shop.counter.client("Fassi", "R.", city=city) for city in ("Rabat", "Salé")]
    for other in others:
        shop.sell(other, (shop.soap, 1_000))
        consents.record(other, Channel.SMS, Word.STOP, ConsentSource.SPOKEN, **shop.who)
        versions = clients.get(kept).version, clients.get(other).version
        merging.merge(kept, other, {}, versions=versions, **shop.who)
    merging.undo(others[0], **shop.who)
    consents.record(kept, Channel.SMS, Word.STOP, ConsentSource.PHONE, **shop.who)
