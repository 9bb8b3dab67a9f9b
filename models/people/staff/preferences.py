"""What a staff member chose last, so that the next dialog proposes it."""

from models.store import settings
from models.store.connection import transaction
from models.store.text import is_control, limit_of


def preferred(staff: int, name: str) -> str:
    """What was remembered under this name, or nothing."""
    return settings.get(_key(staff, name))


def remember(staff: int, name: str, value: str) -> None:
    """Keeps it, unless it is remembered already, too long, or no text, as a folder's name may be."""
    if len(value) > limit_of("folder") or any(map(is_control, value)) or preferred(staff, name) == value:
        return
    with transaction():
        settings.put(_key(staff, name), value)


def _key(staff: int, name: str) -> str:
    return f"staff.{staff}.{name}"
