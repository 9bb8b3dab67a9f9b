"""Finds words in the guide: a block that has them all, whatever their order, their accents and their case.

A word stands for every word that begins so, as in the list of clients.
"""

from collections.abc import Sequence
from functools import cache

from models.store.search.folding import loose
from tui.guide import pages

Hit = tuple[str, int]
"""A page by its name, and a block of it."""


def wanted(text: str) -> tuple[str, ...]:
    """The words that are searched; none of signs alone."""
    return tuple(dict.fromkeys(loose(text).split()))


def says(text: str, words: Sequence[str]) -> bool:
    """Whether the text has a word that begins with one of these."""
    return any(said.startswith(word) for said in loose(text).split() for word in words)


def hits(words: Sequence[str], first: str) -> list[Hit]:
    """Every block that has all these words: of this page, then of those after it, then of those before."""
    names = pages.names()
    start = names.index(first)
    return [
        (name, number)
        for name in (*names[start:], *names[:start])
        for number, said in enumerate(_words(name))
        if words and all(any(each.startswith(word) for each in said) for word in words)
    ]


@cache
def _words(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(loose(block.text).split()) for block in pages.page(name).blocks)
