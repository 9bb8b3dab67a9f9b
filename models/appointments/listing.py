"""Reads appointments: those of some days for the planning, and those of a client."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.appointments.table import Appointment, AppointmentFields, AppointmentStatus
from models.people.clients.aliases import about
from models.people.clients.table import Client, ClientStatus, in_a_list
from models.people.contacts.table import Contact
from models.requests.actors import Staff
from models.requests.trail import Trail

WRITTEN_TO = (ClientStatus.ACTIVE, ClientStatus.SLEEPING)
"""The standing of clients to whom messages go."""


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment as it is read. `contact` and `contact_name` say who comes where it is not the client."""

    id: int
    uid: str
    client: int
    last_name: str
    first_name: str
    contact: int | None
    contact_name: str
    day: date
    start: int
    minutes: int
    subject: str
    staff: int
    staff_name: str
    status: AppointmentStatus
    version: int
    arranged: datetime | None
    """When its day and hour were said; None where that was before this was kept."""

    @property
    def client_name(self) -> str:
        """`MARTINEZ Jeanne`"""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def who(self) -> str:
        """Who comes: the contact, else the client."""
        return self.contact_name or self.client_name

    @property
    def end(self) -> int:
        """When it ends, in minutes after midnight."""
        return self.start + self.minutes

    @property
    def kept(self) -> bool:
        """Whether somebody is expected."""
        return self.status is AppointmentStatus.KEPT

    @property
    def fields(self) -> AppointmentFields:
        """What was arranged, as a form shows it."""
        return AppointmentFields(self.day, self.start, self.minutes, self.subject, self.staff, self.contact)


def in_days(first: date, last: date, *, expected_by_message: bool = False) -> list[AppointmentRow]:
    """Who is expected from one local day to another, in order, both included; nobody whom no list shows.
    `expected_by_message`: only clients to whom something may be sent, active and sleeping ones.
    """
    rows = _rows().where(Appointment.day.between(first, last), _expected())
    if expected_by_message:
        rows = rows.where(Client.status.in_(WRITTEN_TO))
    return _read(rows.order_by(Appointment.day, Appointment.start, Appointment.id))


def of_client(client: int, today: date) -> list[AppointmentRow]:
    """All appointments of a client: from today on in order, then those before, the last one first. The
    cancelled ones are among them.
    """
    rows = _read(_rows().where(about(Appointment.client, client)))
    coming = sorted((row for row in rows if row.day >= today), key=_when)
    return coming + sorted((row for row in rows if row.day < today), key=_when, reverse=True)


def counting_of(client: Any) -> ModelSelect:
    """The query that counts the appointments of a client at which somebody was or is expected."""
    rows = Appointment.select(fn.COUNT(Appointment.id)).where(about(Appointment.client, client))
    return rows.where(Appointment.status == AppointmentStatus.KEPT)


def row_of(appointment: int) -> AppointmentRow | None:
    """One appointment, cancelled or not; None if there is none."""
    return next(iter(_read(_rows().where(Appointment.id == appointment))), None)


def other_at(client: Any, wanted: AppointmentFields, but: int | None) -> AppointmentRow | None:
    """The first appointment at this time of who would come, or of who would receive them; None if both are
    free. The appointment `but` is left aside.
    """
    comes = about(Appointment.client, client) & (
        Appointment.contact.is_null() if wanted.contact is None else Appointment.contact == wanted.contact
    )
    rows = _rows().where(
        Appointment.day == wanted.day,
        Appointment.start < wanted.start + wanted.minutes,
        Appointment.start + Appointment.minutes > wanted.start,
        Appointment.id != (but or 0),
        comes | (Appointment.staff == wanted.staff),
        _expected(),
    )
    return next(iter(_read(rows.order_by(Appointment.start, Appointment.id).limit(1))), None)


def _expected() -> Any:
    return (Appointment.status == AppointmentStatus.KEPT) & in_a_list()


def _when(row: AppointmentRow) -> tuple[date, int, int]:
    return row.day, row.start, row.id


def _rows() -> ModelSelect:
    """The query of appointments with the names of who comes and who receives them."""
    contact_name = fn.TRIM(Contact.last_name.concat(" ").concat(Contact.first_name))
    return (
        Appointment.select(
            Appointment.id,
            Appointment.uid,
            Client.id,
            Client.last_name,
            Client.first_name,
            Appointment.contact,
            fn.COALESCE(contact_name, ""),
            Appointment.day,
            Appointment.start,
            Appointment.minutes,
            Appointment.subject,
            Staff.id,
            Staff.name,
            Appointment.status,
            Appointment.version,
            Trail.at,
        )
        .join(Client)
        .switch(Appointment)
        .join(Staff)
        .switch(Appointment)
        .join(Contact, JOIN.LEFT_OUTER, on=Appointment.contact == Contact.id)
        .switch(Appointment)
        .join(Trail, JOIN.LEFT_OUTER, on=Appointment.arranged == Trail.id)
    )


def _read(query: ModelSelect) -> list[AppointmentRow]:
    return [AppointmentRow(*row) for row in query.tuples()]
