"""What may be the code of a product: what a scanner reads, and what the pharmacy itself gives."""

import re
from dataclasses import dataclass
from typing import ClassVar

from models.people.text import check_text
from models.people.wanted import as_code
from models.refusals import N_, Refused

_CODE = re.compile(r"[A-Z0-9]+([ ./_-][A-Z0-9]+)*")
"""No `*` and no `%`, which say a quantity and a discount where codes are typed, and no sign in front."""
_CHECKED = (8, 12, 13, 14)
"""How many digits codes have of which the last one checks the others: EAN-8, UPC-A, EAN-13, GTIN-14."""


@dataclass
class NotACode(Refused):
    field: str
    code: str
    sentence: ClassVar[str] = N_("“{code}” is no code: letters and digits, with - . / _ between them.")


def checked(field: str, text: str) -> str:
    """A code as it is kept; empty for empty. Raises `NotACode`, or what `check_text` raises."""
    code = as_code(check_text(field, text))
    if code and not _CODE.fullmatch(code):
        raise NotACode(field, code)
    return code


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
