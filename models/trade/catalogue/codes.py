"""What may be the code of a product: what a scanner reads, and what the pharmacy itself gives.

One product has several spellings. On its box the number stands as 13 digits, as 12 or as 14, padded with
zeros, or within the parts of a GS1 code (`01` and the number, then a lot and a date). `read` finds the
number, `key` compares, `spellings` looks for it in a column: sale, search, import and uniqueness ask here.
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
"""No `*` and no `%`, which say a quantity and a discount where codes are typed, and no sign in front."""
_WITH_LETTERS = re.compile(r"(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]+([./_-][A-Z0-9]+)*")
"""A code with letters that nobody would take for a word of a name."""
_CHECKED = (8, 12, 13, 14)
"""How many digits codes have of which the last one checks the others: EAN-8, UPC-A, EAN-13, GTIN-14."""
_SHORTEST, _LONGEST = 8, 14
"""Digits of such a code; one of 9 to 11 has lost zeros in front, as in a spreadsheet."""

_SYMBOLOGY = re.compile(r"\s*\][A-Za-z]\d")
"""What a scanner may say first of the kind of code it read: `]d2`, `]C1`, `]e0`, `]Q3`."""
_SEPARATOR = re.compile(
    rf"[\x1d{scanned.SEPARATOR}|~^]|[<{{\[](?:GS|FNC1)[>}}\]]|\\x1d|\\u001d", re.IGNORECASE
)
"""What ends a part of variable length: the control character, or what scanners are set to send for it."""
_BRACKETED = re.compile(r"\(01\)\s*(\d{14})")
"""The number as it is printed for people."""
_LINK = re.compile(r"https?://\S+?/01/(\d{8,14})(?![^/?#\s])", re.IGNORECASE)
"""The number in a GS1 Digital Link."""
_NUMBER = "01"
_FIXED = {"00": 18, "02": 14, "03": 14, "04": 16, "20": 2, **{f"{part}": 6 for part in range(11, 20)}}
"""Parts of a GS1 code whose length is known, by their first two digits (GS1 General Specifications 7.8)."""
_MEASURES = {f"{part}" for part in range(31, 37)}
"""Parts of six digits whose name has four."""


@dataclass
class NotACode(Refused):
    field: str
    code: str
    sentence: ClassVar[str] = N_("“{code}” is no code: letters and digits, with - . / _ between them.")


def checked(field: str, text: str) -> str:
    """A code as it is kept; empty for empty. Raises `NotACode`, or what `check_text` raises."""
    code = as_code(check_text(field, number_in(text) or scanned.meant(text)))
    if code and not _CODE.fullmatch(code):
        raise NotACode(field, code)
    return code


def read(text: str) -> str:
    """The code in what a scanner typed: of a GS1 code its number, of a row of signs the digits."""
    return number_in(text) or scanned.as_scanned(text)


def key(text: str) -> str:
    """What all spellings of one code have in common; empty for empty."""
    code = read(text)
    return code.zfill(_LONGEST) if _is_number(code) else code


def spellings(text: str) -> list[str]:
    """As what a column may hold this code; the one that was typed first, none for empty."""
    code = read(text)
    found = [as_code(text), code, scanned.perhaps_meant(text)]
    if _is_number(code):
        short = code.lstrip("0")
        padded = (short.zfill(width) for width in range(max(_SHORTEST, len(short)), _LONGEST + 1))
        found += [each for each in padded if _is_number(each)]
    return list(dict.fromkeys(each for each in found if each))


def all_spellings(codes: Iterable[str]) -> list[str]:
    """Those of several codes."""
    return [each for code in codes for each in spellings(code)]


def could_be(text: str) -> bool:
    """Whether this looks like a code with letters (`PARA-999`), and like no word of a name."""
    return _WITH_LETTERS.fullmatch(as_code(text)) is not None


def number_in(text: str) -> str:
    """The number (GTIN) in a GS1 code, of 13 digits where it has no more; empty where there is none."""
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
    """Whether this is a number of GS1; of another length than theirs, only where its last digit is right."""
    if not (code.isascii() and code.isdigit() and _SHORTEST <= len(code) <= _LONGEST):
        return False
    return len(code) in _CHECKED or check_digit(code[:-1]) == int(code[-1])


def check_digit(digits: str) -> int:
    """The digit that follows these in a code of GS1: weights 3, 1, 3 … from the right, to the next ten."""
    weighted = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return -weighted % 10


def right_end(code: str) -> int | None:
    """The last digit that this code should have and has not; None where it is right, or none of GS1's.

    Pharmacies print codes of their own, so a wrong one may be meant.
    """
    if len(code) not in _CHECKED or not (code.isascii() and code.isdigit()):
        return None
    right = check_digit(code[:-1])
    return None if right == int(code[-1]) else right
