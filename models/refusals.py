"""What a verb answers when a rule forbids what was asked.

A refusal is a value with figures, never a string: `sentence` is an English message id whose placeholders
are the fields of the class, and whoever faces a person translates it and formats the figures.
"""

from dataclasses import dataclass
from typing import ClassVar

from models.values import LARGEST, Centimes


def N_(message: str) -> str:
    """Marks a message id for the catalogues. Translating is the business of whoever shows it."""
    return message


class Refused(Exception):
    """A rule forbids this. Nothing was written."""

    sentence: ClassVar[str] = N_("This cannot be done.")

    def __str__(self) -> str:
        return self.sentence.format(**vars(self))


@dataclass
class NoSuchClient(Refused):
    """No client bears this number."""

    client: int
    sentence: ClassVar[str] = N_("No client has the number {client}.")


@dataclass
class Missing(Refused):
    """A field that may not be empty is empty. `field` is the field's name in the code."""

    field: str
    sentence: ClassVar[str] = N_("This may not be empty.")


@dataclass
class TooLong(Refused):
    """A text passes the length that is kept."""

    field: str
    length: int
    limit: int
    sentence: ClassVar[str] = N_("{length} characters; at most {limit} are kept.")


@dataclass
class ControlCharacters(Refused):
    """A text holds characters that would drive a terminal (ESC, NUL, C1 …)."""

    field: str
    sentence: ClassVar[str] = N_("This holds characters that cannot be printed.")


@dataclass
class KeyReused(Refused):
    """The same idempotency key was sent for two different requests (INV-20)."""

    op_id: str
    sentence: ClassVar[str] = N_("This request was already used for something else. Start again.")


@dataclass
class AmountTooLarge(Refused):
    """An amount, of whatever kind and sign, passes the largest one there is."""

    limit: Centimes = LARGEST
    sentence: ClassVar[str] = N_("At most {limit} can be entered.")


def check_size(*amounts: Centimes) -> None:
    """Raises `AmountTooLarge` where one of these is too far from 0."""
    if any(abs(amount) > LARGEST for amount in amounts):
        raise AmountTooLarge
