"""Phone numbers: accepted in any local notation, stored as E.164 (+212612345678)."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

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


class ManyNumbers:
    """Reads many phones as `to_e164` does. Numbers of the pharmacy's country in a usual spelling are read by
    one regular expression, as phonenumbers takes fifty times as long for each.
    """

    def __init__(self) -> None:
        from phonenumbers import PhoneMetadata

        region: Any = PhoneMetadata.metadata_for_region(settings.get("region") or DEFAULT_REGION)
        kinds = (region.fixed_line, region.mobile, region.voip, region.uan, region.toll_free)
        national = "|".join(f"(?:{each.national_number_pattern})" for each in kinds if each)
        spelled = f"(?:(?:\\+|00){region.country_code}0?|{region.national_prefix})?"
        self._usual = re.compile(f"{spelled}({national})")
        self._mobile = re.compile(region.mobile.national_number_pattern)
        self._country = f"+{region.country_code}"

    def to_e164(self, text: str, field: str) -> str:
        """The number as +212612345678; empty for empty. Raises `NotAPhone` or `TooLong`."""
        found = self._usual.fullmatch(text.translate(_SEPARATORS))
        return f"{self._country}{found[1]}" if found else to_e164(text, field)

    def is_mobile(self, e164: str) -> bool:
        """Whether a number as `to_e164` returns it is a mobile of this country."""
        national = e164.removeprefix(self._country)
        return national != e164 and self._mobile.fullmatch(national) is not None


_SEPARATORS = dict.fromkeys(map(ord, " .-()/\u00a0\u202f"))
