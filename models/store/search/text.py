"""Whether a text stands somewhere in a column: for what has no index of words, as operations."""

from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL

from models.store.connection import engine
from models.store.search.folding import loose, plain


def says(text: str, *columns: Any) -> Any:
    """Whether one of these columns holds the text, its signs too: `10 %`.

    A text without any letter or digit is held by none: `-` would find every number, and what cannot be seen
    everything.
    """
    if not loose(text):
        return SQL("1 = 0")
    wanted, letters = plain(text.strip()), engine().plain
    return reduce(or_, (letters(column).contains(wanted) for column in columns))
