"""Keys of the kitty protocol: `ESC [ code : shifted : base ; modifiers : event ; text u`.

Textual parses a part of the protocol only: an event type makes it fail, keypad keys get names without
bindings, and a letter whose text the terminal does not send types nothing.
"""

import re

_CODED = re.compile(
    r"\x1b\[(?P<code>\d+)(?::(?P<shifted>\d*))?(?::\d*)?"
    r"(?:;(?P<held>\d*)(?::(?P<event>\d*))?)?(?:;(?P<text>[\d:]*))?(?P<end>[u~A-Z])"
)
_RELEASED = "3"
_MIDDLE = 57427
"""The 5 of the keypad without Num Lock."""
SEPARATOR = "\u241d"
"""␝, which a field shows and stores for a scanner's group separator (0x1d, Ctrl+])."""
_SEPARATORS = ("\x1d", "\x1b[93;5u")
_SHIFT, _CAPS_LOCK, _NUM_LOCK = 1, 64, 128
"""Bits of the modifiers."""
_FIRST_OF_THE_KEYPAD = 57399
_KEYPAD = {_FIRST_OF_THE_KEYPAD + place: key for place, key in enumerate("0123456789./*-+\r=,")}
"""What the keypad types; the names of its arrows and the like are known to Textual."""


def read(sequence: str) -> str:
    """The same key in a form that Textual parses: with its text and without an event;
    empty for a released key.
    """
    if sequence in _SEPARATORS:
        return SEPARATOR
    match = _CODED.fullmatch(sequence)
    if match is None:
        return sequence
    if match["event"] == _RELEASED:
        return ""
    if match["end"] != "u":
        return f"\x1b[{match['code']};{match['held'] or 1}{match['end']}" if match["event"] else sequence
    code = int(match["code"])
    if code == _MIDDLE:
        return ""
    key = _KEYPAD.get(code, chr(code))
    return f"\x1b[{ord(key)};{match['held'] or 1};{_text(match, key, int(match['held'] or 1) - 1)}u"


def _text(match: re.Match[str], key: str, held: int) -> str:
    """The code points that the key types; none for a command, or if they cannot be known."""
    if match["text"] or held & ~(_SHIFT | _CAPS_LOCK | _NUM_LOCK) or not _types(key):
        return match["text"] or ""
    typed = key
    if match["shifted"] and held & _SHIFT and not (key.isalpha() and held & _CAPS_LOCK):
        typed = chr(int(match["shifted"]))
    elif key.isalpha() and bool(held & _SHIFT) is not bool(held & _CAPS_LOCK):
        typed = key.upper()
    elif held & _SHIFT and not key.isalpha():
        return ""  # The shifted character depends on the keyboard.
    return ":".join(str(ord(letter)) for letter in typed)


def _types(key: str) -> bool:
    """Whether the key types a character: function keys are coded as private-use characters."""
    return key.isprintable() and not "\ue000" <= key <= "\uf8ff"
