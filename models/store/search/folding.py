"""Folds text for searching: no accents, no case, words only.

`fold` is for sort keys and unique names. `loose` is for searching and goes further: it also ignores
differences of spelling between people. If it is made to ignore more, the search index must be
rebuilt; sort keys do not change.
"""

import re
import unicodedata

LONGEST = 500
"""The longest word of a search or of the index: PostgreSQL stores 2046 bytes of a word, and fails or
cuts a letter beyond them.
"""

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
    """A table for `str.translate` that removes marks and keeps everything else;
    filled as characters occur.
    """

    def __missing__(self, letter: int) -> str | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else chr(letter)
        return self[letter]


class _Alike(dict[int, str | None]):
    """A table for `str.translate` that removes marks and invisible characters, unites variants of Arabic
    letters, and turns the digits of every script into ASCII digits.
    """

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
    """Lower case without accents, punctuation kept: `n° 10 %` as it is typed, `Réglé` as
    `regle`; otherwise as `loose`.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return _taken_apart(text.translate(_ONE_SIGN)).translate(_ALIKE)


def letters() -> dict[str, str]:
    """The Latin and Arabic letters that `plain` changes, and their replacements: for
    an engine without Python.
    """
    latin = (0xAA, 0xBA, *range(0xC0, 0x250))
    arabic = (*range(0x610, 0x700), *range(0xFB50, 0xFBB2), *range(0xFBFC, 0xFC00), *range(0xFE70, 0xFEFD))
    known = (*map(chr, (*latin, *arabic)), *APOSTROPHES)
    return {letter: plain(letter) for letter in known if letter.isprintable() and plain(letter) != letter}


def fold(text: str) -> str:
    """Lower case, without accents and marks, with a single space for anything that is no letter or digit."""
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    return _APART.sub(" ", _taken_apart(text).translate(_MARKS)).strip()


def loose(text: str) -> str:
    """As `fold`, and the same for مصطفى and مصطفي, فاطمة and فاطمه, M’HAMED and M'HAMED, ٢٠ and 20."""
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    return _APART.sub(" ", _taken_apart(text.translate(_ONE_SIGN)).translate(_ALIKE)).strip()


def _taken_apart(text: str) -> str:
    """Decomposes letters and marks, in lower case. Decomposed first, as ™ hides
    capitals, and ǽ a ligature.
    """
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return unicodedata.normalize("NFKD", apart)
