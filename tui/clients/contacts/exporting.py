"""The contacts of all clients as a file, as the list stands: on paper, or for a spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _, formats
from locales.words import contacts as words
from models.people.contacts.listing import ContactListing, ContactRow
from models.pharmacy.parties import party, pharmacy_as
from models.refusals import Refused
from models.store import clock, settings
from models.values import Progress
from printing import files
from printing.exports import listing as spreadsheet
from printing.exports import workbook
from printing.exports.cells import Cell
from printing.papers import listing as listing_paper
from printing.papers.listing import ListPaper
from printing.refusals import Cancelled
from tui.clients.exporting import FileForm, NobodyListed
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.widgets.ticks import every

MOST_ON_PAPER = 5000
"""A list of more is not read on paper, and takes minutes."""

_COLUMNS: tuple[tuple[str, Callable[[ContactRow], Cell]], ...] = (
    (N_("Last name"), lambda row: row.last_name),
    (N_("First name"), lambda row: row.first_name),
    (N_("Relation"), lambda row: row.relation),
    (N_("No."), lambda row: str(row.client)),
    (N_("Client"), lambda row: row.client_name),
    (N_("Mobile"), lambda row: formats.phone(row.mobile)),
    (N_("Phone"), lambda row: formats.phone(row.phone)),
    (N_("E-mail"), lambda row: row.email),
    (N_("Born on"), lambda row: row.birth_date or ""),
    (N_("Site"), lambda row: row.site),
)
_ON_PAPER: tuple[tuple[str, Callable[[ContactRow], Cell]], ...] = (
    *_COLUMNS[:3],
    (N_("Client"), lambda row: row.client_name),
    (N_("Phone"), lambda row: formats.phone(row.mobile or row.phone)),
    (N_("Born on"), lambda row: row.birth_date or ""),
)
"""What fits beside each other."""


@dataclass
class TooManyContacts(Refused):
    """More than are printed."""

    most: int
    sentence: ClassVar[str] = N_("Paper takes at most {most} contacts: narrow the list, or write a CSV.")


async def export(desk: BaseScreen[Any], listing: ContactListing) -> None:
    """Asks which form the file has, writes it and says where. Raises `NobodyListed`, `TooManyContacts` or
    `TooManyForWorkbook`.
    """
    count = listing.count()
    if not count:
        raise NobodyListed
    ways = [Way(FileForm.PDF, "PDF", _("on paper")), Way(FileForm.CSV, "CSV"), Way(FileForm.XLSX, "XLSX")]
    said = words.narrowed(listing) or _("all contacts in use")
    chosen = await desk.ask(
        ChooseDialog(_("Contacts: {count}").format(count=formats.count(count)), said, ways)
    )
    if not chosen:
        return
    form = FileForm(chosen)
    if form is FileForm.PDF and count > MOST_ON_PAPER:
        raise TooManyContacts(MOST_ON_PAPER)
    if form is FileForm.XLSX:
        workbook.check(count)

    def task(folder: Path, progress: Progress) -> Path:
        path = spreadsheet.free_path(folder, _("Contacts_{day}"), clock.today(), form)
        if form is FileForm.PDF:
            return listing_paper.write(_paper(listing), path, progress)
        titles = [_(title) for title, _cell in _COLUMNS]
        rows = _rows(listing, count, progress)
        if form is FileForm.XLSX:
            return workbook.write(titles, rows, path)
        return files.write((each.encode() for each in spreadsheet.lines(titles, rows)), path)

    await papers.write(desk, _("Contacts"), _("Writing the contacts"), task)


def _rows(listing: ContactListing, count: int, progress: Progress) -> Iterator[list[Cell]]:
    """The cells of each contact. Raises `Cancelled` where `progress` answers false."""
    for done, row in enumerate(every(listing)):
        if not progress(min(done, count), count):
            raise Cancelled
        yield [cell(row) for _title, cell in _COLUMNS]


def _paper(listing: ContactListing) -> ListPaper:
    now = clock.local(clock.now())
    rows = [[cell(row) for _title, cell in _ON_PAPER] for row in every(listing)]
    return ListPaper(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        title=_("Contacts"),
        facts=(
            (_("Who"), words.narrowed(listing) or _("all contacts in use")),
            (_("Contacts"), formats.count(len(rows))),
            (_("Day"), formats.day(now)),
        ),
        titles=[_(title) for title, _cell in _ON_PAPER],
        rows=rows,
        created=now,
    )
