"""What was written to remind of appointments, and calling off what no longer holds of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import SQL

from models.appointments.table import Appointment
from models.outbox.messages.table import Cause, Message, MessageKind, MessageState, cancel_waiting
from models.requests.trail import Trail
from models.store import clock, many
from models.store.connection import Table
from models.store.fields import DayField, ForeignKeyField, IntegerField


class AppointmentReminder(Table):
    """A message that was written to remind of an appointment. Append-only.

    Attributes:
      day, start: when the appointment was to be, as the message says it
    """

    trail = ForeignKeyField(Trail, unique=True)
    message = ForeignKeyField(Message, unique=True)
    appointment = ForeignKeyField(Appointment)
    day = DayField()
    start = IntegerField()


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder, and where its message stands. `at`: when it was written."""

    appointment: int
    day: date
    start: int
    at: datetime
    state: MessageState
    cause: Cause

    @property
    def called_off(self) -> bool:
        """Whether it never left, as the appointment was moved, cancelled or begun."""
        return self.state is MessageState.CANCELLED and self.cause is Cause.OVERTAKEN


def told(appointments: Sequence[int]) -> list[Told]:
    """All reminders of these appointments, those that were called off too, in the order of their writing."""
    rows = (
        AppointmentReminder.select(
            AppointmentReminder.appointment,
            AppointmentReminder.day,
            AppointmentReminder.start,
            Message.at,
            Message.state,
            Message.cause,
        )
        .join(Message)
        .where(many.among(AppointmentReminder.appointment, appointments))
        .order_by(AppointmentReminder.id)
    )
    return [Told(*row) for row in rows.tuples()]


def call_off(appointment: int) -> None:
    """Cancels the reminder of an appointment that has not left: it is moved, or cancelled. Call it inside the
    transaction that does so, inside `alone`, which is taken before the client is locked.
    """
    theirs = AppointmentReminder.select(AppointmentReminder.message).where(
        AppointmentReminder.appointment == appointment
    )
    cancel_waiting(Message.id.in_(theirs), Cause.OVERTAKEN)


def waiting_until(moment: datetime) -> list[int]:
    """The messages that wait in nobody's hands, though their appointment begins by then."""
    local = clock.local(moment)
    day, minute = local.date(), local.hour * 60 + local.minute
    begun = (AppointmentReminder.day < day) | (
        (AppointmentReminder.day == day) & (AppointmentReminder.start <= minute)
    )
    rows = Message.select(Message.id).join(AppointmentReminder).where(_waits(), begun)
    return [key for (key,) in rows.tuples()]


def overtake(messages: list[int]) -> None:
    """Cancels those of these messages that still wait. Call it inside `alone`."""
    cancel_waiting(many.among(Message.id, messages), Cause.OVERTAKEN)


def _waits() -> Any:
    """Written as in the index of what waits: with bound values, no engine would recognize it."""
    return (
        (Message.state == SQL("'queued'"))
        & (Message.worker == SQL("''"))
        & Message.campaign.is_null()
        & (Message.kind == MessageKind.APPOINTMENT)
    )
