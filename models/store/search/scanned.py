"""Understands what a scanner types: it acts as a keyboard of its own layout, not of the machine's.

A scanner set to QWERTY presses the keys 6 1 1; on an AZERTY machine these type `-&&`.
"""

import re
import unicodedata

from models.store.search.wanted import as_code

SEPARATOR = "\u241d"
"""␝, which a field shows for the group separator (0x1d) that a scanner sends between the parts of a code."""
_ROWS = ("&é\"'(-è_çà", "&é\"'(§è!çà", "&É\"'(-È_ÇÀ")
"""The unshifted row of digits: of French keyboards, of Belgian ones and Apple's, and with Caps Lock."""
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
"""So many characters of that row alone are no word that anybody types."""
_WITH_LETTERS = re.compile(r"[A-Z]+[A-Z0-9./-]*[0-9]{2,}[A-Z0-9./-]*")


def meant(text: str) -> str:
    """The digits that a row of signs, or Arabic digits, stand for; any other text unchanged."""
    row = text.strip().replace(SEPARATOR, "")
    if len(row) < _SHORTEST:
        return text
    if all(letter in _DIGIT for letter in row):
        return "".join(_DIGIT.get(letter, letter) for letter in text.strip())
    return ascii_digits(text)


def perhaps_meant(text: str) -> str:
    """The code this would be if it was scanned: CF0000085 for `CFààààà_(`; empty if it cannot be one.

    Its letters alone prove nothing: believe it only if a client or a product has this code.
    """
    code = text.strip()
    if not code or any(letter.isspace() or letter in "0123456789" for letter in code):
        return ""
    read = "".join(_DIGIT.get(letter) or letter.translate(_LETTERS) for letter in code).upper()
    return read if _WITH_LETTERS.fullmatch(read) else ""


def ascii_digits(text: str) -> str:
    """The same with the digits of other scripts (٣) as ASCII digits."""
    if text.isascii():
        return text
    return "".join(_ascii(letter) for letter in text)


def as_scanned(text: str) -> str:
    """The code to store for what a scanner typed."""
    return as_code(meant(text))


def _ascii(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
