"""What a gateway is: one small protocol, the same for every way to send.

A gateway is a module of `messaging.gateways` with four names: `TITLE`, what people call it, `CHANNELS`, whose
messages it takes, `FIELDS`, what has to be set for it, and `open_gateway(setup)`. Adding one is adding such a
file.
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
    """One thing that has to be set for a gateway; a secret one is kept by `messaging.secrets`."""

    name: str
    label: str
    default: str = ""
    secret: bool = False
    lines: int = 1
    """How many it may have; more than one where each line means something."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a gateway is opened with."""

    values: Mapping[str, str]
    """Its fields, but the secret ones."""
    secret: Callable[[str], Secret]
    """A secret by the name of its field. Raises `SecretMissing`."""
    sender: str
    """The name or number that recipients see; empty is the gateway's own."""
    folder: Path
    """Where a gateway may keep files."""
    port: int
    """The loopback port on which receipts are heard."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway has it. `reference` is the gateway's own name for it, where it gives one."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The gateway does not take this message: for good, or `temporary`, when it may be asked again later.

    `said`, here and below, is what the gateway itself said, or the system in its stead: data, in whatever
    language, with no secret in it.
    """

    said: str
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The gateway takes no message now, whichever it is. Nothing was handed over. `why` is a message id."""

    why: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The message was handed over and no clear answer came: it may have left or not."""

    said: str


Outcome = Accepted | Rejected | Unreachable | Uncertain


@dataclass(frozen=True, slots=True)
class Told:
    """What a gateway tells later of a message that it accepted."""

    state: ReceiptState
    said: str = ""


class Gateway(Protocol):
    """One way to send, used by one thread at a time."""

    name: str
    receipts: ReceiptAddress | None
    """Where its receipts are heard; None for a gateway that sends none."""

    def send(self, message: Outgoing) -> Outcome:
        """Hands the message over, once, and never again by itself. Raises nothing."""

    def answers(self) -> bool:
        """Whether anybody is there, found out without handing anything over."""

    def read_receipt(self, fields: Mapping[str, str]) -> Told:
        """What the fields of a receipt say."""

    def close(self) -> None:
        """Lets go of what is open."""
