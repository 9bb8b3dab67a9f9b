"""Detects the encoding of a text whose bytes do not name it, by letters that do not occur in names.

Every byte is a letter in most encodings, so nothing is certain. A text that reads as Windows-1252 but holds
`ãÍãÏ`, `BƒNALI` or `Gar‡on` has another encoding; a person recognizes the right one by the names.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encoding:
    """A supported encoding. `name` is shown to people, `codec` is Python's name."""

    name: str
    codec: str


UTF8 = Encoding("UTF-8", "utf-8-sig")
UTF16 = Encoding("UTF-16", "utf-16")
UTF16_LE, UTF16_BE = Encoding("UTF-16LE", "utf-16-le"), Encoding("UTF-16BE", "utf-16-be")
WINDOWS = Encoding("Windows-1252", "cp1252")
OF_ONE_BYTE = (
    WINDOWS,
    Encoding("Windows-1256", "cp1256"),
    Encoding("CP850", "cp850"),
    Encoding("MacRoman", "mac-roman"),
    Encoding("ISO-8859-6", "iso8859-6"),
    Encoding("MacArabic", "mac-arabic"),
    Encoding("ISO-8859-15", "iso8859-15"),
    Encoding("CP437", "cp437"),
    Encoding("CP720", "cp720"),
    Encoding("CP864", "cp864"),
)
WIDE = (UTF16, UTF16_LE, UTF16_BE)
KNOWN = (UTF8, *WIDE, *OF_ONE_BYTE)
MOST_GUESSES = 5
SAMPLES = 3
_EVIDENCE = 200
"""The number of lines examined; more would add no evidence."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A possible encoding, with a few names as they read in it."""

    encoding: Encoding
    samples: tuple[str, ...]


def named(text: str) -> Encoding | None:
    """The encoding of this name, in any spelling that Python knows; None for an unknown one."""
    try:
        wanted = codecs.lookup(text.strip()).name
    except (LookupError, ValueError):
        return None
    if wanted == "utf-8":
        return UTF8
    return next((each for each in KNOWN if codecs.lookup(each.codec).name == wanted), None)


def may_be_another(name: str) -> bool:
    """Whether the bytes of a file in this encoding would also be letters in other encodings."""
    return any(name == each.name for each in OF_ONE_BYTE)


