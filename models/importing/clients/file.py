"""Reads a file of clients whole and checks every line before anything is written (import-csv)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from models.files.reading import FileRefused
from models.importing.clients import lines as client_lines
from models.importing.clients import titles as client_titles
from models.importing.clients.accounts import Accounts, NewAccount, split_name
from models.importing.clients.cells import MAY_BE_LEFT_OUT
from models.importing.clients.lines import Layout
from models.importing.clients.titled import NAMELESS, TitledReading
from models.importing.clients.titles import ClientColumn
from models.importing.files import tables, text_file
from models.importing.files.faults import QUOTED, NotAName
from models.importing.files.reading import AS_IT_IS, ReadAs
from models.importing.files.separated import Faults, LineFault
from models.importing.files.tables import Table
from models.importing.files.titles import Titles
from models.people.clients.table import name_key
from models.refusals import N_, Refused
from models.values import Centimes, Progress

__all__ = ["Accounts", "ClientFile", "NewAccount", "NoClientInside", "read", "split_name"]


class NoClientInside(FileRefused):
    sentence: ClassVar[str] = N_("{file} holds no client.")


@dataclass(frozen=True, slots=True)
class ClientFile:
    """The clients and faults of a file. Nothing can be imported unless `fault_count` is 0."""

    name: str
    digest: str
    """SHA-256 of the file's bytes."""
    encoding: str
    """The encoding's name, as shown to a person; of a workbook, its kind."""
    delimiter: str
    """Empty for a workbook."""
    decimal_mark: str
    titles: bool
    """Whether the first line names the columns."""
    blank_lines: int
    accounts: Accounts
    faults: Sequence[LineFault]
    """The first faults; `fault_count` counts all of them."""
    fault_count: int
    columns: Titles[ClientColumn] | None = None
    """What the columns hold, where the first line names them; None for names and balances alone."""
    sheet: str = ""
    """The sheet of a workbook that has several."""
    read_as: ReadAs = AS_IT_IS
    left_out: Sequence[LineFault] = ()
    """The first cells that were left empty as they could not be read; `left_out_count` counts all of them."""
    left_out_count: int = 0

    def may_leave_out(self, faults: Sequence[LineFault]) -> bool:
        """Whether these are faults of cells that may stay empty."""
        if self.columns is None or self.fault_count > len(faults):
            return False
        fields = [each.field for each in self.columns.columns]
        return all(fields[fault.column - 1] in MAY_BE_LEFT_OUT for fault in faults)


def read(
    path: Path,
    progress: Progress = lambda done, total: True,
    encoding: str = "",
    read_as: ReadAs = AS_IT_IS,
) -> ClientFile:
    """Reads the clients and faults of a file, in the given encoding or else in the one detected.

    Raises a `FileRefused` where it is no file of clients, `NoSuchEncoding`, or `Stopped`.
    """
    with tables.opened(path, progress, encoding, read_as.sheet) as table:
        columns = client_titles.understand(table.name, table.head, read_as.columns)
        if columns is None or (table.text is not None and client_titles.is_strict(columns)):
            found = _strict(table, progress)
        else:
            found = _titled(table, columns, read_as)
    if not found.accounts and not found.fault_count:
        raise NoClientInside(table.name)
    return found


def _titled(table: Table, columns: Titles[ClientColumn], read_as: ReadAs) -> ClientFile:
    reading = TitledReading(columns, leave_out=read_as.leave_out, padded=table.text is None)
    reading.take_all(table.rows)
    return ClientFile(
        name=table.name,
        digest=table.digest,
        encoding=table.encoding,
        delimiter=table.separated.delimiter,
        decimal_mark="",
        titles=True,
        blank_lines=reading.blank_lines,
        accounts=reading.accounts,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
        columns=columns,
        sheet=table.sheet,
        read_as=read_as,
        left_out=reading.left_out.first,
        left_out_count=reading.left_out.count,
    )


def _strict(table: Table, progress: Progress) -> ClientFile:
    reading = _Reading()
    if table.text is not None:
        for number, line in reading.layout.records(text_file.lines(table.text, progress)):
            reading.judge(number, line)
    else:
        for number, cells in table.rows:
            reading.judge_cells(number, cells)
    return ClientFile(
        name=table.name,
        digest=table.digest,
        encoding=table.encoding,
        delimiter=(reading.layout.delimiter or ",") if table.text is not None else "",
        decimal_mark=reading.layout.decimal_mark or ".",
        titles=reading.titles,
        blank_lines=reading.blank_lines,
        accounts=reading.accounts,
        faults=reading.faults.first,
        fault_count=reading.faults.count,
        sheet=table.sheet,
    )


class _Reading:
    """The state of the reading of names and balances so far."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.titles = False
        self._begun = False
        self.blank_lines = 0
        self.accounts = Accounts()
        self.faults = Faults()

    def judge(self, number: int, line: str) -> None:
        """Takes a line as a client, as titles, as blank or as a fault."""
        if not line.strip(" \t,;"):
            self.blank_lines += 1
            return
        first, self._begun = not self._begun, True
        try:
            cells = self.layout.cells(line)
        except Refused as reason:
            self.faults.blame(number, 1, reason)
            return
        self._judge(number, cells, first)

    def judge_cells(self, number: int, cells: Sequence[str] | Refused) -> None:
        """The same of a row of a workbook; empty cells at its end are none."""
        if isinstance(cells, Refused) or not cells:
            self.blank_lines += 1
            return
        first, self._begun = not self._begun, True
        filled = max(place for place, cell in enumerate(cells, 1) if cell)
        if filled > client_lines.COLUMNS:
            self.faults.blame(number, 1, client_lines.ColumnCount(filled))
            return
        self._judge(number, [*cells, ""][: client_lines.COLUMNS], first)

    def _judge(self, number: int, cells: Sequence[str], first: bool) -> None:
        """Both cells of a line may be wrong."""
        name, balance = cells
        if first and client_lines.are_titles(name, balance):
            self.titles = True
            return
        who, owed = self._name(number, name), self._balance(number, balance)
        if who is not None and owed is not None:
            self.accounts.add(*who, owed, number)

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
