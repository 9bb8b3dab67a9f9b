"""Bursts of keys where letters are commands: from a scanner, or from a person who believes to be in a search.

`tui/shell/typeahead.py` recognizes a burst, and passes it here as one text instead of as many commands.
"""

from abc import abstractmethod
from typing import ClassVar

from models.store.search import scanned

_FEWEST_LETTERS = 3
"""So many letters in one burst are a name, not commands."""
_SHORTEST_CODE, _FEWEST_DIGITS = 6, 4


class TakesBursts:
    """A screen or a field that takes a burst as one text."""

    WHOLE: ClassVar[bool] = True
    """Whether the Enter that ends a burst belongs to it; otherwise it is a key like any other."""

    @abstractmethod
    def takes_burst(self, text: str) -> bool:
        """Takes the text; returns False if these are commands after all."""


def is_meant_as_text(text: str) -> bool:
    """Whether this is a name or a code, and not a few commands typed ahead."""
    if sum(letter.isalpha() for letter in text) >= _FEWEST_LETTERS:
        return True
    return is_code(text)


def is_code(text: str) -> bool:
    """Whether a scanner may have sent this."""
    code = scanned.perhaps_meant(text) or scanned.meant(text)
    return len(code) >= _SHORTEST_CODE and sum(map(str.isdigit, code)) >= _FEWEST_DIGITS
