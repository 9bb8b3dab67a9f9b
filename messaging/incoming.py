"""Answers of clients: STOP takes effect at once; everything is stored for a person to read."""

from models.outbox import incoming_texts
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN, rules_of
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from models.requests.digest import digest
from models.store.search.folding import fold

STOP_WORDS = frozenset(map(fold, ("stop", "arrêt", "arrêter", "désinscription", "توقف", "إيقاف", "قف")))


def receive(sender: str, text: str, key: str = "", *, channel: Channel = MAIN) -> bool:
    """Stores a message that came to the pharmacy; returns whether it said STOP, which takes effect at once.

    `key` is the gateway's id of it (idempotency key): delivered twice, it counts once.
    """
    if not text.strip():
        return False
    address = rules_of(channel).came_from(sender)
    stop = bool(address) and is_stop(text)
    # A digest, as the gateway's id may be any text.
    named = digest({"sender": sender, "text": text, "key": key})
    by = By(INCOMING, f"incoming {named}" if key else new_key())
    incoming_texts.receive(address or sender, text, channel=channel, stop=stop, by=by)
    return stop


def is_stop(text: str) -> bool:
    """Whether the first word is a stop word, in any case and with or without accents."""
    words = fold(text).split()
    return bool(words) and words[0] in STOP_WORDS
