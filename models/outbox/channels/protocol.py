"""The protocol of a channel: which addresses it reaches, how a text fits, what it costs,
how addresses are searched.

Each channel is a module beside this one with a class that answers these questions (`sms.py`), and a
line in `registry.py`. Code that writes, queues, sends, lists or finds messages asks the channel of
the message, and knows nothing else about it. A gateway, which hands messages over, is another thing:
see `messaging/protocol.py`.
"""

from collections.abc import Sequence
from typing import Protocol

from models.outbox.channels.channel import Channel
from models.outbox.channels.sending_rules import SendingRules
from models.refusals import Refused


class Measure(Protocol):
    """The size and cost of a text on a channel."""

    @property
    def characters(self) -> int:
        """The number of characters, as a person counts."""

    @property
    def encoding(self) -> str:
        """The encoding, as the gateway must be told; empty if there is no choice."""

    @property
    def cost(self) -> int:
        """In units of the account (`models/outbox/units`); 0 on a channel without costs."""


class ChannelRules(Protocol):
    """A channel.

    Attributes:
        name: stored with every message.
        prefix: the prefix of its settings: `prefix.longest`, `prefix.gateway` and so on.
        first: the default rules of sending.
        costs_units: whether its messages are paid in units, so that writing one needs some.
        port: the default loopback port for its receipts; each channel has another one.
    """

    name: Channel
    prefix: str
    first: SendingRules
    costs_units: bool
    port: int

    def reaches(self, address: str) -> bool:
        """Whether a message to this stored address can arrive."""

    def typed(self, text: str) -> str:
        """The stored form of a typed address. Raises a `Refused` if nothing can arrive there."""

    def came_from(self, sender: str) -> str:
        """The address of a sender in stored form; empty if it cannot be answered."""

    def starts_of(self, search: str) -> Sequence[str]:
        """The beginnings of stored addresses that match a typed text; none if it is no address."""

    def measure(self, text: str) -> Measure:
        """Measures the text, and what it costs."""

    def fold(self, text: str) -> str:
        """The text with letters that make it cost more replaced by similar ones."""

    def check_sender(self, text: str) -> None:
        """The sender that recipients see; empty is the gateway's own. Raises a `Refused`."""

    def no_address(self, name: str) -> Refused:
        """The refusal to send to a client of this name, who has no address that can be reached."""

    def not_an_address(self, sender: str) -> Refused:
        """The refusal to send to a sender of this name."""
