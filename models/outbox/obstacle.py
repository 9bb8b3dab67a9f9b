"""Why nothing leaves just now, as the program that sends says it: all who wait for their messages read it."""

from models.store import settings
from models.store.connection import transaction

_NAME = "outbox.obstacle"


def known() -> str:
    """One sentence, in the language of who sends; empty when all is well."""
    return settings.get(_NAME)


def keep(sentence: str) -> None:
    """Says it to all, where it is not what is said already; empty once it is over."""
    if sentence != known():
        with transaction():
            settings.put(_NAME, sentence)
