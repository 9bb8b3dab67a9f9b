"""Engaging staff, deactivating and engaging them again, and their codes. Nobody is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.people.staff import codes, security_code
from models.people.staff import login as staff_table
from models.people.staff.login import Member
from models.refusals import N_, KeyReused, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import settings
from models.store.connection import engine

ENGAGE, LEAVE, CHANGE, RENEW = (
    f"personnel.{name}" for name in ("engage", "deactivate", "change_code", "give_code")
)


@dataclass
class LastOne(Refused):
    """Without anybody who may log in, nobody could be engaged either."""

    name: str
    sentence: ClassVar[str] = N_("{name} is the last one who works here: engage somebody else first.")


@dataclass
class NoSuchMember(Refused):
    staff: int
    sentence: ClassVar[str] = N_("Nobody here has the number {staff}.")


@dataclass(frozen=True, slots=True)
class Colleague:
    """A present or former member of staff."""

    id: int
    name: str
    active: bool
    may_send: bool


def colleagues() -> list[Colleague]:
    """Everybody, by name; present members first."""
    rows = Staff.select(Staff.id, Staff.name, Staff.active, Staff.may_send)
    return [Colleague(*row) for row in rows.order_by(Staff.active.desc(), Staff.name_key).tuples()]


def refuse_another(done: Trail, code: str) -> None:
    """The code is in no trail: it is compared with the present one. Raises `KeyReused`."""
    if not codes.fits(code, member_of(done.details()["member"]).code_hash):
        raise KeyReused(done.op_id)


def engaged(done: Trail, code: str) -> Member:
    """The member whom this request engaged. Raises `KeyReused` if it gave them another code."""
    row = member_of(done.details()["member"])
    refuse_another(done, code)
    return Member(row.id, row.name)


def _before_engaging(by: By, asked: Mapping[str, Any]) -> None:
    staff_table.check_new(asked["name"], asked["code"])
    security_code.demand(by, asked)


@verb(
    ENGAGE,
    Right.MANAGE_STAFF,
    answers=engaged,
    before=_before_engaging,
    secret=("code",),
)
def engage(name: str, code: str, *, security: str, by: By) -> Member:
    """Engages a member of staff, without the right to send messages (see `senders.let_send`).

    It gives access, so it needs the security code. Raises what `staff.engage` and
    `security_code.check` raise.
    """
    member = staff_table.engage(name, code, may_send=False)
    trail.leave(by, member=member.id)
    return member


def _before_leaving(by: By, asked: Mapping[str, Any]) -> None:
    _refuse_last(member_of(asked["member"]))
    security_code.demand(by, asked)


@verb(LEAVE, Right.MANAGE_STAFF, before=_before_leaving)
def deactivate(member: int, *, security: str, by: By) -> None:
    """Deactivates a member of staff: they cannot log in; what they did keeps their name.

    It takes rights away, so it needs the security code. Raises `LastOne`, `NoSuchMember`, and what
    `security_code.check` raises.
    """
    engine().serialise("staff")
    row = member_of(member)
    if not row.active:
        return
    _refuse_last(row)
    trail.leave(by, member=member)
    Staff.update(active=False).where(Staff.id == member).execute()
    _show_no_more(member)


def _refuse_last(row: Staff) -> None:
    if not Staff.select().where(Staff.active, Staff.id != row.id).exists():
        raise LastOne(row.name)


def _check_own_code(by: By, asked: Mapping[str, Any]) -> None:
    codes.check_code(asked["new"])
    staff_table.check_own_code(member_of(by.staff), asked["current"])


@verb(
    CHANGE,
    Right.CHANGE_OWN_CODE,
    answers=lambda done, new, current: refuse_another(done, new),
    before=_check_own_code,
    secret=("new", "current"),
)
def change_code(new: str, *, current: str, by: By) -> None:
    """Changes a member's own code.

    Raises `CodeTooShort`, `WrongCode`, `TooManyTries` or `NeedsAPerson`.
    """
    _give(by.staff, new, by)


def _before_giving(by: By, asked: Mapping[str, Any]) -> None:
    codes.check_code(asked["new"])
    member_of(asked["member"])
    security_code.demand(by, asked)


@verb(
    RENEW,
    Right.MANAGE_STAFF,
    answers=refuse_another,
    before=_before_giving,
    secret=("new",),
)
def give_code(member: int, new: str, *, security: str, by: By) -> None:
    """Gives a new code to a member who forgot theirs, or to a former one who comes back.

    It could let one person in under another's name, so it needs the security code. Raises `CodeTooShort`,
    `NoSuchMember`, and what `security_code.check` raises.
    """
    _give(member, new, by)


def _give(member: int, new: str, by: By) -> None:
    engine().serialise("staff")
    trail.leave(by, member=member)
    Staff.update(code_hash=codes.kept(new), active=True, failures=0, wait_until=None).where(
        Staff.id == member
    ).execute()
    _show_no_more(member)


def member_of(member: int) -> Staff:
    """A present or former member, as last written. Raises `NoSuchMember`."""
    row = Staff.get_or_none(id=member)
    if row is None:
        raise NoSuchMember(member)
    return row


def _show_no_more(member: int) -> None:
    """Clears the code that the login screen of an example pharmacy shows, which is
    that of its first member.
    """
    if settings.is_demonstration() and not Staff.select().where(Staff.id < member).exists():
        settings.put("demonstration", "")
