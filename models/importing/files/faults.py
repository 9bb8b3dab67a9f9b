"""What may be wrong with any file: a name in it, or some lines, so that nothing of it is taken."""

from dataclasses import dataclass
from typing import ClassVar

from models.refusals import N_, Refused

QUOTED = 40
"""At most so many letters of a wrong cell are repeated to a person."""


@dataclass
class HasFaults(Refused):
    """All or nothing: a file with one wrong line is not imported."""

    file: str
    count: int
    sentence: ClassVar[str] = N_("Nothing was imported: errors in {file}: {count}.")


@dataclass
class NotAName(Refused):
    text: str
    sentence: ClassVar[str] = N_("“{text}” is no name: it holds neither a letter nor a digit.")


@dataclass
class DamagedName(Refused):
    """An earlier program lost letters (U+FFFD), or took them for others."""

    text: str
    sentence: ClassVar[str] = N_("“{text}” lost letters in another program. Export the file again.")
