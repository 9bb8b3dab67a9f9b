"""Who works here, and their codes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from peewee import BooleanField, IntegerField, TextField

from models.people.text import check_text
from models.refusals import N_, Missing, Refused
from models.store import clock
from models.store.connection import Table, engine, transaction
from models.store.fields import MomentField
from models.store.folding import fold

if TYPE_CHECKING:
    from argon2 import PasswordHasher

CODE_LENGTH = 4
FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=15)


class Staff(Table):
    """A staff member. Never deleted: the trail names them."""

    name = TextField()
    name_key = TextField()
    code_hash = TextField()
    active = BooleanField(default=True)
    failures = IntegerField(default=0)
    wait_until = MomentField(null=True)


@dataclass
class WrongLogin(Refused):
    """The name or the code is wrong; which one is not said."""

    sentence: ClassVar[str] = N_("Name or code not recognised.")


@dataclass
class TooManyTries(Refused):
    """After failures each try costs a growing wait (in seconds)."""

    seconds: int
    sentence: ClassVar[str] = N_("Too many tries. Wait {seconds} s and try again.")


@dataclass
class CodeTooShort(Refused):
    minimum: int
    sentence: ClassVar[str] = N_("A code has at least {minimum} characters.")


@dataclass
class NameTaken(Refused):
    name: str
    sentence: ClassVar[str] = N_("{name} already works here.")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may write."""

    id: int
    name: str


def members() -> list[Member]:
    """Who may log in, by name."""
    rows = Staff.select(Staff.id, Staff.name).where(Staff.active).order_by(Staff.name_key).tuples()
    return [Member(*row) for row in rows]


def engage(name: str, code: str) -> Member:
    """Adds a staff member. Raises `Missing`, `CodeTooShort`, `NameTaken`, or what `check_text` raises."""
    name = check_text("name", name)
    if not fold(name):
        raise Missing("name")
    check_code(code)
    with transaction():
        engine().serialise("staff")
        if Staff.select().where(Staff.name_key == fold(name)).exists():
            raise NameTaken(name)
        row = Staff.create(name=name, name_key=fold(name), code_hash=_hasher().hash(code))
    return Member(row.id, row.name)


def check_code(code: str) -> None:
    """Raises `CodeTooShort`."""
    if len(code.strip()) < CODE_LENGTH:
        raise CodeTooShort(CODE_LENGTH)


def log_in(name: str, code: str) -> Member:
    """The member of that name, if the code is theirs. Raises `WrongLogin` or `TooManyTries`.

    An unknown name takes as long and says the same as a wrong code.
    """
    from argon2.exceptions import VerificationError

    row = Staff.get_or_none(Staff.name_key == fold(name), Staff.active)
    _refuse_while_waiting(row)
    try:
        _hasher().verify(row.code_hash if row else _NOBODY, code)
    except VerificationError as error:
        if row is not None:
            _count_failure(row.id)
        raise WrongLogin from error
    if row is None:
        raise WrongLogin
    if row.failures:
        with transaction():
            Staff.update(failures=0, wait_until=None).where(Staff.id == row.id).execute()
    return Member(row.id, row.name)


def prepare_to_check() -> None:
    """Imports what checks a code. Before a thread checks one: there it would wait for its turn to import."""
    _hasher()


def _refuse_while_waiting(row: Staff | None) -> None:
    if row is None or row.wait_until is None:
        return
    wait = row.wait_until - clock.now()
    if timedelta() < wait <= LONGEST_WAIT:  # a longer one was written by a clock that was put right since
        raise TooManyTries(int(wait.total_seconds()) + 1)


def _count_failure(staff: int) -> None:
    """1 s after the third failure, then twice as long each time."""
    with transaction():
        Staff.update(failures=Staff.failures + 1).where(Staff.id == staff).execute()
        failures = Staff.get_by_id(staff).failures
        if failures >= FREE_TRIES:
            doubled = min(failures - FREE_TRIES, LONGEST_WAIT.seconds.bit_length())
            wait = min(timedelta(seconds=2**doubled), LONGEST_WAIT)
            Staff.update(wait_until=clock.now() + wait).where(Staff.id == staff).execute()


_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$VkU5dTUGZ8hZpNOXdVZpX4JhPk1ylQ7ZqTnBbx5yLD0"
"""A hash of nothing anybody knows, verified for unknown names so that they take the same time."""


def _hasher() -> "PasswordHasher":
    """argon2id with OWASP's smallest recommended cost: 25 ms on a weak machine, slow offline."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
