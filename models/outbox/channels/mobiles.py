"""Which numbers can receive an SMS."""

from functools import lru_cache

_MOROCCO, _FRANCE = "+212", "+33"
_MOBILE_DIGITS = "67"
"""In both countries a mobile number begins with 6 or 7 (Morocco: the ANRT's plan)."""


def is_mobile(e164: str) -> bool:
    """Whether this number (E.164) can receive an SMS."""
    for country in (_MOROCCO, _FRANCE):
        if e164.startswith(country):
            return e164[len(country) : len(country) + 1] in tuple(_MOBILE_DIGITS)
    return bool(e164) and _elsewhere(e164)


@lru_cache(10_000)
def _elsewhere(e164: str) -> bool:
    import phonenumbers
    from phonenumbers import PhoneNumberType

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE))
