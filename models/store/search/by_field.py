"""In which field of a client a text is looked for, and how phones are (search-default-field, search-phone).

A mark in front of the text (`=`, `#`, `^`, `!`) says so for one search, whatever is chosen.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from models.store.search.scanned import ascii_digits
from models.store.search.wanted import NOBODY, PhonePart, Wanted, as_code, understand
from models.store.search.words import FIRST_DIGIT, SHORTEST_PART

_MARKS = "=#^!"
FRENCH = "33"
"""The country code of France."""
_MADE_CODES = "9999"
"""So begin the codes that the program makes: among these digits the index would find everybody."""


class SearchIn(StrEnum):
    """The field that is searched. `NAME` is all of them: names, phones, e-mail, registration number, code."""

    NAME = "name"
    CODE = "code"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class SearchBy:
    """What a person chose.

    Attributes:
        from_start: a phone is looked for from its first digit on, and not anywhere in it
        french: only French numbers (+33) are found
    """

    field: SearchIn = SearchIn.NAME
    from_start: bool = False
    french: bool = False

    @property
    def stored(self) -> str:
        """As text, which `restored` reads."""
        ticks = (("start", self.from_start), ("fr", self.french))
        return " ".join([self.field, *(word for word, ticked in ticks if ticked)])


ANYTHING = SearchBy()


def restored(text: str) -> SearchBy | None:
    """The choice that was stored as this text; None if it was none."""
    words = text.split()
    if not words or words[0] not in [*SearchIn]:
        return None
    return SearchBy(SearchIn(words[0]), "start" in words, "fr" in words)


@lru_cache(maxsize=8)  # a list asks several times about the same text: for its rows and for their number
def understand_by(text: str, by: SearchBy) -> Wanted:
    """What is meant by a text typed into this field."""
    if not text.strip() or text[0] in _MARKS or by.field is SearchIn.NAME:
        return understand(text)
    if by.field is SearchIn.CODE:
        return Wanted(code=as_code(text))
    return _phone(text.strip(), by)


def _phone(text: str, by: SearchBy) -> Wanted:
    """The digits of a phone, grouped in any way: 05.56, 05 56, +33 5 56 and 0033 5 56 are the same."""
    digits = "".join(sign for sign in ascii_digits(text) if sign in "0123456789")
    if not digits or any(map(str.isalpha, text)):
        return NOBODY
    abroad = text.startswith("+") or (digits.startswith("00") and len(digits) > SHORTEST_PART)
    digits = digits.removeprefix("00") if abroad else digits
    if abroad or by.from_start or len(digits) < SHORTEST_PART:
        return _from_start(digits, by)
    ways = () if digits.startswith(_MADE_CODES) else ((digits,),)
    return Wanted(ways=ways, phone=PhonePart(digits, FRENCH if by.french else ""))


def _from_start(digits: str, by: SearchBy) -> Wanted:
    if by.french and digits.startswith("0"):
        digits = FRENCH + digits[1:]
    elif by.french and FRENCH.startswith(digits):
        digits = FRENCH
    if by.french and not digits.startswith(FRENCH):
        return NOBODY
    return Wanted(ways=((f"{FIRST_DIGIT}{digits}",),))
