"""The installed gateways, and opening the chosen one."""

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from locales import N_
from messaging import gateways
from messaging.protocol import Gateway, GatewayField, Setup
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.channels.sending_rules import NOTEBOOK
from models.refusals import Refused

DEFAULT = NOTEBOOK


@dataclass
class NoSuchGateway(Refused):
    """The setting names a gateway that is not installed."""

    name: str
    sentence: ClassVar[str] = N_("There is no gateway “{name}”.")


def names(channel: Channel = MAIN) -> list[str]:
    """The gateways of a channel, the default first."""
    found = [name for name in _installed() if channel in _module(name).CHANNELS]
    return sorted(found, key=lambda name: (name != DEFAULT, name))


def title(name: str) -> str:
    """The gateway's name for people, as a message id. Raises `NoSuchGateway`."""
    found: str = _module(name).TITLE
    return found


def fields(name: str) -> Sequence[GatewayField]:
    """The settings of a gateway. Raises `NoSuchGateway`."""
    found: Sequence[GatewayField] = _module(name).FIELDS
    return found


def open_gateway(name: str, setup: Setup) -> Gateway:
    """Opens a gateway. Raises `NoSuchGateway`, or what the gateway refuses about its settings."""
    opened: Gateway = _module(name).open_gateway(setup)
    return opened


def _installed() -> set[str]:
    return {module.name for module in pkgutil.iter_modules(gateways.__path__)}


def _module(name: str) -> Any:
    if name not in _installed():
        raise NoSuchGateway(name)
    return import_module(f"messaging.gateways.{name}")
