"""The width of a text in the fonts of printing: a text that is too long is cut before layout."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

FONTS = Path(__file__).resolve().parents[2] / "styles" / "paper" / "fonts"
_FACES = {
    False: ("NotoSans-Regular", "NotoSansArabic-Regular"),
    True: ("NotoSans-Bold", "NotoSansArabic-Bold"),
}
UNITS = 1000
ASCENT, DESCENT = 1069, 293
"""Above and below the line that letters stand on."""
_UNKNOWN = 1300
"""Another font will be used for the letter, perhaps a wide one: an emoji takes 1.27 em."""
_MILLIMETRES_A_POINT = 25.4 / 72


class Glyph(NamedTuple):
    """How a font draws a letter: its number there, and its width."""

    number: int
    advance: int


def width(text: str, points: float, *, bold: bool = False) -> float:
    """Millimetres. An upper bound for Arabic, whose joined letters are narrower than single ones."""
    return sum(_advance(char, bold) for char in text) * em_millimetres(points) / UNITS


def is_exact(text: str) -> bool:
    """Whether `width` is that of the printed text to the last hair, in the regular font and where letters are
    not moved towards one another (`font-kerning: none`). That of Arabic or of marks depends on what stands
    beside them.
    """
    return _exact().issuperset(text)


@cache
def _exact() -> frozenset[str]:
    return frozenset(letter for letter in map(chr, _glyphs(False, 0)) if not unicodedata.combining(letter))


def glyphs(text: str) -> list[Glyph]:
    """The glyphs of a text that `is_exact`."""
    known = _glyphs(False, 0)
    return [known[ord(char)] for char in text]


def em_millimetres(points: float) -> float:
    """The width of one em."""
    return points * _MILLIMETRES_A_POINT


@cache
def _advance(char: str, bold: bool) -> int:
    if unicodedata.combining(char) or char in "\u200c\u200d":
        return 0
    code, unknown = ord(char), Glyph(0, _UNKNOWN)
    return _glyphs(bold, 0).get(code, _glyphs(bold, 1).get(code, unknown)).advance


@cache
def _glyphs(bold: bool, face: int) -> dict[int, Glyph]:
    """By the code of their letter: those of Latin letters (0), those of Arabic ones (1)."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / f"{_FACES[bold][face]}.ttf", lazy=True) as font:
        metrics, number = font["hmtx"].metrics, font.getGlyphID
        return {code: Glyph(number(name), metrics[name][0]) for code, name in font.getBestCmap().items()}
