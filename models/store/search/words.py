"""The words of the search index: they find a client however the parts of a name are joined.

A search compares the beginnings of words. So each word of a name is stored together with all that
follow it: BEN ALI is stored as `benali` and `ali`, which `ben`, `ali`, `ben ali` and `benali` find. No
list of particles is needed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from models.store.search.folding import APOSTROPHES, LONGEST, loose
from models.store.search.spellings import given_names, keys

SHORTEST_PART = 4
"""From this many digits on, a search finds them anywhere in a number; fewer only at its start."""

FIRST_DIGIT = "☎"
"""Marks the word that holds a whole phone number, for a search from its first digit on; no name has it."""
LAST_NAME, FIRST_NAME = "●", "○"
"""Each ends the word that holds a whole last or first name, for a search of exactly that name."""

HEARD, WRITTEN = "≈", "≋"
"""Each begins a word that is no name but a key of one (`spellings`): of Latin and of Arabic letters."""
KEY_END = "·"
"""Ends such a word."""

_SIGNS = re.compile(rf"(?<=[^\W\d_])['{APOSTROPHES}‐‑–.-](?=[^\W\d_])")
"""Punctuation between two letters."""


def of_client(
    last_name: str, first_name: str, code: str, email: str, registration: str, phones: Iterable[str]
) -> str:
    """All index words of a client, separated by blanks. Phones are E.164, or empty."""
    words = [*of_name(last_name, LAST_NAME), *of_name(first_name, FIRST_NAME)]
    words += [word[:LONGEST] for word in loose(f"{email} {registration} {code}").split()]
    words += [*of_spelling(last_name), *_of_first_name(first_name)]
    for phone in phones:
        words += of_phone(phone)
    if registration and not (registration.isascii() and registration.isdigit()):
        words.append(loose("".join(letter for letter in registration if letter.isalnum()))[:LONGEST])
        # Its groups are searched as one word.
        words.append("".join(digit for digit in loose(registration) if digit.isdigit())[:LONGEST])
    return " ".join(dict.fromkeys(word for word in words if word))


def of_name(name: str, mark: str) -> Iterator[str]:
    """Each word of a last or first name with all that follow; the whole name ends with its mark."""
    words = loose(name).split()
    for start in range(len(words)):
        together = "".join(words[start:])[:LONGEST]
        yield together if start else f"{together}{mark}"


def of_spelling(name: str) -> Iterator[str]:
    """The keys of each word of a name, and of what is joined with all that follow it, for a search that minds
    no spelling.
    """
    words = [given_names.usual(word) for word in loose(name).split()]
    apart = [word for word in words if word not in keys.ARTICLES]
    joined = ("".join(words[start:]) for start in range(len(words) - 1))
    for word in dict.fromkeys((*apart, *joined)):
        yield from (f"{HEARD}{key[:LONGEST]}{KEY_END}" for key in keys.heard(word))
        yield from (f"{WRITTEN}{key[:LONGEST]}{KEY_END}" for key in keys.written(word))


@lru_cache(maxsize=1000)
def _of_first_name(name: str) -> tuple[str, ...]:
    """The same of a first name: thousands of clients of a list share a few hundred of them."""
    return tuple(of_spelling(name))


def of_product(name: str, code: str, bar_code: str) -> str:
    """The index words of a product, its name first; words joined by punctuation also as one: L'ORÉAL."""
    words = [word[:LONGEST] for word in loose(f"{name} {code} {bar_code}").split()]
    together = [loose(_SIGNS.sub("", piece)) for piece in name.split() if _SIGNS.search(piece)]
    words += [word[:LONGEST] for piece in together for word in piece.split()]
    return " ".join(dict.fromkeys(words))


def whole(words: Iterable[str], mark: str) -> str:
    """The index word of exactly this last or first name."""
    return f"{''.join(words)[:LONGEST]}{mark}"


def of_phone(e164: str) -> list[str]:
    """The index words of a phone number: national and international, from any digit on."""
    if not e164:
        return []
    digits = e164.lstrip("+")
    national = "0" + digits[3:] if digits.startswith("212") else "0" + digits[2:]
    tails = [national[start:] for start in range(1, len(national) - SHORTEST_PART + 1)]
    return [national, digits, FIRST_DIGIT + national, FIRST_DIGIT + digits, *tails]
