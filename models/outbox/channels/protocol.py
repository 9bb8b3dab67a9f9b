"""What a channel is: which addresses it reaches, how a text fits it, what that costs, how one is searched.

Each channel is a module beside this one with a class that answers these questions (`sms.py`), and a line in
`registry.py`. Whoever writes, queues, sends, lists or finds messages asks the channel of the message, and
knows nothing else of it. A gateway, which hands messages over, is another thing: see `messaging/protocol.py`.
"""

from collections.abc import Sequence
from typing import Protocol

from models.outbox.channels.channel import Channel
from models.outbox.channels.sending_rules import SendingRules
from models.refusals import Refused


class Measure(Protocol):
    """How a text fits a channel."""

    @property
    def characters(self) -> int:
        """As many as a person counts."""

    @property
    def encoding(self) -> str:
        """How its letters are written, as the gateway has to be told; empty where there is no choice."""

    @property
    def cost(self) -> int:
        """In units of the account (`models/outbox/units`); 0 on a channel that costs none."""


class ChannelRules(Protocol):
    """What has to be known of one channel.

    Attributes:
        name: as it is kept with every message.
        prefix: its settings are called `prefix.longest`, `prefix.gateway` and so on.
        first: the rules of sending, where the pharmacy chose none.
        costs_units: whether its messages are paid in units, so that there must be some to write one.
        port: on this loopback port its receipts are heard where no other was chosen; no two have the same.
    """

    name: Channel
    prefix: str
    first: SendingRules
    costs_units: bool
    port: int

    def reaches(self, address: str) -> bool:
        """Whether a message to this address, as it is kept in a fiche, can arrive."""

    def typed(self, text: str) -> str:
        """The address that somebody typed, as it is kept. Raises a `Refused` where nothing arrives there."""

    def came_from(self, sender: str) -> str:
        """The address, as it is kept, of who sent something; empty where it is none that can be answered."""

    def starts_of(self, search: str) -> Sequence[str]:
        """How addresses begin, as they are kept, for which somebody typed this; nothing where it is none."""

    def measure(self, text: str) -> Measure:
        """How the text would leave, and what it costs."""

    def fold(self, text: str) -> str:
        """The text with letters that make it dearer replaced; the text itself where none does."""

    def check_sender(self, text: str) -> None:
        """What recipients see as the sender; empty is the gateway's own. Raises a `Refused`."""

    def no_address(self, name: str) -> Refused:
        """Why nothing can be sent to a client of this name, whose fiche has no address that is reached."""

    def not_an_address(self, sender: str) -> Refused:
        """Why nothing can be sent to who calls themselves so."""
