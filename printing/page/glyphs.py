"""The width of a text in the fonts of printing: a text that is too long is cut before layout."""

import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "styles" / "paper" / "fonts"
_FACES = {
    False: ("NotoSans-Regular", "NotoSansArabic-Regular"),
    True: ("NotoSans-Bold", "NotoSansArabic-Bold"),
}
UNITS = 1000
_UNKNOWN = 1300
"""Another font will be used for the letter, perhaps a wide one: an emoji takes 1.27 em."""
_MILLIMETRES_A_POINT = 25.4 / 72


def width(text: str, points: float, *, bold: bool = False) -> float:
    """Millimetres. An upper bound for Arabic, whose joined letters are narrower than single ones."""
    return sum(_advance(char, bold) for char in text) * em_millimetres(points) / UNITS


def em_millimetres(points: float) -> float:
    """The width of one em."""
    return points * _MILLIMETRES_A_POINT


@cache
def _advance(char: str, bold: bool) -> int:
    if unicodedata.combining(char) or char in "\u200c\u200d":
        return 0
    return _advances(bold).get(ord(char), _UNKNOWN)


@cache
def _advances(bold: bool) -> dict[int, int]:
    from fontTools.ttLib import TTFont

    found: dict[int, int] = {}
    for face in reversed(_FACES[bold]):
        with TTFont(FONTS / f"{face}.ttf", lazy=True) as font:
            metrics = font["hmtx"].metrics
            found |= {code: metrics[name][0] for code, name in font.getBestCmap().items()}
    return found
