"""The member of staff at this terminal, and the pharmacy."""

from dataclasses import dataclass

from machine.last_login import remember_name
from models.people.staff import login as staff
from models.store import settings
from models.store.connection import own_connection


@dataclass(frozen=True, slots=True)
class Session:
    """A staff member who gave their code. `staff` is what every verb is told."""

    staff: int
    name: str
    pharmacy: str

    @property
    def said(self) -> str:
        """The session as the head of a screen shows it."""
        return f"{self.pharmacy} · {self.name}"


def log_in(name: str, code: str) -> Session:
    """Logs in with a code; the next login on this machine proposes the same person first.

    Call it in a thread, as checking is slow on purpose, after `codes.prepare_to_check`. Raises
    what `staff.log_in` raises.
    """
    with own_connection():
        member = staff.log_in(name, code)
        session = Session(member.id, member.name, settings.pharmacy().name)
    remember_name(member.name)
    return session
