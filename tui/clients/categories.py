"""The categories of clients that a form offers."""

from collections.abc import Sequence

from locales.words import categories as words
from models.people.categories import verbs as categories
from tui.forms.fields import Option


def options(first: Option) -> Sequence[Option]:
    """The categories that a form offers, after this first one. A retired one is among them and says so:
    who is in it may stay in it.
    """
    return [first, *(Option(row.id, words.name(row)) for row in categories.categories())]
