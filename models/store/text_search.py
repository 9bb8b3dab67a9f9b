"""Searches a text anywhere in a column, for what has no index of words, such as operations."""

from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL

from models.store.connection import engine
from models.store.search.folding import loose, plain


def says(text: str, *columns: Any) -> Any:
    """The condition that one of these columns contains the text, punctuation included: `10 %`.

    A text without a letter or digit matches nothing: `-` would match every number, and
    invisible characters everything.
    """
    if not loose(text):
        return SQL("1 = 0")
    wanted, letters = plain(text.strip()), engine().plain
    return reduce(or_, (letters(column).contains(wanted) for column in columns))
