"""The few plain types that every room shares."""

from typing import NewType

Centimes = NewType("Centimes", int)
"""A whole number of centimes (INV-01). Positive on a client's account: the client owes."""

ZERO = Centimes(0)

Thousandths = NewType("Thousandths", int)
"""A quantity of a product in thousandths: 1000 is one, 500 a half."""
