"""Lines of text that are written onto a page once it is laid out, each text at its place.

Layout is what makes printing slow, and a line of known letters needs none: Noto Sans has a width for each,
and letters are not moved towards one another. So a page of a relevé takes a fifth of the time. What cannot be
measured so, as an Arabic name, is laid out as everything else (`glyphs.is_exact`).

This writes into the stream of WeasyPrint and uses the font that it embeds, neither of which is its public
API: `pyproject.toml` keeps it to one major version, and the tests read every line back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from printing.page.glyphs import ASCENT, DESCENT, UNITS, glyphs, width

INK = (0x1C, 0x21, 0x1E)
GREY = (0x4D, 0x57, 0x51)
"""As in page.css, of what is laid out beside it."""
_FAMILY, _REGULAR = "Officine Sans", 400
"""The font of page.css."""
_PIXELS_A_MILLIMETRE = 96 / 25.4
_PIXELS_A_POINT = 96 / 72

Cells = Sequence[tuple[str, float]]
"""Texts of a line, each with the place of its left edge in millimetres."""


@dataclass(frozen=True, slots=True)
class Written:
    """Lines of one size and colour, one below the other, `pitch` millimetres each; some may be empty."""

    top: float
    pitch: float
    points: float
    colour: tuple[int, int, int]
    lines: tuple[Cells, ...]


def up_to(cells: Iterable[tuple[str, float]], points: float) -> list[tuple[str, float]]:
    """Texts that end at their place, by where they begin."""
    return [(text, right - width(text, points)) for text, right in cells if text]


def write(stream: Any, scale: float, blocks: Iterable[Written]) -> None:
    """Writes onto a page that WeasyPrint has painted, and which has a text in the regular font."""
    font = next(one for one in stream._fonts.values() if (one.family, one.weight) == (_FAMILY, _REGULAR))
    with stream.stacked():
        stream.transform(a=scale, d=scale)
        stream.begin_text()
        for block in blocks:
            _write(stream, font, block)
        stream.end_text()


def _write(stream: Any, font: Any, block: Written) -> None:
    size = block.points * _PIXELS_A_POINT
    pitch = block.pitch * _PIXELS_A_MILLIMETRE
    # As CSS does: the letters stand in the middle of the line's height.
    baseline = block.top * _PIXELS_A_MILLIMETRE + (pitch + size * (ASCENT - DESCENT) / UNITS) / 2
    stream.set_color_rgb(*(channel / 255 for channel in block.colour))
    stream.set_font_size(font.hash, size)
    for number, cells in enumerate(block.lines):
        for text, left in cells:
            stream.set_text_matrix(1, 0, 0, -1, left * _PIXELS_A_MILLIMETRE, baseline + number * pitch)
            stream.show_text(_shown(font, text))


def _shown(font: Any, text: str) -> str:
    """The glyphs of a text, which the font then knows to embed, with their widths and letters."""
    found = glyphs(text)
    for letter, glyph in zip(text, found, strict=True):
        if glyph.number not in font.to_unicode:
            font.to_unicode[glyph.number] = letter
            font.widths[glyph.number] = glyph.advance
    return f"<{''.join(f'{glyph.number:04x}' for glyph in found)}>"
