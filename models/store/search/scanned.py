"""What a scanner meant: it is a keyboard, and speaks the layout it was set up for, not the machine's.

A scanner set to QWERTY presses the keys 6 1 1; on an AZERTY machine these type `-&&`.
"""

import re
import unicodedata

from models.store.search.wanted import as_code

SEPARATOR = "\u241d"
"""␝, as which a field shows the group separator (0x1d) that a scanner sends between the parts of a code."""
_ROWS = ("&é\"'(-è_çà", "&é\"'(§è!çà", "&É\"'(-È_ÇÀ")
"""The unshifted row of digits: of French keyboards, of Belgian ones and Apple's, with the capitals locked."""
_DIGIT = {typed: digit for row in _ROWS for typed, digit in zip(row, "1234567890", strict=True)}
_LETTERS = str.maketrans(
    {
        **dict(zip("aqwzAQWZ", "qazwQAZW", strict=True)),
        ",": "m",
        "?": "M",
        ":": ".",
        ")": "-",
        "$": "]",
    }
)
"""What an AZERTY machine types for the keys of a QWERTY scanner."""
_SHORTEST = 6
"""So many signs of that row alone are no word that anybody types."""
_WITH_LETTERS = re.compile(r"[A-Z]+[A-Z0-9./-]*[0-9]{2,}[A-Z0-9./-]*")


def meant(text: str) -> str:
    """The digits that were meant by a row of signs, or by the digits of Arabic; any other text as it is."""
    row = text.strip().replace(SEPARATOR, "")
    if len(row) < _SHORTEST:
        return text
    if all(letter in _DIGIT for letter in row):
        return "".join(_DIGIT.get(letter, letter) for letter in text.strip())
    return ascii_digits(text)


def perhaps_meant(text: str) -> str:
    """The code that was meant if this was scanned, as CF0000085 by `CFààààà_(`; empty where that cannot be.

    Its letters alone do not tell. Only a code that somebody bears is to be believed.
    """
    code = text.strip()
    if not code or any(letter.isspace() or letter in "0123456789" for letter in code):
        return ""
    read = "".join(_DIGIT.get(letter) or letter.translate(_LETTERS) for letter in code).upper()
    return read if _WITH_LETTERS.fullmatch(read) else ""


def ascii_digits(text: str) -> str:
    """The same with every digit of another script (٣) as the one of ours."""
    if text.isascii():
        return text
    return "".join(_ascii(letter) for letter in text)


def as_scanned(text: str) -> str:
    """A code as it is kept, of what a scanner typed."""
    return as_code(meant(text))


def _ascii(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
