"""Phone numbers: accepted in any local notation, stored as E.164 (+212612345678)."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused
from models.store import settings
from models.store.text import check_length

DEFAULT_REGION = "MA"


@dataclass
class NotAPhone(Refused):
    """It is neither a number of this country nor an international one."""

    field: str
    text: str
    sentence: ClassVar[str] = N_(
        "“{text}” is not a phone number. Examples: 06 12 34 56 78, +33 6 12 34 56 78."
    )


def to_e164(text: str, field: str = "mobile") -> str:
    """The number as +212612345678; empty for empty. Raises `NotAPhone` or `TooLong`."""
    if not text.strip():
        return ""
    check_length(field, text)
    import phonenumbers

    try:
        number = phonenumbers.parse(text, settings.get("region") or DEFAULT_REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(field, text) from error
    if not phonenumbers.is_valid_number(number):
        raise NotAPhone(field, text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
