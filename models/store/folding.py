"""Text as a search sees it: no accents, no case, words only."""

import re
import unicodedata

LONGEST = 500
"""No word in a search, nor in what is searched, is longer: PostgreSQL keeps 2046 bytes of one, and beyond
them it answers with an error or with half a letter."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_APART = re.compile(r"[\W_]+")


class _Marks(dict[int, str | None]):
    """For `str.translate`: marks go, everything else stays; learnt as it is met."""

    def __missing__(self, letter: int) -> str | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else chr(letter)
        return self[letter]


_MARKS = _Marks()


def plain(text: str) -> str:
    """Lower case without accents, its signs kept: `n° 10 %` as it is typed, `Réglé` as `regle`."""
    if text.isascii():
        return text.lower()
    return _taken_apart(text).translate(_MARKS)


def letters() -> dict[str, str]:
    """The Latin letters that `plain` changes, and into what: for an engine that has no Python."""
    latin = (chr(code) for code in (0xAA, 0xBA, *range(0xC0, 0x250)))
    return {letter: plain(letter) for letter in latin if letter.isalpha() and plain(letter) != letter}


def fold(text: str) -> str:
    """Lower case, accents and marks gone, anything that is no letter or digit a single space."""
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    return _APART.sub(" ", _taken_apart(text).translate(_MARKS)).strip()


def _taken_apart(text: str) -> str:
    """Letters and marks, in lower case. First apart: ™ hides capitals, and ǽ a ligature."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return unicodedata.normalize("NFKD", apart)
