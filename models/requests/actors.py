"""Who acts: a member of staff, a client, or a program by its name."""

from dataclasses import dataclass

from models.store.connection import Table
from models.store.fields import BooleanField, IntegerField, MomentField, TextField


class Staff(Table):
    """A member of staff. Never deleted, as the trail names them. `may_send`: see
    `models.people.staff.senders`; `writes_sheets`: see `models.people.staff.authors`.
    """

    name = TextField()
    name_key = TextField()
    code_hash = TextField()
    active = BooleanField(default=True)
    may_send = BooleanField(default=False)
    writes_sheets = BooleanField(default=True)
    failures = IntegerField(default=0)
    wait_until = MomentField(null=True)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff, by id."""

    id: int


@dataclass(frozen=True, slots=True)
class OwnClient:
    """A client acting on their own account only."""

    id: int


@dataclass(frozen=True, slots=True)
class Program:
    """A program acting without a person: a shell command, a received message."""

    name: str


Actor = StaffMember | OwnClient | Program

SHELL = Program("shell")
"""A person at the command line, where no right names a person."""
FOUNDING = Program("founding")
"""The first start, before anybody works here."""
INCOMING = Program("incoming")
"""The receiver of messages from the gateway."""
DEMO = Program("demo")
"""The generator of an example pharmacy."""
REMINDERS = Program("reminders")
"""What reminds of appointments, beside sending."""

PROGRAMS = tuple(program.name for program in (SHELL, FOUNDING, INCOMING, DEMO, REMINDERS))
