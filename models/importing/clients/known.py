"""The names of a file of clients that are among the clients already: the same list, or other people."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from models.importing.clients.file import ClientFile
from models.people.clients import duplicates
from models.refusals import N_, Refused

NAMED = 5
"""So many known names are told in a sentence."""


class Known(StrEnum):
    """What becomes of the lines whose name a client bears already."""

    SKIP = "skip"
    """They are left out: the same list, a few clients longer."""
    ADD = "add"
    """They are other people, and come in as well."""


@dataclass
class NamesKnown(Refused):
    """Some names are already among the clients: the same list once more would double what they owe.

    One may say what becomes of them. `names` are the first ones.
    """

    file: str
    count: int
    names: str
    sentence: ClassVar[str] = N_("{count} names of {file} are already among the clients: {names}.")


def among(keys: Sequence[str]) -> Sequence[int]:
    """Which of the names a client bears already; each client is one of them."""
    left = duplicates.known_names(map(duplicates.any_order, keys))
    found = array("I")
    for number, key in enumerate(keys if left else ()):
        name = duplicates.any_order(key)
        if left[name] > 0:
            left[name] -= 1
            found.append(number)
    return found


def refusal(source: ClientFile, known: Sequence[int]) -> NamesKnown:
    """That some names are known, with the first ones."""
    first = (source.accounts[number] for number in known[:NAMED])
    names = [f"{last_name} {first_name}".strip() for last_name, first_name, _ in first]
    if len(known) > NAMED:
        names.append("…")
    return NamesKnown(source.name, len(known), ", ".join(names))
