"""What a staff member chose last, so that the next dialog proposes it."""

from models.store import settings
from models.store.connection import transaction


def preferred(staff: int, name: str) -> str:
    """What was remembered under this name, or nothing."""
    return settings.get(_key(staff, name))


def remember(staff: int, name: str, value: str) -> None:
    """Keeps it; writes nothing where it is remembered already."""
    if preferred(staff, name) == value:
        return
    with transaction():
        settings.put(_key(staff, name), value)


def _key(staff: int, name: str) -> str:
    return f"staff.{staff}.{name}"
