"""Imports clients with their opening balances: a preview, then all of them or none (import-flow)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, overload

from peewee import JOIN

from models.files.reading import FileRefused
from models.importing.clients import file as client_file
from models.importing.clients import known as client_known
from models.importing.clients.file import Accounts, ClientFile, NewAccount, NoClientInside
from models.importing.clients.known import Known
from models.importing.files.faults import HasFaults
from models.importing.files.separated import LineFault
from models.importing.files.text_file import Stopped
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import post_many
from models.people.clients import bulk
from models.people.clients.bulk import NewClient
from models.people.clients.verbs import ClientFields
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.connection import engine
from models.values import Centimes, Progress

VERB = "client_import.carry_out"


@dataclass
class ImportedBefore(Refused):
    """The same bytes were imported before; importing them again would double every
    debt. The caller may insist.
    """

    file: str
    at: datetime
    by: str
    sentence: ClassVar[str] = N_("{file} was already imported on {at} by {by}.")


class NothingNew(FileRefused):
    """Every name already exists, and only new ones were asked for."""

    sentence: ClassVar[str] = N_("{file} names nobody who is not among the clients.")


class ImportedAtTheShell(ImportedBefore):
    sentence: ClassVar[str] = N_("{file} was already imported on {at}, from the command line.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing has been written."""

    source: ClientFile
    debt: Centimes
    """The sum of what clients owe."""
    credit: Centimes
    """The sum of what other clients have; positive."""
    homonyms: int
    """The number of lines with the name of an earlier line. Two people may have one
    name, so they are imported.
    """
    known: Sequence[int]
    """The accounts, counted from 0, whose name an existing client bears. If fewer clients than lines bear a
    name, the last of those lines count as new.
    """
    before: ImportedBefore | None
    """The earlier import of the same content, which is refused unless the caller insists."""

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return self.source.name

    @property
    def encoding(self) -> str:
        """The encoding in which the file is read."""
        return self.source.encoding

    @property
    def count(self) -> int:
        """The number of clients that would be added."""
        return len(self.source.accounts)

    def recognised_by(self) -> object:
        """The digest by which a repeated request to carry it out is recognized."""
        return self.source.digest

    @property
    def only_new(self) -> "Imported":
        """The same preview without the names that already exist."""
        known = set(self.known)
        rest = [each for number, each in enumerate(self.source.accounts.balances) if number not in known]
        return Imported(len(rest), *_owed(rest))

    @property
    def faults(self) -> Sequence[LineFault]:
        """The first wrong lines; `fault_count` says how many there are."""
        return self.source.faults

    @property
    def fault_count(self) -> int:
        """The number of wrong cells and lines. Unless it is 0, nothing can be imported."""
        return self.source.fault_count


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added."""

    count: int
    debt: Centimes
    credit: Centimes


def read(path: str | Path, progress: Progress = lambda done, total: True, encoding: str = "") -> Preview:
    """Previews the import of a file. Writes nothing.

    `progress` is called with the bytes read and the bytes in all, and returns whether to go on. Raises what
    `client_file.read` raises.
    """
    source = client_file.read(Path(path).expanduser(), progress, encoding)
    keys, balances = source.accounts.keys, source.accounts.balances
    homonyms = len(keys) - len(set(keys))
    return Preview(source, *_owed(balances), homonyms, client_known.among(keys), _imported_before(source))


def _owed(balances: Iterable[int]) -> tuple[Centimes, Centimes]:
    """The sum of the debts and the sum of the credits; both positive."""
    debt = credit = 0
    for balance in balances:
        if balance > 0:
            debt += balance
        else:
            credit -= balance
    return Centimes(debt), Centimes(credit)


def _as_before(done: Trail) -> Imported:
    detail = done.details()
    return Imported(detail["count"], Centimes(detail["debt"]), Centimes(detail["credit"]))


@verb(VERB, Right.IMPORT_CLIENTS, answers=_as_before)
def carry_out(
    preview: Preview,
    *,
    by: By,
    again: bool = False,
    known: Known | None = None,
    progress: Progress = lambda done, total: True,
) -> Imported:
    """Adds every client of a preview, each with the opening balance the file gives, in one transaction.

    `again` insists on a file that was imported before, and `known` says what becomes of names that clients
    bear already; `progress` hears how far it is, and where it answers false nothing is kept. Raises
    `HasFaults`, `ImportedBefore`, `NamesKnown`, `NothingNew`, `Stopped`, `StaffInactive`.
    """
    source = preview.source
    if source.fault_count:
        raise HasFaults(source.name, source.fault_count)
    if not source.accounts:
        raise NoClientInside(source.name)
    engine().serialise("import")
    before = _imported_before(source)
    if before and not again and known is not Known.SKIP:
        raise before
    accounts = _chosen(source, known)
    done_now = Imported(len(accounts), *_owed(accounts.balances))
    record = trail.leave(by, file=source.name, digest=source.digest, **asdict(done_now))
    _write(accounts, record, _Progress(2 * len(accounts), progress))
    return done_now


def _chosen(source: ClientFile, known: Known | None) -> Accounts:
    """The accounts to add. Read inside the transaction, as clients may have changed since the preview."""
    if known is Known.ADD:
        return source.accounts
    there = client_known.among(source.accounts.keys)
    if there and known is None:
        raise client_known.refusal(source, there)
    if len(there) == len(source.accounts):
        raise NothingNew(source.name)
    return source.accounts.without(there) if there else source.accounts


def _write(accounts: Accounts, record: Trail, progress: "_Progress") -> None:
    clients = bulk.insert(_Clients(accounts), progress.of(0), accounts.keys)
    owed = zip(clients, accounts.balances, strict=True)
    debts = sorted((client, Centimes(balance)) for client, balance in owed if balance)
    post_many(
        record, OperationKind.OPENING, Account.OPENING, debts, clock.today(), progress.of(len(accounts))
    )


def _imported_before(source: ClientFile) -> ImportedBefore | None:
    rows = (
        Trail.select(Trail.detail, Trail.at, Staff.name)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(Trail.verb == VERB, Trail.detail.contains(source.digest))
        .order_by(Trail.id)
    )
    for row in rows:
        if row.details()["digest"] == source.digest:
            by = row.staff.name if row.staff else ""
            return (ImportedBefore if by else ImportedAtTheShell)(source.name, row.at, by)
    return None


class _Clients(Sequence[NewClient]):
    """The accounts as clients, each built when it is written: a hundred thousand at once would take 60 MB."""

    def __init__(self, accounts: Sequence[NewAccount]) -> None:
        self._accounts = accounts

    def __len__(self) -> int:
        return len(self._accounts)

    @overload
    def __getitem__(self, index: int) -> NewClient: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NewClient]: ...
    def __getitem__(self, index: int | slice) -> NewClient | Sequence[NewClient]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        last_name, first_name, _ = self._accounts[index]
        return NewClient(ClientFields(last_name, first_name))


class _Progress:
    """Reports progress over the clients and then their balances, and stops where
    the callback returns false.
    """

    def __init__(self, total: int, progress: Progress) -> None:
        self._total = total
        self._progress = progress

    def of(self, start: int) -> Callable[[int], None]:
        """The callback of one stage; `start` is the number done by the stages before it."""

        def report(done: int) -> None:
            if not self._progress(start + done, self._total):
                raise Stopped

        return report
