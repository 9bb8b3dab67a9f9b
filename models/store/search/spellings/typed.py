"""What is looked for in the index for a word that is being typed, however the name is spelled there.

Each answer is beginnings of index words of which one is enough; the first is the word itself.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from models.store.search.folding import LONGEST
from models.store.search.spellings import arabic, given_names, keys, latin
from models.store.search.words import HEARD, KEY_END, WRITTEN

SHORTEST = 3
"""Of fewer letters too many names would sound alike."""
_SHORTEST_KEY = 3
"""Of fewer sounds as well, an `e` at the end not counted."""
_LAST_WORDS = 1000


@lru_cache(_LAST_WORDS)
def wholes(word: str) -> tuple[str, ...]:
    """A folded word as the whole name: Karim finds Kareem, and not Krimou."""
    return (word, *_few([*_whole_of_latin(word), *_whole_of_arabic(word)])) if _is_long(word) else (word,)


@lru_cache(_LAST_WORDS)
def beginnings(word: str) -> tuple[str, ...]:
    """A folded word as the beginning of a name: moham finds Mouhammad."""
    return (word, *_few([*_of_latin(word), *_of_arabic(word)])) if _is_long(word) else (word,)


def _is_long(word: str) -> bool:
    return len(word) >= SHORTEST


def _few(starts: Iterable[str]) -> Iterator[str]:
    """Those that are not found by another one as well."""
    known = dict.fromkeys(start[:LONGEST] for start in starts)
    return (start for start in known if not any(start != each and start.startswith(each) for each in known))


def _whole_of_latin(word: str) -> Iterator[str]:
    yield from (f"{HEARD}{key}{KEY_END}" for key in keys.heard(word))
    yield from (f"{WRITTEN}{key}{KEY_END}" for key in sorted(keys.in_arabic(word)))


def _whole_of_arabic(word: str) -> Iterator[str]:
    for key in keys.written(word):
        yield f"{WRITTEN}{key}{KEY_END}"
        if arabic.is_cut(key):
            yield from (f"{HEARD}{each}" for each in arabic.in_latin(key))
        else:
            named = (each for each in arabic.in_latin(key) if key in arabic.in_arabic(each))
            yield from (f"{HEARD}{each}{KEY_END}" for each in named)


def _of_latin(word: str) -> Iterator[str]:
    if not latin.is_latin(word):
        return
    begun = [key for key in latin.beginnings(word) if _is_heard(key)]
    for name in given_names.begun(word):
        begun += keys.heard(name)
    yield from (f"{HEARD}{key}" for key in begun)
    for key in begun:
        yield from (f"{WRITTEN}{each}" for each in arabic.in_arabic(key, whole=False) if _is_heard(each))
    yield from _whole_of_latin(word)  # a vowel at its end is heard if it is the last of the name


def _of_arabic(word: str) -> Iterator[str]:
    if not arabic.is_arabic(word):
        return
    for key in filter(_is_heard, arabic.beginnings(word)):
        yield f"{WRITTEN}{key}"
        yield from (f"{HEARD}{each}" for each in arabic.in_latin(key))
    yield from _whole_of_arabic(word)


def _is_heard(key: str) -> bool:
    return len(key.rstrip("e")) >= _SHORTEST_KEY
