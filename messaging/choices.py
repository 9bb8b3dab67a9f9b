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
from models.outbox.gsm import Encoding, measure
from models.outbox.rules import SendingRules, sending_rules
from models.people import choices
from models.people.text import check_text
from models.refusals import Refused
from models.store import settings

VERB, CHOOSES = "gateway_choices.change", "gateway_choices.choose"
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
class GatewayChoices:
    """`sender` is what recipients see, empty for the gateway's own. `values` are the fields of one gateway,
    its secret ones left out."""

    sender: str = ""
    port: int = DEFAULT_PORT
    """On this loopback port receipts and incoming messages are heard."""
    values: Mapping[str, str] = field(default_factory=dict)


def gateway_choices(gateway: str) -> GatewayChoices:
    """The choices of today for this gateway. Raises `NoSuchGateway` or `WrongPort`."""
    values = {
        field.name: settings.get(_name(gateway, field.name)) or field.default
        for field in registry.fields(gateway)
        if not field.secret
    }
    return GatewayChoices(settings.get(_SENDER), port_of(settings.get(_PORT) or str(DEFAULT_PORT)), values)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that a worker goes by; another one is needed when it changes."""

    rules: SendingRules
    gateway: GatewayChoices


def chosen() -> Chosen:
    """As it is now. Raises `NoSuchGateway` or `WrongPort`."""
    rules = sending_rules()
    return Chosen(rules, gateway_choices(rules.gateway))


def change(gateway: str, new: GatewayChoices, *, seen: GatewayChoices, staff: int, op_id: str) -> None:
    """Changes what differs from `seen`.

    Raises `NoSuchGateway`, `WrongSender`, `ControlCharacters`, `TooLong` or `ChangedMeanwhile`.
    """
    registry.fields(gateway)
    check_sender(new.sender)
    before, after = _as_settings(gateway, seen), _as_settings(gateway, new)
    choices.change(VERB, after, before, staff=staff, op_id=op_id)


@dataclass(frozen=True, slots=True)
class Gateways:
    """Which gateway messages leave through, and what is set for each of them. Their sender and their port are
    the same."""

    chosen: str
    each: Mapping[str, GatewayChoices]


def gateways() -> Gateways:
    """As they are set now. Raises `WrongPort`."""
    return Gateways(sending_rules().gateway, {name: gateway_choices(name) for name in registry.names()})


def choose(new: Gateways, *, seen: Gateways, staff: int, op_id: str) -> None:
    """Chooses a gateway and sets what differs from `seen`, all of it or nothing.

    Raises `NoSuchGateway`, `WrongSender`, `ControlCharacters`, `TooLong` or `ChangedMeanwhile`.
    """
    registry.fields(new.chosen)
    for choice in new.each.values():
        check_sender(choice.sender)
    after, before = _all_settings(new), _all_settings(seen)
    choices.change(CHOOSES, after, before, staff=staff, op_id=op_id)


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


def _as_settings(gateway: str, chosen: GatewayChoices) -> dict[str, str]:
    """What was never chosen is kept as nothing, as it is where nobody ever chose."""
    defaults = {field.name: field.default for field in registry.fields(gateway)}
    values = {
        _name(gateway, name): "" if text == defaults.get(name) else check_text("info", text)
        for name, text in chosen.values.items()
    }
    port = "" if chosen.port == DEFAULT_PORT else str(chosen.port)
    return {_SENDER: chosen.sender, _PORT: port, **values}


def _all_settings(gateways: Gateways) -> dict[str, str]:
    found = {rules.GATEWAY: "" if gateways.chosen == registry.DEFAULT else gateways.chosen}
    for name, choice in gateways.each.items():
        found |= _as_settings(name, choice)
    return found


def _name(gateway: str, name: str) -> str:
    return f"gateway.{gateway}.{name}"
