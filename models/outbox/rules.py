"""How messages may be and when they leave: the pharmacy's own choices."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar

from models.pharmacy import choices
from models.refusals import N_, Refused
from models.store import clock, settings

VERB = "outbox_rules.change"
LONGEST, OPENS, CLOSES = "outbox.longest", "outbox.opens", "outbox.closes"
PER_SECOND, GATEWAY = "outbox.per_second", "outbox.gateway"
NOTEBOOK = "carnet"
"""The gateway that writes into a file and sends nothing."""
MOST_CHARACTERS = 1000
MOST_PER_SECOND = 1000


@dataclass
class NotALength(Refused):
    most: int = MOST_CHARACTERS
    field: ClassVar[str] = "longest"
    sentence: ClassVar[str] = N_("A message may have from 1 to {most} characters.")


@dataclass
class NotARate(Refused):
    most: int = MOST_PER_SECOND
    field: ClassVar[str] = "per_second"
    sentence: ClassVar[str] = N_("From 1 to {most} messages may leave each second.")


@dataclass
class NeverOpen(Refused):
    """Messages that may leave at no time would wait for ever."""

    field: ClassVar[str] = "closes"
    sentence: ClassVar[str] = N_("Sending must end after it begins.")


@dataclass(frozen=True, slots=True)
class SendingRules:
    """`longest` in characters, after names and amounts are filled in (sms-150). Messages leave from `opens`
    on and before `closes`, local time, at most so many `per_second`, through the gateway of this name."""

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


def sending_rules() -> SendingRules:
    """The rules of today."""
    first = SendingRules()
    return SendingRules(
        int(settings.get(LONGEST) or first.longest),
        time.fromisoformat(settings.get(OPENS) or first.opens.isoformat()),
        time.fromisoformat(settings.get(CLOSES) or first.closes.isoformat()),
        int(settings.get(PER_SECOND) or first.per_second),
        settings.get(GATEWAY) or first.gateway,
    )


def change(new: SendingRules, *, seen: SendingRules, staff: int, op_id: str) -> None:
    """Changes what differs from `seen`, for messages that are written or leave from now on.

    The gateway stays as it is: `messaging.choices` chooses it, with the security code. Raises `NotALength`,
    `NotARate`, `NeverOpen` or `ChangedMeanwhile`.
    """
    if not 1 <= new.longest <= MOST_CHARACTERS:
        raise NotALength
    if not 1 <= new.per_second <= MOST_PER_SECOND:
        raise NotARate
    choices.change(
        VERB, _as_settings(new), _as_settings(seen), staff=staff, op_id=op_id, check=_refuse_never_open
    )


def _refuse_never_open() -> None:
    rules = sending_rules()
    if rules.opens >= rules.closes:
        raise NeverOpen


def _as_settings(rules: SendingRules) -> dict[str, str]:
    """As they are kept: what is as at first is not."""
    first = _words(SendingRules())
    return {name: "" if text == first[name] else text for name, text in _words(rules).items()}


def _words(rules: SendingRules) -> dict[str, str]:
    return {
        LONGEST: str(rules.longest),
        OPENS: rules.opens.isoformat("minutes"),
        CLOSES: rules.closes.isoformat("minutes"),
        PER_SECOND: str(rules.per_second),
    }
