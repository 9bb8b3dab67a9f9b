"""The rules of sending of a channel: length, hours, pace, gateway."""

from dataclasses import dataclass
from datetime import datetime, time

from models.store import clock

NOTEBOOK = "carnet"
"""The gateway that writes into a file and sends nothing."""


@dataclass(frozen=True, slots=True)
class SendingRules:
    """The rules of one channel, with the default values.

    Attributes:
        longest: the most characters, after placeholders are filled in.
        opens: messages leave from this local time on,
        closes: and before this one.
        per_second: the most messages a second.
        gateway: the name of the gateway.
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
