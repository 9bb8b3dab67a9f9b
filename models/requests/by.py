"""What a caller passes to every verb: the actor, and the idempotency key of the request."""

import uuid
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests.actors import Actor, StaffMember


@dataclass
class NeedsAPerson(Refused):
    """No program does what people do for themselves, such as changing their own code."""

    sentence: ClassVar[str] = N_("Only a member of staff can do this.")


@dataclass(frozen=True, slots=True)
class By:
    """The actor and the idempotency key of a request: the same key twice is one request.

    Make it before the call, and keep it for a retry. The verb fills in `verb` and
    `digest`, which the trail stores.
    """

    actor: Actor
    key: str
    verb: str = ""
    digest: str = ""

    @property
    def staff(self) -> int:
        """The id of the member of staff. Raises `NeedsAPerson`."""
        if not isinstance(self.actor, StaffMember):
            raise NeedsAPerson
        return self.actor.id

    def part(self, name: str) -> "By":
        """For another verb called together with this one: a key of its own, the same at a retry."""
        return By(self.actor, f"{self.key} {name}")


def new_key() -> str:
    """A new key."""
    return uuid.uuid4().hex
