"""What a gateway has to know: the sender's name, its own fields, and where receipts are heard.

Kept with the pharmacy's settings, beside `models.outbox.rules`, which say when and how fast messages leave
and through which gateway. Secrets are not here: see `messaging.secrets`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from locales import N_
from messaging import registry
from models.outbox import rules
from models.outbox.channels.gsm import Encoding, measure
from models.outbox.rules import sending_rules
from models.people.staff import security_code
from models.pharmacy import choices
from models.refusals import Refused
from models.store import settings
from models.store.text import check_text

VERB = "gateway_choices.choose"
_SENDER, _PORT = "outbox.sender", "outbox.port"
DEFAULT_PORT = 13014
_PORTS = range(1024, 65536)
_LONGEST_NAME = 11
"""Letters of a sender's name (3GPP TS 23.040, 9.1.2.5: eleven septets)."""
_LONGEST_NUMBER = 15


@dataclass
class WrongPort(Refused):
    """Not a port on which a program without privileges may listen."""

    text: str
    field: ClassVar[str] = "port"
    sentence: ClassVar[str] = N_("“{text}” is not a port, from 1024 to 65535.")


@dataclass
class WrongSender(Refused):
    """Phones would not show this as the sender."""

    text: str
    field: ClassVar[str] = "sender"
    sentence: ClassVar[str] = N_("“{text}” cannot be a sender: at most 11 plain letters, or a number.")


@dataclass(frozen=True, slots=True)
class Gateways:
    """Which gateway messages leave through, and what all of them have to know. `sender` is what recipients
    see, empty for the gateway's own; `values` are the fields of each gateway, its secret ones left out."""

    chosen: str
    sender: str = ""
    port: int = DEFAULT_PORT
    """On this loopback port receipts and incoming messages are heard."""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def gateways() -> Gateways:
    """As they are set now. Raises `WrongPort`."""
    return Gateways(
        sending_rules().gateway,
        settings.get(_SENDER),
        port_of(settings.get(_PORT) or str(DEFAULT_PORT)),
        {
            name: {
                field.name: settings.get(_name(name, field.name)) or field.default
                for field in registry.fields(name)
                if not field.secret
            }
            for name in registry.names()
        },
    )


def choose(new: Gateways, *, seen: Gateways, security: str, staff: int, op_id: str) -> None:
    """Chooses a gateway and sets what differs from `seen`, all of it or nothing.

    Every text, and the password too, goes where it says, so it needs the security code. Raises
    `NoSuchGateway`, `WrongSender`, `ControlCharacters`, `TooLong`, `ChangedMeanwhile`, and what
    `security_code.check` raises.
    """
    registry.fields(new.chosen)
    check_sender(new.sender)
    wanted = _as_settings(new)
    security_code.check(security)
    choices.change(VERB, wanted, _as_settings(seen), staff=staff, op_id=op_id)


def port_of(text: str) -> int:
    """A port that needs no privilege. Raises `WrongPort`."""
    clean = text.strip()
    port = int(clean) if clean.isascii() and clean.isdigit() and len(clean) < 9 else 0
    if port not in _PORTS:
        raise WrongPort(text)
    return port


def check_sender(text: str) -> None:
    """A short name, a number, or empty: the gateway's own. Raises `WrongSender` for what no phone shows."""
    digits = text.removeprefix("+")
    if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
        return
    found = measure(text)
    if text and not (text.isprintable() and found.encoding is Encoding.GSM7 and found.units <= _LONGEST_NAME):
        raise WrongSender(text)


def _as_settings(gateways: Gateways) -> dict[str, str]:
    """What was never chosen is kept as nothing, as it is where nobody ever chose."""
    found = {
        rules.GATEWAY: "" if gateways.chosen == registry.DEFAULT else gateways.chosen,
        _SENDER: gateways.sender,
        _PORT: "" if gateways.port == DEFAULT_PORT else str(gateways.port),
    }
    for gateway, values in gateways.values.items():
        defaults = {field.name: field.default for field in registry.fields(gateway)}
        for name, text in values.items():
            found[_name(gateway, name)] = "" if text == defaults.get(name) else check_text("info", text)
    return found


def _name(gateway: str, name: str) -> str:
    return f"gateway.{gateway}.{name}"
