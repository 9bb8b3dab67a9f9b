"""Finds the names of a file that existing clients already bear: it may be the same
list again, or other people.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.importing.clients.file import ClientFile
from models.people.clients import duplicates
from models.refusals import N_, Refused

NAMED = 5
"""The most known names that a sentence quotes."""


class Known(StrEnum):
    """What to do with lines whose name an existing client already bears."""

    SKIP = "skip"
    """Leave them out: it is the same list, with a few clients added."""
    ADD = "add"
    """Add them: they are other people."""


@dataclass
class NamesKnown(Refused):
    """Some names already exist: importing the same list again would double what they owe.

    The caller may choose a `Known` to go on. `names` are the first of them.
    """

    file: str
    count: int
    names: str
    sentence: ClassVar[str] = N_("{count} names of {file} are already among the clients: {names}.")


def among(keys: Sequence[str]) -> Sequence[int]:
    """The positions of the names that an existing client bears; each client stands for one line only."""
    left = duplicates.known_names(map(duplicates.any_order, keys))
    found = array("I")
    for number, key in enumerate(keys if left else ()):
        name = duplicates.any_order(key)
        if left[name] > 0:
            left[name] -= 1
            found.append(number)
    return found


def refusal(source: ClientFile, known: Sequence[int]) -> NamesKnown:
    """The refusal that names the first of the known names."""
    first = (source.accounts[number] for number in known[:NAMED])
    names = [f"{last_name} {first_name}".strip() for last_name, first_name, _ in first]
    if len(known) > NAMED:
        names.append("…")
    return NamesKnown(source.name, len(known), ", ".join(names))
