"""The pharmacy's security code, asked before what needs a right of `rights.WITH_CODE` (code-security)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from models.people.staff import codes
from models.refusals import N_, KeyReused, Refused
from models.requests import trail
from models.requests.actors import Program
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import settings
from models.store.connection import database, engine, transaction

VERB = "security_code.choose"
HASH, FAILURES, WAIT = "security_code.hash", "security_code.failures", "security_code.wait_until"
SHOWN = "demonstration.security_code"
"""Setting that holds the code of an example pharmacy until somebody chooses another."""


class NoSecurityCode(Refused):
    """No security code was chosen yet, so nothing that needs it can be done."""

    sentence: ClassVar[str] = N_("No security code is chosen yet: choose one in the settings.")


class WrongSecurityCode(Refused):
    """The security code is wrong. `field` is the one where dialogs ask for it."""

    field: ClassVar[str] = "security_code"
    sentence: ClassVar[str] = N_("This is not the security code.")


def is_chosen() -> bool:
    """Whether there is one: a dialog that asks for it says so before anything is typed."""
    return settings.get(HASH) != ""


def check(code: str) -> None:
    """Raises `NoSecurityCode`, `WrongSecurityCode` or `TooManyTries`; each failure makes the next wait.

    A try counts as a failure before it is looked at, as at the login. Call it before opening a transaction:
    it counts even where nothing else is written.
    """
    if database.in_transaction():
        raise RuntimeError("a failure would be forgotten with the transaction")
    if not codes.fits(code, _count_try()):
        raise WrongSecurityCode
    with transaction():
        _forget_failures()


def demand(by: By, asked: Mapping[str, Any]) -> None:
    """What a verb asks for whose right is had by whoever says the code, as its argument `security`.

    A program does what it may without one. Raises what `check` raises.
    """
    if not isinstance(by.actor, Program):
        check(asked["security"])


@verb(
    VERB,
    Right.CHANGE_SECURITY_CODE,
    answers=lambda done, new, current: _refuse_another(done, new),
    before=lambda by, asked: _check_current(asked["new"], asked["current"]),
    secret=("new", "current"),
)
def choose(new: str, *, current: str, by: By) -> None:
    """Chooses the code; `current` is the present one, ignored if there is none.

    Raises `CodeTooShort`, and what `check` raises.
    """
    engine().serialise("security code")
    seen = settings.get(HASH)
    if seen and not codes.fits(current, seen):  # Another person chose one at the same moment.
        raise WrongSecurityCode
    record = trail.leave(by)
    settings.put(HASH, codes.kept(new), trail=record.id)
    settings.put(SHOWN, "")
    _forget_failures()


def _check_current(new: str, current: str) -> None:
    codes.check_code(new)
    if settings.get(HASH):
        check(current)


def _refuse_another(done: Trail, new: str) -> None:
    """The trail holds nothing of the code: it is compared with the present one. Raises `KeyReused`."""
    if not codes.fits(new, settings.get(HASH)):
        raise KeyReused(done.op_id)


def _wait_until() -> datetime | None:
    text = settings.get(WAIT)
    return datetime.fromisoformat(text) if text else None


def _count_try() -> str:
    """Counts a try before the code is checked; returns the stored hash. Raises as `check` does."""
    with transaction():
        engine().serialise("security code")
        kept = settings.get(HASH)
        if not kept:
            raise NoSecurityCode
        codes.refuse_while_waiting(_wait_until())
        failures = int(settings.get(FAILURES) or 0) + 1
        settings.put(FAILURES, str(failures))
        until = codes.wait_after(failures)
        settings.put(WAIT, until.isoformat() if until else "")
    return kept


def _forget_failures() -> None:
    settings.put(FAILURES, "")
    settings.put(WAIT, "")
