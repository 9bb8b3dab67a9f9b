"""Who logged in last from this account of this machine: a name in a file, so that it is proposed first."""

from collections.abc import Sequence
from pathlib import Path

from machine.folders import state_folder
from models.people.staff.login import Member
from models.store import settings
from models.store.place.private import make_folder
from models.store.search.folding import fold

_LONGEST = 200


def expected(members: Sequence[Member]) -> Member | None:
    """Who is asked for a code without being asked who they are: who logged in here last, whose code the
    example pharmacy shows, or the only one. None where there is no such member.
    """
    last = fold(last_name())
    known = next((member for member in members if fold(member.name) == last), None)
    if known is None and members and (len(members) == 1 or settings.is_demonstration()):
        return first_engaged(members)
    return known


def first_engaged(members: Sequence[Member]) -> Member:
    """Whose code an example pharmacy shows."""
    return min(members, key=lambda member: member.id)


def last_name() -> str:
    """The name, or nothing where none was kept or it cannot be read."""
    try:
        return _file().read_text(encoding="utf-8", errors="replace")[:_LONGEST].strip()
    except OSError:
        return ""


def remember_name(name: str) -> None:
    """Keeps it, where that is possible."""
    try:
        file = _file()
        make_folder(file.parent)
        file.touch(mode=0o600)
        file.write_text(name, encoding="utf-8")
    except OSError:
        return


def _file() -> Path:
    return state_folder() / "last-login"
