"""The few plain types that every room shares."""

from typing import NewType

Centimes = NewType("Centimes", int)
"""A whole number of centimes (INV-01). Positive on a client's account: the client owes."""

ZERO = Centimes(0)

LARGEST = Centimes(9_999_999_999)
"""99 999 999,99: the most that is entered at once, and that a line or an operation comes to. Nine hundred
million of them can be added up in a column."""

Thousandths = NewType("Thousandths", int)
"""A quantity of a product in thousandths: 1000 is one, 500 a half."""
