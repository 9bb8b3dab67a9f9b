"""The key of a name in Latin letters: what is heard of it, whoever wrote it down.

A key is consonants with the vowels between them. Consonants: `c` is ch, `x` is kh, the others are themselves.
Vowels: `i` and `u` where they are heard; between two consonants `e` is a, e, or none at all: Mohamed,
Mohammad and Mouhamd are all `muhemed`. At the beginning and at the end of a name `a` is heard: Amina is
`amina`, Amine `amin`.
"""

import re
from collections.abc import Iterator, Sequence

from models.store.search.spellings.given_names import OF_WOMEN

CONSONANTS = "bcdfghjklmnprstvxz"
_RULES = (
    # What is written, and what is heard; the first rule that fits is taken. A and E are the vowels of which
    # between consonants nobody agrees which one is heard.
    (r"tch|sch|ch|sh", "c"),  # Hicham and Hisham
    (r"kh|x", "x"),  # Khadija and Xadija
    (r"gh|^rh|gu(?=[eiy])", "g"),  # Ghita and Rhita; Guessous
    (r"dj|d?g(?=[eiy])", "j"),  # Jamila and Djamila; Georges
    (r"(?<=^fa)th(?=[aei])", "th"),  # Fathi and Fathallah: here these are two
    (r"ph", "f"),  # Mustapha and Mustafa
    (r"th", "t"),  # Kaouthar and Kaoutar
    (r"dh", "d"),  # Redha and Reda
    (r"c(?=[eiy])", "s"),  # Yacine and Yassine
    (r"c?qu(?=[aeiy])|c?q|ck|c", "k"),  # Tariq and Tarik, Monique and Monik, Marc and Mark
    (r"w|ou|oo|o|u", "u"),  # Wafae and Ouafae, Houda and Huda, Mostafa and Moustapha
    (r"ee(?=.)|ae(?=[^aeiouyhw])|y|i", "i"),  # Saeed and Said, Ismael and Ismail, Yahya and Yahia
    (r"(?<=a)h$", ""),  # Sarah and Sara
    (r"a", "A"),
    (r"e", "E"),
    (rf"[{CONSONANTS}]", None),
)
_SOUND = re.compile("|".join(f"({written})" for written, _ in _RULES))
_LATIN = re.compile(r"[a-z]+")

_SERVANT = re.compile(rf"^abd(?:ou|[aeiou])(?=[{CONSONANTS}qw])")
"""Abdellah, Abdallah and Abdullah."""
_PARTICIPLE = re.compile(
    r"^(?:abdel)?(?:[kgcspdt]h|dj|[^aeiouy])?a(?:[kgcspdt]h|dj|([^aeiouy])\1?)e(?=[^aeiouyh][aei]?$)"
)
"""Khaled and Khalid, Nasser and Nassir, Taheri and Tahiri: this e may be an i."""
_ARTICLES = (
    (re.compile(r"^(?:el|al|l)(?=[^aeiouyl]\w{2})|^el(?=[aiou]\w{4})"), ("",)),  # Elfassi, Lmrabet, Elidrissi
    (re.compile(r"^e(?=([dnrstz])\1\w{2})|^e(?:ch|sh)(?=[cs]h\w{2})"), ("",)),  # Essaidi, Echcherif
    (re.compile(r"^lah(?=\w{2})"), ("ah", "h")),  # Lahcen, Lahoucine: el Hassan, el Houcine
    (re.compile(r"^la(?=a\w{3}|[^aeiouyhl][^aeiouy]\w{2})"), ("a",)),  # Lamrani, Larbi: el Amrani
)
"""The article where it is written together with a name, and how the name may begin without it."""

_FEW_SOUNDS = 2
_ENDINGS = tuple(
    (re.compile(f"{ending}$"), other)
    for ending, other in (
        ("[st]?c", "tch"),
        ("c", "s"),
        ("s", "sh"),
        ("k", "kh"),
        ("d?g", "j"),
        ("t", "tch"),
        ("gu", "g"),
        ("qu", "q"),
        ("p", "ph"),
        ("d", "dj"),
        ("(?<=[ae])e", "i"),
        ("(?<=^abd)(?:ou?|[aui])", "e"),
    )
)
"""What the end of a beginning may be together with the letters that follow."""


def is_latin(word: str) -> bool:
    """Whether a folded word has Latin letters only."""
    return _LATIN.fullmatch(word) is not None


def keys(word: str) -> tuple[str, ...]:
    """The keys of a whole name in folded letters, the last without an article."""
    found: list[str] = []
    for spelled in _spelled(word):
        sounds = _heard(spelled)
        stem = sounds.rstrip("AE")
        heard_last = "A" in sounds[len(stem) :] or spelled in OF_WOMEN
        found += [f"{key}a" if heard_last else key for key in _keys(stem)]
    return tuple(dict.fromkeys(key for key in found if key))


def beginnings(word: str) -> tuple[str, ...]:
    """How the keys of all longer names begin that begin like this."""
    found: list[str] = []
    for spelled in _spelled(word):
        for letters in _readings(spelled):
            sounds = _heard(letters)
            stem = sounds.rstrip("AE")
            for key in _keys(stem):
                found += [f"{key}{vowel}" for vowel in _following(key)] if stem != sounds else [key]
    return tuple(dict.fromkeys(key for key in found if key))


def _following(key: str) -> Sequence[str]:
    """What may stand after a key where a vowel was typed of which nothing is heard: if a consonant comes it
    is an `e`, and another vowel is heard. Of few sounds too many names would begin with that.
    """
    if key[-1:] not in CONSONANTS:
        return [""]
    return "eiu" if len(key) > _FEW_SOUNDS else "e"


def _readings(word: str) -> Iterator[str]:
    """The letters of a beginning as they are, and as they may be with those that follow."""
    yield word
    for ending, other in _ENDINGS:
        if ending.search(word):
            yield ending.sub(other, word)


def _spelled(word: str) -> Iterator[str]:
    """The word, and how else it is spelled; without its article last."""
    word = _SERVANT.sub("abde", word)
    yield word
    participle = _PARTICIPLE.match(word)
    if participle:
        yield f"{word[: participle.end() - 1]}i{word[participle.end() :]}"
    for article, starts in _ARTICLES:
        without = article.sub("", word)
        if without != word:
            yield from (f"{start}{without}" for start in starts)
            return


def _heard(word: str) -> str:
    """The sounds of a word, each once where it is doubled."""
    sounds: list[str] = []
    for found in _SOUND.finditer(word):
        heard = _RULES[(found.lastindex or 1) - 1][1]
        sounds += [sound for sound in (found[0] if heard is None else heard) if sounds[-1:] != [sound]]
    return "".join(sounds)


def _keys(sounds: str) -> list[str]:
    """The keys of these sounds, which end with one that is heard."""
    rest = sounds.lstrip("AE")
    if rest == sounds:
        return [_joined(rest)]
    # Elias is Ilyas, Ehsane Ihsane.
    either = sounds[0] == "E" and rest[:1] != "" and rest[0] in CONSONANTS
    return [_joined(f"{start}{rest}") for start in ("ai" if either else "a")]


def _joined(sounds: str) -> str:
    quiet = re.sub(r"[AE]+(?=[iu])", "", sounds)
    quiet = re.sub(r"([iu])\1+", r"\1", quiet)
    quiet = re.sub(r"[AE]+", "e", quiet)
    return re.sub(rf"(?<=[{CONSONANTS}])(?=[{CONSONANTS}])", "e", quiet)
