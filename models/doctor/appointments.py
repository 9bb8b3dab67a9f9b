"""Checks of appointments: whose they are, and when, as was last said."""

from collections.abc import Iterator
from typing import Any

from peewee import fn

from models.appointments.reminded import AppointmentReminder
from models.appointments.table import Appointment, AppointmentStatus
from models.appointments.verbs import ARRANGES, CANCELS, CREATES, EDITS, TOLD
from models.doctor.fault import Check, Fault, first
from models.doctor.persons import strangers
from models.doctor.requests.details import details_of
from models.doctor.requests.last_said import Said
from models.outbox.channels.registry import MAIN
from models.outbox.messages.table import Cause, Message, MessageKind, MessageState
from models.people.clients.aliases import survivors
from models.people.contacts.table import Contact
from models.refusals import N_
from models.requests.trail import ActorKind, Trail


def who_comes_is_a_contact_of_the_client() -> Iterator[Fault]:
    """The contact who comes is one of the client, with whichever of their fiches the appointment was made."""
    rows = Appointment.select(Appointment.id, Appointment.client).join(Contact)
    sentence = N_("Appointment {appointment} of client {client} is for a contact of another client.")
    for appointment, client in first(rows.where(strangers(Appointment.client, Contact.client))):
        yield Fault("appointments", sentence, {"appointment": appointment, "client": client}, client=client)


def appointments_are_as_last_said() -> Iterator[Fault]:
    """An appointment is when, with whom and of whom was last saved, and cancelled where that was said; its
    version is the number of times it was changed.
    """
    said, version, stands_for = Said(), dict[Any, int](), survivors()
    for rows in details_of(CREATES, EDITS, CANCELS):
        for request, verb, client, words in rows:
            key = words.get("appointment")
            values: dict[str, Any] = {name: new for name, (_, new) in words.get("changes", {}).items()}
            if verb == CREATES:
                values = {name: words.get(name) for name in ("uid", *TOLD)}
                if values["contact"] is None and client is not None:
                    values["client"] = stands_for.get(client, client)
            if verb != EDITS:
                kept = verb == CREATES
                values["status"] = AppointmentStatus.KEPT if kept else AppointmentStatus.CANCELLED
            version[key] = 0 if verb == CREATES else version.get(key, 0) + 1
            values["version"] = version[key]
            if values.keys() & (ARRANGES | {"uid"}):
                values["arranged"] = request
            for name, value in values.items():
                said.says(request, value, "appointment", key, name)
    now: dict[tuple[Any, ...], Any] = {}
    for row in Appointment.select():
        values = {name: getattr(row, name) for name in ("uid", "start", "minutes", "status", "version")}
        values |= {"day": row.day.isoformat(), "staff": row.staff_id, "contact": row.contact_id}
        values["client"] = row.client_id
        if row.arranged_id is not None:  # it was made before this was kept
            values["arranged"] = row.arranged_id
        else:
            said.forget("appointment", row.id, "arranged")
        now |= {("appointment", row.id, name): value for name, value in values.items()}
        if row.contact_id is not None:  # it goes over to another fiche with them
            said.forget("appointment", row.id, "client")
    yield from said.differs(now)
    sentence = N_("No request made appointment {appointment}.")
    for appointment in sorted({key for _, key, _ in now} - set(version)):
        yield Fault("trail", sentence, {"appointment": appointment})


def reminders_are_of_their_appointments() -> Iterator[Fault]:
    """INV-54: a message that reminds of an appointment is one of its client, was written for its day, and no
    program wrote two for one day; none waits that says another day or hour.
    """
    sentence = N_("Message {message} reminds of no appointment of its client.")
    reminders = Message.select(Message.id, Message.client).where(Message.kind == MessageKind.APPOINTMENT)
    named = (
        AppointmentReminder.select(AppointmentReminder.id)
        .join(Appointment)
        .where(
            AppointmentReminder.message == Message.id,
            AppointmentReminder.trail == Message.trail,
            ~strangers(Appointment.client, Message.client),
        )
    )
    of_none = reminders.where(~fn.EXISTS(named))
    others = (
        Message.select(Message.id, Message.client)
        .join(AppointmentReminder)
        .where((Message.kind != MessageKind.APPOINTMENT) | (Message.channel != MAIN))
    )
    for rows in (of_none, others):
        for message, client in first(rows):
            yield Fault("INV-54", sentence, {"message": message}, client=client)
    yield from _reminded_twice()
    moved = (Appointment.day != AppointmentReminder.day) | (Appointment.start != AppointmentReminder.start)
    stale = (
        Message.select(Message.id, Message.client)
        .join(AppointmentReminder)
        .join(Appointment)
        .where(
            Message.state == MessageState.QUEUED,
            Message.cause == Cause.NONE,
            moved | (Appointment.status == AppointmentStatus.CANCELLED),
        )
    )
    sentence = N_("Message {message} waits, and says another time than its appointment.")
    for message, client in first(stale):
        yield Fault("INV-54", sentence, {"message": message}, client=client)


def _reminded_twice() -> Iterator[Fault]:
    of_a_program = (Trail.actor == ActorKind.PROGRAM) & (Message.cause != Cause.OVERTAKEN)
    rows = (
        AppointmentReminder.select(AppointmentReminder.appointment, AppointmentReminder.day)
        .join(Message)
        .switch(AppointmentReminder)
        .join(Trail)
        .where(of_a_program)
        .group_by(AppointmentReminder.appointment, AppointmentReminder.day)
        .having(fn.COUNT(AppointmentReminder.id) > 1)
    )
    sentence = N_("Appointment {appointment} was reminded of twice by itself.")
    for appointment, _day in first(rows):
        yield Fault("INV-54", sentence, {"appointment": appointment})


CHECKS: tuple[Check, ...] = (
    who_comes_is_a_contact_of_the_client,
    appointments_are_as_last_said,
    reminders_are_of_their_appointments,
)
"""All of them."""
