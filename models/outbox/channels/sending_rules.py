"""How long the messages of a channel may be, when and how fast they leave, and through which gateway."""

from dataclasses import dataclass
from datetime import datetime, time

from models.store import clock

NOTEBOOK = "carnet"
"""The gateway that writes into a file and sends nothing."""


@dataclass(frozen=True, slots=True)
class SendingRules:
    """The rules of one channel; what stands here holds where neither the channel nor the pharmacy says else.

    Attributes:
        longest: in characters, after names and amounts are filled in.
        opens: messages leave from then on, local time.
        closes: and before then.
        per_second: at most so many leave in a second.
        gateway: through the gateway of this name.
    """

    longest: int = 150
    opens: time = time(9)
    closes: time = time(20)
    per_second: int = 10
    gateway: str = NOTEBOOK

    @property
    def nothing_leaves(self) -> bool:
        """Whether messages are only written into a file, to try out."""
        return self.gateway == NOTEBOOK

    def open_at(self, moment: datetime) -> bool:
        """Whether it is the hour to send."""
        return self.opens <= clock.local(moment).time() < self.closes
