"""Why nothing leaves just now, as the program that sends says it: all who wait for their messages read it."""

from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.rules import setting
from models.store import settings
from models.store.connection import transaction

_NAME = "obstacle"


def known(channel: Channel = MAIN) -> str:
    """One sentence, in the language of who sends; empty when all is well on this channel."""
    return settings.get(setting(_NAME, channel))


def keep(sentence: str, channel: Channel = MAIN) -> None:
    """Says it to all, where it is not what is said already; empty once it is over."""
    if sentence != known(channel):
        with transaction():
            settings.put(setting(_NAME, channel), sentence)
