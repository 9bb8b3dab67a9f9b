"""Makes text from people, files and the network harmless: nothing in it may drive the terminal.

Two layers: `inert` shows such characters as `�`, for widgets that measure their own cells. `InertFilter` is
behind every widget, Textual's own included, and removes what would still come through.
"""

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from locales.inert import UNSAFE, inert

__all__ = ["InertFilter", "inert"]


@lru_cache(4096)
def _without(text: str) -> str:
    return UNSAFE.sub("", text)


class InertFilter(LineFilter):
    """Removes control characters from every line, whichever widget painted it.

    They have no width, so the line keeps its length.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [
            segment if segment.control else Segment(_without(segment.text), segment.style)
            for segment in segments
        ]
