"""The key of a name in Arabic letters, and what Arabic would write of a Latin key.

Arabic writes consonants and long vowels; a short vowel is heard and not written. So what is written of a
Latin key lacks each `e`, and may lack an `i` or a `u`: Hicham (`hicem`) is written `hicm` or `hcm`, and هشام
is `hcm`. A name that begins with a vowel has an `A` there, whichever vowel it is.
"""

import re
from collections.abc import Iterator
from itertools import pairwise, product

from models.store.search.spellings.latin import CONSONANTS

_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+")
_HEARD = """
ب b  پ p  ت t  ث t  ج j  ح h  خ x  د d  ذ d  ر r  ز z  س s  ش c  ص s  ض d  ط t  ظ d  غ g  ف f  ڤ v
ق k  ڨ g  گ g  ك k  ل l  م m  ن n  ه h  و u  ي i  ا A  ع A  ء A
"""
_LETTERS = dict(zip(_HEARD.split()[::2], _HEARD.split()[1::2], strict=True))
"""What is heard of a letter; A is a vowel, whichever, or nothing."""
_ARTICLE = re.compile(r"^ال(?=.{3})")
_ASSIMILATED = re.compile("(?<=...)ال(?=[تثدذرزسشصضطظن].)")
"""Within a name its l is not heard before these: نور الدين is Noureddine."""
_ENDS_IN_A = re.compile("(?:ه|اء|ا)$")
_DOUBLED = re.compile(r"(.)\1+")
_MOST_VOWELS = 4
"""Of more vowels of a key, the first so many may be left out."""
_SERVANT = tuple(f"Abd{sound}" for sound in CONSONANTS)
"""Abdellah, Abderrahmane: of this beginning all vowels are known."""
_MOST_GAPS = 4
"""In so many places of an Arabic name vowels are tried; what follows is not searched for."""


def is_arabic(word: str) -> bool:
    """Whether a folded word has Arabic letters only."""
    return _ARABIC.fullmatch(word) is not None


def keys(word: str) -> tuple[str, ...]:
    """The keys of a whole name in folded Arabic letters, the last without an article."""
    found: list[str] = []
    for spelled in dict.fromkeys((word, _ARTICLE.sub("", word))):
        stem = _ENDS_IN_A.sub("", spelled)
        if stem != spelled:
            found.append(f"{_written(stem)}a")
        elif spelled.endswith("ي"):  # or alef maksura, which folding unites with it
            found += [_written(spelled), f"{_written(spelled[:-1])}a"]
        else:
            found.append(_written(spelled))
    return tuple(dict.fromkeys(key for key in found if key))


def beginnings(word: str) -> tuple[str, ...]:
    """How the keys of all longer names in Arabic letters begin that begin like this."""
    written = (_written(spelled) for spelled in dict.fromkeys((word, _ARTICLE.sub("", word))))
    return tuple(key for key in written if key)


def _written(word: str) -> str:
    heard = "".join(_LETTERS.get(letter, "") for letter in _ASSIMILATED.sub("ا", word))
    once = _DOUBLED.sub(r"\1", heard)
    return f"{once[:1]}{once[1:].replace('A', '')}"


def in_arabic(key: str, *, whole: bool = True) -> Iterator[str]:
    """What Arabic may write of a Latin key, or of a beginning of one."""
    short = _MAY_BE_SHORT if whole else _ANY_VOWEL
    vowels = [place.start() for place in short.finditer(key)][:_MOST_VOWELS]
    for left_out in product((False, True), repeat=len(vowels)):
        without = {place for place, gone in zip(vowels, left_out, strict=True) if gone}
        rest = "".join(sound for place, sound in enumerate(key) if place not in without and sound != "e")
        yield from _starts(key[0], rest)


_MAY_BE_SHORT = re.compile(
    rf"(?<=.)[iu](?![{CONSONANTS}]?$)|(?<=^[{CONSONANTS}]e[{CONSONANTS}])i|(?<=^a[{CONSONANTS}])i"
)
"""Vowels that Arabic may leave out: not the last of a name, which is long (Rachid, Mahmoud) but in names like
Khalid."""
_ANY_VOWEL = re.compile("(?<=.)[iu]")


def _starts(first: str, rest: str) -> Iterator[str]:
    if first == "a":
        yield f"A{rest[1:]}"
    elif first in "iu":
        yield from (rest, f"A{rest}", f"A{rest[1:]}")
    else:
        yield rest


def in_latin(key: str) -> Iterator[str]:
    """The Latin keys of which Arabic would write this one; their beginnings, if it `is_cut`."""
    start, rest = ("abede", key[3:]) if key.startswith(_SERVANT) else ("", key)
    parts: list[tuple[str, ...]] = [(start,), ("a", "i", "u") if rest[0] == "A" else (rest[0],)]
    for vowels, sound in zip(_gaps(rest), rest[1:], strict=True):
        parts.append(tuple(f"{vowel}{sound}" for vowel in vowels))
        if sum(len(filled) > 1 for filled in parts) == _MOST_GAPS:
            break
    for together in product(*parts):
        yield re.sub(r"([iu])\1+", r"\1", "".join(together))


def is_cut(key: str) -> bool:
    """Whether a name is so long that only its beginning is searched in Latin letters."""
    rest = key[3:] if key.startswith(_SERVANT) else key
    return sum(len(vowels) > 1 for vowels in _gaps(rest)) >= _MOST_GAPS - (rest[0] == "A")


def _gaps(key: str) -> list[tuple[str, ...]]:
    return [_between(before, sound) for before, sound in pairwise(key)]


def _between(before: str, sound: str) -> tuple[str, ...]:
    """The vowels that may be heard between two letters."""
    if before == "A" or sound not in CONSONANTS:
        return ("",)
    return ("e", "i", "u") if before in CONSONANTS else ("", "e")
