"""The listing as a file: who is ticked, else the list as it stands, with chosen columns (list-print)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from locales import N_, _, formats, ngettext
from models.custom_fields.definitions import definitions
from models.custom_fields.table import CustomRecord
from models.money.ledger import open_items
from models.money.ledger.open_items import OpenItem
from models.people.clients.columns import fields_of_all
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client
from models.people.clients.ticks import Ticks
from models.people.staff import preferences
from models.refusals import Refused
from models.store import clock, many
from models.values import Progress
from printing.exports import workbook
from printing.exports.cells import Amount, Cell
from tui.clients.sections import registry
from tui.clients.sections.custom import flat
from tui.clients.sections.shown import shown
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, CheckField, ChoiceField, Field, Group, Option
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.widgets.ticks import every

COLUMNS = "listing columns"
"""The preference that stores the chosen columns."""
FORM = "listing form"
"""The preference that stores the chosen form of the file."""
_AT_ONCE = 500
_AT_FIRST = ("id", "last_name", "first_name", "mobile", "organism", "balance")

Item = TypeVar("Item")


@dataclass
class NobodyListed(Refused):
    sentence: ClassVar[str] = N_("Nobody is listed: there is nothing to write.")


class FileForm(StrEnum):
    """What the listing is written as; the value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of one client: the row, the fields of the editor, the oldest unpaid debit."""

    row: Client
    fields: dict[str, Any]
    oldest: OpenItem | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column that may be chosen. `title` is in the user's language."""

    key: str
    title: str
    cell: Callable[[_Given], Cell]


def columns() -> list[ExportColumn]:
    """The number, every field of the editor's sections, what is owed, and since when."""
    return [
        ExportColumn("id", _("No."), lambda given: str(given.row.id)),
        ExportColumn("code", _("Code"), lambda given: given.row.code),
        *(_of_field(field) for section in registry.in_use() for field in section.fields()),
        ExportColumn("balance", _("Balance"), lambda given: Amount(given.row.balance)),
        ExportColumn("oldest", _("Oldest debt"), lambda given: given.oldest.day if given.oldest else ""),
    ]


def _of_field(field: Field) -> ExportColumn:
    return ExportColumn(field.name, _(field.label), lambda given: _cell(field, given.fields.get(field.name)))


def _cell(field: Field, value: Any) -> Cell:
    if isinstance(value, date):
        return value
    if isinstance(field, AmountField) and value is not None:
        return Amount(value)
    return shown(field, value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written: the form of the file, and the keys of the columns."""

    form: FileForm
    columns: tuple[str, ...]


class ColumnsDialog(FormDialog[Wanted]):
    """Which form and which columns the file has; those of the last time are chosen.

    Args:
        clients: how many are written.
        offered: all columns.
        last: what is chosen at first.
    """

    FIELD_OF: ClassVar[Mapping[type[Refused], str]] = {workbook.TooManyForWorkbook: "form"}

    def __init__(self, clients: int, offered: Sequence[ExportColumn], last: Wanted) -> None:
        super().__init__()
        self._clients = clients
        self._offered = offered
        self._last = last

    def heading(self) -> str:
        said = ngettext("A list of {count} client", "A list of {count} clients", self._clients)
        return said.format(count=formats.count(self._clients))

    def fields(self) -> Sequence[Field | Group]:
        options = tuple(Option(form, form.value.upper()) for form in FileForm)
        return [
            ChoiceField("form", N_("File"), options=options),
            Group(""),
            *(CheckField(each.key, each.title) for each in self._offered),
        ]

    def start(self) -> dict[str, Any]:
        columns = {each.key: each.key in self._last.columns for each in self._offered}
        return {"form": self._last.form, **columns}

    def answer(self, values: dict[str, Any]) -> Wanted:
        chosen = tuple(each.key for each in self._offered if values[each.key])
        if not chosen:
            raise NoColumn
        wanted = Wanted(FileForm(values["form"]), chosen)
        if wanted.form is FileForm.XLSX:
            workbook.check(self._clients)
        return wanted


@dataclass
class NoColumn(Refused):
    sentence: ClassVar[str] = N_("Choose at least one column.")


async def export(desk: BaseScreen[Any], listing: ClientListing, ticks: Ticks) -> None:
    """Asks for the columns and writes the file, and says where it is. Raises `NobodyListed`."""
    ticked = ticks.count()
    total = ticked or listing.count()
    if not total:
        raise NobodyListed
    offered = columns()
    wanted = await desk.ask(ColumnsDialog(total, offered, _last(desk, offered)))
    if wanted is None:
        return
    preferences.remember(desk.officine.staff, COLUMNS, ",".join(wanted.columns))
    preferences.remember(desk.officine.staff, FORM, wanted.form)

    def task(folder: Path, progress: Progress) -> Path:
        from printing.exports.listing import free_path

        keys: Iterable[int] = ticks.in_name_order() if ticked else (row.id for row in every(listing))
        chosen = [each for each in columns() if each.key in wanted.columns]
        rows = rows_of(keys, chosen, total, progress)
        path = free_path(folder, clock.today(), wanted.form)
        return _WRITERS[wanted.form]([each.title for each in chosen], rows, path)

    await papers.write(desk, _("Listing"), _("Writing the listing"), task)


def _csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> Path:
    from printing import files
    from printing.exports.listing import lines

    return files.write((each.encode() for each in lines(titles, rows)), path)


_WRITERS = {FileForm.CSV: _csv, FileForm.XLSX: workbook.write}


def _last(desk: BaseScreen[Any], offered: Sequence[ExportColumn]) -> Wanted:
    known = {each.key for each in offered}
    kept = preferences.preferred(desk.officine.staff, COLUMNS).split(",")
    form = preferences.preferred(desk.officine.staff, FORM)
    chosen = tuple(key for key in kept if key in known) or _AT_FIRST
    return Wanted(FileForm(form) if form in set(FileForm) else FileForm.CSV, chosen)


def rows_of(
    keys: Iterable[int], wanted: Sequence[ExportColumn], total: int, progress: Progress
) -> Iterator[list[Cell]]:
    """The cells of each client, some hundreds read at once. Raises `Cancelled`."""
    from printing.refusals import Cancelled

    known, done = definitions(CustomRecord.CLIENT), 0
    with_debts = any(each.key == "oldest" for each in wanted)
    for chunk in _chunks(keys):
        if not progress(done, total):
            raise Cancelled
        rows = {row.id: row for row in Client.select().where(many.among(Client.id, chunk))}
        fields = fields_of_all(rows.values())
        debts = open_items.of_clients(chunk, debit=True) if with_debts else {}
        for key in chunk:
            if key in rows:
                owed = debts.get(key)
                given = _Given(rows[key], flat(fields[key], known), owed[0] if owed else None)
                yield [each.cell(given) for each in wanted]
        done += len(chunk)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, _AT_ONCE)):
        yield chunk
