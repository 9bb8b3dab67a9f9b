"""The plain types that all rooms share."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, NewType, overload

if TYPE_CHECKING:

    class Centimes:
        """A whole number of centimes (INV-01). Positive on a client's account: the client owes.

        When the program runs it is an `int`. To mypy it is not, so that an amount passed for a number of days
        and a count added to an amount are errors. What arithmetic makes of amounts is declared below.
        """

        def __init__(self, centimes: int) -> None: ...
        def __int__(self) -> int: ...
        def __bool__(self) -> bool: ...
        def __hash__(self) -> int: ...
        def __eq__(self, other: object) -> bool: ...
        def __neg__(self) -> "Centimes": ...
        def __abs__(self) -> "Centimes": ...
        def __add__(self, other: "Centimes") -> "Centimes": ...
        def __radd__(self, other: Literal[0]) -> "Centimes": ...
        def __sub__(self, other: "Centimes") -> "Centimes": ...
        def __mul__(self, times: int) -> "Centimes": ...
        def __rmul__(self, times: int) -> "Centimes": ...
        @overload
        def __floordiv__(self, other: "Centimes") -> int: ...
        @overload
        def __floordiv__(self, other: int) -> "Centimes": ...
        def __floordiv__(self, other: "int | Centimes") -> "int | Centimes": ...
        def __truediv__(self, other: int) -> float: ...
        def __mod__(self, other: int) -> "Centimes": ...
        def __lt__(self, other: "Centimes | Literal[0]") -> bool: ...
        def __le__(self, other: "Centimes | Literal[0]") -> bool: ...
        def __gt__(self, other: "Centimes | Literal[0]") -> bool: ...
        def __ge__(self, other: "Centimes | Literal[0]") -> bool: ...
else:
    Centimes = NewType("Centimes", int)

ZERO = Centimes(0)

LARGEST = Centimes(9_999_999_999)
"""99 999 999,99: the largest amount of an entry, a line or an operation. A column can hold the sum of
nine hundred million of them.
"""

Thousandths = NewType("Thousandths", int)
"""A quantity of a product in thousandths: 1000 is one, 500 a half."""

UNIT = 1000
"""One piece of a product, in thousandths."""

LARGEST_QUANTITY = Thousandths(99_999 * UNIT)
"""The largest quantity of a line: a larger one is a bar code typed into the wrong field."""

Progress = Callable[[int, int], bool]
"""A callback: gets how much is done of how much, and returns whether to go on."""


class Days(NamedTuple):
    """A period of days, both included; None is without limit."""

    since: date | None
    until: date | None


class PaymentMode(StrEnum):
    """How a client pays. `CREDIT` uses an avoir: allocations only, no money."""

    CASH = "cash"
    CARD = "card"
    CHEQUE = "cheque"
    TRANSFER = "transfer"
    CREDIT = "credit"

    @property
    def has_reference(self) -> bool:
        """Whether a payment of this mode has a number to note: that of a cheque, a
        transfer or a card receipt.
        """
        return self not in (PaymentMode.CASH, PaymentMode.CREDIT)
