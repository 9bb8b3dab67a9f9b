"""Parses the product field: words or a code, with a quantity before it, or a change of a line."""

import re
from dataclasses import dataclass
from typing import ClassVar

from models.money.amounts import parse_percentage, parse_quantity
from models.refusals import N_, Refused
from models.store.search.scanned import meant
from models.trade.catalogue import codes as product_codes

BAR_CODE = 8
"""So many digits or more were scanned: EAN-8, EAN-13."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """`3*doli` is a quantity and words; `3*` and `10 %` alone change the line under the cursor.

    `quantity` in thousandths, `discount` in hundredths of a percent.
    """

    words: str = ""
    quantity: int | None = None
    discount: int | None = None

    @property
    def scanned(self) -> bool:
        """Whether it looks like a bar code."""
        return is_bar_code(self.words)

    @property
    def code(self) -> bool:
        """Whether it looks like a code, perhaps one with letters: `PARA-999`."""
        return self.scanned or product_codes.could_be(self.words)

    @property
    def bare(self) -> bool:
        """Whether it is only a number: a quantity without its `*`, or the beginning of something."""
        return is_bare(self.words)


@dataclass
class NoQuantity(Refused):
    """`*doli`"""

    words: str
    sentence: ClassVar[str] = N_("Type how many before the star: 3*{words}.")


@dataclass
class OnlyANumber(Refused):
    """A number alone must not be taken for the first product with it in its name."""

    number: str
    sentence: ClassVar[str] = N_(
        "“{number}” is only a number: ↑ ↓ choose a product, {number}* is a quantity."
    )


def is_bar_code(text: str) -> bool:
    """Whether these are the digits of a bar code, and nothing else."""
    return len(text) >= BAR_CODE and text.isascii() and text.isdigit()


def is_bare(text: str) -> bool:
    """Whether this is a number, and too short to have been scanned."""
    return not is_bar_code(text) and re.fullmatch(r"[\d.,\s]+", text) is not None


def is_percentage(text: str) -> bool:
    """Whether a percentage was meant: `10 %`, or an invalid `-5%`. `Diclofénac gel 1 %` is a product."""
    return text.endswith("%") and not any(map(str.isalpha, text))


def understand(text: str) -> TypedLine:
    """What was meant. Raises `NoQuantity`, `NotAQuantity` or `NotAPercentage`."""
    before, star, after = text.partition("*")
    if product_codes.number_in(text):
        star = ""  # A separate pattern, as a batch number may hold any sign.
    if star and not before.strip():
        raise NoQuantity(after.strip())
    if star:
        return TypedLine(_read(after), parse_quantity(before))
    words = _read(text)
    if is_percentage(words):
        return TypedLine(discount=parse_percentage(words))
    return TypedLine(words)


def words_of(text: str) -> str:
    """The words to search while the person types; none for a quantity or a percentage."""
    words = _read(text if product_codes.number_in(text) else text.rpartition("*")[2])
    return "" if is_percentage(words) else words


def _read(words: str) -> str:
    """The words, or the code if a scanner typed it in signs, or with a batch and a date."""
    return product_codes.number_in(words) or meant(words.strip())
