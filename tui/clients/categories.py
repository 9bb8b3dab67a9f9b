"""The categories of clients that a form offers."""

from collections.abc import Sequence

from locales.words import categories as words
from models.people.categories import verbs as categories
from tui.forms.fields import Option


def options(empty: str) -> Sequence[Option]:
    """The categories that a form offers, after the word for none. A retired one is among them and says so:
    who is in it may stay in it.
    """
    return [Option(None, empty), *(Option(row.id, words.name(row)) for row in categories.categories())]
