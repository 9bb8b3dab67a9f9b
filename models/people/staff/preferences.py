"""The last choices of a member of staff, which the next dialog proposes."""

from models.store import settings
from models.store.connection import transaction
from models.store.text import is_control, limit_of


def preferred(staff: int, name: str) -> str:
    """The value stored under this name, or empty."""
    return settings.get(_key(staff, name))


def remember(staff: int, name: str, value: str) -> None:
    """Stores it, unless it is stored already, too long, or not text, as the name of a folder may be."""
    if len(value) > limit_of("folder") or any(map(is_control, value)) or preferred(staff, name) == value:
        return
    with transaction():
        settings.put(_key(staff, name), value)


def _key(staff: int, name: str) -> str:
    return f"staff.{staff}.{name}"
