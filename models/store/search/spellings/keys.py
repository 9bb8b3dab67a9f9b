"""Which names sound alike, in either script."""

from collections.abc import Sequence
from functools import lru_cache

from models.store.search.folding import LONGEST, loose
from models.store.search.particles import particles_together
from models.store.search.spellings import arabic, given_names, latin

ARTICLES = frozenset(["el", "al", "l", "ech", "ed", "en", "er", "es", "et", "ez", "ال"])
"""The article where it stands apart: it tells no names apart."""
_KEEPS_ARTICLE = frozenset({"abd", "oum", "عبد", "ام"})
"""Words after which the article is a part of the name: Abd El Kader."""
_NAMES_KEPT = 20_000


@lru_cache(_NAMES_KEPT)
def heard(word: str) -> tuple[str, ...]:
    """The keys of a folded word in Latin letters, the last without an article; none for any other word."""
    return latin.keys(given_names.usual(word)) if latin.is_latin(word) else ()


@lru_cache(_NAMES_KEPT)
def written(word: str) -> tuple[str, ...]:
    """The keys of a folded word in Arabic letters, the last without an article; none for any other word."""
    return arabic.keys(word) if arabic.is_arabic(word) else ()


def words_of(name: str) -> list[str]:
    """The folded words of a name without articles; particles are joined to what they belong to."""
    words = loose(name).split()
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word not in ARTICLES or before in _KEEPS_ARTICLE
    ]
    return [given_names.usual(word) for word in particles_together(kept or words)]


def sound_key(last_name: str, first_name: str) -> str:
    """The consonants that are heard of a name, the same in either order of last and first name: `blj mmd` of
    BELHAJ Mohammed and of محمد بلحاج.

    Who has another sound key does not sound alike; who has the same one may (`alike`).
    """
    return " ".join(sorted(filter(None, map(_consonants, (last_name, first_name)))))


def _consonants(name: str) -> str:
    together = "".join(_sounds(word) for word in words_of(name))
    start = "a" if together[:1] in _VOWELS else together[:1]
    return (start + "".join(sound for sound in together[1:] if sound not in _UNSURE))[:LONGEST]


def _sounds(word: str) -> str:
    """The key of a word without an article, or a word that has none as it is."""
    return (heard(word) or written(word) or (word,))[-1]


_VOWELS = tuple("aeiuA")
_UNSURE = (*_VOWELS, "h")
"""Of an h within a name it is not sure that it is heard: Salah, Salaheddine."""


def alike(one: str, other: str) -> bool:
    """Whether two names sound alike, whatever the order of their words."""
    ones, others = words_of(one), words_of(other)
    if not ones or not others:
        return False
    return _same("".join(ones), "".join(others)) or (len(ones) == len(others) and _paired(ones, others))


def _paired(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word has one that sounds alike among the others, and no two have the same."""
    if not ones:
        return True
    first, *rest = ones
    return any(
        _same(first, other) and _paired(rest, [*others[:place], *others[place + 1 :]])
        for place, other in enumerate(others)
    )


def _same(one: str, other: str) -> bool:
    return one == other or any(
        not set(mine).isdisjoint(theirs)
        for mine, theirs in (
            (heard(one), heard(other)),
            (written(one), written(other)),
            (in_arabic(one), written(other)),
            (written(one), in_arabic(other)),
        )
    )


@lru_cache(_NAMES_KEPT)
def in_arabic(word: str) -> frozenset[str]:
    """What Arabic may write of a folded word in Latin letters."""
    return frozenset(spelled for key in heard(word) for spelled in arabic.in_arabic(key))
