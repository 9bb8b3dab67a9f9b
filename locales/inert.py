"""Makes text from people, files and the network harmless: one line without
anything that drives a terminal.
"""

import re

SHOWN = "\ufffd"
_DRIVES = "\x00-\x1f\x7f-\x9f"
r"""C0, DEL and C1: ESC begins escape sequences, and so does \x9b alone."""
_TURNS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
"""Characters that change the text direction of the line and its neighbours."""
_JOINS = "\u200b-\u200d\u2060\ufe0f\ufeff"
"""Invisible joiners: terminals disagree on the width of what they join, so a column would lose its edge."""

UNSAFE = re.compile(f"[{_DRIVES}{_TURNS}]")
_INVISIBLE = re.compile(f"[{_JOINS}]")
_SPACES = re.compile(r"[\t\n\r\v\f\u2028\u2029]+")


def inert(text: str) -> str:
    """One line to show in a cell: line ends and tabs as a space, control characters as `�`."""
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(SHOWN, _INVISIBLE.sub("", _SPACES.sub(" ", text)))
