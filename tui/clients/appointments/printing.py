"""The list of a day on paper."""

from datetime import date
from pathlib import Path
from typing import Any

from locales import _, formats
from locales.words import appointments as words
from models.appointments import listing
from models.pharmacy.parties import party, pharmacy_as
from models.store import clock, settings
from models.values import Progress
from printing.exports import listing as spreadsheet
from printing.papers import listing as listing_paper
from printing.papers.listing import ListPaper
from tui.frame.base import BaseScreen
from tui.parts import papers


async def print_day(desk: BaseScreen[Any], day: date) -> None:
    """Writes the appointments of a day as a PDF, and says where it is; an empty day too."""

    def task(folder: Path, progress: Progress) -> Path:
        path = spreadsheet.free_path(folder, _("Appointments_{day}"), day, "pdf")
        return listing_paper.write(_paper(day), path, progress)

    await papers.write(desk, _("Appointments"), _("Writing the list of the day"), task)


def _paper(day: date) -> ListPaper:
    found = listing.in_days(day, day)
    return ListPaper(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        title=_("Appointments"),
        facts=[(_("Day"), formats.full_day(day)), (_("Appointments"), formats.count(len(found)))],
        titles=[_("Hour"), _("Who comes"), _("Subject"), _("Received by")],
        rows=[[words.hours(row), words.who(row), row.subject, row.staff_name] for row in found],
        created=clock.local(clock.now()),
    )
