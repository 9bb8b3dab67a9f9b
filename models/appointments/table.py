"""The table of appointments, and what a person types of one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.people.clients.table import Client
from models.people.contacts.table import Contact
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.store.connection import Table
from models.store.fields import ChoiceField, DayField, ForeignKeyField, IntegerField, TextField

DAY_MINUTES = 24 * 60


class AppointmentStatus(StrEnum):
    """Whether somebody is expected."""

    KEPT = "kept"
    CANCELLED = "cancelled"


class Appointment(Table):
    """An appointment of a client. It is moved or cancelled, never deleted.

    When it is, is written as the clock on the wall says it: a local day and minutes after its midnight. A
    law may change the offset of the zone afterwards, as in Ramadan, and 10:00 stays 10:00.

    Attributes:
      uid: its name in calendars, which stays when it is moved
      client: whose it is
      contact: which of the client's contacts comes; None for the client themself
      day: the local day, in the pharmacy's zone
      start: minutes after midnight, as the clock shows them
      minutes: how long it lasts; it ends on the same day
      subject: what it is about
      staff: who receives them
      version: raised at each change (optimistic locking, SEQUENCE in a calendar)
      arranged: the request that said its day and hour; None in a base that was older than this column
    """

    uid = TextField(unique=True)
    client = ForeignKeyField(Client)
    contact = ForeignKeyField(Contact, null=True)
    day = DayField()
    start = IntegerField()
    minutes = IntegerField()
    subject = TextField()
    staff = ForeignKeyField(Staff)
    status = ChoiceField(AppointmentStatus, default=AppointmentStatus.KEPT)
    version = IntegerField(default=0)
    arranged = ForeignKeyField(Trail, null=True)


@dataclass(frozen=True, slots=True)
class AppointmentFields:
    """What is arranged. `start` is in minutes after midnight, as the clock on the wall shows them."""

    day: date
    start: int
    minutes: int
    subject: str
    staff: int
    contact: int | None = None
