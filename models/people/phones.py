"""Phone numbers: understood in any local shape, kept as E.164 (+212612345678)."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.store import settings

DEFAULT_REGION = "MA"
SHORTEST_PART = 4
"""From this many digits on, a search finds them anywhere in a number; shorter ones only at its start."""

FIRST_DIGIT = "☎"
"""Marks the word that holds a whole number, for a search from its first digit on; no folded name holds it."""


@dataclass
class NotAPhone(Refused):
    """No number of this country, nor an international one."""

    field: str
    text: str
    sentence: ClassVar[str] = N_(
        "“{text}” is not a phone number. Examples: 06 12 34 56 78, +33 6 12 34 56 78."
    )


def to_e164(text: str, field: str = "mobile") -> str:
    """The number as +212612345678; empty for empty. Raises `NotAPhone`."""
    if not text.strip():
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, settings.get("region") or DEFAULT_REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(field, text) from error
    if not phonenumbers.is_valid_number(number):
        raise NotAPhone(field, text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def search_words(e164: str) -> list[str]:
    """The words under which a number is found: national and international, from any digit on."""
    if not e164:
        return []
    digits = e164.lstrip("+")
    national = "0" + digits[3:] if digits.startswith("212") else "0" + digits[2:]
    tails = [national[start:] for start in range(1, len(national) - SHORTEST_PART + 1)]
    return [national, digits, FIRST_DIGIT + national, FIRST_DIGIT + digits, *tails]
