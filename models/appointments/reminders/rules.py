"""Whether appointments are reminded of by themselves: how many days before, and from which hour on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from models.outbox.channels.registry import MAIN
from models.outbox.rules import sending_rules
from models.pharmacy import choices
from models.refusals import N_, Refused
from models.requests import rights
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import clock, settings

VERB = "appointment_reminders.choose"
DAYS, HOUR, TEMPLATE = (f"appointment_reminders.{name}" for name in ("days", "hour", "template"))
MOST_DAYS = 7
_read = settings.several([DAYS, HOUR, TEMPLATE])


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """What the pharmacy chose.

    Attributes:
      days: how many days before an appointment a reminder leaves, 0 is that day; None: none leaves by itself
      hour: the local hour from which on it leaves, within the hours of sending
      template: the text; 0 is the first template by name, or the one that came with the program
    """

    days: int | None = None
    hour: time = time(10)
    template: int = 0

    def due(self, day: date) -> datetime | None:
        """The moment from which on an appointment of this local day is reminded of, in UTC; None: never."""
        return None if self.days is None else clock.at(day - timedelta(days=self.days), self.hour)


@dataclass
class NotADaysNumber(Refused):
    most: int = MOST_DAYS
    field: ClassVar[str] = "days"
    sentence: ClassVar[str] = N_("From 0 (the same day) to {most} days before.")


@dataclass
class NothingLeavesThen(Refused):
    """Messages leave within the hours of sending only: one of another hour would come a day late."""

    hour: time
    opens: time
    closes: time
    field: ClassVar[str] = "hour"
    sentence: ClassVar[str] = N_("Nothing leaves at {hour}: messages leave from {opens} to {closes}.")


def chosen() -> ReminderRules:
    """What is chosen at present, read in one statement."""
    found, first = _read(), ReminderRules()
    days = found.get(DAYS, "")
    return ReminderRules(
        int(days) if days else None,
        time.fromisoformat(found.get(HOUR) or first.hour.isoformat()),
        int(found.get(TEMPLATE) or first.template),
    )


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: ReminderRules, *, seen: ReminderRules, by: By) -> None:
    """Saves what differs from `seen` (optimistic locking).

    Reminders take credits without another question: who lets them leave has the right to send. Raises
    `NotADaysNumber`, `NothingLeavesThen`, `MayNotSend` or `ChangedMeanwhile`.
    """
    if new.days is not None:
        if not 0 <= new.days <= MOST_DAYS:
            raise NotADaysNumber
        hours = sending_rules(MAIN)
        if not hours.opens <= new.hour < hours.closes:
            raise NothingLeavesThen(new.hour, hours.opens, hours.closes)
        if new != seen:
            rights.check(by.actor, Right.SEND_MESSAGES)
    choices.change(_as_settings(new), _as_settings(seen), by=by)


def _as_settings(rules: ReminderRules) -> dict[str, str]:
    first = ReminderRules()
    return {
        DAYS: "" if rules.days is None else str(rules.days),
        HOUR: "" if rules.hour == first.hour else rules.hour.isoformat("minutes"),
        TEMPLATE: str(rules.template or ""),
    }
