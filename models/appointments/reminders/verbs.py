"""Sends a reminder of an appointment: by hand, or by the program that sends (`due`)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.appointments import listing, times
from models.appointments.listing import AppointmentRow
from models.appointments.reminded import AppointmentReminder, told
from models.appointments.reminders import rules
from models.appointments.reminders.letter import letter
from models.appointments.verbs import AppointmentCancelled, AppointmentChanged, NoSuchAppointment
from models.outbox.messages import queueing
from models.outbox.messages.table import MAY_BE_SENT_AGAIN, MessageKind, alone
from models.people.clients.verbs import lock
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.actors import Program
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock

SENDS = "appointment_reminders.send"


@dataclass
class AppointmentBegun(Refused):
    """It has begun, so nobody is reminded of it any more."""

    day: date
    sentence: ClassVar[str] = N_("This appointment of {day} has begun: nothing is to be reminded of.")


@dataclass
class AlreadyReminded(Refused):
    """The reminder of this day and hour is under way, or has arrived."""

    at: datetime
    sentence: ClassVar[str] = N_("They were reminded of this appointment already: {at}.")


def _message_of(done: Trail) -> int:
    return int(AppointmentReminder.get(AppointmentReminder.trail == done).message_id)


@verb(SENDS, Right.SEND_MESSAGES, answers=_message_of)
def send(appointment: int, *, version: int, by: By) -> int:
    """Writes the message that reminds of an appointment; returns its id. `version` is the one that was read.

    By hand that is allowed again where the first one did not arrive, or said another hour; a program does it
    once for an appointment and its day. Raises `AlreadyReminded`, `AppointmentBegun`, `AppointmentChanged`,
    `AppointmentCancelled`, `NoSuchAppointment`, `MayNotSend`, and what `letter` raises.
    """
    alone()
    found = listing.row_of(appointment)
    if found is None:
        raise NoSuchAppointment(appointment)
    owner = lock(found.client)
    row = listing.row_of(appointment)
    assert row is not None  # none is ever deleted
    _check(row, version, by)
    message = letter(row, owner, rules.chosen())
    record = trail.leave(by, client=owner.id, appointment=appointment)
    key = queueing.add(record, MessageKind.APPOINTMENT, [message])[0]
    AppointmentReminder.create(
        trail=record, message=key, appointment=appointment, day=row.day, start=row.start
    )
    return key


def _check(row: AppointmentRow, version: int, by: By) -> None:
    if row.version != version:
        raise AppointmentChanged
    if not row.kept:
        raise AppointmentCancelled
    if times.moment(row.day, row.start) <= clock.now():
        raise AppointmentBegun(row.day)
    for before in told([row.id]):
        if before.day != row.day or before.called_off:
            continue
        arrived = before.start == row.start and before.state not in MAY_BE_SENT_AGAIN
        if arrived or isinstance(by.actor, Program):
            raise AlreadyReminded(before.at)
