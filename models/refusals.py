"""Refusals: what a verb raises when a rule forbids a request.

A refusal is a value with figures, never a text: `sentence` is an English message id whose placeholders are
the fields of the class; the screen translates it and formats the figures.
"""

from dataclasses import dataclass
from typing import ClassVar

from models.values import LARGEST, Centimes


def N_(message: str) -> str:
    """Marks a message id for the catalogues (gettext_noop). It is translated where it is shown."""
    return message


class Refused(Exception):
    """A rule forbids the request. Nothing was written."""

    sentence: ClassVar[str] = N_("This cannot be done.")

    def __str__(self) -> str:
        return self.sentence.format(**vars(self))


@dataclass
class NoSuchClient(Refused):
    """There is no client of this id."""

    client: int
    sentence: ClassVar[str] = N_("No client has the number {client}.")


@dataclass
class Missing(Refused):
    """A required field is empty. `field` is its name in the code."""

    field: str
    sentence: ClassVar[str] = N_("This may not be empty.")


@dataclass
class TooLong(Refused):
    """A text is longer than can be stored."""

    field: str
    length: int
    limit: int
    sentence: ClassVar[str] = N_("{length} characters; at most {limit} are kept.")


@dataclass
class ControlCharacters(Refused):
    """A text has control characters, which could drive a terminal (ESC, NUL, C1 …)."""

    field: str
    sentence: ClassVar[str] = N_("This holds characters that cannot be printed.")


@dataclass
class KeyReused(Refused):
    """The same idempotency key was sent for two different requests (INV-20)."""

    op_id: str
    sentence: ClassVar[str] = N_("This request was already used for something else. Start again.")


@dataclass
class AmountTooLarge(Refused):
    """An amount, positive or negative, exceeds the largest one."""

    limit: Centimes = LARGEST
    sentence: ClassVar[str] = N_("At most {limit} can be entered.")


def check_size(*amounts: Centimes) -> None:
    """Raises `AmountTooLarge` if one of these exceeds the largest amount in either direction."""
    if any(abs(amount) > LARGEST for amount in amounts):
        raise AmountTooLarge
