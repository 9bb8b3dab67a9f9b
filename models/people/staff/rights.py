"""Who may send messages: what leaves costs credits and cannot be called back (sms-rights)."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.staff import security_code
from models.people.staff.verbs import member_of
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.store.connection import engine, transaction

VERB = "personnel.may_send"


@dataclass
class MayNotSend(Refused):
    """This member of staff has not the right to send."""

    name: str
    sentence: ClassVar[str] = N_(
        "{name} may not send messages: the right is given in the settings, under Staff."
    )


def may_send(member: int) -> bool:
    """Whether somebody may send messages."""
    return bool(Staff.select(Staff.may_send).where(Staff.id == member).scalar())


def check_may_send(member: int) -> None:
    """Raises `MayNotSend`. Every verb asks it that makes a message leave: one that goes out, is tried again
    or was held back. Cancelling and pausing need no right.
    """
    if not may_send(member):
        raise MayNotSend(member_of(member).name)


def let_send(member: int, may: bool, *, security: str, staff: int, op_id: str) -> None:
    """Gives the right to send, or takes it.

    It lets somebody spend the pharmacy's credits and write in its name, so it needs the security code.
    Raises `NoSuchMember`, and what `security_code.check` raises.
    """
    asked = trail.asked(member, may)
    with transaction():
        if trail.done_before(op_id, VERB, asked=asked):
            return
    member_of(member)
    security_code.check(security)
    with transaction():
        if trail.done_before(op_id, VERB, asked=asked):
            return
        engine().serialise("staff")
        if member_of(member).may_send is may:
            return
        trail.leave(VERB, staff=staff, op_id=op_id, asked=asked, member=member, may=may)
        Staff.update(may_send=may).where(Staff.id == member).execute()
