"""What a search that found nobody says of the client who is then created."""

import re
from collections.abc import Sequence

from models.people.clients.table import ClientKind
from models.store.search import scanned as scanning
from models.store.search.folding import loose
from models.store.search.particles import particles_together
from models.store.search.wanted import as_code

_DIGITS = re.compile(r"[+(]?[0-9][0-9 .()/-]*")
"""A number as it is typed, in groups or not."""


def fields_of(text: str, *, scanned: str = "", kind: ClientKind = ClientKind.REGULAR) -> dict[str, str]:
    """The texts of the fields of a new client, by name: the words are the name, last name first; digits are a
    phone; then an e-mail address, or a code.

    `scanned` is the end of the text that a scanner typed, which is a code whatever it looks like. Nothing is
    checked: the fields are shown, and may be changed, before they are saved.
    """
    typed = text.strip()
    if typed.startswith("!"):
        return {}
    found: dict[str, str] = {}
    if scanned and typed.endswith(scanned):
        found["code"] = scanning.as_scanned(scanned)
        typed = typed.removesuffix(scanned)
    elif typed.startswith("#") or _is_code(typed):
        found["code"] = as_code(typed.lstrip("#"))
        typed = ""
    typed = scanning.ascii_digits(typed.lstrip("=^"))
    number = _DIGITS.search(typed)
    if number is not None and "@" not in typed:
        found["mobile"] = number[0].strip()
        typed = f"{typed[: number.start()]} {typed[number.end() :]}"
    words = typed.split()
    addresses = [word for word in words if "@" in word]
    if addresses:
        found["email"] = addresses[0]
    names = [word for word in words if word not in addresses and loose(word)]
    last, first = (names, []) if kind is ClientKind.PHARMACY else _last_and_first(names)
    found["last_name"] = " ".join(last).upper()
    found["first_name"] = " ".join(map(_capitalized, first))
    return {name: value for name, value in found.items() if value}


def _is_code(typed: str) -> bool:
    """Whether it is one word of letters and digits, as codes on cards are."""
    return typed.isalnum() and not typed.isalpha() and not typed.isdigit()


def _last_and_first(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Words in capitals are the last name where others are not; else it is the first word, with the particles
    before it: ben ali karim.
    """
    capitals = [word for word in words if word.isupper()]
    if capitals and len(capitals) < len(words):
        return capitals, [word for word in words if word not in capitals]
    folded = [loose(word) for word in words]
    wanted = next(iter(particles_together(folded)), "")
    length = next(n for n in range(len(words) + 1) if "".join(folded[:n]) == wanted)
    return words[:length], words[length:]


def _capitalized(word: str) -> str:
    """Karim for karim, and KARIM too; Jean-Pierre and McCarthy as they are."""
    return word.title() if word.islower() or word.isupper() else word
