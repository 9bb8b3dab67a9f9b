"""Words that begin a name, and are written apart or together with the rest: Ben Ali, El Alaoui."""

from collections.abc import Sequence

_LATIN = (
    "abd abdel abdou abou abu ait al at bel ben bent beni bin bint bni bou da de del des di du ech ed eh el"
    " en er es et ez haj hadj la le les lalla moulay ould oulad oum sidi si van von"
)
_ARABIC = "عبد ابن بن بنت ال ابو ام ولد اولاد ايت سيدي سي مولاي لاله الحاج"
PARTICLES = frozenset(f"{_LATIN} {_ARABIC}".split())
"""Particles that begin a name, separate from the rest or joined to it."""


def particles_together(words: Sequence[str]) -> list[str]:
    """The words of a name with each particle joined to the next word: ben ali as benali."""
    joined: list[str] = []
    before = ""
    for word in words:
        before += word
        if word not in PARTICLES and len(word) > 1:
            joined.append(before)
            before = ""
    return [*joined, before] if before else joined