def utf16_without_mark(head: bytes) -> Encoding | None:
    """Which UTF-16 the first bytes are in, if any: only one that gives nothing but letters
    of names and price lists.
    """
    for encoding in (UTF16_LE, UTF16_BE):
        try:
            text = head[: len(head) // 2 * 2].decode(encoding.codec)
        except UnicodeDecodeError:
            continue
        if _IN_LISTS.fullmatch(text) and any(" " <= letter < "\x7f" for letter in text):
            return encoding
    return None


def strange_in(line: str, seen: set[str]) -> bool:
    """Whether a line has a word that occurs in no language of names; `seen` caches
    the words already examined.
    """
    for word in _FOREIGN.findall(line):
        if word not in seen:
            seen.add(word)
            if _strangeness(word):
                return True
    return False


def is_garbled(text: str) -> bool:
    """Whether another program decoded this text wrongly and saved the result: `NoÃ«l`, `ãÍãÏ`."""
    return not text.isascii() and any(map(_was_misread, _FOREIGN.findall(text)))


def _was_misread(word: str) -> bool:
    for codec in ("cp1252", "latin-1"):
        try:
            kept = word.encode(codec)
        except UnicodeEncodeError:
            continue
        with suppress(UnicodeDecodeError):
            kept.decode("utf-8")
            return True
        meant = kept.decode("cp1256")
        return len(meant) >= _SURE and all(map(_is_arabic, meant))
    return False


def guesses(lines: Iterable[bytes]) -> tuple[Guess, ...]:
    """The encodings these lines may have, the likeliest first, each with a few sample words."""
    some = list(dict.fromkeys(lines))[:_EVIDENCE]
    found: dict[str, tuple[float, float, Guess]] = {}
    for encoding in OF_ONE_BYTE:
        try:
            words = [word for line in some for word in _FOREIGN.findall(line.decode(encoding.codec))]
            samples = tuple(_samples(line.decode(encoding.codec) for line in some))
        except UnicodeDecodeError:
            continue
        weight = (sum(map(_strangeness, words)), sum(map(_unlikeliness, words)))
        found.setdefault("\n".join(words), (*weight, Guess(encoding, samples)))
    order = [guess for *_, guess in sorted(found.values(), key=lambda each: each[:2])]
    usual = [guess for guess in order[MOST_GUESSES:] if guess.encoding == WINDOWS]
    return (*order[:MOST_GUESSES], *usual)


_IN_LISTS = re.compile(
    "[\t\r\n -~\xa0-\u036f\u0370-\u03ff\u0600-\u077f\u1d00-\u20cf\u2100-\u218f\u2190-\u22ff"
    "\ufb50-\ufdff\ufe70-\ufeff]*"
)
"""Latin, Greek and Arabic letters with signs and marks. Read in the wrong byte order, they are Chinese."""
_FOREIGN = re.compile(r"[^\s;,\"()/|]*[^\x00-\x7f\s][^\s;,\"()/|]*")
"""A word with a letter or sign beyond ASCII."""
_SURE = 3
"""So many Arabic letters are not a coincidence."""
_APOSTROPHES = "’ʼ"
_ODD = frozenset("‚ƒ„†‡ˆ‰‹›•˜¢¤¥¦¨¬¯¶¸¹¿¡÷√∞≈≤≥∂∑∏π∫Ω∆◊ﬁﬂıˇ˘˙˚˝˛\ufffd\uf8ff")
"""Signs that occur neither in names nor in price lists."""
_BOXES = range(0x2500, 0x25A0)
_LETTERS = frozenset("ÀÂÄÃÁÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØÚÙÛÜŸŒàâäãáåæçéèêëíîïñóôöõøúùûüÿœßªºµ")
"""Letters of French, Spanish, Portuguese, German and the northern languages."""
_COMMON_LATIN = frozenset("éèêëàâçîïôûùœÉÈÊËÀÂÇÎÏÔÛŒ")
_COMMON_ARABIC = frozenset("المينردحبعسوهفتقخشجكصةىأ")


_UNHEARD_OF = re.compile(
    # The signs that accented letters of MacRoman and CP850 become when read as Windows-1252.
    r"[AEOU]Ø|[AO]Ó|Ô(?:V|RE|v|re)|Õ(?![Ee])|(?<!\w)(?:[Î¼½]u|×[^\W\d]{2}|€[^\W\d]|…$)"
    r"|[oO]—$|[^\W\d]‘$|(?:(?<!\w)|(?<=\d))æ[glm]?$"
)
"""Sequences of letters and signs that no language has: NAØMA, PÔRE, DÕARC, Îuf, €a, O—, 100 æg."""
_ODD_SMALL = frozenset("åëïâêîôûäöüãõñø")
"""Letters that no keyboard types in lower case among capitals. An é, è, ç, à or ù is
typed so with Caps Lock on.
"""


def _is_of_no_language(word: str) -> bool:
    """Whether the position of a letter in its word excludes every language: LAåROUSSI, SÏur, ëles, Øå."""
    if _UNHEARD_OF.search(word):
        return True
    large = sum(letter.isupper() and letter.isascii() for letter in word)
    small = sum(letter.islower() and letter.isascii() for letter in word)
    if word[0] in "ëï" or (large > 1 and not small and any(letter in _ODD_SMALL for letter in word)):
        return True
    if len(word) == 2 and not any(map(str.isascii, word)):
        return word not in ("Çà", "ÇÀ", "çà") and not any(map(_is_arabic, word))
    return any(
        before.isalpha() and letter.isupper() and not letter.isascii() and after.islower()
        for before, letter, after in zip(word, word[1:], word[2:], strict=False)
    )


def _strangeness(word: str) -> int:
    """The number of signs in a word that names do not have."""
    # A name in the wrong encoding shows in one of two ways: letters that do not belong together (two scripts,
    # mostly accents, capitals inside), or a sign that no name has in place of a letter.
    found = int(_is_of_no_language(word))
    latin = [letter for letter in word if letter.isalpha() and not _is_arabic(letter)]
    arabic = sum(_is_arabic(letter) and letter.isalpha() for letter in word)
    found += bool(latin and arabic)
    foreign = [letter for letter in latin if not letter.isascii()]
    found += len(latin) >= 3 and 2 * len(foreign) > len(latin)
    found += sum(letter not in _LETTERS for letter in foreign)
    found += bool(unicodedata.combining(word[0]))
    for before, sign, after in zip(" " + word, word, word[1:] + " ", strict=False):
        if sign.isascii() or sign in _APOSTROPHES:
            continue
        if sign in _ODD or "\x80" <= sign < "\xa0" or ord(sign) in _BOXES:
            found += 1
        elif sign.isalpha():
            found += sign.isupper() and before.islower()
        elif not unicodedata.combining(sign):
            found += before.isalpha() and after.isalpha()
    return found


def _unlikeliness(word: str) -> float:
    """Orders equally strange words: letters that are rare in names, against letters that are common."""
    found = -2.0 if word.startswith("ال") else 0.0
    for before, letter, after in zip(" " + word, word, word[1:] + " ", strict=False):
        if letter.isascii():
            continue
        if _is_arabic(letter):
            found += -1.0 if letter in _COMMON_ARABIC else 1.0
        else:
            found += -0.5 if letter in _COMMON_LATIN else 0.5
            found += 0.5 * (letter.islower() and before.isupper() and after.isupper())
    return found


def _is_arabic(letter: str) -> bool:
    return "؀" <= letter < "܀"


def _samples(lines: Iterable[str]) -> Iterator[str]:
    """Cells with foreign letters, from the first lines."""
    for line, _ in zip(lines, range(SAMPLES), strict=False):
        cells = re.split(r"[;,\t]", line)
        cell = next((each for each in cells if not each.isascii()), line).strip(' "\r\n')
        yield "".join(letter if letter.isprintable() else "\ufffd" for letter in cell[:40])
