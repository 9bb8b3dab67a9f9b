"""Who acts: a member of staff, a client, or a program by its name."""

from dataclasses import dataclass

from models.store.connection import Table
from models.store.fields import BooleanField, IntegerField, MomentField, TextField


class Staff(Table):
    """A staff member. Never deleted: the trail names them. `may_send`: see `models.people.staff.senders`."""

    name = TextField()
    name_key = TextField()
    code_hash = TextField()
    active = BooleanField(default=True)
    may_send = BooleanField(default=False)
    failures = IntegerField(default=0)
    wait_until = MomentField(null=True)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works here, by their number."""

    id: int


@dataclass(frozen=True, slots=True)
class OwnClient:
    """A client who acts on their own account, and on no other."""

    id: int


@dataclass(frozen=True, slots=True)
class Program:
    """What acts without a person: a command at the shell, a message that came in."""

    name: str


Actor = StaffMember | OwnClient | Program

SHELL = Program("shell")
"""Whoever is at the command line: no right names a person there."""
FOUNDING = Program("founding")
"""The first start, when nobody works here yet."""
INCOMING = Program("incoming")
"""What takes the messages that come in from the gateway."""
DEMO = Program("demo")
"""What fills an example pharmacy."""

PROGRAMS = tuple(program.name for program in (SHELL, FOUNDING, INCOMING, DEMO))
