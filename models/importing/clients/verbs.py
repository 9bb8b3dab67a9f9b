"""Imports clients with their opening balances: a preview, then all of them or none (import-flow)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from peewee import JOIN

from models.files.reading import FileRefused
from models.importing import batches
from models.importing.batches import ImportSubject
from models.importing.clients import completing
from models.importing.clients import file as client_file
from models.importing.clients import known as client_known
from models.importing.clients.accounts import Accounts
from models.importing.clients.completing import Missing
from models.importing.clients.file import ClientFile, NoClientInside
from models.importing.clients.known import Known, Matches, WouldCountTwice
from models.importing.files.faults import HasFaults
from models.importing.files.made_when_asked import MadeWhenAsked
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import LineFault
from models.importing.files.steps import Steps
from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import post_many
from models.people.clients import bulk, bulk_edit
from models.people.clients.bulk import NewClient
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


@dataclass(frozen=True)
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
    matches: Matches
    """Which accounts are clients already. If fewer clients than lines bear a name, the last of those lines
    count as new.
    """
    missing: Missing
    """What completing would write on the fiches of known clients."""
    before: ImportedBefore | None
    """The earlier import of the same content, which is refused unless the caller insists."""

    @property
    def known(self) -> Sequence[int]:
        """The accounts, counted from 0, who are clients already."""
        return self.matches.positions

    @cached_property
    def twice(self) -> Centimes:
        """What adding everybody would count a second time, if those who are known are the same people."""
        return client_known.twice(self.source, self.matches)

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
        """What a repeated request to carry it out is recognized by."""
        return self.source.read_as.recognised(self.source.digest)

    @property
    def only_new(self) -> "Imported":
        """The same preview without the names that already exist."""
        return _added(self.source.accounts, set(self.known))

    @property
    def completed(self) -> "Imported":
        """The same where the fiches of those who are known are completed."""
        new = self.only_new
        return Imported(new.count, new.debt, new.credit, len(self.missing))

    @property
    def faults(self) -> Sequence[LineFault]:
        """The first wrong lines; `fault_count` says how many there are."""
        others = self.matches.faults.first
        return (
            sorted((*self.source.faults, *others), key=lambda each: each.line)
            if others
            else self.source.faults
        )

    @property
    def fault_count(self) -> int:
        """The number of wrong cells and lines. Unless it is 0, nothing can be imported."""
        return self.source.fault_count + self.matches.faults.count


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added, and how many fiches it completed."""

    count: int
    debt: Centimes
    credit: Centimes
    completed: int = 0


def read(
    path: str | Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> Preview:
    """Previews the import of a file. Writes nothing.

    `progress` is called with the bytes read and the bytes in all, and returns whether to go on. Raises what
    `client_file.read` raises.
    """
    source = client_file.read(Path(path).expanduser(), progress, encoding, read_as)
    keys, balances = source.accounts.keys, source.accounts.balances
    homonyms = len(keys) - len(set(keys))
    matches = client_known.match(source)
    missing = completing.missing(source.accounts, matches)
    return Preview(source, *_owed(balances), homonyms, matches, missing, _imported_before(source))


def _added(accounts: Accounts, left_out: set[int]) -> "Imported":
    rest = [each for number, each in enumerate(accounts.balances) if number not in left_out]
    return Imported(len(rest), *_owed(rest))


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
    debt, credit = Centimes(detail["debt"]), Centimes(detail["credit"])
    return Imported(detail["count"], debt, credit, detail.get("completed", 0))


@verb(VERB, Right.IMPORT_CLIENTS, answers=_as_before)
def carry_out(
    preview: Preview,
    *,
    by: By,
    again: bool = False,
    known: Known | None = None,
    twice: Centimes | None = None,
    progress: Progress = lambda done, total: True,
) -> Imported:
    """Adds the clients of a preview, each with the opening balance the file gives, in one transaction.

    `again` insists on a file that was imported before, `known` says what becomes of clients who exist, and
    `twice` is the sum that adding these counts a second time; `progress` hears how far it is, and where it
    answers false nothing is kept. Raises `HasFaults`, `ImportedBefore`, `NamesKnown`, `WouldCountTwice`,
    `NothingNew`, `Stopped`, `StaffInactive`.
    """
    source = preview.source
    if preview.fault_count:
        raise HasFaults(source.name, preview.fault_count)
    if not source.accounts:
        raise NoClientInside(source.name)
    engine().serialise("import")
    before = _imported_before(source)
    if before and not again and known not in (Known.SKIP, Known.COMPLETE):
        raise before
    chosen = _chosen(source, known, twice)
    new = chosen.accounts
    done_now = Imported(len(new), *_owed(new.balances), len(chosen.missing))
    record = trail.leave(by, file=source.name, digest=source.digest, batch=True, **asdict(done_now))
    steps = Steps(2 * len(new) + len(chosen.missing), progress)
    edits = bulk_edit.edit(chosen.missing, by, steps.of(0)) if chosen.missing else {}
    added = _write(new, record, steps.after(len(chosen.missing))) if new else ()
    batches.keep_clients(batches.begin(record, ImportSubject.CLIENTS), added, edits)
    return done_now


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Whom to add, and what to complete."""

    accounts: Accounts
    missing: Missing


def _chosen(source: ClientFile, known: Known | None, twice: Centimes | None) -> _Chosen:
    """Worked out inside the transaction, as clients may have changed since the preview."""
    matches = client_known.match(source)
    if matches.faults.count:
        raise HasFaults(source.name, matches.faults.count)
    if len(matches) and known is None:
        raise client_known.refusal(source, matches.positions)
    if known is Known.ADD:
        would = client_known.twice(source, matches)
        if would and twice != would:
            raise WouldCountTwice(source.name, len(matches.not_by_code()), would)
        left_out = set(matches.positions).difference(matches.not_by_code())
    else:
        left_out = set(matches.positions)
    missing = completing.missing(source.accounts, matches) if known is Known.COMPLETE else {}
    if len(left_out) == len(source.accounts) and not missing:
        raise NothingNew(source.name)
    return _Chosen(source.accounts.without(left_out) if left_out else source.accounts, missing)


def _write(accounts: Accounts, record: Trail, progress: "Steps") -> Sequence[int]:
    clients = bulk.insert(_Clients(accounts), progress.of(0), accounts.keys)
    owed = zip(clients, accounts.balances, strict=True)
    debts = sorted((client, Centimes(balance)) for client, balance in owed if balance)
    if debts:
        post_many(
            record, OperationKind.OPENING, Account.OPENING, debts, clock.today(), progress.of(len(accounts))
        )
    return clients


def _imported_before(source: ClientFile) -> ImportedBefore | None:
    rows = (
        Trail.select(Trail.detail, Trail.at, Staff.name)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(
            Trail.verb == VERB,
            Trail.detail.contains(source.digest),
            Trail.id.not_in(batches.undone_requests()),
        )
        .order_by(Trail.id)
    )
    for row in rows:
        if row.details()["digest"] == source.digest:
            by = row.staff.name if row.staff else ""
            return (ImportedBefore if by else ImportedAtTheShell)(source.name, row.at, by)
    return None


class _Clients(MadeWhenAsked[NewClient]):
    """The accounts as clients, each built when it is written: a hundred thousand at once would take 60 MB."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def __len__(self) -> int:
        return len(self._accounts)

    def made(self, index: int) -> NewClient:
        return NewClient(self._accounts.fields(index))
