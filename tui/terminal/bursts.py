"""What comes in one burst where letters are commands: from a scanner, or from who believes to be searching.

`tui/shell/typeahead.py` sees that it is one, and gives it here as a text instead of as so many commands.
"""

from abc import abstractmethod
from typing import ClassVar

from models.store.search import scanned

_FEWEST_LETTERS = 3
"""So many letters in one go are a name, and no commands."""
_SHORTEST_CODE, _FEWEST_DIGITS = 6, 4


class TakesBursts:
    """A screen or a field that is given what came in one burst."""

    WHOLE: ClassVar[bool] = True
    """Whether the Enter that ends it is a part of it; else it is a key like any other."""

    @abstractmethod
    def takes_burst(self, text: str) -> bool:
        """Takes it; False where these are commands after all."""


def is_meant_as_text(text: str) -> bool:
    """Whether this is a name or a code, and not a few commands typed ahead."""
    if sum(letter.isalpha() for letter in text) >= _FEWEST_LETTERS:
        return True
    return is_code(text)


def is_code(text: str) -> bool:
    """Whether a scanner may have sent this."""
    code = scanned.perhaps_meant(text) or scanned.meant(text)
    return len(code) >= _SHORTEST_CODE and sum(map(str.isdigit, code)) >= _FEWEST_DIGITS
