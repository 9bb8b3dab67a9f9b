"""Text as a search sees it: no accents, no case, words only."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_APART = re.compile(r"[^\w]+|_")


def fold(text: str) -> str:
    """Lower case, accents and marks gone, anything that is no letter or digit a single space."""
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _APART.sub(" ", bare).strip()
