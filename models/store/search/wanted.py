"""Understands what was typed into the search field.

Plain words are prefixes in any order. Digits are a phone, however grouped. As in fzf, a mark in front
narrows: `=martin` the exact name, `#1842` a number or code, `^0612` a phone from its first digit,
`!asthme` words of the notes about a client.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from models.store.search.folding import LONGEST, loose
from models.store.search.particles import PARTICLES
from models.store.search.spellings.keys import ARTICLES
from models.store.search.spellings.typed import beginnings, wholes
from models.store.search.words import FIRST_DIGIT, FIRST_NAME, LAST_NAME, SHORTEST_PART, whole
from models.store.text import is_control, limit_of

NUMBER_DIGITS = 15
"""No client's number is longer."""
LONGEST_SEARCH = limit_of("search")
"""The longest text searched: no name is longer."""
MOST_WORDS = 12
"""The most words of a name, when every split into last and first name is tried."""
JOINS = 3
"""The most gaps between words that may be no gap; each doubles the number of ways."""
MOST_STARTS = 1000
"""The most beginnings of words that are looked for at once: more make a search of many long words slow."""
_SHORTEST_JOINED = 3


Spellings = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class PhonePart:
    """Digits somewhere in a phone number as it is dialled; of this country, if one is said (33)."""

    digits: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search by several ways in the index, by an exact code or by notes; everybody, if nothing was typed.

    Attributes:
        ways: each way is prefixes that must all match
        spellings: the same for names that begin as what was typed sounds: each way is words, each word is
            prefixes of which one must match, the first is as it was typed. Whoever matches `ways` matches
            these too; empty if spelling makes no difference
        wholes: the same for names that sound like it as a whole
        phone: whoever the index finds must have a phone with these digits: it tells no phone from a code
        code: a code or a number
        notes: words that must all occur in the notes about a client, anywhere
        nobody: what was typed has neither a letter nor a digit
    """

    ways: tuple[tuple[str, ...], ...] = ()
    spellings: Spellings = ()
    wholes: Spellings = ()
    phone: PhonePart | None = None
    code: str = ""
    notes: tuple[str, ...] = ()
    nobody: bool = False


NOBODY = Wanted(nobody=True)


def understand(text: str) -> Wanted:
    """Parses what was typed."""
    if not text.strip():
        return Wanted()
    mark, rest = text[:1], text[1:]
    if mark == "#":
        code = as_code(rest)
        return Wanted(code=code) if code else NOBODY
    if len(text) > LONGEST_SEARCH or not loose(text):
        return NOBODY
    if mark == "=":
        return Wanted(ways=tuple(dict.fromkeys(_exact(loose(rest).split()))))
    if mark == "!":
        words = tuple(word for word in rest.split() if loose(word))
        return Wanted(notes=words) if words else NOBODY
    if mark == "^":
        digits = _digits(rest)
        return Wanted(ways=((f"{FIRST_DIGIT}{digits}",),)) if digits else NOBODY
    typed = [_national(word) for word in _phones_together(loose(text).split())]
    return Wanted(tuple(ways(typed)), _spellings(typed, beginnings), _spellings(typed, wholes))


def ways(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ways to write a name that begins with these folded words: ben ali itself, or benali."""
    return (tuple(_needed(together)) for together in _joined(words))


def _spellings(words: Sequence[str], of_word: Callable[[str], tuple[str, ...]]) -> Spellings:
    """The ways by how the words sound, without articles."""
    named = ([word for word in together if word not in ARTICLES] for together in _joined(words))
    found = [tuple(map(of_word, _needed(together))) for together in named if together]
    count = sum(len(starts) for way in found for starts in way)
    if count > MOST_STARTS or all(len(starts) == 1 for way in found for starts in way):
        return ()
    return tuple(dict.fromkeys(found))


def _joined(words: Sequence[str]) -> Iterator[list[str]]:
    """The words as they are, and with those together that may be one word."""
    gaps = [gap for gap in range(1, len(words)) if _may_be_none(words[gap - 1], words[gap])]
    gaps = gaps[:JOINS] if len(words) <= MOST_WORDS else []
    for closed in product((False, True), repeat=len(gaps)):
        without = {gap for gap, none in zip(gaps, closed, strict=True) if none}
        together: list[str] = []
        for number, word in enumerate(words):
            if number in without:
                together[-1] += word
            else:
                together.append(word)
        yield together


def _needed(words: Sequence[str]) -> list[str]:
    """The words that are no prefix of another: whoever has a word with `ali` has one with `a`."""
    sorted_words = sorted(set(words), reverse=True)
    return [
        word[:LONGEST]
        for longer, word in zip(["", *sorted_words], sorted_words, strict=False)
        if not longer.startswith(word)
    ]


def _may_be_none(before: str, after: str) -> bool:
    """Whether two words may be one: not if the second is an initial, nor between groups of digits."""
    if before[-1].isdigit() or after[0].isdigit():
        return False
    return len(before) == 1 or before in PARTICLES or len(after) >= _SHORTEST_JOINED


def as_code(text: str) -> str:
    """The stored form of a code that was typed, scanned or pasted."""
    return "".join(letter for letter in text if not is_control(letter)).strip().upper()


def as_number(code: str) -> int | None:
    """The client's number in this code, if it is one. Python counts `²` as a digit
    too, which no number has.
    """
    return int(code) if code.isascii() and code.isdigit() and len(code) <= NUMBER_DIGITS else None


def _exact(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The last name alone, and every split of the words into a last and a first name, in either order."""
    yield (whole(words, LAST_NAME),)
    for cut in range(1, min(len(words), MOST_WORDS)):
        one, other = words[:cut], words[cut:]
        yield whole(one, LAST_NAME), whole(other, FIRST_NAME)
        yield whole(other, LAST_NAME), whole(one, FIRST_NAME)


def _phones_together(folded: Sequence[str]) -> list[str]:
    """The words, with neighbouring groups of digits joined: 06 12 34 is the beginning of a phone number."""
    words: list[str] = []
    for word in folded:
        if words and word.isdigit() and words[-1].isdigit():
            words[-1] += word
        else:
            words.append(word)
    return words


def _national(word: str) -> str:
    """00212612… typed in full is the number stored as 212612…"""
    return word[2:] if word.isdigit() and word.startswith("00") and len(word) > SHORTEST_PART else word


def _digits(text: str) -> str:
    return "".join(letter for letter in loose(text) if letter.isdigit())
