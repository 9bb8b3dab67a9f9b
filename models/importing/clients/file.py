"""Reads a file of clients whole and checks every line before anything is written (import-csv)."""

import hashlib
import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple, overload

from models.files.reading import FileRefused
from models.importing.clients import lines as client_lines
from models.importing.clients.lines import Layout
from models.importing.files import text_file
from models.importing.files.faults import QUOTED, NotAName
from models.importing.files.separated import Faults, LineFault
from models.people.clients.table import name_key
from models.refusals import N_, Refused
from models.values import Centimes, Progress

NAMELESS = name_key("", "")


class NoClientInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no client.")


class NewAccount(NamedTuple):
    """A client to add. `balance` is what they owe; negative where they have a credit."""

    last_name: str
    first_name: str
    balance: Centimes


class Accounts(Sequence[NewAccount]):
    """The clients of a file, each built when asked for: a million take 170 MB instead of 450."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self.keys: list[str] = []
        """The sort key of each client."""
        self.balances = array("q")

    def add(self, name: str, key: str, balance: Centimes) -> None:
        """Appends a client."""
        self._names.append(name)
        self.keys.append(key)
        self.balances.append(int(balance))

    def without(self, numbers: Iterable[int]) -> "Accounts":
        """The same accounts without those at these positions, counted from 0."""
        left_out = set(numbers)
        rest = Accounts()
        for number, (name, key, balance) in enumerate(
            zip(self._names, self.keys, self.balances, strict=True)
        ):
            if number not in left_out:
                rest.add(name, key, Centimes(balance))
        return rest

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, index: int) -> NewAccount: ...
    @overload
    def __getitem__(self, index: slice) -> list[NewAccount]: ...
    def __getitem__(self, index: int | slice) -> NewAccount | list[NewAccount]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return NewAccount(*split_name(self._names[index]), Centimes(self.balances[index]))


@dataclass(frozen=True, slots=True)
class ClientFile:
    """The clients and faults of a file. Nothing can be imported unless `fault_count` is 0."""

    name: str
    digest: str
    """SHA-256 of the file's bytes."""
    encoding: str
    """The encoding's name, as shown to a person."""
    delimiter: str
    decimal_mark: str
    titles: bool
    """Whether the first line names the columns."""
    blank_lines: int
    accounts: Accounts
    faults: Sequence[LineFault]
    """The first faults; `fault_count` counts all of them."""
    fault_count: int


def read(path: Path, progress: Progress = lambda done, total: True, encoding: str = "") -> ClientFile:
    """Reads the clients and faults of a file, in the given encoding or else in the one detected.

    Raises a `FileRefused` where it is no file of clients, `NoSuchEncoding`, or `Stopped`.
    """
    text = text_file.read(path, encoding)
    reading = _Reading()
    for number, line in reading.layout.records(text_file.lines(text, progress)):
        reading.judge(number, line)
    if not reading.accounts and not reading.faults.count:
        raise NoClientInside(text.name)
    return ClientFile(
        name=text.name,
        digest=hashlib.sha256(text.data).hexdigest(),
        encoding=text.encoding,
        delimiter=reading.layout.delimiter or ",",
        decimal_mark=reading.layout.decimal_mark or ".",
        titles=reading.titles,
        blank_lines=reading.blank_lines,
        accounts=reading.accounts,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
    )


class _Reading:
    """The state of the reading so far."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.titles = False
        self._begun = False
        self.blank_lines = 0
        self.accounts = Accounts()
        self.faults = Faults()

    def judge(self, number: int, line: str) -> None:
        """Takes a line as a client, as titles, as blank or as a fault; both of its cells may be wrong."""
        if not line.strip(" \t,;"):
            self.blank_lines += 1
            return
        first, self._begun = not self._begun, True
        try:
            name, balance = self.layout.cells(line)
        except Refused as reason:
            self.faults.blame(number, 1, reason)
            return
        if first and client_lines.are_titles(name, balance):
            self.titles = True
            return
        who, owed = self._name(number, name), self._balance(number, balance)
        if who is not None and owed is not None:
            self.accounts.add(*who, owed)

    def _name(self, number: int, text: str) -> tuple[str, str] | None:
        """The name in a cell and its sort key."""
        try:
            name = client_lines.name(text)
            key = name_key(*split_name(name))
            if key == NAMELESS:
                raise NotAName(text[:QUOTED])
        except Refused as reason:
            self.faults.blame(number, 1, reason)
            return None
        return name, key

    def _balance(self, number: int, text: str) -> Centimes | None:
        try:
            return self.layout.balance(text)
        except Refused as reason:
            self.faults.blame(number, 2, reason)
            return None


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
