"""The rules of the channel, and registering it with its gateway."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import ClassVar

import pytest

from messaging import gateways
from models.outbox.channels import registry
from models.outbox.channels.channel import Channel
from models.outbox.channels.sending_rules import SendingRules
from models.refusals import Refused
from models.store.text import check_email

LONGEST = 400
DROPS = Channel.EMAIL


@dataclass
class NoAddress(Refused):
    name: str
    sentence: ClassVar[str] = "{name} has no address."


@dataclass
class NotAnAddress(Refused):
    text: str
    sentence: ClassVar[str] = "{text} is no address."


@dataclass(frozen=True)
class Letters:
    """A text as it is: no encodings, no segments, nothing to pay."""

    characters: int
    encoding: str = ""
    cost: int = 0


class Drops:
    """The channel: a class that answers what `ChannelRules` asks."""

    name = DROPS
    prefix = "drops"
    first = SendingRules(LONGEST, time(0), time(23, 59, 59, 999999), 1000, "dropping")
    costs_units = False
    port = 13015

    def reaches(self, address: str) -> bool:
        return "@" in address

    def typed(self, text: str) -> str:
        if "@" not in text:
            raise NotAnAddress(text)
        return check_email(text.strip())

    def came_from(self, sender: str) -> str:
        return sender.strip().lower() if "@" in sender else ""

    def starts_of(self, search: str) -> Sequence[str]:
        return [search.strip()] if "@" in search else []

    def measure(self, text: str) -> Letters:
        return Letters(len(text))

    def fold(self, text: str) -> str:
        return text

    def check_sender(self, text: str) -> None:
        if text and "@" not in text:
            raise NotAnAddress(text)

    def no_address(self, name: str) -> Refused:
        return NoAddress(name)

    def not_an_address(self, sender: str) -> Refused:
        return NotAnAddress(sender)


@pytest.fixture
def drops(monkeypatch: pytest.MonkeyPatch) -> Drops:
    """The channel, known to the whole program until the test ends."""
    channel = Drops()
    monkeypatch.setitem(registry.CHANNELS, DROPS, channel)
    here = str(Path(__file__).parent / "gateways")
    monkeypatch.setattr(gateways, "__path__", [*gateways.__path__, here])
    return channel
