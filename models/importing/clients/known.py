"""Finds the clients of a file who are clients already: by their code, their name or their phone."""

from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice
from typing import ClassVar

from models.importing.batches import NAMED, ImportedClient, ImportUndoing, named
from models.importing.clients.accounts import Accounts
from models.importing.clients.file import ClientFile
from models.importing.clients.titles import ClientColumn
from models.importing.files.separated import Faults
from models.people.clients.aliases import survivors
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import code_taken
from models.people.duplicates import at_entry
from models.refusals import N_, Refused
from models.store.search.folding import loose
from models.values import ZERO, Centimes

COMPARED = 100
"""How many clients of one name are compared with a line."""
NEARLY = 0.88
"""How much alike two names must be, of which the phone or the code is the same."""


class Known(StrEnum):
    """What to do with lines of clients who exist already."""

    SKIP = "skip"
    """Leave them out: it is the same list, with a few clients added."""
    COMPLETE = "complete"
    """Fill in what is empty on their fiches; what they owe stays what it is."""
    ADD = "add"
    """Add them: they are other people. Who is known by their code is left out, as a code is one person's."""


class KnownBy(StrEnum):
    """What a client of the file has in common with one who exists."""

    CODE = "code"
    NAME = "name"
    PHONE = "phone"


@dataclass
class NamesKnown(Refused):
    """Some clients already exist: importing the same list again would double what they owe.

    The caller may choose a `Known` to go on. `names` are the first of them.
    """

    file: str
    count: int
    names: str
    sentence: ClassVar[str] = N_("{count} names of {file} are already among the clients: {names}.")


@dataclass
class WouldCountTwice(Refused):
    """What clients owe who may be known already would count a second time. The caller may say that sum."""

    file: str
    count: int
    twice: Centimes
    sentence: ClassVar[str] = N_(
        "{file}: {twice} of {count} clients who are known would count a second time."
    )


@dataclass(frozen=True, slots=True)
class Matches:
    """The lines of a file whose clients exist.

    Attributes:
        positions: the positions of these lines, counted from 0.
        clients: for each, the client it means.
        by: for each, what it has in common with them.
        faults: codes of the file that belong to somebody else.
        other_names: how many phones of the file belong to a client with another name.
    """

    positions: Sequence[int]
    clients: Sequence[int]
    by: Sequence[KnownBy]
    faults: Faults
    other_names: int

    def __len__(self) -> int:
        return len(self.positions)

    def not_by_code(self) -> list[int]:
        """The positions of the lines that are known by their name or phone."""
        return [number for number, by in zip(self.positions, self.by, strict=True) if by is not KnownBy.CODE]


@dataclass(slots=True)
class _Fiche:
    """A client who exists, and may stand for one line of the file."""

    client: int
    name_key: str
    code: str
    phones: tuple[str, ...]
    taken: bool = False


def match(source: ClientFile) -> Matches:
    """Whom the lines of a file mean. Each fiche stands for one line; one that was merged, for its survivor.

    A code decides, where the names do not differ; then the name, of several the one with the same phone; then
    a phone, where the names nearly agree. Reads every client once.
    """
    return _Matching(source).result()


