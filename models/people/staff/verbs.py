"""Who works here: engaging, leaving, coming back, and everybody's own code. Nobody is ever erased."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.staff import codes, security_code
from models.people.staff import login as staff_table
from models.people.staff.login import Member
from models.refusals import N_, KeyReused, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.store import settings
from models.store.connection import engine, transaction
from models.store.search.folding import fold

ENGAGE, LEAVE, CHANGE, RENEW = (
    f"personnel.{verb}" for verb in ("engage", "deactivate", "change_code", "give_code")
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
    """Somebody who works here, or did."""

    id: int
    name: str
    active: bool
    may_send: bool


def colleagues() -> list[Colleague]:
    """Everybody, by name; first those who work here."""
    rows = Staff.select(Staff.id, Staff.name, Staff.active, Staff.may_send)
    return [Colleague(*row) for row in rows.order_by(Staff.active.desc(), Staff.name_key).tuples()]


def engage(name: str, code: str, *, security: str, staff: int, op_id: str) -> Member:
    """Engages somebody, who may not send messages: `rights.let_send` gives that.

    It lets somebody in, so it needs the security code. Raises what `staff.engage` and `security_code.check`
    raise.
    """
    known = _engaged_before(name, code, op_id)
    if known is not None:
        return known
    staff_table.check_new(name, code)
    security_code.check(security)
    with transaction():
        known = _engaged_before(name, code, op_id)
        if known is not None:
            return known
        member = staff_table.engage(name, code, may_send=False)
        trail.leave(ENGAGE, staff=staff, op_id=op_id, member=member.id)
    return member


def _engaged_before(name: str, code: str, op_id: str) -> Member | None:
    """Whom this request engaged already. Raises `KeyReused`."""
    with transaction():
        done = trail.done_before(op_id, ENGAGE)
        if not done:
            return None
        row = member_of(done.told()["member"])
    # The code is in no trail: the one they have now tells.
    if row.name_key != fold(name) or not codes.fits(code, row.code_hash):
        raise KeyReused(op_id)
    return Member(row.id, row.name)


def deactivate(member: int, *, security: str, staff: int, op_id: str) -> None:
    """They can no longer log in; what they did keeps their name.

    It takes somebody's rights away, so it needs the security code. Raises `LastOne`, `NoSuchMember`, and what
    `security_code.check` raises.
    """
    asked = trail.asked(member)
    _refuse_last(member_of(member))
    security_code.check(security)
    with transaction():
        if trail.done_before(op_id, LEAVE, asked=asked):
            return
        engine().serialise("staff")
        row = member_of(member)
        if not row.active:
            return
        _refuse_last(row)
        trail.leave(LEAVE, staff=staff, op_id=op_id, asked=asked, member=member)
        Staff.update(active=False).where(Staff.id == member).execute()
        _show_no_more(member)


def _refuse_last(row: Staff) -> None:
    if not Staff.select().where(Staff.active, Staff.id != row.id).exists():
        raise LastOne(row.name)


def change_code(new: str, *, current: str, staff: int, op_id: str) -> None:
    """Somebody changes their own code. Raises `CodeTooShort`, `WrongCode` or `TooManyTries`."""
    codes.check_code(new)
    if _given_before(CHANGE, staff, new, op_id):
        return
    staff_table.check_own_code(member_of(staff), current)
    _give(CHANGE, staff, new, staff, op_id)


def give_code(member: int, new: str, *, security: str, staff: int, op_id: str) -> None:
    """A new code for who forgot theirs, or for who left and comes back.

    It lets one person in under another's name, so it needs the security code. Raises `CodeTooShort`,
    `NoSuchMember`, and what `security_code.check` raises.
    """
    codes.check_code(new)
    if _given_before(RENEW, member, new, op_id):
        return
    member_of(member)
    security_code.check(security)
    _give(RENEW, member, new, staff, op_id)


def _give(verb: str, member: int, new: str, staff: int, op_id: str) -> None:
    with transaction():
        if trail.done_before(op_id, verb, asked=trail.asked(member)):
            return
        engine().serialise("staff")
        trail.leave(verb, staff=staff, op_id=op_id, asked=trail.asked(member), member=member)
        Staff.update(code_hash=codes.kept(new), active=True, failures=0, wait_until=None).where(
            Staff.id == member
        ).execute()
        _show_no_more(member)


def _given_before(verb: str, member: int, new: str, op_id: str) -> bool:
    """Whether this request was carried out. The code is in no trail: the one they have now tells."""
    with transaction():
        if not trail.done_before(op_id, verb, asked=trail.asked(member)):
            return False
    if not codes.fits(new, member_of(member).code_hash):
        raise KeyReused(op_id)
    return True


def member_of(member: int) -> Staff:
    """Who works or worked here, as last written. Raises `NoSuchMember`."""
    row = Staff.get_or_none(id=member)
    if row is None:
        raise NoSuchMember(member)
    return row


def _show_no_more(member: int) -> None:
    """The login screen of an example pharmacy shows the code of the first one who was engaged."""
    if settings.is_demonstration() and not Staff.select().where(Staff.id < member).exists():
        settings.put("demonstration", "")
