"""The invoices of all clients as a list in a file, as they are listed: on paper, or for a spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _, formats
from locales.words import invoices as words
from models.pharmacy.parties import party, pharmacy_as
from models.refusals import Refused
from models.store import clock, settings
from models.trade.invoices.listing import InvoiceListing, Totals
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.table import InvoiceKind
from models.values import Progress
from printing import files
from printing.exports import listing as spreadsheet
from printing.exports import workbook
from printing.exports.cells import Amount, Cell
from printing.papers import listing as listing_paper
from printing.papers.listing import ListPaper
from printing.refusals import Cancelled
from tui.clients.exporting import FileForm
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.invoices.actions import NothingToPrint
from tui.parts import papers
from tui.widgets.ticks import every

MOST_ON_PAPER = 5000
"""A list of more is not read on paper, and takes minutes."""


def _signed(row: InvoiceRow, amount: Any) -> Cell:
    """An amount, below 0 for a credit note: so that a column adds up."""
    return Amount(-amount if row.kind is InvoiceKind.CREDIT_NOTE else amount)


_COLUMNS: tuple[tuple[str, Callable[[InvoiceRow], Cell]], ...] = (
    (N_("Date"), lambda row: row.day),
    (N_("No."), lambda row: row.number),
    (N_("Paper"), lambda row: words.kind(row.kind)),
    (N_("Client no."), lambda row: str(row.client)),
    (N_("Client"), lambda row: row.name),
    (N_("Sale"), lambda row: row.operation_number),
    (N_("Of"), lambda row: row.operation_day),
    (N_("Due"), lambda row: row.due or ""),
    (N_("Total"), lambda row: _signed(row, row.total)),
    (N_("Remaining"), lambda row: _signed(row, row.remaining)),
    (N_("State"), words.state),
)
_ON_PAPER = tuple(each for place, each in enumerate(_COLUMNS) if place in (0, 1, 4, 5, 8, 9, 10))
"""What fits beside each other."""


@dataclass
class TooManyInvoices(Refused):
    """More than are printed."""

    most: int
    sentence: ClassVar[str] = N_("Paper takes at most {most} invoices: choose fewer days, or write a CSV.")


async def export(desk: BaseScreen[Any], listing: InvoiceListing, said: str) -> None:
    """Asks which form the file has, writes it and says where; drafts are left out. `said` is what is listed.
    Raises `NothingToPrint`, `TooManyInvoices` or `TooManyForWorkbook`.
    """
    count = listing.totals().count
    if not count:
        raise NothingToPrint
    ways = [Way(FileForm.PDF, "PDF", _("on paper")), Way(FileForm.CSV, "CSV"), Way(FileForm.XLSX, "XLSX")]
    chosen = await desk.ask(
        ChooseDialog(_("Invoices: {count}").format(count=formats.count(count)), said, ways)
    )
    if not chosen:
        return
    form = FileForm(chosen)
    if form is FileForm.PDF and count > MOST_ON_PAPER:
        raise TooManyInvoices(MOST_ON_PAPER)
    if form is FileForm.XLSX:
        workbook.check(count)

    def task(folder: Path, progress: Progress) -> Path:
        path = spreadsheet.free_path(folder, _("Invoices_{day}"), clock.today(), form)
        if form is FileForm.PDF:
            return listing_paper.write(_paper(listing, said), path, progress)
        titles = [_(title) for title, _cell in _COLUMNS]
        rows = _rows(listing, count, progress)
        if form is FileForm.XLSX:
            return workbook.write(titles, rows, path)
        return files.write((each.encode() for each in spreadsheet.lines(titles, rows)), path)

    await papers.write(desk, _("Invoices"), _("Writing the invoices"), task)


def _rows(listing: InvoiceListing, count: int, progress: Progress) -> Iterator[list[Cell]]:
    """The cells of each invoice. Raises `Cancelled` where `progress` answers false."""
    for done, row in enumerate(_issued(listing)):
        if not progress(min(done, count), count):
            raise Cancelled
        yield [cell(row) for _title, cell in _COLUMNS]


def _issued(listing: InvoiceListing) -> Iterator[InvoiceRow]:
    return (row for row in every(listing) if not row.draft)


def _paper(listing: InvoiceListing, said: str) -> ListPaper:
    now = clock.local(clock.now())
    rows = [[cell(row) for _title, cell in _ON_PAPER] for row in _issued(listing)]
    return ListPaper(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        title=_("Invoices"),
        facts=(
            (_("Which"), said),
            (_("Invoices"), formats.count(len(rows))),
            (_("Day"), formats.day(now)),
        ),
        titles=[_(title) for title, _cell in _ON_PAPER],
        rows=rows,
        created=now,
        totals=totals(listing.totals()),
    )


def totals(of: Totals) -> list[tuple[str, str]]:
    """What a list comes to: labels and amounts."""
    return [
        (_("Invoiced"), formats.amount(of.invoiced)),
        (_("Credited"), formats.amount(of.credited)),
        (_("Remaining of invoices"), formats.amount(of.unpaid)),
    ]