class _Matching:
    def __init__(self, source: ClientFile) -> None:
        self._source = source
        self._accounts: Accounts = source.accounts
        self._names = [at_entry.any_order(key) for key in self._accounts.keys]
        beside = self._accounts.beside
        self._codes: Sequence[str] = beside.get("code", ())
        self._phones = [beside[name] for name in ("mobile", "home_phone", "work_phone") if name in beside]
        self._by_name: dict[str, deque[_Fiche]] = {}
        self._by_code: dict[str, _Fiche] = {}
        self._by_phone: dict[str, list[_Fiche]] = {}
        self._positions, self._clients = array("I"), array("q")
        self._by: list[KnownBy] = []
        self._faults, self._other_names = Faults(), 0

    def result(self) -> Matches:
        if len(self._accounts):
            self._read_fiches()
        for position in (
            range(len(self._accounts)) if self._by_name or self._by_code or self._by_phone else ()
        ):
            self._look(position)
        return Matches(self._positions, self._clients, self._by, self._faults, self._other_names)

    def _read_fiches(self) -> None:
        names, codes = set(self._names), {code for code in self._codes if code}
        phones = {phone for column in self._phones for phone in column if phone}
        leads = survivors()
        for client, status, key, code, *numbers in _everybody():
            if status == ClientStatus.TRASHED:  # Nobody is known by them, and their code is not given again.
                if code in codes:
                    self._by_code[code] = _Fiche(client, "", code, ())
                continue
            name = at_entry.any_order(key)
            shared = [number for number in numbers if number in phones]
            if name not in names and code not in codes and not shared:
                continue
            fiche = _Fiche(leads.get(client, client), key, code, tuple(filter(None, numbers)))
            if name in names:
                self._by_name.setdefault(name, deque()).append(fiche)
            if code in codes:
                self._by_code[code] = fiche
            for number in shared:
                self._by_phone.setdefault(number, []).append(fiche)

    def _look(self, position: int) -> None:
        phones = {column[position] for column in self._phones} - {""}
        code = self._codes[position] if self._codes else ""
        bearer = self._by_code.get(code) if code else None
        if bearer is not None:
            if self._agree(position, bearer):
                self._found(position, bearer, KnownBy.CODE)
            else:
                self._blame(position, bearer)
            return
        fiche = self._namesake(position, phones)
        if fiche is not None:
            self._found(position, fiche, KnownBy.NAME)
            return
        sharing = [fiche for phone in phones for fiche in self._by_phone.get(phone, ()) if not fiche.taken]
        near = [fiche for fiche in sharing if self._agree(position, fiche)]
        if len({fiche.client for fiche in near}) == 1:
            self._found(position, near[0], KnownBy.PHONE)
        elif sharing:
            self._other_names += 1

    def _namesake(self, position: int, phones: set[str]) -> _Fiche | None:
        """A client of this name who stands for no line yet: best one with the same phone and the same
        spelling.
        """
        fiches = self._by_name.get(self._names[position])
        while fiches and fiches[0].taken:
            fiches.popleft()
        if not fiches:
            return None
        key = self._accounts.keys[position]
        free = (fiche for fiche in islice(fiches, COMPARED) if not fiche.taken)
        return max(free, key=lambda each: (not phones.isdisjoint(each.phones), each.name_key == key))

    def _found(self, position: int, fiche: _Fiche, by: KnownBy) -> None:
        fiche.taken = True
        self._positions.append(position)
        self._clients.append(fiche.client)
        self._by.append(by)

    def _agree(self, position: int, fiche: _Fiche) -> bool:
        """Whether both may be one person: all words of one name are in the other, or nearly alike."""
        one, other = self._names[position], at_entry.any_order(fiche.name_key)
        words, others = set(loose(self._accounts.keys[position]).split()), set(loose(fiche.name_key).split())
        if not others:
            return False
        return words <= others or words >= others or SequenceMatcher(None, one, other).ratio() >= NEARLY

    def _blame(self, position: int, bearer: _Fiche) -> None:
        taken = code_taken(bearer.code, Client.get(Client.code == bearer.code))
        columns = self._source.columns
        place = columns.number(ClientColumn.CODE) if columns else 1
        self._faults.blame(self._accounts.lines[position], place, taken)


def _everybody() -> Iterator[tuple[int, ClientStatus, str, str, str, str, str]]:
    """All clients with what they may be known by, but for those who were forgotten, and those who were put
    away when the import that brought them was undone; those in the trash keep their codes all the same.
    """
    undone = (
        ImportedClient.select(ImportedClient.client)
        .join(ImportUndoing, on=ImportUndoing.batch == ImportedClient.batch)
        .where(ImportedClient.edit.is_null())
    )
    listed = (ClientStatus.ACTIVE, ClientStatus.SLEEPING, ClientStatus.TRASHED)
    phones = (Client.mobile, Client.home_phone, Client.work_phone)
    rows = Client.select(Client.id, Client.status, Client.name_key, Client.code, *phones).where(
        Client.status != ClientStatus.ANONYMISED, Client.status.in_(listed) | Client.id.not_in(undone)
    )
    yield from rows.order_by(Client.id).tuples().iterator()


def refusal(source: ClientFile, known: Sequence[int]) -> NamesKnown:
    """The refusal that names the first of the known names."""
    first = (source.accounts[number] for number in known[:NAMED])
    names = [f"{last_name} {first_name}".strip() for last_name, first_name, _ in first]
    return NamesKnown(source.name, len(known), named(names, len(known)))


def twice(source: ClientFile, matches: Matches) -> Centimes:
    """The balances that adding everybody would count a second time, added up without their signs: those of
    clients who are known, but not by their code, as these are left out.
    """
    return sum((abs(source.accounts[number].balance) for number in matches.not_by_code()), ZERO)
