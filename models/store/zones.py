"""The time zones of the world: those that came with Officine, or the system's where they are newer.

Governments change them at a few weeks' notice. A machine that nobody updates would show another hour than its
neighbour, and a system that is updated may know more than an Officine that is not.
"""

from datetime import tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import tzdata

_OURS = Path(tzdata.__file__).parent / "zoneinfo"
_LIST = "tzdata.zi"
"""In a folder of time zones, the text they were compiled from; its first line is “# version 2026f”."""


def named(name: str) -> tzinfo | None:
    """The time zone of this name; None where there is none."""
    edition()
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None


@cache
def edition() -> str:
    """Which edition of the time zones is used, such as 2026f: that of the newer ones."""
    systems = next((Path(folder) for folder in TZPATH if (Path(folder) / _LIST).exists()), None)
    theirs, ours = _edition_of(systems) if systems else "", _edition_of(_OURS)
    if theirs > ours:
        return theirs
    reset_tzpath([str(_OURS), *TZPATH])
    return ours


def _edition_of(folder: Path) -> str:
    try:
        with (folder / _LIST).open(encoding="ascii", errors="replace") as lines:
            return lines.readline(80).removeprefix("# version").strip()
    except OSError:
        return ""
