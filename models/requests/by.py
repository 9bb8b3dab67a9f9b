"""What a caller brings to every verb: who acts, and the idempotency key of the request."""

import uuid
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests.actors import Actor, StaffMember


@dataclass
class NeedsAPerson(Refused):
    """What somebody does for themselves, such as changing their own code, no program does."""

    sentence: ClassVar[str] = N_("Only a member of staff can do this.")


@dataclass(frozen=True, slots=True)
class By:
    """Who asks, and under which idempotency key: the same key twice is one request.

    Make it before asking, and keep it for the retry. `verb` and `digest` say for what; the verb that is asked
    fills them in, and the trail keeps them.
    """

    actor: Actor
    key: str
    verb: str = ""
    digest: str = ""

    @property
    def staff(self) -> int:
        """The number of the member of staff who asks. Raises `NeedsAPerson`."""
        if not isinstance(self.actor, StaffMember):
            raise NeedsAPerson
        return self.actor.id

    def part(self, name: str) -> "By":
        """For another verb that is done together with this one: a key of its own, the same at a retry."""
        return By(self.actor, f"{self.key} {name}")


def new_key() -> str:
    """A key that no other request has."""
    return uuid.uuid4().hex
