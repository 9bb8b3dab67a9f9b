"""The clients of a file, kept column by column: a million with names alone take 170 MB instead of 450."""

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from models.importing.files.made_when_asked import MadeWhenAsked
from models.people.clients.fields import ClientFields
from models.values import Centimes


class NewAccount(NamedTuple):
    """A client to add. `balance` is what they owe; negative where they have a credit."""

    last_name: str
    first_name: str
    balance: Centimes


class Accounts(MadeWhenAsked[NewAccount]):
    """The clients of a file, each built when asked for.

    Args:
        first_names: whether the first names are apart; else a name is split where that is certain.
        beside: the fields of a fiche that the file holds beside names and balances.
    """

    def __init__(self, beside: Sequence[str] = (), *, first_names: bool = False) -> None:
        self._names: list[str] = []
        self._first_names: list[str] | None = [] if first_names else None
        self.keys: list[str] = []
        """The sort key of each client."""
        self.balances = array("q")
        self.lines = array("I")
        """The line of each client."""
        self.beside: dict[str, list[Any]] = {name: [] for name in beside}
        """The other fields, each checked."""

    def add(
        self,
        name: str,
        key: str,
        balance: Centimes,
        line: int = 0,
        first_name: str = "",
        beside: Sequence[Any] = (),
    ) -> None:
        """Appends a client."""
        self._names.append(name)
        self.keys.append(key)
        self.balances.append(int(balance))
        self.lines.append(line)
        if self._first_names is not None:
            self._first_names.append(first_name)
        for column, value in zip(self.beside.values(), beside, strict=True):
            column.append(value)

    def without(self, numbers: Iterable[int]) -> "Accounts":
        """The same accounts without those at these positions, counted from 0."""
        left_out = set(numbers)
        rest = Accounts(tuple(self.beside), first_names=self._first_names is not None)
        for number, (name, key, balance) in enumerate(
            zip(self._names, self.keys, self.balances, strict=True)
        ):
            if number not in left_out:
                first = self._first_names[number] if self._first_names is not None else ""
                beside = [column[number] for column in self.beside.values()]
                rest.add(name, key, Centimes(balance), self.lines[number], first, beside)
        return rest

    def fields(self, index: int) -> ClientFields:
        """What the file says of a client, as fields of a fiche."""
        last_name, first_name = self._name(index)
        said = {name: column[index] for name, column in self.beside.items()}
        return ClientFields(last_name, first_name, **said)

    def _name(self, index: int) -> tuple[str, str]:
        if self._first_names is not None:
            return self._names[index], self._first_names[index]
        return split_name(self._names[index])

    def __len__(self) -> int:
        return len(self._names)

    def made(self, index: int) -> NewAccount:
        return NewAccount(*self._name(index), Centimes(self.balances[index]))


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞŒŸ", "a-zß-öø-ÿœ"
_CERTAIN = re.compile(
    f"([{_UPPER}][{_UPPER}'’-]+(?: [{_UPPER}][{_UPPER}'’-]+)*) "
    f"([{_UPPER}][{_LOWER}]+(?:[ '’-][{_UPPER}]?[{_LOWER}]+)*)"
)


def split_name(whole: str) -> tuple[str, str]:
    """Splits a name into last and first name where capitals make the split certain (MARTIN DUC Jean-Pierre);
    otherwise the whole is the last name.

    One column holds the whole name, and nothing in “Martin Jean” or “Pharmacie ATLAS” says where to split it.
    """
    found = _CERTAIN.fullmatch(whole)
    return (found[1], found[2]) if found else (whole, "")
