"""What somebody typed into the search field, understood.

Plain words are prefixes in any order. Digits are a phone, however grouped. As in fzf, a mark in front
narrows: `=martin` the exact name, `#1842` a number or code, `^0612` a phone from its first digit.
"""

from dataclasses import dataclass

from models.people.folding import fold
from models.people.phones import FIRST_DIGIT, SHORTEST_PART


@dataclass(frozen=True, slots=True)
class Wanted:
    """Either prefixes that must all match, or an exact name, or an exact code; or nothing."""

    prefixes: tuple[str, ...] = ()
    name_key: str = ""
    swapped_key: str = ""
    code: str = ""


def understand(text: str) -> Wanted:
    """What is searched for."""
    mark, rest = text[:1], text[1:]
    if mark == "=":
        words = fold(rest)
        last, _, first = words.partition(" ")
        return Wanted(name_key=words, swapped_key=f"{last}\t{first}") if words else Wanted()
    if mark == "#":
        return Wanted(code=rest.strip().upper())
    if mark == "^":
        digits = _digits(rest)
        return Wanted(prefixes=(f"{FIRST_DIGIT}{digits}",)) if digits else Wanted()
    return Wanted(prefixes=tuple(_words(fold(text))))


def _words(folded: str) -> list[str]:
    """The words, with neighbouring groups of digits made one: 06 12 34 is a phone being typed."""
    words: list[str] = []
    for word in folded.split():
        if words and word.isdigit() and words[-1].isdigit():
            words[-1] += word
        else:
            words.append(word)
    return [_national(word) for word in words]


def _national(word: str) -> str:
    """00212612… typed whole is the number that is kept as 212612…"""
    return word[2:] if word.isdigit() and word.startswith("00") and len(word) > SHORTEST_PART else word


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
