"""What is done with an invoice: printed, noted as sent; its draft dropped; all of a list printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _, formats
from locales.words import invoices as words
from models.refusals import Refused
from models.store.connection import persevere
from models.trade.documents import invoiced
from models.trade.invoices import verbs as invoices
from models.trade.invoices.listing import InvoiceListing
from models.trade.invoices.rows import InvoiceRow
from models.trade.invoices.table import SentBy
from models.values import Progress
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.widgets.ticks import every

MOST = 500
"""So many papers are printed at once: more take minutes, and are files that nobody opens one by one."""


@dataclass
class NothingToPrint(Refused):
    sentence: ClassVar[str] = N_("There is no invoice to print: a draft has none yet.")


@dataclass
class TooManyToPrint(Refused):
    """More than are printed at once."""

    count: int
    most: int
    sentence: ClassVar[str] = N_("{count} invoices: at most {most} are printed at once. Choose fewer days.")


@dataclass
class NotIssued(Refused):
    """Only what has a number goes to a client."""

    number: str
    sentence: ClassVar[str] = N_("The invoice of {number} is a draft: f issues it.")


async def write(desk: BaseScreen[Any], invoice: int) -> None:
    """Writes the paper as a PDF, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from printing.papers.invoice import file_name, write

        paper = invoiced.paper(invoice)
        return write(paper, folder / file_name(paper), progress, replace=True)

    await papers.write(desk, _("Invoice"), _("Writing the invoice"), task)


async def print_row(desk: BaseScreen[Any], row: InvoiceRow) -> None:
    """Prints one of a list. Raises `NotIssued`."""
    if row.draft:
        raise NotIssued(row.operation_number)
    await write(desk, row.key)


async def write_all(desk: BaseScreen[Any], listing: InvoiceListing) -> None:
    """Writes every paper of a list, each as a file. Raises `NothingToPrint` or `TooManyToPrint`."""
    wanted = [row.key for row in _issued(listing)]

    def task(folder: Path, progress: Progress) -> Path:
        from printing.papers.invoice import file_name, write
        from printing.refusals import Cancelled

        path = folder
        for done, invoice in enumerate(wanted):
            if not progress(done, len(wanted)):
                raise Cancelled
            paper = invoiced.paper(invoice)
            path = write(paper, folder / file_name(paper), replace=True)
        return path if len(wanted) == 1 else folder

    await papers.write(desk, _("Invoices"), _("Writing the invoices"), task)


def _issued(listing: InvoiceListing) -> Sequence[InvoiceRow]:
    count = listing.count()
    if count > MOST:
        raise TooManyToPrint(count, MOST)
    found = [row for row in every(listing) if not row.draft]
    if not found:
        raise NothingToPrint
    return found


async def note_sent(desk: BaseScreen[Any], row: InvoiceRow) -> None:
    """Asks how it went to the client, and notes it. Raises `NotIssued`."""
    if row.draft:
        raise NotIssued(row.operation_number)
    ways = [Way(means, _(words.MEANS[means])) for means in SentBy]
    chosen = await desk.ask(ChooseDialog(_("{number} was sent").format(number=row.number), "", ways))
    if chosen is None:
        return
    persevere(invoices.note_sent, row.key, SentBy(chosen), by=desk.officine.by())
    desk.read_again()
    desk.tell(_("{number} is noted as sent.").format(number=row.number))


async def drop(desk: BaseScreen[Any], row: InvoiceRow) -> None:
    """Asks whether a draft is dropped, and drops it."""
    if not row.draft:
        raise StandsAsIssued(row.number)
    sentence = _("{number}, {amount}. The sale stays as it is; an invoice can be issued later.")
    said = sentence.format(number=row.operation_number, amount=formats.amount(row.total))
    ways = [Way("drop", _("Drop the draft"))]
    if await desk.ask(ChooseDialog(_("Draft of an invoice"), said, ways)) != "drop":
        return
    persevere(invoices.drop, row.operation, by=desk.officine.by())
    desk.read_again()
    desk.tell(_("The draft of {number} is dropped.").format(number=row.operation_number))


@dataclass
class StandsAsIssued(Refused):
    """What was issued is not dropped."""

    number: str
    sentence: ClassVar[str] = N_(
        "{number} is issued and stands: take the goods back, and give a credit note."
    )
