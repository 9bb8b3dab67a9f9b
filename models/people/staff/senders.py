"""Who may send messages: what leaves costs credits and cannot be called back (sms-rights)."""

from collections.abc import Mapping
from typing import Any

from models.people.staff import security_code
from models.people.staff.verbs import member_of
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store.connection import engine

VERB = "personnel.may_send"


def may_send(member: int) -> bool:
    """Whether somebody may send messages."""
    return bool(Staff.select(Staff.may_send).where(Staff.id == member).scalar())


def _demand(by: By, asked: Mapping[str, Any]) -> None:
    member_of(asked["member"])
    security_code.demand(by, asked)


@verb(VERB, Right.MANAGE_STAFF, before=_demand)
def let_send(member: int, may: bool, *, security: str, by: By) -> None:
    """Gives the right to send, or takes it.

    It lets somebody spend the pharmacy's credits and write in its name, so it needs the security code.
    Raises `NoSuchMember`, and what `security_code.check` raises.
    """
    engine().serialise("staff")
    if member_of(member).may_send is may:
        return
    trail.leave(by, member=member, may=may)
    Staff.update(may_send=may).where(Staff.id == member).execute()
