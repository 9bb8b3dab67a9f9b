"""The protocol of a gateway: the same for every way to send.

A gateway is a module of `messaging.gateways` with four names: `TITLE`, its name for people,
`CHANNELS`, the channels it takes, `FIELDS`, its settings, and `open_gateway(setup)`. Adding a gateway
means adding such a file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from messaging.receipt_address import ReceiptAddress
from messaging.secrets import Secret
from models.outbox.messages.table import ReceiptState
from models.outbox.sending import Outgoing


@dataclass(frozen=True, slots=True)
class GatewayField:
    """A setting of a gateway; a secret one is stored by `messaging.secrets`."""

    name: str
    label: str
    default: str = ""
    secret: bool = False
    lines: int = 1
    """The most lines; more than one where each line has a meaning."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The arguments with which a gateway is opened."""

    values: Mapping[str, str]
    """Its settings, without secret ones."""
    secret: Callable[[str], Secret]
    """Returns a secret by the name of its field. Raises `SecretMissing`."""
    sender: str
    """The name or number that recipients see; empty is the gateway's own."""
    folder: Path
    """The folder for a gateway's files."""
    port: int
    """The loopback port for receipts."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway took the message. `reference` is the gateway's id for it, if it gives one."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The gateway refused this message: for good, or `temporary`, when it may be offered again later.

    `said`, here and below, is the text of the gateway, or of the system instead: data, in any
    language, without secrets.
    """

    said: str
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The gateway takes no message at present. Nothing was handed over. `why` is a message id."""

    why: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The message was handed over and no clear answer came: it may have left or not."""

    said: str


Outcome = Accepted | Rejected | Unreachable | Uncertain


@dataclass(frozen=True, slots=True)
class ReceiptRead:
    """A gateway's later report about a message that it took."""

    state: ReceiptState
    said: str = ""


class Gateway(Protocol):
    """A way to send, used by one thread at a time."""

    name: str
    receipts: ReceiptAddress | None
    """The address for its receipts; None for a gateway that sends none."""

    def send(self, message: Outgoing) -> Outcome:
        """Hands the message over once, and never repeats it by itself. Raises nothing."""

    def answers(self) -> bool:
        """Whether the gateway can be reached; hands nothing over."""

    def read_receipt(self, fields: Mapping[str, str]) -> ReceiptRead:
        """The report in the fields of a receipt."""

    def close(self) -> None:
        """Closes what is open."""
