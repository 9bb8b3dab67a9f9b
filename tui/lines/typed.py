"""What is typed into the product field: words or a code, with a quantity before it, or a change of a line."""

from dataclasses import dataclass

from models.money.amounts import parse_percentage, parse_quantity

BAR_CODE = 8
"""So many digits alone, or more, were scanned: EAN-8, EAN-13."""


@dataclass(frozen=True, slots=True)
class Typed:
    """`3*doli` is a quantity and words; `3*` and `10 %` alone change the line the cursor is on.

    `quantity` in thousandths, `discount` in hundredths of a percent.
    """

    words: str = ""
    quantity: int | None = None
    discount: int | None = None

    @property
    def scanned(self) -> bool:
        """Whether it looks like a bar code."""
        return is_bar_code(self.words)


def is_bar_code(text: str) -> bool:
    """Whether these are the digits of a bar code, and nothing else."""
    return len(text) >= BAR_CODE and text.isascii() and text.isdigit()


def understand(text: str) -> Typed:
    """What was meant. Raises `NotAQuantity` or `NotAPercentage`."""
    before, star, after = text.partition("*")
    if star:
        return Typed(after.strip(), parse_quantity(before))
    words = text.strip()
    if words.endswith("%"):
        return Typed(discount=parse_percentage(words))
    return Typed(words)


def words_of(text: str) -> str:
    """What products are looked for while it is typed; nothing while it is a quantity or a percentage."""
    words = text.rpartition("*")[2].strip()
    return "" if words.endswith("%") else words
