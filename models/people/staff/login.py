"""The login of staff, and engaging the first member."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.staff import codes
from models.refusals import N_, Missing, Refused
from models.requests.actors import Staff
from models.store.connection import engine, transaction
from models.store.search.folding import fold
from models.store.text import check_text


@dataclass
class WrongLogin(Refused):
    """The name or the code is wrong; the message does not say which."""

    sentence: ClassVar[str] = N_("Name or code not recognised.")


class WrongCode(Refused):
    """The code is not that person's. `field` is the one where forms ask for it."""

    field: ClassVar[str] = "current"
    sentence: ClassVar[str] = N_("This is not the code in use.")


@dataclass
class NameTaken(Refused):
    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("{name} already works here.")


@dataclass
class WorkedHereBefore(Refused):
    """A person of this name worked here before: they get a new code, not a new account."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("{name} worked here before: give them a new code in the list.")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff who may log in."""

    id: int
    name: str


def members() -> list[Member]:
    """Everybody who may log in, by name."""
    rows = Staff.select(Staff.id, Staff.name).where(Staff.active).order_by(Staff.name_key).tuples()
    return [Member(*row) for row in rows]


def engage(name: str, code: str, *, may_send: bool = True) -> Member:
    """Adds a member of staff, with the right to send messages unless `may_send` is false:
    the first member needs it.

    Raises `Missing`, `CodeTooShort`, `NameTaken`, `WorkedHereBefore`, or what `check_text` raises.
    """
    name = check_new(name, code)
    with transaction():
        engine().serialise("staff")
        _refuse_known(name)
        row = Staff.create(name=name, name_key=fold(name), code_hash=codes.kept(code), may_send=may_send)
    return Member(row.id, row.name)


def check_new(name: str, code: str) -> str:
    """The name trimmed. Raises as `engage` does, before anything is written."""
    name = check_text("name", name)
    if not fold(name):
        raise Missing("name")
    codes.check_code(code)
    _refuse_known(name)
    return name


def _refuse_known(name: str) -> None:
    known = Staff.get_or_none(Staff.name_key == fold(name))
    if known is not None:
        raise NameTaken(name) if known.active else WorkedHereBefore(known.name)


def log_in(name: str, code: str) -> Member:
    """The member of this name, if the code is theirs. Raises `WrongLogin` or `TooManyTries`.

    An unknown name takes as long and gives the same answer as a wrong code.
    """
    row = Staff.get_or_none(Staff.name_key == fold(name), Staff.active)
    if row is None:
        codes.fits(code, _NOBODY)
        raise WrongLogin
    try:
        check_own_code(row, code)
    except WrongCode as wrong:
        raise WrongLogin from wrong
    return Member(row.id, row.name)


def check_own_code(row: Staff, code: str) -> None:
    """Raises `WrongCode` or `TooManyTries`. Each failure makes the next try wait, also at the login.

    A try is counted as a failure before the code is checked, so parallel or killed tries count too. The
    right code resets the count.
    """
    if not codes.fits(code, _count_try(row.id)):
        raise WrongCode
    with transaction():
        Staff.update(failures=0, wait_until=None).where(Staff.id == row.id).execute()


def _count_try(staff: int) -> str:
    """Counts a try before the code is checked; returns the stored hash. Raises `TooManyTries`."""
    with transaction():
        engine().serialise(f"code of {staff}")
        row = Staff.get_by_id(staff)
        codes.refuse_while_waiting(row.wait_until)
        failures = row.failures + 1
        Staff.update(failures=failures, wait_until=codes.wait_after(failures)).where(
            Staff.id == staff
        ).execute()
    return str(row.code_hash)


_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$VkU5dTUGZ8hZpNOXdVZpX4JhPk1ylQ7ZqTnBbx5yLD0"
"""A hash of a random code, checked for unknown names so that they take the same time."""
