"""A list of birthdays on paper: those ticked, else all that are listed (bday-out)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from locales import N_, _, formats
from locales.words import birthdays as words
from models.people.birthdays.listing import BirthdayListing, BirthdayRow
from models.people.birthdays.range import Whose
from models.people.clients.ticks import Ticks
from models.pharmacy.parties import party, pharmacy_as
from models.refusals import Refused
from models.store import clock, settings
from models.values import Progress
from printing.exports import listing as spreadsheet
from printing.exports.cells import Cell
from printing.papers import listing as listing_paper
from printing.papers.listing import ListPaper
from tui.clients.birthdays.columns import turns
from tui.frame.base import BaseScreen
from tui.parts import papers
from tui.widgets.ticks import every

MOST = 5000
"""A list of more is not read on paper, and takes minutes."""


@dataclass
class NoBirthday(Refused):
    sentence: ClassVar[str] = N_("There is no birthday to print.")


@dataclass
class TooManyBirthdays(Refused):
    """More than are printed."""

    most: int
    sentence: ClassVar[str] = N_("Paper takes at most {most} birthdays: ask for fewer days, or tick some.")


_Printed = tuple[str, Callable[[BirthdayRow], Cell]]
_FIRST: tuple[_Printed, ...] = ((N_("Day"), lambda row: formats.week_day(row.day)),)
_LAST: tuple[_Printed, ...] = (
    (N_("Turns"), turns),
    (N_("Born on"), lambda row: row.born),
    (N_("Phone"), lambda row: formats.phone(row.phone)),
)


def _columns(whose: Whose) -> tuple[_Printed, ...]:
    """The titles, and what stands below them."""
    if whose is Whose.CLIENTS:
        names: tuple[_Printed, ...] = (
            (N_("Last name"), lambda row: row.last_name),
            (N_("First name"), lambda row: row.first_name),
        )
    else:
        names = ((N_("Name"), lambda row: row.name), (N_("Client"), lambda row: row.client_name))
    return (*_FIRST, *names, *_LAST)


async def print_list(desk: BaseScreen[Any], listing: BirthdayListing, ticks: Ticks) -> None:
    """Prints the list, or who is ticked in it, and says where. Raises `NoBirthday`, `TooManyBirthdays`."""
    wanted = replace(listing, ticked=ticks)
    count = wanted.count()
    if not count:
        raise NoBirthday
    if count > MOST:
        raise TooManyBirthdays(MOST)

    def task(folder: Path, progress: Progress) -> Path:
        path = spreadsheet.free_path(folder, _("Birthdays_{day}"), clock.today(), "pdf")
        return listing_paper.write(_paper(wanted), path, progress)

    await papers.write(desk, _("Birthdays"), _("Writing the birthdays"), task)


def _paper(wanted: BirthdayListing) -> ListPaper:
    now = clock.local(clock.now())
    printed = _columns(wanted.birthdays.whose)
    rows = [[cell(row) for _title, cell in printed] for row in every(wanted)]
    ticked = _("those ticked") if wanted.ticked.steps else ""
    return ListPaper(
        pharmacy=party(pharmacy_as(settings.pharmacy())),
        title=_("Birthdays"),
        facts=(
            (_("Who"), " · ".join(filter(None, (words.narrowed(wanted), ticked)))),
            (_("Birthdays"), formats.count(len(rows))),
            (_("Day"), formats.day(now)),
        ),
        titles=[_(title) for title, _cell in printed],
        rows=rows,
        created=now,
    )
