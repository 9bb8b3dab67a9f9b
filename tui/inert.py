"""What was typed, imported or received is text, and must stay text: nothing in it may drive the terminal.

Two nets. `inert` shows such characters as `�`, for widgets that measure their own cells. `InertFilter`
stands behind every widget, Textual's own included, and takes away what would still come through.
"""

import re
from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SHOWN = "\ufffd"
_DRIVES = "\x00-\x1f\x7f-\x9f"
"""C0, DEL and C1: ESC begins escape sequences, and so does \\x9b alone."""
_TURNS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates that turn the direction of the line, and of its neighbours."""
_JOINS = "\u200b-\u200d\u2060\ufe0f\ufeff"
"""Invisible joiners: terminals disagree on how wide what they join is, so a column would lose its edge."""

_UNSAFE = re.compile(f"[{_DRIVES}{_TURNS}]")
_INVISIBLE = re.compile(f"[{_JOINS}]")
_SPACES = re.compile(r"[\t\n\r\v\f\u2028\u2029]+")


def inert(text: str) -> str:
    """One line that may be shown in a cell: line ends and tabs as a space, what would drive as `�`."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(SHOWN, _INVISIBLE.sub("", _SPACES.sub(" ", text)))


@lru_cache(4096)
def _without(text: str) -> str:
    return _UNSAFE.sub("", text)


class InertFilter(LineFilter):
    """Takes the characters that drive a terminal out of every line, whichever widget painted it.

    They have no width, so the line keeps its length.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [
            segment if segment.control else Segment(_without(segment.text), segment.style)
            for segment in segments
        ]
