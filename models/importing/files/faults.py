"""Faults that any file may have, in a name or in lines. A file with a fault is not imported at all."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused

QUOTED = 40
"""The most letters of a wrong cell that a message quotes."""


@dataclass
class HasFaults(Refused):
    """A file with a wrong line is refused as a whole."""

    file: str
    count: int
    sentence: ClassVar[str] = N_("Nothing was imported: errors in {file}: {count}.")


@dataclass
class NotAName(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is no name: it holds neither a letter nor a digit.")


@dataclass
class DamagedName(Refused):
    """An earlier program lost letters of this name (U+FFFD) or decoded them wrongly."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” lost letters in another program. Export the file again.")
