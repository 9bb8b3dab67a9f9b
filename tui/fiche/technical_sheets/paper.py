"""The technical sheets of a client on paper: what holds, by theme."""

from pathlib import Path
from typing import Any

from locales import _, formats
from locales.words import technical_sheets as words
from models.people.clients import verbs as clients
from models.people.technical_sheets import listing
from models.pharmacy.parties import party, pharmacy_as
from models.pharmacy.party import Party
from models.store import clock, settings
from models.values import Progress
from tui.frame.base import BaseScreen
from tui.parts import papers


async def print_sheets(desk: BaseScreen[Any], client: int) -> None:
    """Writes what was noted last to each criterion as a PDF, and says where it is."""

    def task(folder: Path, progress: Progress) -> Path:
        from printing.papers import listing as printing
        from printing.papers.priced import file_name

        name = clients.full_name(clients.get(client))
        rows = sorted(listing.newest(client), key=lambda row: (row.theme, row.criterion))
        paper = printing.ListPaper(
            pharmacy=party(pharmacy_as(settings.pharmacy())),
            title=_("Technical sheet"),
            facts=[
                (_("Client"), _("{name} · no. {client}").format(name=name, client=client)),
                (_("Day"), formats.day(clock.today())),
            ],
            titles=[_("Theme"), _("Criterion"), _("Answer, value"), _("Day"), _("Author")],
            rows=[
                [row.theme, row.criterion, words.noted(row), clock.local_day(row.at), row.author]
                for row in rows
            ],
            created=clock.local(clock.now()),
        )
        path = folder / file_name(_("technical sheet"), f"{client:08}", Party(name))
        return printing.write(paper, path, progress, replace=True)

    await papers.write(desk, _("Technical sheet"), _("Writing the technical sheet"), task)
