"""Text from people: made harmless and made to fit."""

import unicodedata
from functools import cache

from printing.page.glyphs import width

_JOINERS = "\u200c\u200d"
_SPACES = {"\t", "\n", "\r", "\v", "\f", "\u2028", "\u2029", "\x85"}
_ELLIPSIS = "…"


def inert(text: str) -> str:
    """One line without control characters and bidirectional overrides.

    Joiners stay, as Persian names and emoji need them.
    """
    kept = (" " if char in _SPACES else char for char in text if _is_printed(char))
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split(" ")).strip()


@cache
def _is_printed(char: str) -> bool:
    return (
        char in _SPACES
        or char in _JOINERS
        or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def clip(text: str, room: float, points: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits in `room` millimetres, with an ellipsis."""
    if width(text, points, bold=bold) <= room:
        return text
    room -= width(_ELLIPSIS, points, bold=bold)
    return text[: _fitting(text, room, points, bold=bold)].rstrip() + _ELLIPSIS


def wrap(text: str, room: float, points: float, lines: int, *, bold: bool = False) -> list[str]:
    """The text on at most `lines` lines, broken between words if possible; the last is clipped."""
    found: list[str] = []
    while text and len(found) < lines - 1 and width(text, points, bold=bold) > room:
        fitting = max(1, _fitting(text, room, points, bold=bold))
        space = text.rfind(" ", 1, fitting + 1)
        cut = space if space > 0 else fitting
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, clip(text, room, points, bold=bold)] if text else found


def _fitting(text: str, room: float, points: float, *, bold: bool) -> int:
    """The number of characters that fit; never between a letter and its marks."""
    used = 0.0
    for index, char in enumerate(text):
        used += width(char, points, bold=bold)
        if used > room:
            return index
    return len(text)
