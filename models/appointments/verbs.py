"""Makes, moves and cancels appointments (fiche-appointments). None is deleted."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, uuid5

from models.appointments import reminded, times
from models.appointments.listing import other_at
from models.appointments.table import Appointment, AppointmentFields, AppointmentStatus
from models.money.ledger import attribution
from models.outbox.messages.table import alone
from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.people.clients.verbs import lock
from models.people.contacts.table import Contact
from models.people.staff.verbs import member_of
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.editing import differences, of_a_person
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import many
from models.store.connection import engine
from models.store.search.folding import fold
from models.store.text import check_text

CREATES, EDITS, CANCELS = "appointments.create", "appointments.edit", "appointments.cancel"
TOLD = ("day", "start", "minutes", "staff", "contact")
"""Fields whose values the trail keeps: the subject is personal."""
ARRANGES = frozenset({"day", "start"})
"""Who changes these arranges the appointment anew, and tells whoever comes."""
REMINDED_OF = ARRANGES | {"subject", "contact"}
"""What a reminder says, and to whom it goes."""


@dataclass
class NoSuchAppointment(Refused):
    appointment: int
    sentence: ClassVar[str] = N_("There is no appointment {appointment}.")


@dataclass
class AppointmentChanged(Refused):
    """Another person moved, edited or cancelled it since it was read (optimistic locking)."""

    sentence: ClassVar[str] = N_("Somebody changed this appointment meanwhile. Look at it again.")


@dataclass
class AppointmentCancelled(Refused):
    sentence: ClassVar[str] = N_("This appointment is cancelled. Make a new one.")


@dataclass
class ReceivesNobody(Refused):
    """Who would receive them does not work here any more."""

    name: str
    field: ClassVar[str] = "staff"
    sentence: ClassVar[str] = N_("{name} does not work here any more.")


@dataclass
class TwoAtOneTime(Refused):
    """Who comes, or who receives them, has another appointment then: asked about, and made all the same with
    `even_so`.
    """

    who: str
    staff: str
    day: date
    hour: time
    until: time
    field: ClassVar[str] = "start"
    sentence: ClassVar[str] = N_("{who} has an appointment with {staff} from {hour} to {until} on {day}.")


@verb(CREATES, Right.EDIT_CLIENTS, answers=lambda done: int(done.details()["appointment"]))
def create(client: int, values: AppointmentFields, *, by: By, even_so: bool = False) -> int:
    """Makes an appointment; returns its id. `even_so` makes it beside another of who comes or receives.

    Raises `TwoAtOneTime`, `Missing` (of the subject), `NoLength`, `EndsAnotherDay`, `NoSuchHour`,
    `NotTheirContact`, `ContactRetired`, `ReceivesNobody`, `NoSuchMember`, what `clients.lock` raises, or what
    `check_text` raises.
    """
    clean = _checked(values)
    owner = lock(client)
    _check(owner, clean, None, even_so)
    uid = str(uuid5(NAMESPACE_OID, by.key))  # no two requests have one key, in no pharmacy
    row = Appointment.create(uid=uid, client=owner.id, **asdict(clean))
    record = trail.leave(by, client=owner.id, appointment=row.id, uid=row.uid, **_told(asdict(clean)))
    Appointment.update(arranged=record).where(Appointment.id == row.id).execute()
    return int(row.id)


@verb(EDITS, Right.EDIT_CLIENTS)
def edit(appointment: int, values: AppointmentFields, *, version: int, by: By, even_so: bool = False) -> None:
    """Moves an appointment, or saves what else changed of it. `version` is the one that was read, `even_so`
    that of `create`. A reminder that waits to leave is cancelled where it would say something else.

    Raises `AppointmentChanged`, `AppointmentCancelled`, `NoSuchAppointment`, and what `create` raises.
    """
    clean = _checked(values)
    alone()  # before the client is locked, as whoever writes messages does
    row, owner = _locked(appointment)
    before = fields_of(row)
    changed = differences(before, clean)
    if not changed:
        return
    if row.version != version:
        raise AppointmentChanged
    if row.status is not AppointmentStatus.KEPT:
        raise AppointmentCancelled
    told = {name: changed.pop(name) for name in TOLD if name in changed}
    _check(owner, clean, row, even_so or not told)  # who changes the subject alone was asked before
    record = trail.leave(by, client=owner.id, appointment=appointment, changes=told, **of_a_person(changed))
    columns = {name: after for name, (_, after) in (told | changed).items()}
    if columns.keys() & ARRANGES:
        columns["arranged"] = record
    _write(row, columns)
    if columns.keys() & REMINDED_OF:
        reminded.call_off(appointment)


@verb(CANCELS, Right.EDIT_CLIENTS)
def cancel(appointment: int, *, version: int, by: By) -> None:
    """Cancels an appointment, which stays on the fiche, and its reminder that waits to leave. `version` is
    the one that was read.

    Raises `AppointmentChanged`, `NoSuchAppointment`, or what `clients.lock` raises.
    """
    alone()
    row, owner = _locked(appointment)
    if row.status is AppointmentStatus.CANCELLED:
        return
    if row.version != version:
        raise AppointmentChanged
    _write(row, {"status": AppointmentStatus.CANCELLED})
    reminded.call_off(appointment)
    trail.leave(by, client=owner.id, appointment=appointment)


def fields_of(row: Appointment) -> AppointmentFields:
    """What was arranged, as a form shows it."""
    return AppointmentFields(row.day, row.start, row.minutes, row.subject, row.staff_id, row.contact_id)


def all_of(client: int) -> list[int]:
    """All appointments of a client, cancelled ones too."""
    rows = (
        Appointment.select(Appointment.id).where(about(Appointment.client, client)).order_by(Appointment.id)
    )
    return [key for (key,) in rows.tuples()]


def hand_over(appointments: Collection[int], giving: int, receiving: int) -> None:
    """Moves these appointments from one client to another, as far as they are of the first: two fiches were
    made one, or given back.
    """
    Appointment.update(client=receiving).where(
        many.among(Appointment.id, appointments), Appointment.client == giving
    ).execute()


def follow_contacts(*clients: int) -> None:
    """Gives each appointment of these clients that names a contact to the fiche that has the contact: two
    fiches that were one stand for themselves again.
    """
    owner = Contact.select(Contact.client).where(Contact.id == Appointment.contact)
    for client in clients:
        named = about(Appointment.client, client), Appointment.contact.is_null(False)
        Appointment.update(client=owner).where(*named).execute()


def _write(row: Appointment, columns: Mapping[str, Any]) -> None:
    columns = {**columns, "version": row.version + 1}
    Appointment.update(**columns).where(Appointment.id == row.id).execute()


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in TOLD}


def _locked(appointment: int) -> tuple[Appointment, Client]:
    """The appointment and its client, whose row is locked until the transaction ends."""
    row: Appointment | None = Appointment.get_or_none(Appointment.id == appointment)
    if row is None:
        raise NoSuchAppointment(appointment)
    owner = lock(row.client_id)
    return Appointment.get_by_id(appointment), owner


def _checked(values: AppointmentFields) -> AppointmentFields:
    """The values with the subject trimmed. Raises `Missing`, or what `check_text` or `times.check` raises."""
    clean = replace(values, subject=check_text("subject", values.subject))
    if not fold(clean.subject):
        raise Missing("subject")
    times.check(clean.day, clean.start, clean.minutes)
    return clean


def _check(owner: Client, values: AppointmentFields, now: Appointment | None, even_so: bool) -> None:
    """Raises `ReceivesNobody`, `NotTheirContact`, `ContactRetired` or `TwoAtOneTime`; what was chosen before
    may stay. All who make or move appointments take turns here, so that two cannot take one hour at once.
    """
    engine().serialise("appointments")
    member = member_of(values.staff)
    if not member.active and (now is None or now.staff_id != member.id):
        raise ReceivesNobody(member.name)
    if now is None or now.contact_id != values.contact:
        attribution.chosen(owner, values.contact)
    other = None if even_so else other_at(owner, values, now.id if now else None)
    if other is not None:
        hours = times.hour(other.start), times.hour(other.end)
        raise TwoAtOneTime(other.who, other.staff_name, other.day, *hours)
