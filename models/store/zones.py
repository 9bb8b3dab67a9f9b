"""Time zones: those that came with Officine, or the system's if they are newer.

Governments change them at a few weeks' notice. A machine that is not updated would show another hour than its
neighbour, and an updated system may know more than an old Officine.
"""

from datetime import tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import tzdata

_OURS = Path(tzdata.__file__).parent / "zoneinfo"
_LIST = "tzdata.zi"
"""In a folder of time zones, the source they were compiled from; its first line is “# version 2026f”."""


def named(name: str) -> tzinfo | None:
    """The time zone of this name; None where there is none."""
    edition()
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None


@cache
def edition() -> str:
    """The edition of the time zones in use, such as 2026f."""
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
