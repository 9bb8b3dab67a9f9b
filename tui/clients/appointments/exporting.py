"""One or several appointments as a calendar file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _
from models.appointments.listing import AppointmentRow
from models.refusals import Refused
from models.store import settings
from models.values import Progress
from printing import files
from printing.exports import listing as spreadsheet
from tui.frame.base import BaseScreen
from tui.parts import papers


@dataclass
class NoAppointment(Refused):
    sentence: ClassVar[str] = N_("There is no appointment to export.")


async def export(desk: BaseScreen[Any], rows: Sequence[AppointmentRow]) -> None:
    """Writes these appointments as .ics, named by their first day, and says where the file is.
    Raises `NoAppointment`.
    """
    if not rows:
        raise NoAppointment

    def task(folder: Path, progress: Progress) -> Path:
        from printing.exports.calendar import calendar

        day = min(row.day for row in rows)
        path = spreadsheet.free_path(folder, _("Appointments_{day}"), day, "ics")
        return files.write(calendar(rows, settings.pharmacy().name), path)

    await papers.write(desk, _("Calendar"), _("Writing the calendar"), task)
