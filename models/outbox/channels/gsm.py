"""What a text costs as an SMS: its encoding, its segments, and its letters folded to those that cost less.

The alphabet is that of 3GPP TS 23.038 (GSM 03.38), the sizes of segments those of 3GPP TS 23.040.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "\f^{}\\[~]|€"
"""Each is sent as an escape and a letter: it costs two."""

_COSTS = dict.fromkeys(_BASIC, 1) | dict.fromkeys(_EXTENDED, 2)
_BEYOND_ONE_UNIT = 0xFFFF
"""Letters after this one are two units of UTF-16, which may not be parted."""
_ONE_SEPTET_EACH = re.compile(f"[{re.escape(_BASIC)}]*")
_ONE_UNIT_EACH = re.compile(r"[\0-\uffff]*")
_FOREIGN = re.compile(f"[^{re.escape(_BASIC + _EXTENDED)}]")
"""Letters outside the alphabet of an SMS."""

_NEIGHBOURS = {
    "’": "'",
    "‘": "'",
    "‚": ",",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‹": '"',
    "›": '"',
    "…": "...",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "•": "-",
    "·": ".",
    "°": "o",
    "œ": "oe",
    "Œ": "OE",
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "×": "x",
    "÷": "/",
    "™": "TM",
    "©": "(c)",
    "®": "(r)",
    "\t": " ",
    "\u200b": "",
    "\u2060": "",
    "\ufeff": "",
    "\u00ad": "",
}
"""Characters that Unicode does not decompose into a letter of the alphabet and a mark."""


class Encoding(StrEnum):
    """The encoding of an SMS."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"


@dataclass(frozen=True, slots=True)
class Room:
    """The number of units that fit in a message of one segment, and in each segment of a longer one."""

    alone: int
    each: int


ROOM = {Encoding.GSM7: Room(160, 153), Encoding.UCS2: Room(70, 67)}


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of a text as an SMS. `units` are septets in GSM-7 and UTF-16 units in UCS-2."""

    characters: int
    encoding: Encoding
    units: int
    segments: int

    @property
    def cost(self) -> int:
        """An SMS costs one unit for each segment."""
        return self.segments


def measure(text: str) -> Measure:
    """Measures a text; one letter outside the GSM-7 alphabet makes the whole text UCS-2."""
    alike = _of_letters_that_cost_one(text)
    if alike is not None:
        return _of_so_many(len(text), alike)
    encoding = encoding_of(text)
    costs = _costs(text, encoding)
    units = sum(costs)
    room = ROOM[encoding]
    segments = 1 if units <= room.alone else _segments(costs, room.each)
    return Measure(len(text), encoding, units, segments)


@lru_cache(10_000)
def _of_so_many(units: int, encoding: Encoding) -> Measure:
    """The measure of a text of so many letters that cost one unit each."""
    room = ROOM[encoding]
    return Measure(units, encoding, units, 1 if units <= room.alone else -(-units // room.each))


def _of_letters_that_cost_one(text: str) -> Encoding | None:
    """The encoding in which every letter of the text costs one unit; None if there is none."""
    if _ONE_SEPTET_EACH.fullmatch(text):
        return Encoding.GSM7
    return Encoding.UCS2 if _FOREIGN.search(text) and _ONE_UNIT_EACH.fullmatch(text) else None


def encoding_of(text: str) -> Encoding:
    """GSM-7 where every letter is in its alphabet, UCS-2 otherwise."""
    return Encoding.GSM7 if _COSTS.keys() >= set(text) else Encoding.UCS2


def foreign(text: str) -> str:
    """The letters that make a text UCS-2, each once, in order of appearance."""
    return "".join(dict.fromkeys(letter for letter in text if letter not in _COSTS))


def fold(text: str) -> str:
    """Replaces every letter outside GSM-7 by a similar one in it: ç by c, ê by e, ’ by '.

    Letters without a similar one, such as Arabic ones, stay, and the text is UCS-2 as before.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter if letter in _COSTS else _neighbour(letter) for letter in composed)


def _neighbour(letter: str) -> str:
    if letter in _NEIGHBOURS:
        return _NEIGHBOURS[letter]
    if letter.isspace():
        return " "
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return plain if plain and _COSTS.keys() >= set(plain) else letter


def _costs(text: str, encoding: Encoding) -> list[int]:
    if encoding is Encoding.GSM7:
        return [_COSTS[letter] for letter in text]
    return [2 if ord(letter) > _BEYOND_ONE_UNIT else 1 for letter in text]


def _segments(costs: list[int], room: int) -> int:
    """Fills segments one after the other. A letter of two units is never split, so a
    segment may keep one unit free.
    """
    segments, filled = 1, 0
    for cost in costs:
        if filled + cost > room:
            segments += 1
            filled = 0
        filled += cost
    return segments
