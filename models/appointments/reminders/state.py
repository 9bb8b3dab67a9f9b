"""Where the reminder of each appointment stands: sent, going to leave, or what is in its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.appointments import reminded, times
from models.appointments.listing import AppointmentRow
from models.appointments.reminders import rules as reminder_rules
from models.appointments.reminders.due import in_use, too_late
from models.appointments.reminders.letter import letter
from models.outbox.messages.table import MessageState
from models.people.clients.table import Client
from models.refusals import Refused
from models.store import clock


class ReminderState(StrEnum):
    """How far a reminder is."""

    WRITTEN = "written"
    """A message says this day and hour; `message` tells what became of it."""
    OTHER_HOUR = "other_hour"
    """The message says an hour at which the appointment no longer is."""
    WILL_GO = "will_go"
    CANNOT = "cannot"
    NONE = "none"
    """None leaves by itself."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Of one appointment. `at`: when the message was written, or from when on it will be."""

    state: ReminderState
    at: datetime | None = None
    message: MessageState | None = None
    why: Refused | None = None


_NONE = Reminder(ReminderState.NONE)


def reminders_of(rows: Sequence[AppointmentRow]) -> Mapping[int, Reminder]:
    """By appointment. Those that are cancelled or have begun show what was sent of them, and else nothing."""
    told = {each.appointment: each for each in reminded.told([row.id for row in rows]) if not each.called_off}
    rules, now = in_use(), clock.now()
    found: dict[int, Reminder] = {}
    for row in rows:
        last = told.get(row.id)
        if last is not None and last.day == row.day:
            state = ReminderState.WRITTEN if last.start == row.start else ReminderState.OTHER_HOUR
            found[row.id] = Reminder(state, last.at, last.state)
        elif rules is None or not row.kept or times.moment(row.day, row.start) <= now:
            found[row.id] = _NONE
        else:
            moment = rules.due(row.day)
            found[row.id] = _NONE if moment is None or too_late(row, moment) else _coming(row, rules, moment)
    return found


def _coming(row: AppointmentRow, rules: reminder_rules.ReminderRules, moment: datetime) -> Reminder:
    try:
        letter(row, Client.get_by_id(row.client), rules)
    except Refused as why:
        return Reminder(ReminderState.CANNOT, moment, why=why)
    return Reminder(ReminderState.WILL_GO, moment)
