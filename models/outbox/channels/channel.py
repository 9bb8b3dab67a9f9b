"""By which way a message goes."""

from enum import StrEnum


class Channel(StrEnum):
    """How clients are written to. Consent is given for each of them apart (loi 09-08, art. 10)."""

    SMS = "sms"
    EMAIL = "email"
