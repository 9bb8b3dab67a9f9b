"""Codes of products: those that a scanner reads, and those that the pharmacy gives.

A product's code has several spellings. On a box the number has 13 digits, or 12, or 14, or leading zeros, or
it stands in a GS1 code (`01` and the number, then a batch and a date). `read` extracts the number, `key`
compares, `spellings` searches a column: sales, search, import and uniqueness all ask here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.store.search import scanned
from models.store.search.wanted import as_code
from models.store.text import check_text

_CODE = re.compile(r"[A-Z0-9]+([ ./_-][A-Z0-9]+)*")
"""Neither `*` nor `%`, which mean a quantity and a discount where codes are typed, and
no sign at the beginning.
"""
_WITH_LETTERS = re.compile(r"(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]+([./_-][A-Z0-9]+)*")
"""A code with letters that is no word of a name."""
_CHECKED = (8, 12, 13, 14)
"""The lengths of codes with a check digit: EAN-8, UPC-A, EAN-13, GTIN-14."""
_SHORTEST, _LONGEST = 8, 14
"""The shortest and longest such code; one of 9 to 11 digits has lost its leading
zeros, as in a spreadsheet.
"""

_SYMBOLOGY = re.compile(r"\s*\][A-Za-z]\d")
"""The symbology identifier that a scanner may send first: `]d2`, `]C1`, `]e0`, `]Q3`."""
_SEPARATOR = re.compile(
    rf"[\x1d{scanned.SEPARATOR}|~^]|[<{{\[](?:GS|FNC1)[>}}\]]|\\x1d|\\u001d", re.IGNORECASE
)
"""The end of a part of variable length: the control character, or what scanners send for it."""
_BRACKETED = re.compile(r"\(01\)\s*(\d{14})")
"""The number in its printed form for people."""
_LINK = re.compile(r"https?://\S+?/01/(\d{8,14})(?![^/?#\s])", re.IGNORECASE)
"""The number in a GS1 Digital Link."""
_NUMBER = "01"
_FIXED = {"00": 18, "02": 14, "03": 14, "04": 16, "20": 2, **{f"{part}": 6 for part in range(11, 20)}}
"""Lengths of the parts of a GS1 code, by their first two digits (GS1 General Specifications 7.8)."""
_MEASURES = {f"{part}" for part in range(31, 37)}
"""Parts of six digits with an identifier of four."""


@dataclass
class NotACode(Refused):
    field: str
    code: str
    sentence: ClassVar[str] = N_("“{code}” is no code: letters and digits, with - . / _ between them.")


def checked(field: str, text: str) -> str:
    """The code as it is stored; empty for empty. Raises `NotACode`, or what `check_text` raises."""
    code = as_code(check_text(field, number_in(text) or scanned.meant(text)))
    if code and not _CODE.fullmatch(code):
        raise NotACode(field, code)
    return code


def read(text: str) -> str:
    """The code in what a scanner typed: the number of a GS1 code, the digits of a row of signs."""
    return number_in(text) or scanned.as_scanned(text)


def key(text: str) -> str:
    """A normal form, the same for all spellings of one code; empty for empty."""
    code = read(text)
    return code.zfill(_LONGEST) if _is_number(code) else code


def spellings(text: str) -> list[str]:
    """All spellings of this code that a column may hold, the typed one first; none for empty."""
    code = read(text)
    found = [as_code(text), code, scanned.perhaps_meant(text)]
    if _is_number(code):
        short = code.lstrip("0")
        padded = (short.zfill(width) for width in range(max(_SHORTEST, len(short)), _LONGEST + 1))
        found += [each for each in padded if _is_number(each)]
    return list(dict.fromkeys(each for each in found if each))


def all_spellings(codes: Iterable[str]) -> list[str]:
    """The spellings of several codes."""
    return [each for code in codes for each in spellings(code)]


def could_be(text: str) -> bool:
    """Whether this looks like a code with letters (`PARA-999`), and not like a word of a name."""
    return _WITH_LETTERS.fullmatch(as_code(text)) is not None


def number_in(text: str) -> str:
    """The number (GTIN) in a GS1 code, in 13 digits if possible; empty if there is none."""
    spoken = _SYMBOLOGY.match(text)
    rest = text[spoken.end() :] if spoken else text.strip()
    match = _BRACKETED.match(rest) or _LINK.match(rest)
    if match:
        return _shown(match[1])
    apart = _SEPARATOR.split(scanned.meant(rest))
    number = next((found for part in apart if (found := _number_of(part))), "")
    sure = spoken is not None or (number and check_digit(number[:-1]) == int(number[-1]))
    return _shown(number) if number and sure else ""


def _number_of(part: str) -> str:
    """The number among parts that follow one another without a separator."""
    while len(part) > _LONGEST and part.isascii():
        name = part[:2]
        if name == _NUMBER:
            number = part[2 : 2 + _LONGEST]
            return number if len(number) == _LONGEST and number.isdigit() else ""
        length = 2 + 6 if name in _MEASURES else _FIXED.get(name)
        if length is None or not part[2 : 2 + length].isdigit():
            return ""
        part = part[2 + length :]
    return ""


def _shown(number: str) -> str:
    return number[1:] if len(number) == _LONGEST and number[0] == "0" else number


def _is_number(code: str) -> bool:
    """Whether this is a GS1 number; one of another length only if its check digit is right."""
    if not (code.isascii() and code.isdigit() and _SHORTEST <= len(code) <= _LONGEST):
        return False
    return len(code) in _CHECKED or check_digit(code[:-1]) == int(code[-1])


def check_digit(digits: str) -> int:
    """The check digit of a GS1 code: weights 3, 1, 3 … from the right, up to the next ten."""
    weighted = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return -weighted % 10


def right_end(code: str) -> int | None:
    """The right check digit of a code with a wrong one; None if it is right, or the code is no GS1 code.

    Pharmacies print codes of their own, so a wrong check digit may be intended.
    """
    if len(code) not in _CHECKED or not (code.isascii() and code.isdigit()):
        return None
    right = check_digit(code[:-1])
    return None if right == int(code[-1]) else right
