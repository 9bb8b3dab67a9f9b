"""What somebody typed into the search field, understood.

Plain words are prefixes in any order. Digits are a phone, however grouped. As in fzf, a mark in front
narrows: `=martin` the exact name, `#1842` a number or code, `^0612` a phone from its first digit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.people.phones import FIRST_DIGIT, SHORTEST_PART
from models.people.text import is_control
from models.store.folding import LONGEST, fold

NUMBER_DIGITS = 15
"""No client's number is longer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Either prefixes that must all match, or an exact name, or an exact code; or nothing.

    `last_name` is exact whatever the first name; `whole_names` are the keys of both names together, as nobody
    says where one ends and the other begins.
    """

    prefixes: tuple[str, ...] = ()
    last_name: str = ""
    whole_names: tuple[str, ...] = ()
    code: str = ""


def understand(text: str) -> Wanted:
    """What is searched for."""
    mark, rest = text[:1], text[1:]
    if mark == "=":
        words = fold(rest)[:LONGEST].split()
        return Wanted(last_name=" ".join(words), whole_names=tuple(_name_keys(words))) if words else Wanted()
    if mark == "#":
        return Wanted(code=as_code(rest))
    if mark == "^":
        digits = _digits(rest)
        return Wanted(prefixes=(f"{FIRST_DIGIT}{digits}"[:LONGEST],)) if digits else Wanted()
    return Wanted(prefixes=tuple(word[:LONGEST] for word in _words(fold(text))))


def as_code(text: str) -> str:
    """A code as it is kept, of what was typed, scanned or pasted."""
    return "".join(letter for letter in text if not is_control(letter)).strip().upper()


def as_number(code: str) -> int | None:
    """The client's number that this is, if it is one. Python calls `²` a digit too, which no number holds."""
    return int(code) if code.isascii() and code.isdigit() and len(code) <= NUMBER_DIGITS else None


def _name_keys(words: list[str]) -> Iterator[str]:
    """Every way to read the words as a last and a first name, in either order."""
    for cut in range(1, len(words)):
        one, other = " ".join(words[:cut]), " ".join(words[cut:])
        yield f"{one}\t{other}"
        yield f"{other}\t{one}"


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
