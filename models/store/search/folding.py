"""Text as a search sees it: no accents, no case, words only.

`fold` is for what is kept in order or may stand once only. `loose` is for what is looked for, and goes
further: it overlooks what one person writes in one way and the next in another. Where it is made to overlook
more, the words of the search index are made again, and no name changes its place in a list.
"""

import re
import unicodedata

LONGEST = 500
"""No word in a search, nor in what is searched, is longer: PostgreSQL keeps 2046 bytes of one, and beyond
them it answers with an error or with half a letter."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_APART = re.compile(r"[\W_]+")

APOSTROPHES = "’‘‛ʼʻʽʹʾʿˈ`´′＇ꞌ"
_ARABIC = {
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۃ": "ه",
    "ـ": None,
}
"""Alef of the Koran, alef maksura, ta marbuta, the letters of Persian and Urdu keyboards, and tatweel."""
_ONE_SIGN = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class _Marks(dict[int, str | None]):
    """For `str.translate`: marks go, everything else stays; learnt as it is met."""

    def __missing__(self, letter: int) -> str | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else chr(letter)
        return self[letter]


class _Alike(dict[int, str | None]):
    """For `str.translate`: marks and what cannot be seen go; Arabic letters that are written in several ways
    become one, and the digits of every script ours."""

    def __missing__(self, letter: int) -> str | None:
        sign = chr(letter)
        kind = unicodedata.category(sign)
        alike: str | None = sign
        if unicodedata.combining(sign) or kind == "Cf":
            alike = None
        elif kind == "Nd":
            alike = str(unicodedata.decimal(sign))
        self[letter] = alike
        return alike


_MARKS = _Marks()
_ALIKE = _Alike(str.maketrans(_ARABIC))


def plain(text: str) -> str:
    """Lower case without accents, its signs kept: `n° 10 %` as it is typed, `Réglé` as `regle`; otherwise as
    `loose` has it."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return _taken_apart(text.translate(_ONE_SIGN)).translate(_ALIKE)


def letters() -> dict[str, str]:
    """Latin and Arabic letters that `plain` changes, and into what: for an engine that has no Python."""
    latin = (0xAA, 0xBA, *range(0xC0, 0x250))
    arabic = (*range(0x610, 0x700), *range(0xFB50, 0xFBB2), *range(0xFBFC, 0xFC00), *range(0xFE70, 0xFEFD))
    known = (*map(chr, (*latin, *arabic)), *APOSTROPHES)
    return {letter: plain(letter) for letter in known if letter.isprintable() and plain(letter) != letter}


def fold(text: str) -> str:
    """Lower case, accents and marks gone, anything that is no letter or digit a single space."""
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    return _APART.sub(" ", _taken_apart(text).translate(_MARKS)).strip()


def loose(text: str) -> str:
    """As `fold`, and alike for مصطفى and مصطفي, فاطمة and فاطمه, M’HAMED and M'HAMED, ٢٠ and 20."""
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    return _APART.sub(" ", _taken_apart(text.translate(_ONE_SIGN)).translate(_ALIKE)).strip()


def _taken_apart(text: str) -> str:
    """Letters and marks, in lower case. First apart: ™ hides capitals, and ǽ a ligature."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return unicodedata.normalize("NFKD", apart)
