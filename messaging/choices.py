"""What the pharmacy chose about sending: by which gateway, when, and how fast. Kept as settings are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import ClassVar

from locales import N_
from messaging import registry
from models.outbox.gsm import Encoding, measure
from models.people import choices
from models.people.text import check_text
from models.refusals import Refused
from models.store import settings

VERB = "messaging.choose"
_GATEWAY, _SENDER, _HOURS, _RATE, _PORT = "sms.gateway", "sms.sender", "sms.hours", "sms.rate", "sms.port"
DEFAULT_HOURS = "09:00-20:00"
DEFAULT_RATE = 10
"""Messages in a second: what the smallest accounts of providers allow."""
FASTEST = 1000
DEFAULT_PORT = 13014
_PORTS = range(1024, 65536)
_LONGEST_NAME = 11
"""Letters of a sender's name (3GPP TS 23.040, 9.1.2.5: eleven septets)."""
_LONGEST_NUMBER = 15


@dataclass
class WrongHours(Refused):
    """Not two times of one day, the first before the second."""

    text: str
    field: ClassVar[str] = "hours"
    sentence: ClassVar[str] = N_("“{text}” is not a time to send. Example: 09:00-20:00.")


@dataclass
class WrongRate(Refused):
    """Not a number of messages that can leave in a second."""

    text: str
    fastest: int = FASTEST
    field: ClassVar[str] = "rate"
    sentence: ClassVar[str] = N_("“{text}” is not a number of messages a second, from 1 to {fastest}.")


@dataclass
class WrongPort(Refused):
    """Not a port that a program may listen on."""

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
class Hours:
    """The local hours of a day in which messages leave: a courtesy, so that nobody is woken."""

    start: time
    end: time

    @classmethod
    def of(cls, text: str) -> "Hours":
        """From 09:00-20:00. Raises `WrongHours`."""
        start, dash, end = text.replace(" ", "").replace("–", "-").partition("-")
        try:
            hours = cls(_time(start), _time(end))
        except ValueError:
            raise WrongHours(text) from None
        if not dash or hours.start >= hours.end:
            raise WrongHours(text)
        return hours

    def open_at(self, moment: datetime) -> bool:
        """Whether messages leave at this moment (aware)."""
        return self.start <= moment.astimezone().time() < self.end

    def opening(self, moment: datetime) -> datetime:
        """When messages leave again, from a moment at which they do not."""
        local = moment.astimezone()
        day = local.date() if local.time() < self.start else local.date() + timedelta(days=1)
        return datetime.combine(day, self.start).astimezone()

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class Choices:
    """How messages leave."""

    gateway: str = registry.DEFAULT
    sender: str = ""
    hours: Hours = field(default_factory=lambda: Hours.of(DEFAULT_HOURS))
    rate: int = DEFAULT_RATE
    """At most so many messages in a second, by each program that sends."""
    port: int = DEFAULT_PORT
    """The loopback port on which receipts and incoming messages are heard."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the chosen gateway has to know, but its secrets."""


def read() -> Choices:
    """The choices of today.

    Raises `NoSuchGateway`, `WrongHours`, `WrongRate` or `WrongPort` where what is kept makes no sense.
    """
    gateway = settings.get(_GATEWAY) or registry.DEFAULT
    return Choices(
        gateway,
        settings.get(_SENDER),
        Hours.of(settings.get(_HOURS) or DEFAULT_HOURS),
        rate_of(settings.get(_RATE) or str(DEFAULT_RATE)),
        port_of(settings.get(_PORT) or str(DEFAULT_PORT)),
        values_of(gateway),
    )


def values_of(gateway: str) -> dict[str, str]:
    """What is set for a gateway, its secrets left out. Raises `NoSuchGateway`."""
    return {
        field.name: settings.get(_name(gateway, field.name)) or field.default
        for field in registry.fields(gateway)
        if not field.secret
    }


def change(new: Choices, *, seen: Choices, staff: int, op_id: str) -> None:
    """Changes what differs from `seen`.

    Raises `NoSuchGateway`, `WrongSender`, `ControlCharacters`, `TooLong` or `ChangedMeanwhile`.
    """
    registry.fields(new.gateway)
    check_sender(new.sender)
    choices.change(VERB, _as_settings(new), _as_settings(seen), staff=staff, op_id=op_id)


def rate_of(text: str) -> int:
    """A number of messages a second. Raises `WrongRate`."""
    rate = _whole(text)
    if rate is None or not 1 <= rate <= FASTEST:
        raise WrongRate(text)
    return rate


def port_of(text: str) -> int:
    """A port that needs no privilege. Raises `WrongPort`."""
    port = _whole(text)
    if port is None or port not in _PORTS:
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


def _as_settings(chosen: Choices) -> dict[str, str]:
    values = {_name(chosen.gateway, name): check_text("info", text) for name, text in chosen.values.items()}
    return {
        _GATEWAY: chosen.gateway,
        _SENDER: chosen.sender,
        _HOURS: str(chosen.hours),
        _RATE: str(chosen.rate),
        _PORT: str(chosen.port),
        **values,
    }


def _name(gateway: str, name: str) -> str:
    return f"sms.{gateway}.{name}"


def _whole(text: str) -> int | None:
    clean = text.strip()
    return int(clean) if clean.isascii() and clean.isdigit() and len(clean) < 9 else None


def _time(text: str) -> time:
    hour, _, minute = text.replace("h", ":").partition(":")
    return time(int(hour), int(minute or 0))
