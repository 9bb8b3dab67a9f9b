"""The rules of sending of each channel that the pharmacy chooses: length, hours, pace, gateway."""

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN, rules_of
from models.outbox.channels.sending_rules import SendingRules
from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings

VERB = "outbox_rules.change"
LONGEST, OPENS, CLOSES, PER_SECOND, GATEWAY = "longest", "opens", "closes", "per_second", "gateway"
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
    """Opening and closing hour are the same, so no message could ever leave."""

    field: ClassVar[str] = "closes"
    sentence: ClassVar[str] = N_("Sending must end after it begins.")


def setting(name: str, channel: Channel = MAIN) -> str:
    """The name of a setting of a channel: `outbox.longest`."""
    return f"{rules_of(channel).prefix}.{name}"


def sending_rules(channel: Channel = MAIN) -> SendingRules:
    """The present rules."""
    first = rules_of(channel).first

    def chosen(name: str) -> str:
        return settings.get(setting(name, channel))

    return SendingRules(
        int(chosen(LONGEST) or first.longest),
        time.fromisoformat(chosen(OPENS) or first.opens.isoformat()),
        time.fromisoformat(chosen(CLOSES) or first.closes.isoformat()),
        int(chosen(PER_SECOND) or first.per_second),
        chosen(GATEWAY) or first.gateway,
    )


@verb(VERB, Right.CHANGE_SETTINGS)
def change(new: SendingRules, *, seen: SendingRules, channel: Channel = MAIN, by: By) -> None:
    """Saves the values that differ from `seen` (optimistic locking), for messages of
    this channel from now on.

    The gateway is not changed here: `messaging.choices` chooses it, with the security code. Raises
    `NotALength`, `NotARate`, `NeverOpen` or `ChangedMeanwhile`.
    """
    if not 1 <= new.longest <= MOST_CHARACTERS:
        raise NotALength
    if not 1 <= new.per_second <= MOST_PER_SECOND:
        raise NotARate

    def refuse_never_open() -> None:
        rules = sending_rules(channel)
        if rules.opens >= rules.closes:
            raise NeverOpen

    wanted, known = _as_settings(new, channel), _as_settings(seen, channel)
    choices.change(wanted, known, by=by, check=refuse_never_open)


def _as_settings(rules: SendingRules, channel: Channel) -> dict[str, str]:
    """The settings to store; default values are not stored."""
    first = _words(rules_of(channel).first)
    return {
        setting(name, channel): "" if text == first[name] else text for name, text in _words(rules).items()
    }


def _words(rules: SendingRules) -> dict[str, str]:
    return {
        LONGEST: str(rules.longest),
        OPENS: rules.opens.isoformat("minutes"),
        CLOSES: rules.closes.isoformat("minutes"),
        PER_SECOND: str(rules.per_second),
    }
