"""Saves settings: writes only what differs, and never overwrites an unseen change (optimistic locking)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.trail import Trail
from models.store import settings
from models.store.connection import engine
from models.store.settings import Setting


@dataclass
class ChangedMeanwhile(Refused):
    """Another person changed the same settings since they were read."""

    names: tuple[str, ...]
    by: str
    sentence: ClassVar[str] = N_("{by} has changed this meanwhile. Confirm again to put yours.")


def change(
    wanted: Mapping[str, str],
    seen: Mapping[str, str],
    *,
    by: By,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Saves, inside a verb, what differs between `wanted` and `seen`, the settings as they were
    read (optimistic locking).

    Another person's change to a setting that is not changed here stays. If both changed the same one, raises
    `ChangedMeanwhile`. `check` looks at all settings as they would be, and may refuse them.
    """
    changed = {name: value for name, value in wanted.items() if value != seen.get(name, "")}
    if not changed:
        return
    engine().serialise("settings")
    _refuse_unseen(changed, seen)
    before = {name: settings.get(name) for name in changed}
    record = trail.leave(by, before=before, after=changed)
    for name, value in changed.items():
        settings.put(name, value, trail=record.id)
    check()


def _refuse_unseen(changed: Mapping[str, str], seen: Mapping[str, str]) -> None:
    others = tuple(
        name for name, value in changed.items() if settings.get(name) not in (seen.get(name, ""), value)
    )
    if others:
        raise ChangedMeanwhile(others, _who_set(others[0]))


def _who_set(name: str) -> str:
    """Nobody where nobody ever set it: then `seen` was no text that stood there."""
    setting = Setting.get_or_none(name=name)
    record = Trail.get_or_none(id=setting.trail_id) if setting else None
    return record.staff.name if record and record.staff_id else ""
