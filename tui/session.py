"""Who works at this terminal, for which pharmacy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """A staff member who gave their code. `staff` is what every verb is told."""

    staff: int
    name: str
    pharmacy: str
