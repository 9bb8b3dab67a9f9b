"""How the fonts in this folder were made, from Noto Sans and Noto Sans Arabic (Debian: fonts-noto-core).

    python styles/paper/fonts/make.py /usr/share/fonts/truetype/noto

Paper looks the same on every machine, and a pharmacy's server needs no fonts. Only Latin and Arabic are kept.
The Arabic fonts get the line height of the Latin ones, so that an Arabic name does not push its row down.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
COMMON = [
    *range(0x20, 0x41),
    *range(0x5B, 0x61),
    *range(0x7B, 0x7F),
    0xA0,
    0xAB,
    0xB7,
    0xBB,
    0x2013,
    0x2014,
    0x2026,
]
LATIN = [
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2C6, 0x2DE), *range(0x300, 0x30D), 0x323, 0x327,
    *range(0x1E00, 0x1F00), *range(0x2000, 0x200B), *range(0x2010, 0x2028), 0x202F, *range(0x2030, 0x203B),
    0x20AC, 0x2116, 0x2122, 0x2212,
]  # fmt: skip
ARABIC = [*COMMON, *range(0x600, 0x700), *range(0x750, 0x780), 0xFDF2, 0xFDFA, *range(0x200C, 0x2010)]
LETTERS = {"NotoSans": LATIN, "NotoSansArabic": ARABIC}


def make(source: Path, name: str, weight: str) -> None:
    font = TTFont(source / f"{name}-{weight}.ttf", recalcTimestamp=False)
    latin = TTFont(source / f"NotoSans-{weight}.ttf")
    subsetter = Subsetter(
        Options(
            hinting=False,
            layout_features=["*"] if name == "NotoSansArabic" else ["kern", "mark", "mkmk", "ccmp", "locl"],
        )
    )
    subsetter.populate(unicodes=LETTERS[name])
    subsetter.subset(font)
    for field in ("ascent", "descent", "lineGap"):
        setattr(font["hhea"], field, getattr(latin["hhea"], field))
    for field in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
        setattr(font["OS/2"], field, getattr(latin["OS/2"], field))
    font.save(HERE / f"{name}-{weight}.ttf")


if __name__ == "__main__":
    for name in LETTERS:
        for weight in ("Regular", "Bold"):
            make(Path(sys.argv[1]), name, weight)
