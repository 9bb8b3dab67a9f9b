"""The last person who logged in from this account of this machine: stored in a file, and proposed first."""

from collections.abc import Sequence
from pathlib import Path

from machine.folders import state_folder
from models.people.staff.login import Member
from models.store import settings
from models.store.place.private import make_folder
from models.store.search.folding import fold

_LONGEST = 200


def expected(members: Sequence[Member]) -> Member | None:
    """The member whose code is asked without asking for a name: the last one who logged in here, the one
    whose code the example pharmacy shows, or the only one. None if there is no such member.
    """
    last = fold(last_name())
    known = next((member for member in members if fold(member.name) == last), None)
    if known is None and members and (len(members) == 1 or settings.is_demonstration()):
        return first_engaged(members)
    return known


def first_engaged(members: Sequence[Member]) -> Member:
    """The member whose code an example pharmacy shows."""
    return min(members, key=lambda member: member.id)


def last_name() -> str:
    """The stored name; empty if there is none or it cannot be read."""
    try:
        return _file().read_text(encoding="utf-8", errors="replace")[:_LONGEST].strip()
    except OSError:
        return ""


def remember_name(name: str) -> None:
    """Stores the name, if possible."""
    try:
        file = _file()
        make_folder(file.parent)
        file.touch(mode=0o600)
        file.write_text(name, encoding="utf-8")
    except OSError:
        return


def _file() -> Path:
    return state_folder() / "last-login"
