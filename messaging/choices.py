"""The settings of a channel's gateway: the sender's name, the fields of each gateway,
and the port for receipts.

Stored with the pharmacy's settings, beside `models.outbox.rules`, which say when and how fast messages leave
and through which gateway. Secrets are not here: see `messaging.secrets`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from locales import N_
from messaging import registry
from models.outbox import rules
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.rules import sending_rules, setting
from models.people.staff import security_code
from models.pharmacy import choices
from models.refusals import Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.store.text import check_text

VERB = "gateway_choices.choose"
_SENDER, _PORT = "sender", "port"
_PORTS = range(1024, 65536)


@dataclass
class WrongPort(Refused):
    """The port is not one on which an unprivileged program may listen."""

    text: str
    field: ClassVar[str] = "port"
    sentence: ClassVar[str] = N_("“{text}” is not a port, from 1024 to 65535.")


@dataclass(frozen=True, slots=True)
class Gateways:
    """The chosen gateway of a channel and its settings. `sender` is what recipients see, empty for the
    gateway's own; `values` are the fields of each gateway, without secret ones.
    """

    chosen: str
    sender: str
    port: int
    """The loopback port for receipts and incoming messages."""
    values: Mapping[str, Mapping[str, str]]


def gateways(channel: Channel = MAIN) -> Gateways:
    """The present settings. Raises `WrongPort`."""
    return Gateways(
        sending_rules(channel).gateway,
        settings.get(setting(_SENDER, channel)),
        port_of(settings.get(setting(_PORT, channel)) or str(rules_of(channel).port)),
        {
            name: {
                field.name: settings.get(_name(name, field.name)) or field.default
                for field in registry.fields(name)
                if not field.secret
            }
            for name in registry.names(channel)
        },
    )


def _demand(by: By, asked: Mapping[str, Any]) -> None:
    new: Gateways = asked["new"]
    channel: Channel = asked["channel"]
    if new.chosen not in registry.names(channel):
        raise registry.NoSuchGateway(new.chosen)
    rules_of(channel).check_sender(new.sender)
    _as_settings(new, channel)
    security_code.demand(by, asked)


@verb(VERB, Right.CHANGE_GATEWAY, before=_demand)
def choose(new: Gateways, *, seen: Gateways, channel: Channel = MAIN, security: str, by: By) -> None:
    """Chooses the gateway of a channel and saves what differs from `seen` (optimistic
    locking), all of it or nothing.

    It decides where texts and passwords are sent, so it needs the security code. Raises `NoSuchGateway`,
    `ControlCharacters`, `TooLong`, `ChangedMeanwhile`, the channel's refusal of the sender, and what
    `security_code.check` raises.
    """
    choices.change(_as_settings(new, channel), _as_settings(seen, channel), by=by)


def port_of(text: str) -> int:
    """A port that needs no privilege. Raises `WrongPort`."""
    clean = text.strip()
    port = int(clean) if clean.isascii() and clean.isdigit() and len(clean) < 9 else 0
    if port not in _PORTS:
        raise WrongPort(text)
    return port


def _as_settings(gateways: Gateways, channel: Channel) -> dict[str, str]:
    """Default values are stored as nothing, as if never chosen."""
    first, port = rules_of(channel).first.gateway, rules_of(channel).port
    found = {
        setting(rules.GATEWAY, channel): "" if gateways.chosen == first else gateways.chosen,
        setting(_SENDER, channel): gateways.sender,
        setting(_PORT, channel): "" if gateways.port == port else str(gateways.port),
    }
    for gateway, values in gateways.values.items():
        defaults = {field.name: field.default for field in registry.fields(gateway)}
        for name, text in values.items():
            found[_name(gateway, name)] = "" if text == defaults.get(name) else check_text("info", text)
    return found


def _name(gateway: str, name: str) -> str:
    return f"gateway.{gateway}.{name}"
