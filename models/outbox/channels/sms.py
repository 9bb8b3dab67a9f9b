"""SMS: to a mobile, in GSM-7 or UCS-2, paid by the segment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from models.outbox.channels import gsm, mobiles
from models.outbox.channels.channel import Channel
from models.outbox.channels.sending_rules import SendingRules
from models.people import phones
from models.refusals import N_, Refused, TooLong
from models.store.search.words import SHORTEST_PART

_LONGEST_NAME = 11
"""Letters of a sender's name (3GPP TS 23.040, 9.1.2.5: eleven septets)."""
_LONGEST_NUMBER = 15
_COUNTRIES = ("+212", "+33")
"""The country in which a number that begins with 0 is searched."""
_SEPARATORS = str.maketrans("", "", " .-()\u00a0")


@dataclass
class NoMobile(Refused):
    """An SMS can only arrive on a mobile."""

    name: str
    sentence: ClassVar[str] = N_("{name} has no mobile number to which an SMS can be sent.")


@dataclass
class NotAMobile(Refused):
    number: str
    field: ClassVar[str] = "recipient"
    sentence: ClassVar[str] = N_("{number} is not a mobile number: no SMS arrives there.")


@dataclass
class NotFromANumber(Refused):
    """A name cannot be stopped: nothing is sent to it."""

    sender: str
    sentence: ClassVar[str] = N_("{sender} is no phone number: nothing is ever sent there.")


@dataclass
class WrongSender(Refused):
    """Phones would not show this as the sender."""

    text: str
    field: ClassVar[str] = "sender"
    sentence: ClassVar[str] = N_("“{text}” cannot be a sender: at most 11 plain letters, or a number.")


class Sms:
    """The channel of SMS. An address is a number, kept as E.164."""

    name = Channel.SMS
    prefix = "outbox"  # Former settings of SMS have these names.
    first = SendingRules()
    costs_units = True
    port = 13014

    def reaches(self, address: str) -> bool:
        return mobiles.is_mobile(address)

    def typed(self, text: str) -> str:
        """Raises `NotAPhone`, `TooLong` or `NotAMobile`."""
        number = phones.to_e164(text, "recipient")
        if not mobiles.is_mobile(number):
            raise NotAMobile(text)
        return number

    def came_from(self, sender: str) -> str:
        """Empty for a name or an invalid number. Operators often omit the plus."""
        for shape in (sender, f"+{sender}"):
            try:
                return phones.to_e164(shape)
            except (phones.NotAPhone, TooLong):
                continue
        return ""

    def starts_of(self, search: str) -> Sequence[str]:
        bare = search.translate(_SEPARATORS)
        digits = bare.removeprefix("+")
        if len(digits) < SHORTEST_PART or not (digits.isascii() and digits.isdigit()):
            return []
        if bare.startswith(("+", "00")):
            return [f"+{digits.removeprefix('00')}"]
        if digits.startswith("0"):
            return [f"{country}{digits[1:]}" for country in _COUNTRIES]
        return [f"+{digits}"]

    def measure(self, text: str) -> gsm.Measure:
        return gsm.measure(text)

    def fold(self, text: str) -> str:
        return gsm.fold(text)

    def check_sender(self, text: str) -> None:
        """A short name, a number, or empty. Raises `WrongSender` for what no phone shows."""
        digits = text.removeprefix("+")
        if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
            return
        found = gsm.measure(text)
        plain = text.isprintable() and found.encoding is gsm.Encoding.GSM7 and found.units <= _LONGEST_NAME
        if text and not plain:
            raise WrongSender(text)

    def no_address(self, name: str) -> Refused:
        return NoMobile(name)

    def not_an_address(self, sender: str) -> Refused:
        return NotFromANumber(sender)
