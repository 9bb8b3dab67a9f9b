"""Who may log in, by which code; and the first of them."""

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
    """The name or the code is wrong; which one is not said."""

    sentence: ClassVar[str] = N_("Name or code not recognised.")


class WrongCode(Refused):
    """This is not the code that somebody has. `field` is the one where forms ask for it."""

    field: ClassVar[str] = "current"
    sentence: ClassVar[str] = N_("This is not the code in use.")


@dataclass
class NameTaken(Refused):
    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("{name} already works here.")


@dataclass
class WorkedHereBefore(Refused):
    """Who comes back is the same person, with all they did: they get a new code, not a new name."""

    name: str
    field: ClassVar[str] = "name"
    sentence: ClassVar[str] = N_("{name} worked here before: give them a new code in the list.")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may write."""

    id: int
    name: str


def members() -> list[Member]:
    """Who may log in, by name."""
    rows = Staff.select(Staff.id, Staff.name).where(Staff.active).order_by(Staff.name_key).tuples()
    return [Member(*row) for row in rows]


def engage(name: str, code: str, *, may_send: bool = True) -> Member:
    """Adds a staff member, who may send messages unless told otherwise: the first one has to.

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
    """The member of that name, if the code is theirs. Raises `WrongLogin` or `TooManyTries`.

    An unknown name takes as long and says the same as a wrong code.
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
    """Raises `WrongCode` or `TooManyTries`. Each failure makes the next try wait, at the login too.

    A try counts as a failure before it is looked at: so many at once are so many, and who is killed in
    between has had theirs. The right code takes all of them back.
    """
    if not codes.fits(code, _count_try(row.id)):
        raise WrongCode
    with transaction():
        Staff.update(failures=0, wait_until=None).where(Staff.id == row.id).execute()


def _count_try(staff: int) -> str:
    """Before a code is looked at; what is kept of the right one. Raises `TooManyTries`."""
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
"""A hash of nothing anybody knows, verified for unknown names so that they take the same time."""
