"""The listing as a file: who is ticked, else the list as it stands, with chosen columns (list-print)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _, formats, ngettext
from locales.words import filters
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.ticks import Ticks
from models.people.staff import preferences
from models.pharmacy.parties import party, pharmacy_as
from models.refusals import Refused
from models.store import clock, settings
from models.values import Progress
from printing import files
from printing.exports import listing as spreadsheet
from printing.exports import workbook
from printing.exports.cells import Balance, Cell
from printing.papers import client_list
from tui.clients import views
from tui.clients.export_columns import ExportColumn, balance, columns, rows_of
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import CheckField, ChoiceField, Field, Group, Option
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.widgets.ticks import every

COLUMNS = "listing columns"
"""The preference that stores the chosen columns."""
FORM = "listing form"
"""The preference that stores the chosen form of the file."""
_AT_FIRST = ("id", "last_name", "first_name", "mobile", "organism", "balance")


@dataclass
class NobodyListed(Refused):
    sentence: ClassVar[str] = N_("Nobody is listed: there is nothing to write.")


class FileForm(StrEnum):
    """What the listing is written as; the value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


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

    FIELD_OF: ClassVar[Mapping[type[Refused], str]] = {
        workbook.TooManyForWorkbook: "form",
        client_list.TooManyForPaper: "form",
        client_list.TooManyColumns: "form",
    }

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
        elif wanted.form is FileForm.PDF:
            client_list.check(self._clients, len(chosen))
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
        keys: Iterable[int] = ticks.in_name_order() if ticked else (row.id for row in every(listing))
        chosen = [each for each in columns() if each.key in wanted.columns]
        titles = [each.title for each in chosen]
        path = spreadsheet.free_path(folder, _("Listing_{day}"), clock.today(), wanted.form)
        if wanted.form is FileForm.PDF:
            return _pdf(_who(listing, ticked), chosen, keys, total, path, progress)
        rows = rows_of(keys, chosen, total, progress)
        return _SPREADSHEETS[wanted.form](titles, rows, path)

    await papers.write(desk, _("Listing"), _("Writing the listing"), task)


def _csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> Path:
    return files.write((each.encode() for each in spreadsheet.lines(titles, rows)), path)


_SPREADSHEETS = {FileForm.CSV: _csv, FileForm.XLSX: workbook.write}


def _pdf(
    narrowed: str,
    chosen: Sequence[ExportColumn],
    keys: Iterable[int],
    total: int,
    path: Path,
    progress: Progress,
) -> Path:
    """Prints the list: reading the clients is the first quarter of the work."""
    with_balance = [*chosen, balance()]
    rows = list(rows_of(keys, with_balance, total, lambda done, _all: progress(done, 4 * total)))
    paper = client_list.ClientList(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        narrowed=narrowed,
        titles=[each.title for each in chosen],
        rows=[cells[:-1] for cells in rows],
        balances=[cells[-1].centimes for cells in rows if isinstance(cells[-1], Balance)],
        created=clock.local(clock.now()),
    )
    return client_list.write(paper, path, lambda done, steps: progress(steps + 3 * done, 4 * steps))


def _who(listing: ClientListing, ticked: int) -> str:
    """Who is on the paper, in words."""
    if ticked:
        return ngettext("{count} ticked", "{count} ticked", ticked).format(count=formats.count(ticked))
    view = [] if listing.view is ClientView.ACTIVE else [_(views.TITLES[listing.view])]
    return " · ".join([*view, filters.narrowed(listing.filter, listing.search)])


def _last(desk: BaseScreen[Any], offered: Sequence[ExportColumn]) -> Wanted:
    known = {each.key for each in offered}
    kept = preferences.preferred(desk.officine.staff, COLUMNS).split(",")
    form = preferences.preferred(desk.officine.staff, FORM)
    chosen = tuple(key for key in kept if key in known) or _AT_FIRST
    return Wanted(FileForm(form) if form in set(FileForm) else FileForm.CSV, chosen)
