"""Codes: their length, how they are hashed, and the wait after wrong ones."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from models.refusals import N_, Refused
from models.store import clock
from models.store.text import check_length, limit_of

if TYPE_CHECKING:
    from argon2 import PasswordHasher

CODE_LENGTH = 4
FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=15)
HASHED = re.compile(r"\$argon2id\$v=\d+\$m=\d{1,6},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}")
"""The format of a hashed code (`kept`): a salt of 16 bytes and a hash of 32, with bounds so that
no check takes gigabytes.
"""


@dataclass
class TooManyTries(Refused):
    """After several failures each try must wait, in seconds."""

    seconds: int
    sentence: ClassVar[str] = N_("Too many tries. Wait {seconds} s and try again.")


@dataclass
class CodeTooShort(Refused):
    """The code is too short. `field` is the one where forms ask for a new code."""

    minimum: int
    field: ClassVar[str] = "code"
    sentence: ClassVar[str] = N_("A code has at least {minimum} characters.")


class CodesDiffer(Refused):
    """The two times that a new code was typed differ."""

    field: ClassVar[str] = "again"
    sentence: ClassVar[str] = N_("The two codes differ. Type the second one again.")


def check_code(code: str) -> None:
    """Raises `CodeTooShort` or `TooLong`."""
    check_length("code", code)
    if len(code.strip()) < CODE_LENGTH:
        raise CodeTooShort(CODE_LENGTH)


def check_typed_twice(code: str, again: str) -> None:
    """Raises `CodeTooShort` or `CodesDiffer`."""
    check_code(code)
    if again != code:
        raise CodesDiffer


def kept(code: str) -> str:
    """The hash of a code."""
    return hasher().hash(code)


def fits(code: str, kept: str) -> bool:
    """Whether `kept` is the hash of this code. A code that is too long is not checked."""
    if len(code) > limit_of("code"):
        return False
    from argon2.exceptions import VerificationError

    try:
        return hasher().verify(kept, code)
    except VerificationError:
        return False


def refuse_while_waiting(until: datetime | None) -> None:
    """Raises `TooManyTries` until this time."""
    if until is None:
        return
    wait = until - clock.now()
    if timedelta() < wait <= LONGEST_WAIT:  # A longer wait was written by a clock that was corrected since.
        raise TooManyTries(ceil(wait.total_seconds()))


def wait_after(failures: int) -> datetime | None:
    """The time until which so many failures make one wait: 1 s after the third, then doubled each time."""
    if failures < FREE_TRIES:
        return None
    doubled = min(failures - FREE_TRIES, LONGEST_WAIT.seconds.bit_length())
    return clock.now() + min(timedelta(seconds=2**doubled), LONGEST_WAIT)


def prepare_to_check() -> None:
    """Imports the hashing library. Call it before a thread checks a code: there, the import could
    wait for the import lock.
    """
    hasher()


def hasher() -> "PasswordHasher":
    """argon2id with the lowest cost that OWASP recommends: 25 ms on a weak machine, and
    slow for an offline attack.
    """
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
