"""Why nothing leaves at present: written by the sending program, read by everybody who waits."""

from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.rules import setting
from models.store import settings
from models.store.connection import transaction

_NAME = "obstacle"


def known(channel: Channel = MAIN) -> str:
    """The present sentence, in the language of the sending program; empty when
    all is well on this channel.
    """
    return settings.get(setting(_NAME, channel))


def keep(sentence: str, channel: Channel = MAIN) -> None:
    """Stores the sentence if it differs from the stored one; empty when the obstacle is gone."""
    if sentence != known(channel):
        with transaction():
            settings.put(setting(_NAME, channel), sentence)
