"""The pharmacy's security code, asked before what cannot be undone: deleting an invoice (code-security)."""

from datetime import datetime
from typing import ClassVar

from models.people.staff import codes
from models.refusals import N_, KeyReused, Refused
from models.requests import trail
from models.store import settings
from models.store.connection import database, engine, transaction

VERB = "security_code.choose"
HASH, FAILURES, WAIT = "security_code.hash", "security_code.failures", "security_code.wait_until"
SHOWN = "demonstration.security_code"
"""The code of an example pharmacy, for as long as nobody chose another."""


class NoSecurityCode(Refused):
    """What needs the code cannot be done before there is one."""

    sentence: ClassVar[str] = N_("No security code is chosen yet: choose one in the settings.")


class WrongSecurityCode(Refused):
    """This is not the code. `field` is the one where dialogs ask for it."""

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


def choose(new: str, *, current: str, staff: int, op_id: str) -> None:
    """Chooses the code; `current` is the one that holds, and means nothing where there is none yet.

    Raises `CodeTooShort`, and what `check` raises.
    """
    codes.check_code(new)
    if _chosen_before(new, op_id):
        return
    seen = settings.get(HASH)
    if seen:
        check(current)
    with transaction():
        if _chosen_before(new, op_id):
            return
        engine().serialise("security code")
        if settings.get(HASH) != seen:  # somebody else has just chosen another
            raise WrongSecurityCode
        left = trail.leave(VERB, staff=staff, op_id=op_id)
        settings.put(HASH, codes.kept(new), trail=left.id)
        settings.put(SHOWN, "")
        _forget_failures()


def _chosen_before(new: str, op_id: str) -> bool:
    """Whether this request was carried out. What it asked for is in no trail: four digits are soon found."""
    with transaction():
        if not trail.done_before(op_id, VERB):
            return False
    if not codes.fits(new, settings.get(HASH)):
        raise KeyReused(op_id)
    return True


def _wait_until() -> datetime | None:
    text = settings.get(WAIT)
    return datetime.fromisoformat(text) if text else None


def _count_try() -> str:
    """Before a code is looked at; what is kept of the right one. Raises as `check` does."""
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
